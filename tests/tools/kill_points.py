#!/usr/bin/env python3
"""Kills a run at every one of its requests and looks what a restore makes of it.

usage: kill_points.py [OPTION]... ASSAY EMULATOR -- RUN-OPTION...
       kill_points.py --port N [OPTION]... ASSAY -- RUN-OPTION...

Between ASSAY and an emulator (or what listens on a port of this machine)
stands a proxy that counts requests. For each
number it starts a run, kills it with SIGKILL at that request, restores by the
run's ledger, and compares all that the emulator holds with what it held at the
start: ids, names, descriptions, metadata (times of update cannot be put back).
Then it restores once more, which must find nothing to do.

Exit status: 0 when everything was as before every time, else 1, with a line
for each point that was not. The last line says how many points were tried.
"""

import argparse
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

PROJECT = "0123456789abcdef0123456789abcdef:emulator-token"
SECOND = "fedcba9876543210fedcba9876543210:emulator-second-token"
NOT_COMPARED = ("updated_at",)


def read_head(stream):
    """Bytes up to the empty line, or None when the connection has ended."""
    head = b""
    while True:
        line = stream.readline()
        if not line:
            return None
        head += line
        if line in (b"\r\n", b"\n"):
            return head


def field(head, name):
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip().lower()
    return None


def read_content(stream, head):
    """What follows a head, as it is on the wire."""
    if field(head, b"transfer-encoding") == b"chunked":
        content = b""
        while True:
            line = stream.readline()
            content += line
            size = int(line.split(b";")[0], 16)
            content += stream.read(size + 2)
            if size == 0:
                return content
    return stream.read(int(field(head, b"content-length") or 0))


def read_answer(stream, method):
    answer = b""
    while True:
        head = read_head(stream)
        if head is None:
            return None
        answer += head
        status = int(head.split()[1])
        if status >= 200:
            break
    if method != b"HEAD" and status not in (204, 304):
        answer += read_content(stream, head)
    return answer


class Proxy:
    """Passes requests on, and does to one of them what it was armed for."""

    def __init__(self, upstream):
        self.upstream = upstream
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        self.lock = threading.Lock()
        self.arm(None, None, None)
        threading.Thread(target=self.accept, daemon=True).start()

    def arm(self, at, mode, process):
        with self.lock:
            self.count = 0
            self.at = at
            self.mode = mode
            self.process = process
            self.struck = False

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.serve, args=(client,),
                             daemon=True).start()

    def due(self):
        """Which mode strikes the request that has just come, if any."""
        with self.lock:
            self.count += 1
            if self.at is None or self.count < self.at:
                return None
            if self.count > self.at and self.mode != "lost":
                return None
            self.struck = True
            return self.mode

    def strike(self):
        while self.process is None:  # started, and not yet told us
            time.sleep(0.001)
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def serve(self, client):
        try:
            with client, socket.create_connection(self.upstream) as server:
                server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                requests = client.makefile("rb")
                answers = server.makefile("rb")
                while self.pass_on(client, requests, server, answers):
                    pass
        except (OSError, ValueError):
            pass

    def pass_on(self, client, requests, server, answers):
        head = read_head(requests)
        if head is None:
            return False
        request = head + read_content(requests, head)
        mode = self.due()
        if mode == "lost":
            return False
        if mode == "before":
            self.strike()
            return False
        server.sendall(request)
        answer = read_answer(answers, head.split()[0])
        if mode == "after":
            self.strike()
            return False
        if mode == "mute":  # carried out, and nobody is told
            return False
        if answer is None:
            return False
        client.sendall(answer)
        return True


class Bench:
    """An emulator, a proxy before it, and what it held at the start."""

    def __init__(self, options, number):
        self.options = options
        self.emulator = None
        self.port = options.port or self.start_emulator()
        self.proxy = Proxy(("127.0.0.1", self.port))
        self.directory = os.path.join(options.scratch, str(number))
        os.mkdir(self.directory)
        self.first = self.state()

    def start_emulator(self):
        self.emulator = subprocess.Popen(
            [self.options.emulator, "--port", "0"]
            + self.options.emulator_option,
            stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        url = self.emulator.stdout.readline().split()[-1].decode()
        return int(url.rsplit(":", 1)[1].strip("/"))

    def get(self, path, token):
        request = urllib.request.Request(
            "http://127.0.0.1:%d/v3/%s" % (self.port, path),
            headers={"X-Auth-Token": token})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def state(self):
        found = {}
        for project, token in self.options.project:
            for kind in ("snapshots", "volumes"):
                items = self.get("%s/%s/detail" % (project, kind), token)
                for item in items[kind]:
                    found[kind, item["id"]] = {
                        key: value for key, value in item.items()
                        if key not in NOT_COMPARED}
        return found

    def start(self, *words):
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
                       "HOME": self.directory,
                       "OS_TOKEN": self.options.project[0][1]}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS",
                     "ASSAY_DATA"):
            if name in os.environ:
                environment[name] = os.environ[name]
        return subprocess.Popen(
            [self.options.assay] + list(words), env=environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)

    def run(self, ledger):
        return self.start(
            "run", "--base-url",
            "http://127.0.0.1:%d" % self.proxy.port,
            "--project-id", self.options.project[0][0],
            "--ledger", ledger, "--quiet", "--settle", self.options.settle,
            "--seed", "7",
            *self.options.run_option)

    def restore(self, ledger):
        return self.start("restore", ledger,
                          "--settle", self.options.settle)

    def perform(self, command, ledger, at, mode):
        """Status and output of a command struck at a request, and how many
        requests there were."""
        # armed before it can have sent anything, told its process right after
        self.proxy.arm(at, mode, None)
        process = command(ledger)
        self.proxy.process = process
        try:
            output = process.communicate(timeout=60)[0].decode()
        except subprocess.TimeoutExpired:
            process.kill()
            return None, "took more than 60 s", self.proxy.count
        return process.returncode, output, self.proxy.count

    def differences(self):
        now = self.state()
        lines = []
        for key in sorted(set(now) | set(self.first)):
            if now.get(key) != self.first.get(key):
                lines.append("%s %s: was %s, is %s" % (
                    key[0], key[1], self.first.get(key), now.get(key)))
        return lines

    def try_point(self, at, mode, restore_at=None, restore_mode=None):
        """Complaints about one point; none when all was put back."""
        ledger = os.path.join(self.directory, "ledger.jsonl")
        if os.path.exists(ledger):
            os.unlink(ledger)
        complaints = []
        status, output, _ = self.perform(self.run, ledger, at, mode)
        # where things take their time the number of requests differs
        wanted = -signal.SIGKILL if self.proxy.struck else 0
        if mode in ("before", "after") and status != wanted:
            complaints.append("the run ended with %s: %s" % (status, output))
        if mode == "lost" and status not in (1, 3, 4):
            complaints.append("the run ended with %s: %s" % (status, output))
        if mode == "mute":  # the run was alive to put things back
            complaints += ["after the run itself: %s" % line
                           for line in self.differences()]
        if restore_at:
            status, output, _ = self.perform(self.restore, ledger, restore_at,
                                             restore_mode)
            if status != -signal.SIGKILL:
                complaints.append("the first restore ended with %s: %s"
                                  % (status, output))
        if not os.path.exists(ledger):
            # killed before anything could be written
            output = ""
            status = 0
        else:
            status, output, _ = self.perform(self.restore, ledger, None, None)
        if status != 0:
            complaints.append("restore ended with %s: %s" % (status, output))
        complaints += self.differences()
        if os.path.exists(ledger):
            status, output, asked = self.perform(self.restore, ledger, None,
                                                 None)
            if status != 0 or asked or "Nothing is left" not in output:
                complaints.append("a second restore ended with %s after %d "
                                  "requests: %s" % (status, asked, output))
        return complaints

    def count_run(self):
        ledger = os.path.join(self.directory, "ledger.jsonl")
        status, output, count = self.perform(self.run, ledger, None, None)
        os.unlink(ledger)
        if status != 0 or self.differences():
            sys.exit("an undisturbed run ended with %d: %s%s" % (
                status, output, "\n".join(self.differences())))
        return count

    def count_restore(self, at, mode):
        """Requests of an undisturbed restore after a run killed there."""
        ledger = os.path.join(self.directory, "ledger.jsonl")
        self.perform(self.run, ledger, at, mode)
        status, output, count = self.perform(self.restore, ledger, None, None)
        os.unlink(ledger)
        if status != 0:
            sys.exit("a restore ended with %d: %s" % (status, output))
        return count

    def stop(self):
        if self.emulator:
            self.emulator.terminate()
            self.emulator.wait()


def list_points(options, bench):
    total = bench.count_run()
    if options.restore:
        at = max(1, total * 3 // 4)
        count = bench.count_restore(at, "before")
        return total, [(at, "before", number, mode)
                       for number in range(1, count + 1)
                       for mode in options.mode]
    # the second request asks for a volume
    every = options.every or max(1, total // options.samples)
    first = 2 if options.samples else 1
    return total, [(at, mode, None, None)
                   for at in range(first, total + 1, every)
                   for mode in options.mode]


def work(bench, todo, complaints, lock):
    while True:
        try:
            point = todo.get_nowait()
        except queue.Empty:
            return
        try:
            found = bench.try_point(*point)
        except Exception as trouble:  # whatever it is, it is no success
            found = [repr(trouble)]
        with lock:
            complaints += ["%s: %s" % (point, line) for line in found]
            if bench.options.progress:
                print("%s: %d complaints" % (point, len(found)), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mode", action="append",
                        choices=["before", "after", "lost", "mute"],
                        help="kill before the request is passed on, or after "
                        "the target has answered; lost: nothing comes through "
                        "any more; mute: one answer is lost, and the run puts "
                        "back all by itself")
    parser.add_argument("--every", type=int, help="only each so many'th")
    parser.add_argument("--samples", type=int, default=0,
                        help="about so many, from the one that asks first for "
                        "something to be made")
    parser.add_argument("--restore", action="store_true",
                        help="kill the restore at each of its requests")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--emulator-option", action="append", default=[])
    parser.add_argument("--progress", action="store_true",
                        help="a line for each point")
    parser.add_argument("--port", type=int)
    parser.add_argument("--project", action="append", metavar="ID:TOKEN",
                        help="whose the resources are, and others to look at")
    parser.add_argument("--settle", default="0.05")
    parser.add_argument("assay")
    parser.add_argument("emulator", nargs="?")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    words = sys.argv[1:]
    cut = words.index("--")
    options = parser.parse_args(words[:cut])
    options.run_option = words[cut + 1:]
    options.mode = options.mode or ["before", "after"]
    options.project = [project.split(":", 1)
                       for project in options.project or [PROJECT, SECOND]]
    if not options.samples:
        options.every = options.every or 1
    started = time.monotonic()
    complaints, lock, todo = [], threading.Lock(), queue.Queue()
    with tempfile.TemporaryDirectory() as options.scratch:
        benches = []
        try:
            benches += [Bench(options, number)
                        for number in range(options.workers)]
            total, points = list_points(options, benches[0])
            for point in points:
                todo.put(point)
            threads = [threading.Thread(target=work, daemon=True,
                                        args=(bench, todo, complaints, lock))
                       for bench in benches]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            for bench in benches:
                bench.stop()
    for line in complaints:
        print(line)
    print("%d points of a run of %d requests, %d complaints, %.1f s" % (
        len(points), total, len(complaints), time.monotonic() - started))
    return 1 if complaints or not points else 0


if __name__ == "__main__":
    sys.exit(main())
