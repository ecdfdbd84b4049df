"""An AK/SK signature by other means: what test_sign.c must get as well.

usage: sign_reference.py METHOD URL SK DATE CONTENT [NAME VALUE]...

Written from the API Request Signing Guide with Python's own URL functions;
prints the canonical request's SHA-256 and the signature, in hex.
"""
import hashlib
import hmac
import sys
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlsplit

method, url, secret, date, content = sys.argv[1:6]
pairs = sys.argv[6:]
fields = {n.lower(): v.strip() for n, v in zip(pairs[::2], pairs[1::2])}

parts = urlsplit(url)
path = '/'.join(quote(unquote_to_bytes(s), safe='~')
                for s in parts.path.split('/'))
# "+" is no blank here, so it is protected from form decoding
query = sorted(parse_qsl(parts.query.replace('+', '%2B'),
                         keep_blank_values=True, errors='surrogateescape'))
canonical = '\n'.join([
    method,
    path if path.endswith('/') else path + '/',
    '&'.join('%s=%s' % (quote(n, safe='~', errors='surrogateescape'),
                        quote(v, safe='~', errors='surrogateescape'))
             for n, v in query),
    ''.join('%s:%s\n' % (n, fields[n]) for n in sorted(fields)),
    ';'.join(sorted(fields)),
    hashlib.sha256(content.encode('utf-8', 'surrogateescape')).hexdigest()])
digest = hashlib.sha256(canonical.encode('utf-8',
                                         'surrogateescape')).hexdigest()
print(digest, hmac.new(secret.encode(),
                       ('SDK-HMAC-SHA256\n%s\n%s' % (date, digest)).encode(),
                       hashlib.sha256).hexdigest())
