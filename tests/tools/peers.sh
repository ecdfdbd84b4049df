# peers.sh - other people's servers for tests: certificates that are thrown
# away, ports, and waiting for a line of their words. Sourced after servers.sh.

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
    timeout 60 tail -n +1 -F --pid="$PID" "$LOG" 2>tail.err |
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
