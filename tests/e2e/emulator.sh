#!/bin/sh
# emulator.sh - the bundled emulator conforms, and every report says so.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

all() {
    [ "$(last_count pass)" -gt 200 ] && [ "$(last_count fail)" -eq 0 ] &&
        [ "$(last_count error)" -eq 0 ] && [ "$(last_count skip)" -le 2 ]
}
xml() { # xml EXPRESSION: of the JUnit report
    xmllint --xpath "$1" out/junit.xml
}
same_in_junit() { # same_in_junit ELEMENT WORD
    [ "$(xml "count(//testcase/$1)")" -eq "$(last_count "$2")" ] &&
        [ "$(xml "sum(//testsuite/@$3)")" -eq "$(last_count "$2")" ]
}
tests_in_junit() {
    total=$(grep -oE '^[0-9]+ testcases' seen | grep -oE '[0-9]+')
    [ "$(xml 'count(//testcase)')" -eq "$total" ] &&
        [ "$(xml 'sum(//testsuite/@tests)')" -eq "$total" ]
}
# Debian 12's prove knows TAP 13 only and rejects the line "TAP version 14";
# what follows it is the same.
proves() {
    sed '1s/^TAP version 14$/TAP version 13/' "$1" >old.tap
    prove -e cat old.tap >seen 2>&1
}
each_valid() { # each_valid KIND: every file of ours of that kind
    # shellcheck disable=SC2046
    valid "assay/$1.json" $(grep -rlE "\"\\\$schema\": \"[^\"]*/$1\\.json\"" \
        "$ROOT/suites" --include='*.json')
}

assay run --emulator --out out
ok 'the emulator conforms' exited 0
ok 'all but two testcases pass, none is in error' all
ok 'what was made is taken back' says 'restored  what the run changed'
ok '--out holds all reports and the transcript' \
    [ "$(ls out | tr '\n' ' ')" = \
    'junit.xml report.html report.tap results.json transcript.har ' ]
ok 'JUnit is well-formed XML' xmllint --noout out/junit.xml
ok 'JUnit has a testcase for each of ours' tests_in_junit
ok 'JUnit counts the failures as the last line does' \
    same_in_junit failure fail failures
ok 'JUnit counts the errors as the last line does' \
    same_in_junit error error errors
ok 'JUnit counts the skipped as the last line does' \
    same_in_junit skipped skip skipped
ok 'the first line of TAP is its version' \
    [ "$(head -n 1 out/report.tap)" = 'TAP version 14' ]
ok 'prove takes the TAP as passed' proves out/report.tap
ok 'results.json is valid' valid assay/results.json out/results.json
for kind in suite operation clauses dialect profile; do
    ok "every file of ours of kind $kind is valid" each_valid "$kind"
done
ok 'the validator does reject' eval \
    'echo "{}" >empty.json; ! valid assay/results.json empty.json'
ok 'the validator does not take nothing for valid' eval \
    '! valid assay/results.json'

start_emulator --fault put-size-as-string
judge --out broken --include '*/one-field/*' --include '*/reserved-prefix'
cp seen last
ok 'a target that breaks a promise is told' exited 1
ok 'results.json of a failure is valid' \
    valid assay/results.json broken/results.json
cp last seen
ok 'JUnit has the failures' \
    [ "$(xmllint --xpath 'count(//failure)' broken/junit.xml)" -eq \
    "$(last_count fail)" ]
ok 'prove takes the TAP as failed' eval '! proves broken/report.tap'
stop_server "$PID"

start_emulator
for dialect in cinder-v2 cloudsnapshots-v2; do
    OS_TOKEN=$TOKEN assay run --base-url "$URL/v2/$PROJECT" \
        --dialect "$dialect" --quiet
    ok "the emulator conforms to dialect $dialect, too" exited 0
done
stop_server "$PID"
start_emulator --variant whole-seconds
judge --settle 5 --quiet --include '*/updated-at-moves/both' \
    --include '*/updated-at-moves/name'
ok 'a long --settle does not keep a poll from its second attempt' exited 0
stop_server "$PID"
start_emulator
judge --opt-in reserved-prefix --quiet --second-token emulator-second-token \
    --second-project-id fedcba9876543210fedcba9876543210
ok 'with all that may be asked for and a second identity none is skipped' \
    [ "$(last_count skip)" -eq 0 ]
state_of() { # state_of CLAUSE: in the ledger of the update, from out.blind
    python3 -c 'import json, sys
for c in json.load(open("out.blind"))["clauses"]:
    if c["id"] == sys.argv[1] and c["operation"] == "snapshots.update":
        print(c["state"])' "$1"
}
judge --snapshot-id "$SNAPSHOT" --without read --without create --quiet \
    --json out.blind
ok 'answers can be judged where nothing can be read' exited 0
ok 'and all that is not about reads is' [ "$(last_count pass)" -gt 250 ]
for clause in function/stored function/still-readable function/immutable; do
    ok "$clause, which only reads show, is not said to be kept" \
        [ "$(state_of $clause)" = untried ]
done
ok 'what answers show is' [ "$(state_of response/name)" = kept ]
judge --tap - --quiet --include '*/one-field/*'
ok 'TAP on standard output leaves the console to standard error' \
    says '2 testcases: 2 pass'

done_testing
