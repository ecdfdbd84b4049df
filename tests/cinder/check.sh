#!/bin/sh
# check.sh - does assay find in a real Cinder what Cinder is known to do, and
# leave nothing behind? Judges it with both profiles, compares with otc.json
# and openstack.json, then judges snapshots that were there before. Prints TAP.
#
#     BUILD            folder of the program assay (default: build)
#     CINDER_REQUIRED  1: fail, not skip, where Cinder is not installed
#
# Most functions are called by name, through holds; lib.sh sets root and work.
# shellcheck disable=SC2317,SC2154

# shellcheck source=tests/cinder/lib.sh
. "$(dirname "$0")/lib.sh"

# is_valid FILE: by the validator that the package of Cinder brings along, so
# that a mistake in ours cannot hide one in the file.
is_valid() {
    $PYTHON -c 'import json, sys, jsonschema
schema, instance = (json.load(open(path)) for path in sys.argv[1:])
validator = jsonschema.Draft202012Validator
validator.check_schema(schema)
validator(schema).validate(instance)' \
        "$root/schemas/assay/deviations.json" "$1"
}

# judge NAME STATUS OPTION...: a run as the first project, with the
# second one for those to whom its resources do not belong.
judge() {
    name=$1
    wanted=$2
    shift 2
    assay "$name" "$wanted" ASSAY_TOKEN="$CINDER_TOKEN" -- \
        --base-url "$CINDER_URL" --project-id "$CINDER_PROJECT" \
        --second-token "$CINDER_OTHER_TOKEN" \
        --second-project-id "$CINDER_OTHER_PROJECT" "$@"
}

# The run makes a volume and snapshots of its own. Cinder has bugs by its own
# rules, so neither profile can end with "conforms".
judge_own() {
    holds "$1: $1.json is valid" is_valid "$here/$1.json"
    holds "$1: what is there is listed" inventory "$work/before"
    holds "$1: the run says that Cinder does not conform" \
        judge "$1" 1 --profile "$1" --opt-in reserved-prefix
    holds "$1: what is there is listed again" inventory "$work/after"
    holds "$1: it is as it was before" diff "$work/before" "$work/after"
    compare "$1" "$1"
}

# remember FILE: the snapshot named to the run without its time of update,
# which no one can put back, and the neighbour whole.
remember() {
    get "$CINDER_TOKEN" "$CINDER_PROJECT" "snapshots/$CINDER_SNAPSHOT" \
        >"$work/snapshot" || return 1
    get "$CINDER_TOKEN" "$CINDER_PROJECT" "snapshots/$CINDER_NEIGHBOUR" \
        >"$1" || return 1
    $PYTHON -c 'import json, sys
snapshot = json.load(sys.stdin)["snapshot"]
del snapshot["updated_at"]
print("", json.dumps(snapshot, indent=1), sep="\n")' \
        <"$work/snapshot" >>"$1"
}

# was_updated: without a change in between nothing was put back.
was_updated() {
    $PYTHON -c 'import json, sys
results = json.load(open(sys.argv[1]))
puts = [exchange for testcase in results["testcases"]
        for exchange in testcase["exchanges"]
        if exchange["request"]["method"] == "PUT"
        and exchange["request"]["url"].endswith("/" + sys.argv[2])
        and exchange["response"]["status"] == 200]
print(len(puts), "updates were accepted")
sys.exit(len(puts) < 20)' "$work/named.json" "$CINDER_SNAPSHOT"
}

judge_named() {
    holds 'named: both snapshots are read' remember "$work/before"
    holds 'named: the first suite holds' judge named 0 \
        --snapshot-id "$CINDER_SNAPSHOT" --neighbour-id "$CINDER_NEIGHBOUR" \
        --include 'evs.snapshots.update/*'
    holds 'named: it updated the snapshot many times' was_updated
    holds 'named: both snapshots are read again' remember "$work/after"
    holds 'named: name, description and all but updated_at are as before' \
        diff "$work/before" "$work/after"
}

need cinder
holds 'Cinder starts' target cinder
[ "$FAILED" -eq 0 ] || done_testing
judge_own otc
judge_own openstack
judge_named
holds 'Cinder stops' end_target
done_testing
