#!/usr/bin/python3 -I
"""keystone.py CONFIG REGION DATABASE PORT_FILE - a Keystone from nothing.

Does what an operator does with keystone-manage (db_sync, fernet_setup,
bootstrap), then serves the API, all with the code of Debian's python3-keystone.
The environment's OS_BOOTSTRAP_PASSWORD becomes the password of user admin.

It listens on a free port of 127.0.0.1 before anything else, for the catalog
holds the address, and writes the number to PORT_FILE: whoever connects early
is answered when all is set up.
"""
import os
import socket
import sqlite3
import sys


def listen(port_file):
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    with open(port_file + ".new", "w") as out:
        out.write(str(listener.getsockname()[1]))
    os.rename(port_file + ".new", port_file)
    return listener


CONFIG, REGION, DATABASE, PORT_FILE = sys.argv[1:]
LISTENER = listen(PORT_FILE)
sys.argv[1:] = []  # Keystone would take them for its own options

from keystone.cmd import cli
from keystone.server.flask import core
from werkzeug import serving


class Handler(serving.WSGIRequestHandler):
    """Keeps connections and says who asked for what."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one write per answer: no wait for a delayed ACK

    def log_request(self, code="-", size="-"):
        print(self.command, self.path, int(code),
              self.headers.get("User-Agent", "-"), flush=True)


def manage(*arguments):
    """keystone-manage in a child: it configures its process for itself."""
    child = os.fork()
    if child == 0:
        try:
            cli.main(["keystone-manage", "--config-file", CONFIG, *arguments])
        except BaseException as reason:
            print(f"{arguments[0]}: {reason!r}", file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        sys.exit(f"keystone-manage {arguments[0]} failed")


def make_database():
    """A log ahead of writes: a request may read while it writes."""
    connection = sqlite3.connect(DATABASE)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    manage("db_sync")


def main():
    url = f"http://127.0.0.1:{LISTENER.getsockname()[1]}/v3"
    make_database()
    manage("fernet_setup", "--keystone-user", str(os.getuid()),
           "--keystone-group", str(os.getgid()))
    manage("bootstrap", "--bootstrap-region-id", REGION,
           *(word for interface in ("public", "internal", "admin")
             for word in (f"--bootstrap-{interface}-url", url)))
    application = core.initialize_application("public", config_files=[CONFIG])
    serving.make_server("127.0.0.1", 0, application, threaded=True,
                        request_handler=Handler,
                        fd=LISTENER.fileno()).serve_forever()


main()
