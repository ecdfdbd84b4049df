#!/bin/sh
# capabilities.sh - targets that offer less: a mock that only answers the PUT
# (tests/tools/put_only.py, written from the page alone), one that may not make
# anything, one identity. What is left out is said, never guessed.
# shellcheck source=tests/e2e/targets/lib.sh
. "$(dirname "$0")/lib.sh"

mock() {
    start_server python3 "$ROOT/tests/tools/put_only.py" "$@"
}
# put_only OPTION...: judge it without reads
put_only() {
    judge --snapshot-id "$SNAPSHOT" --without read "$@"
}
# skipped TESTCASE REASON
skipped() {
    holds "of('/$1')['verdict'] == 'skip' and '$2' in of('/$1')['reason']"
}

mock
put_only
ok 'a mock that is right conforms' exited 0
ok 'most testcases are judged' [ "$(last_count pass)" -gt 250 ]
ok 'no read was made' holds \
    'not any(e["request"]["method"] == "GET" for e in sent)'
ok 'the scope is core, since reads are left out' holds '
    r["scope"] == "core" and "--without read" in r["scope_reason"]'
ok 'the console says so' lines 1 '^scope  *core (.*--without read was given'
ok 'a testcase that reads is skipped, with that reason' \
    skipped unknown-id '--without read was given'
ok 'that nothing can be put back is observed' holds 'seen("not-restored")'
ok 'TAP has the reason' \
    grep -q '/unknown-id # SKIP .*--without read was given' out/report.tap

judge --snapshot-id "$SNAPSHOT" --include '*/one-field/*'
ok 'it is never taken for granted: with reads there is no verdict' exited 3
judge --without read
ok 'without a snapshot there is nothing to send' \
    exited_saying 2 --snapshot-id
stop_server "$PID"

mock --wrong status
put_only --include '*/one-field/*'
ok 'a mock that answers 202 does not conform' exited 1
ok 'since the status is wrong' holds "all(any(f.get('actual') == 202
    for f in t['findings']) for t in r['testcases'])"
stop_server "$PID"

mock --wrong echo
put_only --include '*/one-field/*'
ok 'a mock that answers with the old name does not conform' exited 1
ok 'since the name is not the one that was sent' holds "any(
    f['instanceLocation'] == '/snapshot/name'
    for f in of('/one-field/name')['findings'])"
stop_server "$PID"

target
judge --without create
ok '--without create needs a snapshot' exited_saying 2 --snapshot-id
named --without create --include '*/one-field/*' --include '*/reserved-prefix' \
    --opt-in reserved-prefix
ok 'with one it runs' exited 0
ok 'what wants resources of its own is skipped' \
    holds 'of("/reserved-prefix")["verdict"] == "skip"'
ok 'the names are put back' nothing_is_left

ASSAY_SECOND_TOKEN=emulator-second-token named --without second-identity \
    --second-project-id "$SECOND" --include '*/other-user' \
    --include '*/one-field/*'
ok '--without second-identity wins over one that is given' \
    skipped other-user '--without second-identity was given'
judge --without walls
ok 'a capability that there is not is a mistake' exited_saying 2 --without
stop_server "$PID"

done_testing
