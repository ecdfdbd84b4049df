# lib.sh - what the tests of the client against other people's programs need:
# the client alone (ask.c), throw-away certificates, proxies. Sourced.

here=$(cd "$(dirname "$0")" && pwd)
ROOT=$(cd "$here/../../.." && pwd)
BUILD=$(cd "${BUILD:-$ROOT/build}" && pwd) || exit 2
SCRATCH=$(mktemp -d) || exit 2
# shellcheck source=tests/tools/servers.sh
. "$ROOT/tests/tools/servers.sh"

for variable in http_proxy https_proxy all_proxy no_proxy HTTPS_PROXY \
    ALL_PROXY NO_PROXY; do
    unset "$variable"
done
export LC_ALL=C.UTF-8

finish() {
    stop_servers
    rm -rf "$SCRATCH"
}
trap finish EXIT
trap 'exit 130' INT TERM
cd "$SCRATCH" || exit 2
echo 'TAP version 13'

explain() {
    cat seen
}
# shellcheck source=tests/tools/tap.sh
. "$ROOT/tests/tools/tap.sh"

# needs PROGRAM: skip the whole file where it is not installed.
needs() {
    command -v "$1" >/dev/null && return
    echo "1..0 # SKIP $1 is not installed"
    exit 0
}

# build_ask: compile ask.c against the library that is tested.
build_ask() {
    libraries='libcurl jansson libpcre2-8 libxml-2.0 libcrypto'
    # shellcheck disable=SC2046,SC2086
    ${CC:-cc} -std=c11 -D_XOPEN_SOURCE=700 -Wall -Wextra -Werror $CFLAGS \
        -I"$ROOT" -I"$ROOT/runner" $(pkg-config --cflags $libraries) \
        -o ask "$here/ask.c" "$BUILD/libassay.a" \
        $LDFLAGS $(pkg-config --libs $libraries) -lm || exit 2
}

# ask OPTION... METHOD URL FIELD...: STATUS is its exit status, seen its words.
ask() {
    timeout -k 5 60 ./ask "$@" >seen 2>&1 </dev/null
    STATUS=$?
}

says() {
    grep -qF -e "$1" seen
}
says_not() {
    ! grep -qF -e "$1" seen
}
# lines N PATTERN: exactly N lines of what was seen match.
lines() {
    [ "$(grep -c -e "$2" seen)" -eq "$1" ]
}
exited() {
    [ "$STATUS" -eq "$1" ]
}

# certify NAME: NAME.pem and NAME.key, signed by itself, for localhost.
certify() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 \
        -nodes -keyout "$1.key" -out "$1.pem" -days 2 -subj "/CN=$1" \
        -addext 'subjectAltName=DNS:localhost,DNS:target.invalid,IP:127.0.0.1' \
        2>openssl.err || exit 2
}

# free_port: one that was free a moment ago, for programs that cannot take 0.
free_port() {
    python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}

# port_of URL
port_of() {
    echo "${1##*:}" | tr -dc 0-9
}

# start_log PATTERN COMMAND...: run it in the background, its words in LOG; it
# is ready once a line matches. Sets PID. Fails when it ends before.
start_log() {
    pattern=$1
    shift
    SERVERS=$((SERVERS + 1))
    LOG=$SCRATCH/server.$SERVERS.log
    "$@" >"$LOG" 2>&1 </dev/null &
    PID=$!
    SERVER_PIDS="$SERVER_PIDS $PID"
    timeout 20 tail -n +1 -F --pid="$PID" "$LOG" 2>/dev/null |
        grep -q -m 1 -e "$pattern"
}

# start_on_free_port FUNCTION...: call it with PORT set until it succeeds; a
# port may be taken by somebody else between the choice and its use.
start_on_free_port() {
    for _ in 1 2 3 4 5; do
        PORT=$(free_port)
        "$@" && return
    done
    echo "Bail out! $1 did not work: $(cat "$LOG")"
    exit 2
}

# front OPTION...: nghttpx in front of BACKEND_PORT, with TLS by front.pem, on
# PORT. It writes down what it is sent.
front() {
    start_log 'Entering event loop' nghttpx --conf=/dev/null --workers=1 \
        --single-process --no-ocsp --frontend="127.0.0.1,$PORT" \
        --backend="127.0.0.1,$BACKEND_PORT" --backend-keep-alive-timeout=1 \
        --errorlog-file=/dev/stderr --log-level=INFO "$@" front.key front.pem
}
