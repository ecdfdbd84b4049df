#!/bin/sh
# waivers.sh - testcases that may fail: for a while, for a reason, and seen.
# shellcheck source=tests/e2e/results/lib.sh
. "$(dirname "$0")/lib.sh"

start_emulator
GOOD=$URL
start_emulator --fault limit-name-256
BAD=$URL

limits() { # limits OPTION...: four testcases, of which ascii-256 is broken
    URL=$BAD
    run --include "$LIMIT/*" --waivers w.json "$@"
}
has_point() { # has_point LINE: a whole line of the TAP report
    grep -qxF -e "$1" out/report.tap
}
has_element() { # has_element XPATH: exactly one in the JUnit report
    [ "$(xmllint --xpath "count($1)" out/junit.xml)" = 1 ]
}

# --- used ------------------------------------------------------------------
waivers "$(waiver "$LIMIT/ascii-256" '')"
limits
words='known since May (storage, https://issues.example/7, until 2999-12-31)'
ok 'a failure that is waived does not fail the run' exited 0
ok 'the last line counts it' says '3 pass, 0 fail, 0 error, 0 skip, 1 waived'
ok 'the console says why' \
    says "waiver    /waivers/0 $LIMIT/ascii-256: 1 waived: $words"
ok 'TAP has it to do' \
    has_point "not ok 3 - $LIMIT/ascii-256 # TODO waived: $words"
ok 'TAP has a point for the waiver' has_point "ok 5 - waiver /waivers/0 $LIMIT/ascii-256"
ok 'JUnit skips it' \
    has_element "//testcase/skipped[@message='waived: $words']"
ok 'JSON has the waiver verbatim' holds out/results.json \
    'of("/ascii-256")["verdict"] == "waived"
    and of("/ascii-256")["waivers"] == [json.load(open("w.json"))["waivers"][0]]
    and r["waiver_file"]["content"] == json.load(open("w.json"))
    and all(f["waived"] for f in of("/ascii-256")["findings"])
    and [w["state"] for w in r["waivers"]] == ["used"]
    and r["counts"]["waived"] == 1 and r["exit_status"] == 0'
ok 'a waived clause stays broken' holds out/results.json \
    '[c["state"] for c in r["clauses"]
      if c["id"] == "request/name/max-bytes"] == ["broken"]'
ok 'the reports are whole' reports_are_whole out
cp w.json other.json
rm w.json # the transcript has it
assay judge --out again out/transcript.har
ok 'judged again it is waived again' exited 0
ok 'byte for byte' cmp out/results.json again/results.json
waivers "$(waiver "$LIMIT/ascii-256" '"findings": [{"at": "/elsewhere"}]')"
assay judge --waivers w.json out/transcript.har
ok 'with other waivers it fails again' exited 1
cp other.json w.json

# --- scope -----------------------------------------------------------------
waivers "$(waiver "$LIMIT/ascii-256" \
    '"findings": [{"at": "/snapshot/name"}, {"check": "status"}]')"
limits --quiet
ok 'a finding outside of the scope fails' exited 1
ok 'what nobody waived is told first' says '/snapshot/description'
ok 'the waiver is used all the same' holds out/results.json \
    'r["waivers"][0]["state"] == "used" and r["waivers"][0]["waived"] == 0'
waivers "$(waiver "$LIMIT/ascii-256" \
    '"findings": [{"at": "/snapshot"}, {"check": "status"}]')"
limits --quiet
ok 'all findings within the scope are waived' exited 0

# --- void ------------------------------------------------------------------
waivers "$(waiver "$LIMIT/ascii-255" '')" "$(waiver "$LIMIT/ascii-256" '')"
limits --quiet
ok 'a waiver for what passes fails the run' exited 1
ok 'the command to repeat has the waivers' says ' --waivers w.json '
ok 'and says what to do' says \
    'passes, and /waivers/0 of w.json still waives it: remove that waiver'
ok 'the last line has it' says '1 stale in'
ok 'TAP and JUnit fail it' sh -c "
    grep -q '^not ok 2 - .*ascii-255$' out/report.tap &&
    grep -q '^not ok 5 - waiver /waivers/0 ' out/report.tap &&
    grep -q 'type=\"assay.stale\"' out/junit.xml &&
    grep -q 'type=\"assay.waiver\"' out/junit.xml"
ok 'the reports are whole then, too' reports_are_whole out

waivers "$(waiver "$LIMIT/ascii-256" '' 2020-02-29)"
limits --quiet
ok 'an expired waiver fails the run' exited 1
ok 'and says since when' says 'expired after 2020-02-29'
ok 'its testcase is stale' holds out/results.json \
    'of("/ascii-256")["verdict"] == "stale"
    and r["waivers"][0]["state"] == "expired"'

waivers "$(waiver "$LIMIT/ascii-256" '')" \
    "$(waiver evs.snapshots.update.text/gone '')"
limits --quiet
ok 'a waiver for no testcase fails the run' exited 1
ok 'although each testcase is fine' says '3 pass, 0 fail'
ok 'and the last line says why' says '; 1 void waiver; does not conform'
ok 'and a CI sees it' sh -c "
    grep -q '^not ok 6 - waiver /waivers/1 ' out/report.tap &&
    [ \$(grep -c '<failure' out/junit.xml) = 1 ]"

waivers "$(waiver "$LIMIT/*" '"matches": 3')"
limits --quiet
ok 'a glob that matches more than it says fails the run' exited 1
ok 'and says how many' says 'says that it matches 3 testcases, but it matches 4'
waivers "$(waiver "$LIMIT/*-256" '"matches": 1')"
limits --quiet
ok 'one that matches what it says is fine' exited 0

# --- not for this run -------------------------------------------------------
assay list --include 'evs.snapshots.update.access/*'
OTHER=$(cut -f1 seen | head -n 1)
waivers "$(waiver "$LIMIT/ascii-256" '')" "$(waiver "$OTHER" '')" \
    "$(waiver "$OTHER" '"findings": [{"check": "status"}]' 2020-01-01)"
limits --quiet
ok 'a waiver for what was not selected does not fail the run' exited 0
ok 'it was not tried' holds out/results.json \
    '[w["state"] for w in r["waivers"]] == ["used", "not-tried", "not-tried"]'
waivers "$(waiver evs.snapshots.update.access/reserved-prefix '')"
URL=$GOOD run --include '*/reserved-prefix' --include "$LIMIT/*" \
    --waivers w.json --quiet
ok 'nor one for what was skipped' exited 0

waivers "$(waiver "$LIMIT/ascii-256" '"target": {"profile": "openstack"}')" \
    "$(waiver "$LIMIT/ascii-256" '"target": {"base_url": "https://*"}')" \
    "$(waiver "$LIMIT/ascii-256" '"target": {"base_url": "http://127.0.0.1:*",
        "dialect": "cinder-*", "profile": "otc"}')"
limits --quiet
ok 'a waiver for another target is left alone' exited 0
ok 'and that is said' holds out/results.json \
    '[w["state"] for w in r["waivers"]] == ["not-here", "not-here", "used"]'

# --- errors are never waived --------------------------------------------------
start_hostile --upstream "$GOOD" --method PUT silent
waivers "$(waiver "$LIMIT/*" '"matches": 4')"
run --include "$LIMIT/*" --waivers w.json --timeout 0.3 --quiet
ok 'testcases in error stay in error' exited 3
ok 'their waiver was not tried' holds out/results.json \
    'r["waivers"][0]["state"] == "not-tried" and r["counts"]["error"] == 4'

# The first number of requests with which the testcase fails, but is not judged
# to its end.
waivers "$(waiver "$LIMIT/ascii-256" '')"
URL=$BAD
STATUS=3
requests=0
while exited 3 && [ $requests -lt 40 ]; do
    requests=$((requests + 1))
    run --include "$LIMIT/ascii-256" --max-requests $requests --quiet
done
ok 'a failure that is not judged to its end is a failure' exited 1
run --include "$LIMIT/ascii-256" --max-requests $requests --quiet \
    --waivers w.json
ok 'what is left of it when it is waived is an error' exited 3
ok 'and says why' \
    says 'what fails is waived, and the rest could not be judged: as many'
limits --fail-fast --quiet
ok 'a waived testcase does not end a run with --fail-fast' exited 0
ok 'which goes on' says '3 pass, 0 fail, 0 error, 0 skip, 1 waived'

# --- a bad file -----------------------------------------------------------------
waivers "$(waiver "$LIMIT/*" '' 2026-02-30)" '{"testcase": "x"}'
URL=http://127.0.0.1:9 run --waivers w.json --quiet
ok 'a bad file is our side' exited 2
ok 'its mistakes have their places' lines 6 '^w.json: /waivers/'
ok 'and say what to write' says \
    '/waivers/0/expires: is "2026-02-30", expected a date of RFC 3339: Write the last day'
ok 'no report was begun' test ! -e out
assay lint w.json
ok 'lint says the same' exited 2
ok 'with as many mistakes' says '6 mistakes'
assay run --emulator --waivers nothing.json
ok 'a file that is not there is our side' exited 2
waivers "$(waiver "$LIMIT/*" '"matches": 5')" "$(waiver no/such '')" \
    "$(waiver "$LIMIT/ascii-256" '"target": {"profile": "none"}')"
assay lint w.json
ok 'lint counts what a glob matches' \
    says '/waivers/0/testcase: matches 4 testcases, not 5'
ok 'lint knows the testcases' says '/waivers/1/testcase: matches no testcase'
ok 'lint knows the profiles' \
    says '/waivers/2/target: is for no dialect and profile that there is'
waivers "$(waiver "$LIMIT/*" '"matches": 4')" "$(waiver "$LIMIT/*" '"matches": 4')"
assay lint w.json
ok 'lint finds repeats' \
    says '/waivers/1: says the same as /waivers/0: keep one of them'

# --- drafts ---------------------------------------------------------------------
URL=$BAD run --include "$LIMIT/*" --quiet
assay waive out/results.json --into drafts.json
ok 'a draft is written' exited 0
ok 'and says what is left to do' says '1 waiver drafted; replace each TODO'
assay lint drafts.json
ok 'lint refuses it until it is complete' exited 2
ok 'with a mistake for each placeholder' says '4 mistakes'
assay waive out/results.json --into drafts.json --owner storage
ok 'a second time adds nothing' says 'has a waiver there already'
rm drafts.json
assay waive out/results.json --into drafts.json --owner storage \
    --issue https://issues.example/7 --expires 2999-12-31
sed 's/"TODO[^"]*"/"known since May"/' drafts.json >full.json
assay lint full.json
ok 'a completed draft has no mistakes' exited 0
URL=$BAD run --include "$LIMIT/*" --waivers full.json --quiet
ok 'and waives what failed' exited 0
cp full.json before.json
start_emulator --fault limit-name-254
run --include "$LIMIT/*" --waivers full.json --quiet
assay waive out/results.json --into full.json
ok 'more is added to a file, and nothing is lost' python3 -c '
import json
old = json.load(open("before.json"))["waivers"]
new = json.load(open("full.json"))["waivers"]
assert new[:len(old)] == old and len(new) == len(old) + 1'
for bad in '--expires 2026-13-01' '--issue nowhere' '--owner TODO'; do
    # an option and its value
    # shellcheck disable=SC2086
    assay waive out/results.json $bad
    ok "$bad is refused at once" exited 2
    ok 'by its name' says "assay: ${bad% *}: "
done
echo '{"precious": 1}' >other.json
assay waive out/results.json --into other.json
ok 'a file of another kind is refused' exited 2
ok 'and left as it was' grep -q precious other.json
URL=$GOOD run --include "$LIMIT/*" --quiet
assay waive out/results.json
ok 'where nothing fails nothing is drafted' exited 0
ok 'and that is said' says 'no testcase fails'
echo '{"$schema": "urn:assay:results:1"}' >half.json
assay waive half.json
ok 'half a report is refused' exited 2
ok 'with its place' says 'half.json: member "assay" is missing'

done_testing
