"""A server of canned hostile answers, alone or in front of a real one.

usage: server.py [OPTION]... ANSWER

Prints "listening on URL" and serves until it is killed. Without --upstream
every request gets the answer. With it, only the requests that --method,
--containing, --after and --times choose get it; the others are passed on.
With --by-path the first two segments of the path are the answer and the
method that gets it (or ANY), and are not passed on.
Written on bare sockets, because no HTTP library would send most of this.
"""

import argparse
import http.client
import re
import socketserver
import ssl
import sys
import threading
import time
import urllib.parse

BIG = 100 * 1024 * 1024


def with_length(content, head=b"Content-Type: application/json\r\n",
                status=b"200 OK", version=b"HTTP/1.1"):
    """A whole response with an honest length."""
    return (version + b" " + status + b"\r\n" + head
            + b"Content-Length: %d\r\n\r\n" % len(content) + content)


def snapshot(name=b'"snap-001"', extra=b""):
    """An answer that looks right; @ID@ becomes the id in the path."""
    return (b'{"snapshot":{"id":"@ID@","name":' + name + b',"description":'
            b'"Daily backup","status":"available","size":1,"volume_id":'
            b'"11111111-1111-4111-8111-111111111111","metadata":{},'
            b'"created_at":"2024-01-01T00:00:00.000000","updated_at":null'
            + extra + b"}}")


JSON = b"Content-Type: application/json\r\n"

# Each answer is bytes; what needs time or much room is in STREAMS.
ANSWERS = {
    "html": with_length(b"<!DOCTYPE html><html><title>Sign in</title></html>",
                        b"Content-Type: text/html\r\n"),
    "plain": with_length(b"It works.\n", b"Content-Type: text/plain\r\n"),
    "empty": with_length(b""),
    "no-content": b"HTTP/1.1 204 No Content\r\n\r\n",
    "not-json": with_length(b'{"snapshot": {'),
    "null": with_length(b"null"),
    "array": with_length(b"[]"),
    "snapshot-null": with_length(b'{"snapshot":null}'),
    "other-id": with_length(b'{"snapshot":{"id":"another"}}'),
    "bad-utf8": with_length(snapshot(b'"\xff\xfe\xc0\x80"')),
    "nul-bytes": with_length(b"\0" * 1000),
    "escaped-nul": with_length(snapshot(b'"a\\u0000b"')),
    "terminal": with_length(snapshot(b'"\\u001b[2J\\u001b]0;owned\\u0007"')),
    "deep-arrays": with_length(b"[" * 100000 + b"]" * 100000),
    "deep-objects": with_length(b'{"a":' * 50000 + b"1" + b"}" * 50000),
    "lone-surrogate": with_length(snapshot(b'"\\ud800"')),
    "duplicate": with_length(snapshot(extra=b',"name":"twice"')),
    "huge-integer": with_length(snapshot(extra=b',"n":' + b"9" * 5000)),
    "huge-real": with_length(snapshot(extra=b',"n":1e999999')),
    "long-name": with_length(snapshot(b'"' + b"x" * 2000000 + b'"')),
    "many-members": with_length(b'{"snapshot":{"id":"@ID@"' + b"".join(
        b',"m%d":%d' % (i, i) for i in range(100000)) + b"}}"),
    "byte-order-mark": with_length(b"\xef\xbb\xbf" + snapshot()),
    "two-documents": with_length(snapshot() + snapshot()),
    "no-type": with_length(snapshot(), b""),
    "strange-type": with_length(snapshot(), b"Content-Type: ;;=\"\r\n"),
    "control-header": with_length(
        snapshot(b'"x"'), JSON + b"X-Odd: a\x01\x1b[31m\x7f\xff\r\n"),
    "nul-header": with_length(snapshot(b'"x"'), JSON + b"X-Odd: a\0b\r\n"),
    "folded-header": with_length(snapshot(b'"x"'), JSON + b"X-Odd: a\r\n b\r\n"),
    "many-headers": with_length(
        snapshot(b'"x"'),
        JSON + b"".join(b"X-%d: %s\r\n" % (i, b"y" * 1000)
                        for i in range(2000))),
    "long-header": with_length(
        snapshot(b'"x"'), JSON + b"X-Long: " + b"y" * 500000 + b"\r\n"),
    "interim": b"HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" * 20
    + with_length(snapshot(b'"x"')),
    "switching": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
    "http10": with_length(snapshot(b'"x"'), version=b"HTTP/1.0"),
    "http09": snapshot(b'"x"'),
    "http3": with_length(snapshot(b'"x"'), version=b"HTTP/3.0"),
    "status-000": with_length(snapshot(), status=b"000 None"),
    "status-999": with_length(snapshot(), status=b"999 Much"),
    "status-text": with_length(snapshot(), status=b"OK fine"),
    "status-500": with_length(b'{"error":1}', status=b"500 Oops"),
    "ssh": b"SSH-2.0-OpenSSH_9.2p1\r\n",
    "nothing": b"",
    "cut": with_length(b'{"snapshot":{}}' * 10)[:-20],
    "too-much": with_length(snapshot(b'"x"')) + b"trailing rubbish",
    "negative-length": b"HTTP/1.1 200 OK\r\n" + JSON
    + b"Content-Length: -5\r\n\r\n" + snapshot(),
    "two-lengths": b"HTTP/1.1 200 OK\r\n" + JSON
    + b"Content-Length: 5\r\nContent-Length: 500\r\n\r\n" + snapshot(),
    "bad-chunk": b"HTTP/1.1 200 OK\r\n" + JSON
    + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + snapshot(),
    "huge-chunk": b"HTTP/1.1 200 OK\r\n" + JSON
    + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n" + snapshot(),
    "gzip": with_length(b"\x1f\x8b\x08garbage",
                        JSON + b"Content-Encoding: gzip\r\n"),
    "redirect": with_length(b"", b"Location: http://127.0.0.1:1/\r\n",
                            status=b"302 Found"),
    "401": with_length(b'{"error":"who are you"}', status=b"401 No"),
    "403": with_length(b'{"forbidden":{"code":403,"message":"no"}}',
                       status=b"403 No"),
    "429": with_length(b'{"overLimit":{"code":429,"message":"slow"}}',
                       JSON + b"Retry-After: 0\r\n",
                       status=b"429 Too Many Requests"),
    "429-long": with_length(b'{"overLimit":{"code":429,"message":"slow"}}',
                            JSON + b"Retry-After: 3600\r\n",
                            status=b"429 Too Many Requests"),
    "503": with_length(b'{"unavailable":{"code":503,"message":"soon"}}',
                       JSON + b"Retry-After: 1\r\n",
                       status=b"503 Service Unavailable"),
}


def stream_big(send):
    """A body far beyond any limit, its length announced."""
    send(b"HTTP/1.1 200 OK\r\n" + JSON + b"Content-Length: %d\r\n\r\n" % BIG)
    stream_filling(send, BIG)


def stream_endless(send):
    """Chunks without an end."""
    send(b"HTTP/1.1 200 OK\r\n" + JSON
         + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        send(b"10000\r\n" + b" " * 65536 + b"\r\n")


def stream_interim(send):
    """Interim responses without an end."""
    while True:
        send(b"HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" * 100)


def stream_slow(send):
    """One byte now and then."""
    send(b"HTTP/1.1 200 OK\r\n" + JSON + b"Content-Length: 100000\r\n\r\n")
    while True:
        send(b" ")
        time.sleep(0.1)


def stream_silent(_send):
    """Nothing at all, the connection stays open."""
    time.sleep(3600)


def stream_filling(send, length):
    for _ in range(length // 65536):
        send(b" " * 65536)


def stream_echo(_send):
    """The request itself comes back: see Handler.answer."""


STREAMS = {"echo": stream_echo, "big": stream_big, "endless": stream_endless,
           "interim-endless": stream_interim, "slow": stream_slow,
           "silent": stream_silent}


class Chooser:
    """Which requests get the hostile answer."""

    def __init__(self, options):
        self.options = options
        self.seen = 0
        self.lock = threading.Lock()

    def chooses(self, method, content):
        options = self.options
        if options.method and method != options.method:
            return False
        if options.containing and options.containing.encode() not in content:
            return False
        with self.lock:
            self.seen += 1
            seen = self.seen
        if options.tell and seen == options.after + 1:
            with open(options.tell, "w", encoding="ascii") as fifo:
                fifo.write("now\n")
        return seen > options.after and (
            not options.times or seen <= options.after + options.times)


class Handler(socketserver.StreamRequestHandler):
    def read_request(self):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = self.rfile.readline(1 << 20)
            if not line:
                return None
            head += line
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        content = self.rfile.read(int(length.group(1))) if length else None
        return head, content

    def handle(self):
        try:
            while self.serve_one():
                pass
        except OSError:
            pass

    def serve_one(self):
        request = self.read_request()
        if not request:
            return False
        method, path = request[0].split(b" ")[:2]
        options = self.server.options
        if options.by_path:
            _, name, chosen_method, path = path.split(b"/", 3)
            name, path = name.decode(), b"/" + path
            chosen = chosen_method in (b"ANY", method)
        else:
            name = options.answer
            chosen = self.server.chooser.chooses(method.decode(),
                                                 request[1] or b"")
        if options.upstream and not chosen:
            self.pass_on(method.decode(), path.decode(), *request)
            return True
        return self.answer(name, path, request[0])

    def answer(self, name, path, head):
        if name == "echo":
            self.wfile.write(with_length(head, b"X-Echo: " + re.sub(
                rb"\r\n", b" ", head) + b"\r\n"))
            return True
        if name in STREAMS:
            STREAMS[name](self.wfile.write)
            return False
        identity = path.split(b"?")[0].rsplit(b"/", 1)[-1]
        content = ANSWERS[name]
        if b"@ID@" in content:
            head, body = content.split(b"\r\n\r\n", 1) \
                if content.startswith(b"HTTP/") else (None, content)
            body = body.replace(b"@ID@", identity)
            # the announced length counts the placeholder
            grown = len(identity) - len(b"@ID@")
            if head is not None:
                times = content.count(b"@ID@")
                head = re.sub(
                    rb"Content-Length: (\d+)$",
                    lambda m: b"Content-Length: %d"
                    % (int(m.group(1)) + grown * times), head)
                body = head + b"\r\n\r\n" + body
            content = body
        self.wfile.write(content)
        return name.startswith(("429", "503", "40"))

    def pass_on(self, method, path, head, content):
        address = urllib.parse.urlsplit(self.server.options.upstream)
        upstream = http.client.HTTPConnection(address.hostname, address.port)
        fields = [line.split(b":", 1)
                  for line in head.split(b"\r\n")[1:] if line]
        upstream.putrequest(method, path, skip_host=True,
                            skip_accept_encoding=True)
        for name, value in fields:
            if name.lower() != b"connection":
                upstream.putheader(name, value.strip())
        upstream.endheaders(content)
        response = upstream.getresponse()
        body = response.read()
        reply = b"HTTP/1.1 %d %s\r\n" % (response.status,
                                        response.reason.encode())
        for name, value in response.getheaders():
            if name.lower() not in ("connection", "transfer-encoding",
                                    "content-length"):
                reply += b"%s: %s\r\n" % (name.encode(),
                                          value.encode("latin-1"))
        if response.status != 204:
            reply += b"Content-Length: %d\r\n" % len(body)
        self.wfile.write(self.dress(reply + b"\r\n" + body))
        upstream.close()

    def dress(self, reply):
        """An unusual but right way to say the same."""
        if self.server.options.dress == "interim":
            return (b"HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" * 3
                    + reply)
        return reply


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that goes away is what this server is for."""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--upstream", help="URL of the real server")
    parser.add_argument("--method", help="only requests with this method")
    parser.add_argument("--containing", help="only contents with this text")
    parser.add_argument("--after", type=int, default=0,
                        help="let this many pass first")
    parser.add_argument("--times", type=int, default=0,
                        help="hostile this many times only")
    parser.add_argument("--tell", metavar="FIFO",
                        help="write a line there before the first answer")
    parser.add_argument("--by-path", action="store_true")
    parser.add_argument("--tls", nargs=2, metavar=("CERT", "KEY"))
    parser.add_argument("--dress", choices=["interim"])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("answer", nargs="?",
                        choices=sorted([*ANSWERS, *STREAMS]))
    options = parser.parse_args()
    if options.list:
        print("\n".join(sorted([*ANSWERS, *STREAMS])))
        return
    server = Server(("127.0.0.1", 0), Handler)
    server.options = options
    server.chooser = Chooser(options)
    if options.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*options.tls)
        server.socket = context.wrap_socket(server.socket, server_side=True,
                                            do_handshake_on_connect=False)
    print("listening on %s://127.0.0.1:%d" % (
        "https" if options.tls else "http", server.server_address[1]))
    sys.stdout.flush()
    server.serve_forever()


main()
