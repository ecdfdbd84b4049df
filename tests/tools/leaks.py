"""Look for secrets in files, however they are spelt.

usage: leaks.py --secret TEXT... PATH...
       leaks.py --selftest

Every run of 12 bytes of every spelling of a secret counts, in the bytes of a
file and in what is left of them when base64 and gzip in them are undone.
Directories are looked through. Prints each hit; exits with 1 when there is one
and with 2 when there was nothing to look at.
"""

import argparse
import base64
import binascii
import os
import re
import sys
import tempfile
import zlib

from spellings import SPELLINGS, core

WINDOW = 12
DEPTH = 3


def windows(secrets):
    found = {}
    for number, secret in enumerate(secrets):
        for name in SPELLINGS:
            spelt = core(name, secret).encode()
            for at in range(max(1, len(spelt) - WINDOW + 1)):
                found.setdefault(spelt[at:at + WINDOW],
                                 "secret %d, %s" % (number + 1, name))
    return found


def inside(data):
    """What stands in the bytes in a coding: gzip, or long base64."""
    for at in (m.start() for m in re.finditer(rb"\x1f\x8b\x08", data)):
        try:
            yield "gzip", zlib.decompressobj(31).decompress(data[at:])
        except zlib.error:
            pass
    for run in re.finditer(rb"[A-Za-z0-9+/]{24,}={0,2}", data):
        text = run.group()
        try:
            yield "base64", base64.b64decode(text[:len(text) // 4 * 4])
        except binascii.Error:
            pass


def search(data, wanted, depth=0):
    """The first hit in the bytes, or None."""
    short = [key for key in wanted if len(key) < WINDOW]
    for at in range(len(data) - WINDOW + 1):
        name = wanted.get(data[at:at + WINDOW])
        if name:
            return name
    for key in short:
        if key in data:
            return wanted[key]
    if depth < DEPTH:
        for coding, decoded in inside(data):
            name = search(decoded, wanted, depth + 1)
            if name:
                return "%s in %s" % (name, coding)
    return None


def files(paths):
    for path in paths:
        if not os.path.isdir(path):
            yield path
        for folder, _names, members in os.walk(path):
            for member in members:
                yield os.path.join(folder, member)


def scan(secrets, paths):
    wanted = windows(secrets)
    hits, seen = [], 0
    for path in files(paths):
        seen += 1
        with open(path, "rb") as file:
            name = search(os.fsencode(path) + b"\n" + file.read(), wanted)
        if name:
            hits.append("%s: %s" % (path, name))
    return hits, seen


def selftest():
    """Everything that is planted must be found, and nothing else."""
    secret = "gAAA/leak+T0k\"en&<is>here' %41 4711"
    plants = {name: b"{" + spell(secret).encode() + b"}"
              for name, spell in SPELLINGS.items()}
    plants["part"] = b"x" + secret.encode()[7:7 + WINDOW] + b"y"
    packer = zlib.compressobj(wbits=31)
    plants["gzip"] = packer.compress(b"--" + plants["plain"]) + packer.flush()
    plants["base64 of gzip"] = base64.b64encode(plants["gzip"])
    plants["name of a file"] = None
    clean = {"nothing": b"nothing here, " * 9,
             "too little": secret.encode()[:WINDOW - 1]}
    bad = 0
    for name, plant in [*plants.items(), *clean.items()]:
        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(folder + "/a/b")
            file = "leak-%s" % secret.encode().hex() if plant is None else "f"
            with open("%s/a/b/%s" % (folder, file), "wb") as out:
                out.write(plant or b"nothing")
            found = bool(scan([secret], [folder])[0])
        if found != (name in plants):
            print("%s: found %s" % (name, found))
            bad += 1
    print("%d planted, %d clean, %d wrong" % (len(plants), len(clean), bad))
    return 1 if bad else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--secret", action="append", default=[])
    parser.add_argument("--selftest", action="store_true")
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args()
    if options.selftest:
        return selftest()
    hits, seen = scan(options.secret, options.paths)
    for hit in hits:
        print(hit)
    print("%d files, %d with a secret" % (seen, len(hits)))
    return 1 if hits else 0 if seen and options.secret else 2


sys.exit(main())
