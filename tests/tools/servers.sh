# servers.sh - servers for tests, each on a free port of the loopback. Sourced.
#
# Needs BUILD (absolute), ROOT (the source tree) and SCRATCH (a directory of
# the test's own). Whoever sources it calls stop_servers at the end. Nothing
# here sleeps: a server tells its address through a named pipe.

PROJECT=0123456789abcdef0123456789abcdef
SNAPSHOT=aaaaaaaa-0000-4000-8000-000000000001
NEIGHBOUR=aaaaaaaa-0000-4000-8000-000000000002
TOKEN=emulator-token
SERVERS=0
SERVER_PIDS=
URL=
PID=

# start_server COMMAND...: run it; its first line ends in the URL. Sets URL
# and PID.
start_server() {
    SERVERS=$((SERVERS + 1))
    mkfifo "$SCRATCH/server.$SERVERS" || exit 2
    "$@" >"$SCRATCH/server.$SERVERS" 2>"$SCRATCH/server.$SERVERS.err" \
        </dev/null &
    PID=$!
    SERVER_PIDS="$SERVER_PIDS $PID"
    read -r URL <"$SCRATCH/server.$SERVERS"
    URL=${URL##* }
    if [ -z "$URL" ]; then
        echo "Bail out! $1 did not start"
        cat "$SCRATCH/server.$SERVERS.err" >&2
        exit 2
    fi
}

start_emulator() {
    start_server "$BUILD/assay-emulator" --port 0 "$@"
}

start_hostile() {
    start_server python3 "$ROOT/tests/hostile/server.py" "$@"
}

# stop_server PID: end one and wait for it.
stop_server() {
    kill "$1" 2>/dev/null
    wait "$1" 2>/dev/null
}

stop_servers() {
    for server in $SERVER_PIDS; do
        stop_server "$server"
    done
    SERVER_PIDS=
}

# closed_url: set URL to an address where nobody listens any more.
closed_url() {
    start_emulator
    stop_server "$PID"
}
