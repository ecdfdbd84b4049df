"""A secret in the ways in which servers write it down."""

import base64
import html
import json
import urllib.parse


def each(text, form, all_bytes=False):
    return "".join(form % byte if all_bytes or not chr(byte).isalnum()
                   else chr(byte) for byte in text.encode())


def small(text):
    """The escapes' letters in lower case: %2f, as some servers write it."""
    return each(text, "%%%02x")


def behind(count, encode):
    """Base64 with so many other bytes before and some behind."""
    def encoded(text):
        return encode(b"xy"[:count] + text.encode() + b".z").decode()
    return encoded


def json_inner(text):
    return json.dumps(text)[1:-1]


SPELLINGS = {
    "plain": lambda text: text,
    "percent-upper": lambda text: each(text, "%%%02X"),
    "percent-lower": small,
    "percent-all": lambda text: each(text, "%%%02X", True),
    "percent-twice": lambda text: urllib.parse.quote(small(text), safe=""),
    "form": urllib.parse.quote_plus,
    "json": json_inner,
    "json-slash": lambda text: json_inner(text).replace("/", "\\/"),
    "json-u-upper": lambda text: each(text, "\\u%04X"),
    "json-u-lower": lambda text: each(text, "\\u%04x", True),
    "json-twice": lambda text: json_inner(json_inner(text)),
    "xml-named": lambda text: html.escape(text),
    "xml-decimal": lambda text: each(text, "&#%d;", True),
    "xml-hex": lambda text: each(text, "&#x%x;"),
    "xml-twice": lambda text: html.escape(html.escape(text)),
    "base64-0": behind(0, base64.b64encode),
    "base64-1": behind(1, base64.b64encode),
    "base64-2": behind(2, base64.b64encode),
    "base64-url-0": behind(0, base64.urlsafe_b64encode),
    "base64-url-1": behind(1, base64.urlsafe_b64encode),
    "base64-url-2": behind(2, base64.urlsafe_b64encode),
    "hex-lower": lambda text: text.encode().hex(),
    "hex-upper": lambda text: text.encode().hex().upper(),
    "lower-case": str.lower,
    "upper-case": str.upper,
}


def core(name, text):
    """The part of a spelling that nothing around the secret has a bit in."""
    spelt = SPELLINGS[name](text)
    if not name.startswith("base64"):
        return spelt
    before = int(name[-1])
    return spelt[(8 * before + 5) // 6:8 * (before + len(text)) // 6]
