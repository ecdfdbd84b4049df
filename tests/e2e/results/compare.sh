#!/bin/sh
# compare.sh - two runs side by side: is anything worse? And two targets: do
# they behave alike?
# shellcheck source=tests/e2e/results/lib.sh
. "$(dirname "$0")/lib.sh"

# results NAME OPTION...: judge at URL, the results become NAME.json
results() {
    name=$1
    shift
    judge --settle 0 --quiet --json "$name.json" "$@"
}
# edited OLD NEW STATEMENT: results changed by hand; r is all of it.
edited() {
    python3 - "$1.json" "$2.json" "$3" <<'PYTHON'
import json
import sys

r = json.load(open(sys.argv[1], encoding="utf-8"))
exec(sys.argv[3])
json.dump(r, open(sys.argv[2], "w", encoding="utf-8"))
PYTHON
}
compare() { # compare OPTION... OLD NEW: with all reports
    assay compare --json c.json --markdown c.md "$@"
    cp seen compared
}
says_it() {
    grep -qF -e "$1" compared
}
explain() {
    cat seen compared
}

start_emulator
GOOD=$URL
results good
start_emulator --fault limit-name-256
results bad
start_emulator --fault unknown-id-200
results other
start_hostile --upstream "$GOOD" --method PUT silent
results errors --timeout 0.3 --max-errors 1
URL=$GOOD
results part --include "$LIMIT/*"

# --- the gate ---------------------------------------------------------------
compare good.json good.json
ok 'a run is no worse than itself' exited 0
ok 'and that is the last line' says_it ' the same; nothing is worse'
ok 'the report is valid' valid assay/comparison.json c.json
results again
compare good.json again.json
ok 'nor is another run of the same target' exited 0
ok 'with ids and names of its own' holds c.json \
    'not r["testcases"] and not r["observations"] and not r["advice"]'

compare good.json bad.json
ok 'what is newly broken fails the gate' exited 1
ok 'it is listed' says_it "newly broken $LIMIT/ascii-256: pass -> fail"
ok 'with its clause' \
    says_it 'clause    request/name/max-bytes: kept -> broken (newly broken)'
ok 'and what the limit counts' says_it 'observed  name-limit-unit'
ok 'the last line counts it' says_it ' 7 newly broken, '
ok 'the report is valid then, too' valid assay/comparison.json c.json
ok 'Markdown has a table of it' grep -q \
    '^| evs.snapshots.update.text/name-limit-ascii/ascii-256 | pass | fail | the status' c.md
compare bad.json good.json
ok 'what is fixed does not fail the gate' exited 0
ok 'and is counted' says_it ' 7 fixed, '
compare bad.json bad.json
ok 'what is still broken does not fail the gate' exited 0
ok 'and is listed' says_it ' 7 still broken, '
compare other.json bad.json
ok 'mending one thing does not excuse breaking another' exited 1
assay compare --quiet good.json bad.json
ok 'quiet says what makes the exit status' says "newly broken $LIMIT/ascii-256"
ok 'and nothing else' says_not 'observed'

compare good.json part.json
ok 'what is not tried any more fails the gate' exited 1
ok 'and is gone' holds c.json \
    'r["counts"]["gone"] > 250 and r["counts"]["newly-broken"] == 0'
compare part.json good.json
ok 'more testcases are welcome' exited 0
compare good.json errors.json
ok 'where there is no verdict any more, none is given' exited 3
ok 'and that is said' says_it '; could not decide'
compare errors.json errors.json
ok 'two runs without a verdict are not fine' exited 3

waivers "$(waiver 'evs.snapshots.update.text/name-limit/*-256-*' '"matches": 6')" \
    "$(waiver "$LIMIT/ascii-256" '')"
start_emulator --fault limit-name-256
results waived --waivers w.json
compare good.json waived.json
ok 'what is newly waived does not fail the gate' exited 0
ok 'and is counted' says_it ' 7 newly waived, '
compare waived.json bad.json
ok 'what was waived is nothing new without its waiver' exited 0
compare waived.json good.json
ok 'nor is its end' says_it ' 7 fixed, '

# --- another edition of the suites --------------------------------------------
edited good moved '
t = r["testcases"][7]
t["id"] = "evs.snapshots.update/moved/here"
r["suites"][0]["digest"] = "0" * 64
r["started"] = "2027-01-01T00:00:00.000Z"'
compare good.json moved.json
ok 'a testcase that was moved is not gone' exited 0
ok 'its old name is said' says_it 'was called evs.'
ok 'so is the other edition' \
    says_it 'is another edition (sha256'
edited good older 'for t in r["testcases"]: del t["waivers"]
del r["waivers"], r["waiver_file"]'
compare older.json good.json
ok 'results of before there were waivers can be read' exited 0
edited good profile 'r["profile"] = "openstack"'
compare good.json profile.json
ok 'another profile is said' says_it 'the profiles differ: otc and openstack'

# --- two targets --------------------------------------------------------------
compare --parity good.json again.json
ok 'two that behave alike' exited 0
ok 'are called so' says_it '; the two behave alike'
compare --parity good.json bad.json
ok 'two that do not' exited 1
ok 'have a table of clauses' says_it 'A          B          clause'
ok 'in which what differs is first' sh -c "
    grep -A1 '^A          B' compared | tail -n 1 | grep -q '(different)$'"
ok 'the others are counted' says_it 'in the same state, see --verbose'
ok 'Markdown has all of them' sh -c "
    [ \$(grep -cE '^\| [a-z:/-]+.* \| (kept|broken|untried|untested) \|' c.md) -gt 100 ]"
compare --parity --verbose good.json bad.json
ok 'or shown' says_it 'kept       kept       '
compare --parity good.json part.json
ok 'what only one was asked leaves it open' exited 3
start_emulator --variant null-refused
results variant
compare good.json variant.json
ok 'another allowed answer does not fail the gate' exited 0
ok 'and is noticed' says_it 'observed  evs.snapshots.update'
compare --parity good.json variant.json
ok 'two targets that answer otherwise differ' exited 1

# --- what is read and written ---------------------------------------------------
assay compare good.json
ok 'one file is not enough' exited 2
assay compare good.json nothing.json
ok 'a file that is not there is our side' exited 2
edited good broken 'r["testcases"][3]["verdict"] = "maybe"'
assay compare good.json broken.json
ok 'results that are none are our side' exited 2
ok 'with the place' says 'broken.json: /testcases/3/verdict: '
edited good twice 'r["testcases"].append(r["testcases"][0])'
assay compare twice.json good.json
ok 'an id that repeats is refused' says 'twice.json: /testcases/0/id: '
head -c 1000 good.json >cut.json
assay compare cut.json good.json
ok 'a file that was cut is refused' exited 2
assay compare - - <good.json
ok 'standard input cannot be both' says 'one of the two only'
assay compare --json same --markdown same good.json good.json
ok 'two reports cannot have one file' exited 2
assay compare --json /nonexistent/c.json good.json good.json
ok 'a report that cannot be written is our side' exited 2
"$ASSAY" compare --markdown - - bad.json <good.json >c.md 2>seen
ok 'a report on standard output' grep -q '^## assay: something is worse$' c.md
ok 'leaves the text to standard error' says 'something is worse'
"$ASSAY" compare good.json bad.json --json one.json >one.txt
"$ASSAY" compare good.json bad.json --json two.json >two.txt
ok 'the same in, the same out' sh -c '
    cmp one.json two.json && cmp one.txt two.txt'
edited bad hostile 'r["testcases"][-1]["title"] = r["testcases"][-1]["id"] = \
    "x | y\n| <img src=x> @all `z` \u001b[31m"'
compare good.json hostile.json
ok 'no text of a file becomes markup' sh -c "
    grep -q '^| x .*img src=x' c.md && ! grep -q '<img\|@all' c.md &&
    ! grep -qE '(^|[^\\])[\`]' c.md &&
    ! grep -q \"\$(printf '\\033')\" c.md compared"

done_testing
