# lib.sh - what the tests of targets need: a program under test that sees
# nothing of the caller's clouds, servers to put in front of the emulator, and
# questions to results.json. Sourced.

# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../lib.sh"

SECOND=fedcba9876543210fedcba9876543210
VOLUME=11111111-1111-4111-8111-111111111111
PASSWORD=emulator-password

# clouds.yaml is looked for in these
export HOME="$SCRATCH" XDG_CONFIG_HOME="$SCRATCH/config"

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

# exited_saying STATUS TEXT...: and each text is in what was seen
exited_saying() {
    exited "$1" || return 1
    shift
    for text in "$@"; do
        says "$text" || return 1
    done
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
