#!/bin/sh
# cloud.sh - the emulator as a cloud with logins, signatures, rules and limits,
# through its socket and its command line. Signatures are made by Python's
# hmac, so that no line of C checks itself.
# shellcheck source=tests/e2e/emulator/lib.sh
. "$(dirname "$0")/lib.sh"

exits_with() { # exits_with STATUS COMMAND...
    want=$1
    shift
    "$@" >"$WORK/seen" 2>&1 </dev/null
    [ $? -eq "$want" ]
}
has_header() {
    grep -qi "^$1" "$WORK/headers"
}
not() {
    ! "$@"
}
log_in() { # log_in USER PASSWORD PROJECT-NAME [BASE]: also sets TOKEN
    ask -X POST -H 'Content-Type: application/json' -d '{"auth": {"identity":
        {"methods": ["password"], "password": {"user": {"name": "'"$1"'",
        "domain": {"name": "Default"}, "password": "'"$2"'"}}},
        "scope": {"project": {"name": "'"$3"'", "domain": {"id": "default"}}}}}' \
        "${4:-$URL/identity/v3}/auth/tokens"
    TOKEN=$(sed -n 's/^X-Subject-Token: \([0-9a-f]*\).*/\1/Ip' "$WORK/headers")
    grep -q '^201 ' "$WORK/code"
}

# The command line.
ok 'an access key without its secret is wrong use' \
    exits_with 2 "$EMULATOR" --ak key
ok 'two users of one name are wrong use' \
    exits_with 2 "$EMULATOR" --second-username user
ok 'the help has the password' \
    grep -q 'emulator-password' <<HELP
$("$EMULATOR" --help)
HELP

# Login.
start
ok '/identity says which versions there are' \
    answers 300 '"id":"v3.14"' "$URL/identity"
ok '/identity/v3 is one' answers 200 '"version":{' "$URL/identity/v3"
ok 'a user logs in with a password' log_in user emulator-password emulator
grep -o '"url":"[^"]*"' "$WORK/body" >"$WORK/urls"
ok 'the catalog has the address that was asked' \
    grep -qx "\"url\":\"$URL/v3/$PROJECT\"" "$WORK/urls"
ok 'the token opens the project' answers 200 '"name":"snap-001"' \
    "$SNAPSHOTS/$SNAPSHOT"
ok 'the token is shown with its header' answers 200 '"expires_at"' \
    -H "X-Subject-Token: $TOKEN" "$URL/identity/v3/auth/tokens"
ok 'HEAD is answered, too' answers 200 '' -I \
    -H "X-Subject-Token: $TOKEN" "$URL/identity/v3/auth/tokens"
ok 'the second user logs in to the second project' \
    log_in second-user emulator-second-password emulator-second
ok 'and has no part in the first' answers 400 Common.0018 \
    "$SNAPSHOTS/$SNAPSHOT"
ok 'a token is revoked' answers 204 '' -X DELETE \
    -H "X-Subject-Token: $TOKEN" "$URL/identity/v3/auth/tokens"
ok 'and is refused from then on' answers 401 EVS.5401 "$SNAPSHOTS"
ok 'a wrong password is 401' not log_in user wrong emulator
ok 'in the words of an identity service' \
    grep -q '^{"error":{"code":401,.*"title":"Unauthorized"}}$' "$WORK/body"
unset TOKEN

start --token-ttl-ms 1
ok 'a token may be good for a millisecond only' \
    log_in user emulator-password emulator
ok 'after its time the token is refused' answers 401 EVS.5401 \
    "$SNAPSHOTS/$SNAPSHOT"
ok 'and the answer says where to log in' \
    has_header "WWW-Authenticate: Keystone uri=\"$URL/identity\""
unset TOKEN

start --token-revoke-after 2
log_in user emulator-password emulator
ask "$SNAPSHOTS"
ok 'a token is good for so many requests' answers 200 '' "$SNAPSHOTS"
ok 'and for no more' answers 401 EVS.5401 "$SNAPSHOTS"
ok 'a new one can be had' log_in user emulator-password emulator
ok 'and is good again' answers 200 '' "$SNAPSHOTS"
unset TOKEN

# Signatures. The Host of the request is signed, so curl must keep it.
AK=QTWAOYTTINDUT2QVKYUC
SK=MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc
start --ak $AK --sk $SK
TOKEN= # curl sends no header without a value
cat >"$WORK/sign.py" <<'PYTHON'
"""sign.py SECRET METHOD URL BODY SHIFT: headers of a signed request, for curl.

The clock is put on by SHIFT seconds.  Written from the pages "AK/SK Signing
and Authentication Algorithm" of the API Request Signing Guide (Huawei Cloud).
"""
import hashlib
import hmac
import sys
import time
import urllib.parse

secret, method, url, body, shift = sys.argv[1:]
parts = urllib.parse.urlsplit(url)
date = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(time.time() + int(shift)))
path = "/".join(urllib.parse.quote(urllib.parse.unquote(word), safe="~")
                for word in parts.path.split("/"))
query = sorted(
    (urllib.parse.quote(name, safe="~"), urllib.parse.quote(value, safe="~"))
    for name, value in urllib.parse.parse_qsl(parts.query, True))
signed = {"content-type": "application/json", "host": parts.netloc,
          "x-sdk-date": date}
canonical = "\n".join([
    method,
    path if path.endswith("/") else path + "/",
    "&".join(name + "=" + value for name, value in query),
    "".join(name + ":" + signed[name] + "\n" for name in sorted(signed)),
    ";".join(sorted(signed)),
    hashlib.sha256(body.encode()).hexdigest()])
text = "\n".join(["SDK-HMAC-SHA256", date,
                  hashlib.sha256(canonical.encode()).hexdigest()])
signature = hmac.new(secret.encode(), text.encode(), hashlib.sha256)
print("Content-Type: application/json")
print("X-Sdk-Date: " + date)
print("Authorization: SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, "
      "SignedHeaders=" + ";".join(sorted(signed)) +
      ", Signature=" + signature.hexdigest())
PYTHON
# signed STATUS TEXT METHOD URL BODY: SECRET and SHIFT may be set.
signed() {
    python3 "$WORK/sign.py" "${SECRET:-$SK}" "$3" "$4" "$5" "${SHIFT:-0}" \
        >"$WORK/signature" || return 1
    answers "$1" "$2" -H @"$WORK/signature" -X "$3" --data-binary "$5" "$4"
}
NAME='{"snapshot": {"name": "signed ü"}}'
ok 'a signed GET is served' signed 200 '"snap-001"' GET \
    "$SNAPSHOTS/$SNAPSHOT" ''
ok 'so is one with a query' signed 200 '"snap-001"' GET \
    "$SNAPSHOTS?sort_dir=asc&name=snap-001&limit=5" ''
ok 'and one with what must be escaped' signed 200 '"snapshots":[]' GET \
    "$SNAPSHOTS?name=%C3%BC%20%26%2Bx~" ''
ok 'and an update' signed 200 '"signed ü"' PUT "$SNAPSHOTS/$SNAPSHOT" "$NAME"
ok 'an escaped path is signed as it is meant' signed 404 itemNotFound GET \
    "$SNAPSHOTS/%61%20b%2Fc" ''
SECRET=wrong
ok 'another secret key is refused' signed 401 '"error_code":"APIG.0301"' GET \
    "$SNAPSHOTS/$SNAPSHOT" ''
unset SECRET
SHIFT=-880
ok 'a date of almost 15 minutes ago is accepted' signed 200 '' GET \
    "$SNAPSHOTS" ''
SHIFT=-920
ok 'an older one is refused' signed 401 expired GET "$SNAPSHOTS" ''
SHIFT=920
ok 'one to come as well' signed 401 expired GET "$SNAPSHOTS" ''
unset SHIFT
ok 'the project must be that of the key' signed 400 Common.0018 GET \
    "$URL/v3/fedcba9876543210fedcba9876543210/snapshots" ''
signed 200 '' PUT "$SNAPSHOTS/$SNAPSHOT" "$NAME"
ok 'a body that was changed on the way is refused' answers 401 APIG.0301 \
    -H @"$WORK/signature" -X PUT -d "{$NAME" "$SNAPSHOTS/$SNAPSHOT"
ok 'nothing at all is refused as ever' answers 401 EVS.5401 "$SNAPSHOTS"
unset TOKEN
ok 'a token is taken, too' answers 200 '' "$SNAPSHOTS"

# Rules and limits; the unit tests have the cases.
make_disk() { # make_disk STATUS TEXT MEMBERS
    answers "$1" "$2" -d "{\"volume\":{$3}}" "$URL/v3/$PROJECT/volumes"
}
start --vendor-rules --quota-volumes 2
ok 'vendor: a disk needs a zone' make_disk 400 EVS.1036 '"size":10'
ok 'vendor: and 10 GB' make_disk 400 EVS.1010 \
    '"size":1,"availability_zone":"az-dc-1"'
ok 'vendor: with both it is made' make_disk 202 creating \
    '"size":10,"availability_zone":"az-dc-1"'
ok 'quota: the third disk is too many' make_disk 413 overLimit \
    '"size":10,"availability_zone":"az-dc-1"'

start --read-only
ok 'read-only: a disk is not made' make_disk 403 forbidden '"size":1'
ok 'read-only: snapshots are listed' answers 200 snap-001 "$SNAPSHOTS"

start --rate-limit 1
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
    ask "$SNAPSHOTS"
    grep -q '^429' "$WORK/code" && break
done
ok 'rate: there are too many soon' grep -q '^429 ' "$WORK/code"
ok 'rate: and it says when to come again' has_header 'Retry-After: 1'

start --ready-after-ms 2000
ok 'ready: at first all is 503' answers 503 EVS.5503 "$SNAPSHOTS"
sleep 2.1
ok 'ready: then it is served' answers 200 snap-001 "$SNAPSHOTS"

start --volumes-fail --snapshots-fail
make_disk 202 creating '"size":1'
ok 'fail: a new disk ends in error' answers 200 '"status":"error"' \
    "$URL/v3/$PROJECT/volumes/detail"

stop
ok 'the emulator ends cleanly' [ "$STATUS" -eq 0 ]
done_testing
