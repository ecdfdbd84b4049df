#!/bin/sh
# kill.sh - runs on a real Cinder that are killed leave nothing behind once
# their ledger was restored. A few points only: tests/e2e/evidence/kill.sh has
# them all, of the emulator. Prints TAP.
#
#     BUILD            folder of the program assay (default: build)
#     CINDER_REQUIRED  1: fail, not skip, where Cinder is not installed
#
# Most functions are called by name, through holds; lib.sh sets root and work.
# shellcheck disable=SC2317,SC2154

# shellcheck source=tests/cinder/lib.sh
. "$(dirname "$0")/lib.sh"

# points RUN-OPTION...: at six of its requests, before and after.
points() {
    timeout 900 "$root/tests/tools/kill_points.py" --samples 6 --workers 1 \
        --settle 1 --port "${CINDER_URL##*:}" \
        --project "$CINDER_PROJECT:$CINDER_TOKEN" \
        --project "$CINDER_OTHER_PROJECT:$CINDER_OTHER_TOKEN" \
        "$BUILD/assay" -- --profile openstack \
        --include '*/one-field/*' --include '*/both-fields' \
        --include '*/unknown-id' "$@"
}

need cinder
BUILD=$(cd "$BUILD" && pwd) || exit 2
export ASSAY_DATA="$root"
holds 'Cinder starts' target cinder
[ "$FAILED" -eq 0 ] || done_testing
holds 'own resources: killed at any of six requests, nothing is left' points
echo "# $(tail -n 1 "$work/seen")"
holds 'named snapshots: the same' points \
    --snapshot-id "$CINDER_SNAPSHOT" --neighbour-id "$CINDER_NEIGHBOUR"
echo "# $(tail -n 1 "$work/seen")"
holds 'Cinder stops' end_target
done_testing
