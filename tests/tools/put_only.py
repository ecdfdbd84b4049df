"""A mock that answers one request: the update of one snapshot.

usage: put_only.py [--port N] [--wrong status|echo]

PUT /v3/PROJECT/snapshots/SNAPSHOT is answered as the page "Updating an EVS
Snapshot" says; it cannot be read, and everything else is 404. Nothing is
stored. Prints "listening on URL". Written from the page, so that it shares
nothing with the emulator.
"""

import argparse
import http.server
import json
import sys
import time

PROJECT = "0123456789abcdef0123456789abcdef"
SNAPSHOT = "aaaaaaaa-0000-4000-8000-000000000001"
PATH = "/v3/%s/snapshots/%s" % (PROJECT, SNAPSHOT)
TOKEN = "emulator-token"


class Refused(Exception):
    pass


def no_twice(pairs):
    """Of two members of one name nobody knows which is meant."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Refused("a member stands there twice")
    return members


def text_of(content):
    try:
        return json.loads(content.decode("utf-8"), object_pairs_hook=no_twice,
                          parse_constant=lambda word: no_twice([(1, 1)] * 2))
    except (ValueError, RecursionError):
        raise Refused("the body is not JSON") from None


def updated(content, now):
    """The snapshot after the update that the content asks for."""
    body = text_of(content)
    change = body.get("snapshot") if isinstance(body, dict) else None
    if not isinstance(change, dict) or set(body) != {"snapshot"}:
        raise Refused("the body must be an object with snapshot alone")
    for name, value in change.items():
        if name not in ("name", "description"):
            continue
        if value is not None and not isinstance(value, str):
            raise Refused(name + " must be a text")
        try:
            if len((value or "").encode("utf-8")) > 255:
                raise Refused(name + " is longer than 255 bytes")
        except UnicodeEncodeError:
            raise Refused(name + " holds half a surrogate pair") from None
    return {"id": SNAPSHOT, "name": change.get("name", "snap-001"),
            "description": change.get("description", "Daily backup"),
            "status": "available", "size": 1, "metadata": {},
            "volume_id": "11111111-1111-4111-8111-111111111111",
            "created_at": "2024-05-16T01:02:03.000000", "updated_at": now}


class Mock(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 20
    disable_nagle_algorithm = True

    def log_message(self, *_words):
        pass

    def answer(self, status, content):
        text = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def refuse(self, status, word, message):
        self.answer(status, {word: {"code": status, "message": message}})

    def read_content(self):
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        content = b""
        while True:
            length = int(self.rfile.readline(), 16)
            content += self.rfile.read(length)
            self.rfile.readline()
            if not length:
                return content

    def do_PUT(self):
        content = self.read_content()
        if self.headers.get("X-Auth-Token") != TOKEN:
            self.answer(401, {"error": {"code": "EVS.5401",
                                        "message": "who are you?"}})
        elif self.path.split("?")[0] != PATH:
            self.refuse(404, "itemNotFound", "there is no such snapshot")
        else:
            self.update(content)

    def update(self, content):
        wrong = self.server.wrong
        now = time.strftime("%Y-%m-%dT%H:%M:%S.000000", time.gmtime())
        try:
            snapshot = updated(content, now)
        except Refused as reason:
            self.refuse(400, "badRequest", str(reason))
            return
        if wrong == "echo":
            snapshot["name"] = "snap-001"
        self.answer(202 if wrong == "status" else 200, {"snapshot": snapshot})

    def nothing_here(self):
        self.read_content()
        self.refuse(404, "itemNotFound", "nothing else is mocked")

    do_GET = do_POST = do_DELETE = do_PATCH = nothing_here


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--wrong", choices=["status", "echo"])
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", options.port), Mock)
    server.wrong = options.wrong
    print("listening on http://127.0.0.1:%d" % server.server_address[1])
    sys.stdout.flush()
    server.serve_forever()


main()
