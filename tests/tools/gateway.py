"""A gateway in front of another server, for tests of the way to a target.

usage: gateway.py --upstream URL [OPTION]...

Prints "listening on URL" and passes every request on, until it is killed.
The options say what it does besides; those of --busy and --fail count and
choose among the requests whose path ends in --ending.
"""

import argparse
import email.utils
import http.client
import http.server
import os
import sys
import threading
import time
import urllib.parse


class Gateway(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # an answer in one piece: else Nagle's algorithm costs 40 ms each
    wbufsize = 1 << 20
    disable_nagle_algorithm = True

    def log_message(self, *_words):
        pass

    def date_time_string(self, timestamp=None):
        shift = self.server.options.clock_ahead
        return email.utils.formatdate(time.time() + shift, usegmt=True)

    def version_string(self):
        return "gateway"

    def answer(self, status, headers, content):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def refuse(self, status, headers=()):
        self.answer(status, [("Content-Type", "application/json"), *headers],
                    b'{"error":{"code":%d,"message":"the gateway\'s"}}'
                    % status)

    def log(self):
        """One line a request, with the field that --log names."""
        options = self.server.options
        if options.log:
            with open(options.log, "a", encoding="utf-8") as log:
                log.write("%s %s %s\n" % (self.command, self.path,
                                          self.headers.get(options.field)))

    def chosen(self):
        """How manieth of the requests that are counted; 0: not counted."""
        options = self.server.options
        path = urllib.parse.urlsplit(self.path).path
        if not path.endswith(options.ending) or (
                options.method and self.command != options.method):
            return 0
        with self.server.lock:
            self.server.counted += 1
            return self.server.counted

    def retry_after(self):
        options = self.server.options
        if not options.as_date:
            return str(options.busy_for)
        return email.utils.formatdate(
            time.time() + options.busy_for + options.clock_ahead, usegmt=True)

    def serve(self):
        options = self.server.options
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        number = self.chosen()
        self.log()
        if options.after < number <= options.after + options.busy:
            self.refuse(429, [("Retry-After", self.retry_after())])
        elif options.fail and number > options.after:
            self.refuse(options.fail)
        elif options.refuse_field and self.headers.get(options.refuse_field):
            self.refuse(406)
        elif not self.path.startswith(options.prefix + "/"):
            self.refuse(404)
        else:
            self.pass_on(self.path[len(options.prefix):], content)
        if options.last and number == options.last:
            self.wfile.flush()
            os._exit(0)

    def replaced(self, text):
        for old, new in self.server.replacements:
            text = text.replace(old, new)
        return text

    def pass_on(self, path, content):
        upstream = http.client.HTTPConnection(self.server.upstream)
        upstream.putrequest(self.command, self.replaced(path), skip_host=True,
                            skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() != "connection":
                upstream.putheader(name, self.replaced(value))
        upstream.endheaders(content or None)
        answer = upstream.getresponse()
        body = answer.read()
        left_out = ("connection", "content-length", "date", "server",
                    "transfer-encoding")
        self.answer(answer.status,
                    [(name, value) for name, value in answer.getheaders()
                     if name.lower() not in left_out], body)
        upstream.close()

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = do_PATCH = serve


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that goes away is no matter."""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--upstream", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--prefix", default="",
                        help="taken off paths; others are 404")
    parser.add_argument("--replace", action="append", default=[],
                        metavar="OLD=NEW", help="in paths and fields")
    parser.add_argument("--refuse-field", metavar="NAME",
                        help="answer 406 to who sends this field")
    parser.add_argument("--clock-ahead", type=int, default=0, metavar="S",
                        help="tell a time that is wrong by so much")
    parser.add_argument("--log", metavar="F", help="a line for each request")
    parser.add_argument("--field", default="User-Agent",
                        help="the field that stands in the log")
    parser.add_argument("--ending", default="", help="of paths that count")
    parser.add_argument("--method", help="of requests that count")
    parser.add_argument("--after", type=int, default=0, metavar="N",
                        help="pass on the first N of them")
    parser.add_argument("--busy", type=int, default=0, metavar="N",
                        help="then answer N of them with 429")
    parser.add_argument("--busy-for", type=int, default=1, metavar="S",
                        help="in which Retry-After says so much")
    parser.add_argument("--as-date", action="store_true")
    parser.add_argument("--fail", type=int, metavar="STATUS",
                        help="then answer the rest of them so")
    parser.add_argument("--last", type=int, metavar="N",
                        help="die after the Nth of them")
    options = parser.parse_args()
    server = Server(("127.0.0.1", options.port), Gateway)
    server.options = options
    server.upstream = urllib.parse.urlsplit(options.upstream).netloc
    server.replacements = [rule.split("=") for rule in options.replace]
    server.counted = 0
    server.lock = threading.Lock()
    print("listening on http://127.0.0.1:%d" % server.server_address[1])
    sys.stdout.flush()
    server.serve_forever()


main()
