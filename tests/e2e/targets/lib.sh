# lib.sh - what the tests of targets need: a program under test that sees
# nothing of the caller's clouds, servers to put in front of the emulator, and
# questions to results.json. Sourced.

here=$(cd "$(dirname "$0")" && pwd)
ROOT=$(cd "$here/../../.." && pwd)
BUILD=$(cd "${BUILD:-$ROOT/build}" && pwd) || exit 2
ASSAY=$BUILD/assay
SCRATCH=$(mktemp -d) || exit 2
# shellcheck source=tests/tools/servers.sh
. "$ROOT/tests/tools/servers.sh"

SECOND=fedcba9876543210fedcba9876543210
VOLUME=11111111-1111-4111-8111-111111111111
PASSWORD=emulator-password

for variable in $(env | sed -n 's/^\(ASSAY_[A-Z_]*\|OS_[A-Z_]*\)=.*/\1/p'); do
    unset "$variable"
done
for variable in http_proxy https_proxy all_proxy no_proxy HTTPS_PROXY \
    ALL_PROXY NO_PROXY; do
    unset "$variable"
done
# clouds.yaml is looked for in these, and locks are kept there
export LC_ALL=C.UTF-8 HOME="$SCRATCH" XDG_CONFIG_HOME="$SCRATCH/config" \
    XDG_RUNTIME_DIR="$SCRATCH"

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

# assay WORD...: run the program; STATUS is its exit status, seen holds both
# its streams.
assay() {
    timeout -k 5 120 "$ASSAY" "$@" >seen 2>&1 </dev/null
    STATUS=$?
}
# judge OPTION...: run against URL as the owner, with reports in out.
judge() {
    OS_TOKEN=$TOKEN assay run --base-url "$URL/v3/$PROJECT" --out out "$@"
}
# named OPTION...: the same with the emulator's own snapshot.
named() {
    judge --snapshot-id "$SNAPSHOT" --neighbour-id "$NEIGHBOUR" "$@"
}

exited() {
    [ "$STATUS" -eq "$1" ]
}
says() {
    grep -qF -e "$1" seen
}
says_not() {
    ! grep -qF -e "$1" seen
}
# lines N PATTERN [FILE]: exactly N lines match.
lines() {
    [ "$(grep -c -e "$2" "${3:-seen}")" -eq "$1" ]
}
# exited_saying STATUS TEXT...: and each text is in what was seen
exited_saying() {
    exited "$1" || return 1
    shift
    for text in "$@"; do
        says "$text" || return 1
    done
}
# last_count WORD: a number of the last line, "259 pass" -> 259.
last_count() {
    grep -E '^[0-9]+ testcases?: ' seen | tail -n 1 |
        grep -oE "[0-9]+ $1" | grep -oE '[0-9]+'
}

# holds EXPRESSION: a condition of Python on out/results.json; r is all of it,
# of(ID) a testcase, sent the exchanges of all testcases, seen(KIND) the
# observations of a kind.
holds() {
    python3 - "$1" out/results.json 2>&1 <<'PYTHON'
import json
import sys

r = json.load(open(sys.argv[2], encoding="utf-8"))
sent = [e for t in r["testcases"] for e in t["exchanges"]]


def of(name):
    return next(t for t in r["testcases"] if t["id"].endswith(name))


def seen(kind):
    return [o for o in r["observations"] if o["id"] == kind]


if not eval("(" + sys.argv[1] + ")"):
    print("does not hold: " + sys.argv[1])
    sys.exit(1)
PYTHON
}

# fetch PATH: what the emulator shows of the project, as the owner.
fetch() {
    curl -sS -m 10 -H "X-Auth-Token: $TOKEN" "$EMULATOR/v3/$PROJECT/$1"
}
# belongings: everything the project owns, without the times.
belongings() {
    for list in snapshots/detail volumes/detail; do
        fetch "$list" | sed 's/"updated_at":[^,}]*//g'
    done
}
# target OPTION...: an emulator and what it holds; sets URL and EMULATOR.
target() {
    start_emulator "$@"
    EMULATOR=$URL
    belongings >belongings.before
}
# nothing_is_left: the emulator holds what it held before.
nothing_is_left() {
    belongings >belongings.after
    grep -q "$VOLUME" belongings.after &&
        cmp -s belongings.before belongings.after
}

# gateway OPTION...: a server in front of EMULATOR; sets URL.
gateway() {
    start_server python3 "$ROOT/tests/tools/gateway.py" \
        --upstream "$EMULATOR" "$@"
}

# port_of URL
port_of() {
    echo "${1##*:}" | tr -dc 0-9
}
