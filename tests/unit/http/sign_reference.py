"""AK/SK signatures by other means: what test_sign.c must get as well.

usage: sign_reference.py [METHOD URL SK DATE CONTENT [NAME VALUE]... --]...

Written from the API Request Signing Guide with Python's own URL functions;
prints a line for each request: the SHA-256 of its canonical form and its
signature, in hex.
"""
import hashlib
import hmac
import sys
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlsplit


def encode(text):
    return quote(text, safe='~', errors='surrogateescape')


def sign(method, url, secret, date, content, *pairs):
    fields = {n.lower(): v.strip() for n, v in zip(pairs[::2], pairs[1::2])}
    parts = urlsplit(url)
    path = '/'.join(quote(unquote_to_bytes(s), safe='~')
                    for s in parts.path.split('/'))
    # "+" is no blank here, so it is protected from form decoding
    query = sorted(parse_qsl(parts.query.replace('+', '%2B'),
                             keep_blank_values=True,
                             errors='surrogateescape'))
    canonical = '\n'.join([
        method,
        path if path.endswith('/') else path + '/',
        '&'.join('%s=%s' % (encode(n), encode(v)) for n, v in query),
        ''.join('%s:%s\n' % (n, fields[n]) for n in sorted(fields)),
        ';'.join(sorted(fields)),
        hashlib.sha256(content.encode('utf-8', 'surrogateescape')).hexdigest()
    ])
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    to_sign = 'SDK-HMAC-SHA256\n%s\n%s' % (date, digest)
    return digest, hmac.new(secret.encode(), to_sign.encode(),
                            hashlib.sha256).hexdigest()


request = []
for word in sys.argv[1:]:
    if word != '--':
        request.append(word)
        continue
    print(*sign(*request))
    request = []
