# lib.sh - what the tests of evidence need: waivers in a line, and questions
# to a JSON report. Sourced.

# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../lib.sh"

# other tests of ours run at the same time; locks are kept here


LIMIT=evs.snapshots.update.text/name-limit-ascii

# waiver TESTCASE MEMBERS [DAY]: one entry; members are JSON, or nothing.
waiver() {
    printf '{"testcase": "%s", %s%s"reason": "known since May",
        "owner": "storage", "issue": "https://issues.example/7",
        "expires": "%s"}' "$1" "$2" "${2:+, }" "${3:-2999-12-31}"
}
# waivers ENTRY...: the file w.json of them.
waivers() {
    printf '{"$schema": "schemas/assay/waivers.json", "waivers": [' >w.json
    separator=
    for entry in "$@"; do
        printf '%s\n%s' "$separator" "$entry" >>w.json
        separator=,
    done
    echo ']}' >>w.json
}

# holds FILE EXPRESSION: a condition of Python on a report r; of(ID) is the
# testcase whose id ends so.
holds() {
    python3 - "$1" "$2" >>seen 2>&1 <<'PYTHON'
import json
import sys

r = json.load(open(sys.argv[1], encoding="utf-8"))


def of(name):
    return next(t for t in r["testcases"] if t["id"].endswith(name))


if not eval("(" + sys.argv[2] + ")"):
    print("does not hold: " + sys.argv[2])
    sys.exit(1)
PYTHON
}

# run OPTION...: judge at URL quickly and quietly, with reports in out.
run() {
    rm -rf out
    judge --settle 0 --out out "$@"
}
