#!/bin/sh
# network.sh - whole runs through what stands between a run and its target:
# HTTP/2 and TLS (nghttpx), a client certificate, a proxy (tinyproxy), a name
# that nobody knows, and all of it from a file. Their single requests are
# tested in tests/e2e/http.
# shellcheck source=tests/e2e/targets/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/tools/peers.sh
. "$ROOT/tests/tools/peers.sh"
needs nghttpx
needs tinyproxy
needs openssl

front() { # front OPTION...: TLS and HTTP/2 before EMULATOR
    start_log 'Entering event loop' nghttpx --conf=/dev/null --workers=1 \
        --single-process --no-ocsp --frontend="127.0.0.1,$PORT" \
        --backend="127.0.0.1,$(port_of "$EMULATOR")" \
        --errorlog-file=/dev/stderr --log-level=INFO "$@" front.key front.pem
}
proxy() {
    printf '%s\n' "Port $PORT" 'Listen 127.0.0.1' 'Timeout 60' \
        'MaxClients 10' 'LogLevel Info' >proxy.conf
    start_log 'Accepting connections' tinyproxy -d -c proxy.conf
}
# over URL OPTION...: judge it there
over() {
    url=$1
    shift
    OS_TOKEN=$TOKEN assay run --base-url "$url/v3/$PROJECT" --out out "$@"
}
all_by() { # all_by VERSION: the exchanges are of this version of HTTP
    holds "len(sent) > 10 and
        {e['response']['httpVersion'] for e in sent} == {'$1'}"
}

target
certify front
certify ours
start_on_free_port front
FRONT=$PID
over "https://localhost:$PORT" --cacert front.pem
ok 'HTTP/2: the whole suite conforms behind nghttpx' exited 0
ok 'HTTP/2: most testcases were judged' [ "$(last_count pass)" -gt 250 ]
ok 'HTTP/2: every exchange was in HTTP/2' all_by 2
ok 'HTTP/2: over TLS 1.3' holds \
    'all(e["tls"].startswith("TLSv1.3") for e in sent)'
ok 'HTTP/2: nothing is left' nothing_is_left
over "https://localhost:$PORT" --include '*/one-field/*'
ok 'without --cacert it is not trusted, and no verdict' \
    exited_saying 3 'certificate'
over "https://localhost:$PORT" --include '*/one-field/*' --insecure
ok '--insecure is said' eval 'exited 0 && says "not verified"'

over "https://target.invalid:$PORT" --cacert front.pem \
    --resolve "target.invalid:$PORT:127.0.0.1" --include '*/one-field/*'
ok '--resolve: a name that nobody knows is judged' exited 0
over "https://target.invalid:$PORT" --cacert front.pem \
    --include '*/one-field/*'
ok 'without it there is no verdict' exited_saying 3 'target.invalid'

SECURE=$PORT
start_on_free_port proxy
over "$EMULATOR" --proxy "http://127.0.0.1:$PORT" --include '*/one-field/*'
ok '--proxy: a run goes through tinyproxy' exited 0
ok '--proxy: its log has the requests' \
    grep -q "PUT $EMULATOR/v3/$PROJECT/snapshots/" "$LOG"
over "https://localhost:$SECURE" --proxy "http://127.0.0.1:$PORT" \
    --cacert front.pem --include '*/one-field/*'
ok '--proxy: TLS goes through a tunnel' exited 0
ok '--proxy: which shows its target only' \
    grep -q "CONNECT localhost:$SECURE" "$LOG"
PROXY=$PORT

stop_server "$FRONT"
start_on_free_port front --verify-client --verify-client-cacert=ours.pem
over "https://localhost:$PORT" --cacert front.pem --cert ours.pem \
    --key ours.key --include '*/one-field/*'
ok '--cert, --key: a certificate is shown where one is wanted' exited 0
over "https://localhost:$PORT" --cacert front.pem --include '*/one-field/*'
ok 'without it there is no verdict' eval \
    'exited 3 && [ "$(last_count error)" -eq 2 ]'

# whether its first request got there is not known, so the ledger stays open
rm -f out/ledger.jsonl
cat >config.json <<CONFIG
{"base-url": "https://target.invalid:$PORT/v3/$PROJECT", "cacert": "front.pem",
 "cert": "ours.pem", "key": "ours.key", "retries": 1, "rate": 200,
 "resolve": ["target.invalid:$PORT:127.0.0.1"],
 "include": ["*/one-field/*"], "out": "out"}
CONFIG
OS_TOKEN=$TOKEN assay run --config config.json
ok '--config: all of it may stand in a file' exited 0
ok '--config: it was this target' holds \
    "r['target']['base_url'] == 'https://target.invalid:$PORT'"
OS_TOKEN=$TOKEN ASSAY_BASE_URL=$EMULATOR/v3/$PROJECT assay run \
    --config config.json --proxy "http://127.0.0.1:$PROXY"
ok '--config: the environment and the command line win over it' eval \
    "exited 0 && holds \"r['target']['base_url'] == '$EMULATOR'\""
stop_servers

done_testing
