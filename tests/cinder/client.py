"""Requests to the API of one service, for tests/cinder/cinder and cloud.py."""
import http.client
import json
import time


class Failure(Exception):
    """Something that the caller is told in one line."""


def request(port, method, path, body=None, token=None):
    """Send one request to loopback; give (status, headers, text)."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        link.request(method, path, None if body is None else json.dumps(body), {
            **({"X-Auth-Token": token} if token else {}),
            "Content-Type": "application/json"})
        response = link.getresponse()
        return response.status, response.headers, response.read().decode()
    finally:
        link.close()


class Client:
    """Requests of one user below a path; JSON in and out.

    login() gives a token.  It is called again when one was refused, for it
    may have expired in the meantime.
    """

    def __init__(self, port, base, login, deadline):
        self.port, self.base, self.login = port, base, login
        self.deadline, self.token = deadline, login()

    def call(self, method, path, body=None):
        for is_last in (False, True):
            status, _, text = request(self.port, method, self.base + path,
                                      body, self.token)
            if status != 401 or is_last:
                break
            self.token = self.login()
        if status >= 400:
            raise Failure(f"{method} {path}: {status} {text}")
        return json.loads(text) if text else None

    def wait_until(self, what, path, is_good):
        while not is_good(self.call("GET", path)):
            if time.monotonic() > self.deadline:
                raise Failure(f"waited too long for {what}")
            time.sleep(0.05)

    def make(self, kind, **members):
        """Create a volume or snapshot, wait until available, give its id."""
        made = self.call("POST", f"/{kind}s", {kind: members})[kind]["id"]

        def is_available(answer):
            if answer[kind]["status"] == "error":
                raise Failure(f"{kind} {made} went to status error")
            return answer[kind]["status"] == "available"

        self.wait_until(f"{kind} {made}", f"/{kind}s/{made}", is_available)
        return made
