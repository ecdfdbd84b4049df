#!/bin/sh
# http2.sh - HTTP/2 as nghttpx speaks it, in front of the emulator.
# shellcheck source=tests/e2e/http/lib.sh
. "$(dirname "$0")/lib.sh"
needs nghttpx
build_ask
certify front

start_emulator
BACKEND=$PID
BACKEND_PORT=$(port_of "$URL")
start_on_free_port front
FRONT=$PID
TARGET=https://localhost:$PORT
ITEM=$TARGET/v3/$PROJECT/snapshots/$SNAPSHOT

ask --cacert front.pem PUT "$ITEM" "X-Auth-Token:$TOKEN" \
    Content-Type:application/json Connection:keep-alive X-Empty:
ok 'the version is recorded' lines 1 '^ok 2 [24]00 tries=1 new TLSv1.3 TLS_'
# What the other side saw, but for pseudo fields.
sed -n '/HTTP request headers. stream_id=1/,/^$/p' "$LOG" |
    sed -n 's/^\([a-z][a-z-]*\): *\(.*\)$/> \1: \2/p' |
    sed '/^$/q' >wire
sed -n '/^> [a-z]/p' seen | grep -v '^> host: ' >recorded
same() {
    diff recorded wire >differences
}
sed -i "s/^> x-auth-token: .*/> x-auth-token: $TOKEN/" recorded
ok 'the recorded fields are those that the other side saw' same
ok 'something was seen' grep -q '^> content-length: 2' wire
ok 'the authority is recorded as the host' says "> host: localhost:$PORT"
ok 'no name has a capital' lines 0 '^[<>] [a-z-]*[A-Z][A-Za-z-]*: '
ok 'a field of the connection is not sent' lines 0 '^> connection'

ask --cacert front.pem --times 100 GET "$ITEM" "X-Auth-Token:$TOKEN"
ok 'a hundred requests are answered in HTTP/2' lines 100 '^ok 2 200 tries=1 '
ok 'they share one connection' lines 1 '^ok 2 200 tries=1 new '
ok 'each knows the TLS of its connection' \
    lines 100 '^ok 2 200 .* TLSv1.3 TLS_[A-Z0-9_]*$'
ok 'each was sent once' says 'requests 100'

ask --cacert front.pem --times 3 POST "$TARGET/v3/$PROJECT/nowhere"
ok 'a POST has a fresh connection in HTTP/2 too' \
    lines 3 '^ok 2 40[14] tries=1 new '

NAME=target.invalid:$PORT
ask --cacert front.pem --resolve "$NAME:127.0.0.1" \
    GET "https://$NAME/v3/$PROJECT/snapshots/$SNAPSHOT" "X-Auth-Token:$TOKEN"
ok 'a name that does not exist is found by hand' lines 1 '^ok 2 200 '
ok 'and goes out as it is written' says "> host: $NAME"
ask --cacert front.pem --retries 1 GET "https://$NAME/"
ok 'otherwise it is not' lines 1 '^resolve - 0 tries=2 '

ask --cacert front.pem HEAD "$ITEM" "X-Auth-Token:$TOKEN"
ok 'HEAD has no content' lines 0 '^='

ask GET "$ITEM"
ok 'a certificate that is not trusted is a matter of TLS' lines 1 '^tls - 0 '
ask --retries 2 GET "$ITEM"
ok 'and is not tried again' lines 1 '^tls - 0 tries=1 '

stop_server "$BACKEND"
ask --cacert front.pem --retries 2 GET "$ITEM" "X-Auth-Token:$TOKEN"
ok 'a gateway without its backend is an answer like others' \
    lines 1 '^ok 2 50[234] tries=1 new '

stop_server "$FRONT"
ask --cacert front.pem --retries 1 GET "$ITEM"
ok 'a gateway that is gone is not there' lines 1 '^connect - 0 tries=2 '

# A backend that dies within its answer: the gateway resets the stream.
start_hostile cut
BACKEND_PORT=$(port_of "$URL")
start_on_free_port front
ask --cacert front.pem GET "https://localhost:$PORT/"
ok 'a stream that is reset is a reset' lines 1 '^reset .* tries=1 '
ok 'and says so' says 'reset the stream'

# Only TLS can offer HTTP/2; a server without it is asked in HTTP/1.1.
start_emulator
ask GET "$URL/v3/$PROJECT/snapshots/$SNAPSHOT" "X-Auth-Token:$TOKEN"
ok 'without TLS it is HTTP/1.1' lines 1 '^ok 1.1 200 '
ok 'which keeps its names' says '> Host: '

done_testing
