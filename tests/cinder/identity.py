#!/usr/bin/python3 -I
"""identity.py PORT_FILE - a stand-in for Keystone, for tests on loopback only.

It answers the one question that Keystone's real middleware asks it: "whose
token is this?" (GET /v3/auth/tokens, Identity API v3, "Validate and show
information for token").  There is no store: a token says itself what it is,

    USER:PROJECT            roles member and reader
    USER:PROJECT:ROLE,...   exactly these roles

so a test can write down a token for any user, project and role.  Anything
that is not written this way is an unknown token: 404, as Keystone says.

It listens on a free port of 127.0.0.1 and writes the number to PORT_FILE.
"""
import http.server
import json
import os
import re
import sys

# The token of the middleware itself; tests/cinder/cinder.conf names it too.
SERVICE_TOKEN = "service"
TOKEN = re.compile(r"([0-9a-z-]+):([0-9a-f]{32})(?::([a-z]+(?:,[a-z]+)*))?")
DOMAIN = {"id": "default", "name": "Default"}


def describe(user, project, roles):
    """The body that Keystone gives for a valid token scoped to a project."""
    return {"token": {
        "methods": ["password"],
        "audit_ids": ["assay"],
        "issued_at": "2020-01-01T00:00:00.000000Z",
        "expires_at": "2999-01-01T00:00:00.000000Z",
        "is_domain": False,
        "user": {"id": user, "name": user, "domain": DOMAIN,
                 "password_expires_at": None},
        "project": {"id": project, "name": project, "domain": DOMAIN},
        "roles": [{"id": role, "name": role} for role in roles],
        "catalog": [],
    }}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one write per answer: no wait for a delayed ACK

    def do_GET(self):
        if self.path.split("?")[0] != "/v3/auth/tokens":
            return self.refuse(404, "Not Found")
        if self.headers.get("X-Auth-Token") != SERVICE_TOKEN:
            return self.refuse(401, "Unauthorized")
        found = TOKEN.fullmatch(self.headers.get("X-Subject-Token", ""))
        if not found:
            return self.refuse(404, "Not Found")
        user, project, roles = found.groups("member,reader")
        self.answer(200, describe(user, project, roles.split(",")))

    def refuse(self, status, title):
        self.answer(status, {"error": {"code": status, "title": title,
                                       "message": title}})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def main(port_file):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with open(port_file + ".new", "w") as out:
        out.write(str(server.server_port))
    os.rename(port_file + ".new", port_file)
    server.serve_forever()


main(sys.argv[1])
