# lib.sh - start the emulator, ask it with curl, print TAP. Sourced.

BUILD=${BUILD:-build}
EMULATOR=$BUILD/assay-emulator
PROJECT=0123456789abcdef0123456789abcdef
SNAPSHOT=aaaaaaaa-0000-4000-8000-000000000001
NEIGHBOUR=aaaaaaaa-0000-4000-8000-000000000002
VOLUME=11111111-1111-4111-8111-111111111111
WORK=$(mktemp -d) || exit 2
PID=

# stop: end the emulator that start began; its status is in STATUS.
stop() {
    [ -n "$PID" ] || return 0
    kill "$PID" 2>/dev/null
    wait "$PID"
    STATUS=$?
    PID=
}

finish() {
    stop
    rm -rf "$WORK"
}
trap finish EXIT
trap 'exit 130' INT TERM

# start OPTION...: begin an emulator and set URL.
start() {
    stop
    : >"$WORK/out" # or the line of the one before is taken for this one's
    "$EMULATOR" --port 0 "$@" >"$WORK/out" 2>"$WORK/err" </dev/null &
    PID=$!
    tries=0
    until grep -q listening "$WORK/out"; do
        tries=$((tries + 1))
        if [ $tries -gt 500 ] || ! kill -0 "$PID" 2>/dev/null; then
            echo "Bail out! the emulator did not start: $(cat "$WORK/err")"
            exit 2
        fi
        sleep 0.02
    done
    URL=$(sed -n 's/^assay-emulator: listening on //p' "$WORK/out")
    SNAPSHOTS=$URL/v3/$PROJECT/snapshots
}

explain() {
    cat "$WORK/seen"
}
# shellcheck source=tests/tools/tap.sh
. "$(dirname "$0")/../../tools/tap.sh"

# ask CURL-ARGUMENT...: leave the answer's body, then status and type, in seen.
ask() {
    curl -s -m 10 -o "$WORK/body" -D "$WORK/headers" \
        -w '%{http_code} %{content_type}' -H "X-Auth-Token: ${TOKEN-emulator-token}" \
        "$@" >"$WORK/code"
    { cat "$WORK/body" 2>/dev/null; echo; cat "$WORK/code"; } >"$WORK/seen"
}

# answers STATUS TEXT CURL-ARGUMENT...: status and a part of the body.
answers() {
    status=$1
    text=$2
    shift 2
    rm -f "$WORK/body"
    ask "$@"
    grep -q "^$status " "$WORK/code" || return 1
    [ -z "$text" ] || grep -qF -e "$text" "$WORK/body"
}

# put BODY: update the snapshot under test.
put() {
    ask -X PUT -H 'Content-Type: application/json' --data-binary "$1" \
        "$SNAPSHOTS/$SNAPSHOT"
}
