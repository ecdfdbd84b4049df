"""A gateway that repeats the secrets it is sent, for tests of masking.

usage: parrot.py --upstream URL [--mode MODE] [--known NAME=SECRET]...

Prints "listening on URL". Each --known is a secret that clients send and what
the upstream knows it by; in answers it is put back. The mode says what else
an answer has, or of which kind it is; "plain": nothing.
"""

import argparse
import http.client
import http.server
import json
import socketserver
import sys
import urllib.parse
import zlib

from spellings import SPELLINGS, json_inner

# What a login gives, and what answers hand out for somebody.
ISSUED = "gAAAAABissued/T0ken+with\"all'of&it<4711>"
HANDED_OUT = "handed-out/T0ken+by'the&service<4711>"


class Parrot(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 20
    disable_nagle_algorithm = True

    def log_message(self, *_words):
        pass

    def spellings(self):
        return [spell(secret) for secret in self.server.secrets
                for spell in SPELLINGS.values()]

    def to_upstream(self, text):
        for theirs, ours in self.server.known:
            text = text.replace(ours, theirs)
            text = text.replace(json_inner(ours), json_inner(theirs))
        return text

    def to_client(self, text):
        for theirs, ours in self.server.known:
            text = text.replace(theirs, ours)
        return text

    def ask(self):
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        upstream = http.client.HTTPConnection(self.server.upstream)
        upstream.putrequest(self.command, self.path, skip_host=True,
                            skip_accept_encoding=True)
        changed = self.to_upstream(content.decode("latin-1"))
        for name, value in self.headers.items():
            if name.lower() not in ("connection", "content-length"):
                upstream.putheader(name, self.to_upstream(value))
        if content:
            upstream.putheader("Content-Length", str(len(changed)))
        upstream.endheaders(changed.encode("latin-1") or None)
        answer = upstream.getresponse()
        body = answer.read()
        upstream.close()
        return answer, body

    def learn(self, token):
        """The token that a login gives gets a name that is looked for."""
        if token:
            self.server.known.append([token, ISSUED])
            if ISSUED not in self.server.secrets:
                self.server.secrets.append(ISSUED)

    def start(self, status, headers, reason=None):
        """In bytes: the library would refuse some of what is sent here."""
        line = "HTTP/1.1 %d %s\r\n" % (status, reason or "Parrot")
        fields = "".join("%s: %s\r\n" % field for field in headers)
        self.wfile.write((line + fields + "\r\n").encode())

    def answer(self, status, headers, body, reason=None):
        self.start(status, [*headers, ("Content-Length", len(body))], reason)
        self.wfile.write(body)

    def serve(self):
        mode = self.server.mode
        answer, body = self.ask()
        left_out = ("connection", "content-length", "transfer-encoding")
        self.learn(answer.getheader("X-Subject-Token"))
        headers = [(name, self.to_client(value))
                   for name, value in answer.getheaders()
                   if name.lower() not in left_out]
        own = getattr(self, "mode_" + mode.replace("-", "_"), None)
        if own and (self.command == "PUT" or mode in EVERYWHERE):
            own(answer.status, headers, body)
        else:
            self.answer(answer.status, headers, body)
        self.wfile.flush()

    def mode_members(self, status, headers, body):
        """Unknown members, as texts that say what the spellings say."""
        try:
            document = json.loads(body)
        except ValueError:
            document = None
        if isinstance(document, dict):
            document["parrot"] = self.spellings()
            body = json.dumps(document).encode()
        self.answer(status, headers, body)

    def mode_fields(self, status, headers, body):
        echoes = [("X-Echo-%d" % number, text)
                  for number, text in enumerate(self.spellings())]
        for secret in self.server.secrets:
            name = "".join(c if c.isalnum() or c in "-_." else "-"
                           for c in secret)
            if name == secret:  # only these can be names of fields
                echoes += [(name, "1"), (name.lower(), "1")]
        self.answer(status, [*headers, *echoes], body)

    def text(self):
        return "\n".join(["<html>", *self.spellings(), "</html>"]).encode()

    def mode_page(self, _status, _headers, _body):
        self.answer(500, [("Content-Type", "text/html")], self.text())

    def mode_refusal(self, _status, _headers, _body):
        self.answer(400, [("Content-Type", "application/json")], json.dumps(
            {"badRequest": {"code": 400, "message": " ".join(
                self.spellings())}}).encode())

    def mode_reason(self, status, headers, body):
        self.answer(status, headers, body, " ".join(self.spellings()))

    def mode_redirect(self, _status, _headers, _body):
        query = "&".join("a%d=%s" % pair
                         for pair in enumerate(self.spellings()))
        self.answer(302, [("Location", "http://127.0.0.1:9/?" + query)], b"")

    def mode_chunks(self, status, headers, _body):
        """A byte a chunk, with a trailer section."""
        self.start(status, [*headers, ("Transfer-Encoding", "chunked")])
        for byte in self.text():
            self.wfile.write(b"1\r\n%c\r\n" % byte)
            self.wfile.flush()
        trailers = "".join("X-T: %s\r\n" % text for text in self.spellings())
        self.wfile.write(b"0\r\n" + trailers.encode() + b"\r\n")

    def mode_cut(self, status, headers, _body):
        """The connection ends within a secret."""
        half = self.server.secrets[0][:-6]
        body = b'{"message": "' + half.encode()
        self.start(status, [*headers, ("Content-Length", len(body) + 50)])
        self.wfile.write(body)
        self.close_connection = True

    def mode_gzip(self, status, headers, _body):
        packer = zlib.compressobj(wbits=31)
        body = packer.compress(self.text()) + packer.flush()
        self.answer(status, [*headers, ("Content-Encoding", "gzip")], body)

    def mode_gzip_unsaid(self, status, headers, _body):
        packer = zlib.compressobj(wbits=31)
        self.answer(status, headers,
                    packer.compress(self.text()) + packer.flush())

    def mode_length(self, _status, _headers, _body):
        self.start(200, [("Content-Length", self.server.secrets[0])])
        self.close_connection = True

    def mode_no_http(self, _status, _headers, _body):
        self.wfile.write(self.server.secrets[0].encode() + b"\r\n\r\n")
        self.close_connection = True

    def mode_hand_out(self, status, headers, body):
        """First by its name, then elsewhere under no name."""
        said = "; ".join(spell(HANDED_OUT) for spell in SPELLINGS.values())
        try:
            document = json.loads(body)
        except ValueError:
            document = None
        if isinstance(document, dict):
            document["token"] = HANDED_OUT
            body = json.dumps(document).encode()
        self.answer(status, [*headers, ("X-Said", said)], body)

    def mode_hang(self, _status, _headers, _body):
        self.start(200, [("X-Echo", text) for text in self.spellings()])
        self.wfile.write(self.text())
        self.wfile.flush()
        with open(self.server.tell, "w", encoding="ascii") as told:
            told.write("hangs\n")
        self.rfile.read()

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = serve


# Modes that leave answers such as a run can live with.
EVERYWHERE = ("members", "fields", "reason", "hand-out")


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that goes away is no matter."""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--upstream", required=True)
    parser.add_argument("--mode", default="plain")
    parser.add_argument("--known", action="append", default=[],
                        metavar="NAME=SECRET")
    parser.add_argument("--tell", metavar="F", help="that an answer hangs")
    options = parser.parse_args()
    server = Server(("127.0.0.1", 0), Parrot)
    server.upstream = urllib.parse.urlsplit(options.upstream).netloc
    server.mode = options.mode
    server.tell = options.tell
    server.known = [rule.split("=", 1) for rule in options.known]
    server.secrets = [secret for _name, secret in server.known]
    print("listening on http://127.0.0.1:%d" % server.server_address[1])
    sys.stdout.flush()
    server.serve_forever()


main()
