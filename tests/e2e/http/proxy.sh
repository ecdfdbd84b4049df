#!/bin/sh
# proxy.sh - requests through tinyproxy, with and without credentials, and
# through proxies that speak TLS (nghttpx) and SOCKS (microsocks).
# shellcheck source=tests/e2e/http/lib.sh
. "$(dirname "$0")/lib.sh"
needs tinyproxy
needs nghttpx
needs microsocks
build_ask
certify front

start_emulator
BACKEND_PORT=$(port_of "$URL")
ITEM=/v3/$PROJECT/snapshots/$SNAPSHOT
PLAIN=$URL$ITEM
start_on_free_port front
SECURE_PORT=$PORT
SECURE=https://localhost:$SECURE_PORT$ITEM

# shellcheck disable=SC2317,SC2329
proxy() { # CREDENTIALS: "user password" or nothing
    cat >proxy.conf <<END
Port $PORT
Listen 127.0.0.1
Timeout 20
MaxClients 10
LogLevel Info
${CREDENTIALS:+BasicAuth $CREDENTIALS}
END
    start_log 'Accepting connections' tinyproxy -d -c proxy.conf
}

CREDENTIALS=
start_on_free_port proxy
OPEN=$LOG
ask --proxy "http://127.0.0.1:$PORT" GET "$PLAIN" "X-Auth-Token:$TOKEN"
ok 'a plain request goes through' lines 1 '^ok 1.[01] 200 '
ok 'the proxy was asked' grep -q "GET $URL" "$OPEN"
ask --proxy "http://127.0.0.1:$PORT" --cacert front.pem \
    --times 2 GET "$SECURE" "X-Auth-Token:$TOKEN"
ok 'so does one over TLS, in HTTP/2' lines 1 '^ok 2 200 tries=1 new TLSv1.3'
ok 'the tunnel is kept' lines 1 '^ok 2 200 tries=1 kept TLSv1.3'
ok 'in a tunnel' grep -q "CONNECT localhost:$SECURE_PORT" "$OPEN"
ok 'the fields are those of the request' lines 0 '^> [Pp]roxy-'
ok 'and its own' says "> host: localhost:$SECURE_PORT"
NO_PROXY='*' ask --proxy "http://127.0.0.1:$PORT" GET "$PLAIN"
ok 'NO_PROXY does not undo the option' lines 1 '^< [Vv]ia: .*tinyproxy'
http_proxy=http://127.0.0.1:1 ask GET "$PLAIN" "X-Auth-Token:$TOKEN"
ok 'the environment has no say over the loopback' lines 1 '^ok 1.1 200 '

CREDENTIALS='wanderer p4ss-w0rd'
BASIC=$(printf 'wanderer:p4ss-w0rd' | base64)
start_on_free_port proxy
with() { # with USERINFO URL OPTION...
    userinfo=$1
    url=$2
    shift 2
    ask --proxy "http://${userinfo}127.0.0.1:$PORT" --cacert front.pem "$@" \
        GET "$url" "X-Auth-Token:$TOKEN"
}
secret() {
    says_not 'p4ss-w0rd' && says_not 'p4ss%2D' && says_not "$BASIC" &&
        says_not 'not-the-one'
}
for url in "$PLAIN" "$SECURE"; do
    scheme=${url%%:*}
    with wanderer:p4ss-w0rd@ "$url"
    ok "$scheme: the right credentials are let through" \
        lines 1 '^ok [12.]* 200 '
    ok "$scheme: they are nowhere" secret
    with wanderer:p4ss%2Dw0rd@ "$url"
    ok "$scheme: they may be percent-encoded" lines 1 '^ok [12.]* 200 '
    ok "$scheme: and are nowhere in that form" secret
    with wanderer:not-the-one@ "$url" --retries 3
    ok "$scheme: wrong ones are tried once" lines 1 ' tries=1 '
    ok "$scheme: and are nowhere" secret
    with '' "$url"
    ok "$scheme: without any there is no answer of the target" \
        lines 1 '^connect .* tries=1 '
    ok "$scheme: the sentence says why" lines 1 '^! .*proxy.*407'
done
# To a tunnel; what it answers a plain request looks like the target's own.
with wanderer:not-the-one@ "$SECURE"
ok 'wrong credentials are no answer of the target' lines 1 '^connect - 0 '

# A proxy behind TLS passes credentials on to the one that asks for them.
INNER=$PID
BACKEND_PORT=$PORT
start_on_free_port front --http2-proxy
secure_proxy() { # secure_proxy USERINFO OPTION...: SECURE, and PLAIN
    userinfo=$1
    shift
    ask --proxy "https://${userinfo}localhost:$PORT" "$@" \
        GET "$SECURE" "X-Auth-Token:$TOKEN"
}
secure_proxy wanderer:p4ss-w0rd@ --cacert front.pem
ok 'a proxy may speak TLS itself' lines 1 '^ok 2 200 tries=1 new TLSv1.3'
ok 'which shows no credentials either' secret
secure_proxy wanderer:p4ss-w0rd@
ok 'its certificate is verified' lines 1 '^tls - 0 '
ask --proxy "https://wanderer:p4ss-w0rd@localhost:$PORT" --cacert front.pem \
    GET "$PLAIN" "X-Auth-Token:$TOKEN"
ok 'the TLS of a proxy is not that of a plain request' \
    lines 1 '^ok 1.1 200 tries=1 new -$'
stop_server "$PID"
PID=$INNER
PORT=$BACKEND_PORT

stop_server "$PID"
with wanderer:p4ss-w0rd@ "$SECURE" --retries 1
ok 'a proxy that is gone is named' \
    says "! could not connect to the proxy 127.0.0.1:$PORT"
ok 'after two tries' says '(2 tries)'
ok 'without its credentials' secret

# microsocks says nothing when it is ready: the client tries again. It takes
# the first address of a name alone, and that of localhost may be ::1.
PORT=$(free_port)
microsocks -i 127.0.0.1 -p "$PORT" -u wanderer -P p4ss-w0rd >socks.log 2>&1 &
SERVER_PIDS="$SERVER_PIDS $!"
for scheme in socks5 socks5h; do
    ask --proxy "$scheme://wanderer:p4ss-w0rd@127.0.0.1:$PORT" --retries 5 \
        --cacert front.pem GET "https://127.0.0.1:$SECURE_PORT$ITEM" \
        "X-Auth-Token:$TOKEN"
    ok "$scheme: a request goes through" lines 1 '^ok 2 200 '
    ok "$scheme: its credentials are nowhere" secret
    ask --proxy "$scheme://wanderer:not-the-one@127.0.0.1:$PORT" \
        GET "$PLAIN" "X-Auth-Token:$TOKEN"
    ok "$scheme: wrong ones lead nowhere" lines 1 '^connect - 0 tries=1 '
    ok "$scheme: and are nowhere" secret
done
ask --proxy 'http://wanderer:p4ss-w0rd@' GET "$PLAIN"
ok 'a proxy that is no URL is refused' exited 2
ok 'also without them' secret

done_testing
