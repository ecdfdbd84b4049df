# lib.sh - what the tests of the client against other people's programs need:
# the client alone (ask.c), throw-away certificates, proxies. Sourced.

# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/tools/peers.sh
. "$ROOT/tests/tools/peers.sh"

# build_ask: compile ask.c against the library that is tested.
build_ask() {
    compile ask "$here/ask.c"
}

# ask OPTION... METHOD URL FIELD...: STATUS is its exit status, seen its words.
ask() {
    timeout -k 5 60 ./ask "$@" >seen 2>&1 </dev/null
    STATUS=$?
}

# front OPTION...: nghttpx in front of BACKEND_PORT, with TLS by front.pem, on
# PORT. It writes down what it is sent.
front() {
    start_log 'Entering event loop' nghttpx --conf=/dev/null --workers=1 \
        --single-process --no-ocsp --frontend="127.0.0.1,$PORT" \
        --backend="127.0.0.1,$BACKEND_PORT" --backend-keep-alive-timeout=1 \
        --errorlog-file=/dev/stderr --log-level=INFO "$@" front.key front.pem
}
