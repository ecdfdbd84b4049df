#!/bin/sh
# kill.sh - nothing is left behind by a run that is killed (SIGKILL) at any of
# its requests, once its ledger was restored.
#
# With KILL_ALL=1 the runs have all testcases, which takes hours of processor
# time; else a few that write in every way there is.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../lib.sh"
needs python3

# few GLOB...: options that select these; KILL_ALL selects all there are.
few() {
    if [ "${KILL_ALL:-}" = 1 ]; then
        echo --opt-in reserved-prefix --second-token emulator-second-token \
            --second-project-id fedcba9876543210fedcba9876543210
        return
    fi
    for glob; do
        printf -- '--include %s ' "$glob"
    done
}
# points OPTION... -- RUN-OPTION...: no point of the run leaves anything.
points() {
    timeout "${KILL_TIMEOUT:-900}" "$ROOT/tests/tools/kill_points.py" \
        $ALSO "$ASSAY" "$BUILD/assay-emulator" "$@" >seen 2>&1
    status=$?
    echo "# $(tail -n 1 seen)"
    return $status
}
[ "${KILL_ALL:-}" != 1 ] || KILL_TIMEOUT=36000

set -f # globs are for the program
own=$(few '*/one-field/*' '*/both-fields' '*/unknown-id' \
    '*/other-project/*' '*/status-of-disks')
named="$(few '*/one-field/*' '*/description-null' '*/unknown-id' \
    '*/other-project/*') --snapshot-id $SNAPSHOT --neighbour-id $NEIGHBOUR"

# what is selected is one option a word
# shellcheck disable=SC2086
{
    ALSO=
    ok 'own resources: killed at any request, nothing is left' points -- $own
    ok 'named snapshots: the same' points -- $named
    ALSO=--restore
    ok 'own resources: nor when the restore is killed, too' points -- $own
    ok 'named snapshots: the same' points -- $named
    ALSO='--mode lost --every 12'
    ok 'the connection is lost for good: a restore finishes' points -- $own
    ok 'named snapshots: the same' points -- $named
    ALSO='--mode mute --every 5'
    ok 'an answer is lost: the run itself leaves nothing' points -- $own
    ALSO='--every 8 --emulator-option=--create-delay-ms --emulator-option=150'
    ok 'what takes its time to be made' points -- --include '*/both-fields'
}
set +f

done_testing
