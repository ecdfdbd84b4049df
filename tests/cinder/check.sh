#!/bin/sh
# check.sh - does assay find in a real Cinder what Cinder is known to do, and
# leave nothing behind? Judges it with both profiles, compares with otc.json
# and openstack.json, then judges snapshots that were there before. Prints TAP.
#
#     BUILD            folder of the program assay (default: build)
#     CINDER_REQUIRED  1: fail, not skip, where Cinder is not installed
#
# Most functions are called by name, through ok.
# shellcheck disable=SC2317
here=$(cd "$(dirname "$0")" && pwd) || exit 2
root=$(cd "$here/../.." && pwd) || exit 2
BUILD=${BUILD:-build}
PYTHON='/usr/bin/python3 -I'

if ! $PYTHON -c 'import cinder' 2>/dev/null; then
    if [ "${CINDER_REQUIRED:-}" = 1 ]; then
        echo 'Bail out! python3-cinder is not installed'
        exit 1
    fi
    echo '1..0 # SKIP python3-cinder is not installed'
    exit 0
fi

work=$(mktemp -d) || exit 2
dir=
count=0
failed=0

leave() {
    [ -z "$dir" ] || "$here/cinder" stop "$dir"
    rm -rf "$work"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# point RESULT SENTENCE: one numbered test point.
point() {
    count=$((count + 1))
    [ "$1" = ok ] || failed=$((failed + 1))
    echo "$1 $count - $2"
}

# ok SENTENCE COMMAND...: what the command wrote explains a failure.
ok() {
    sentence=$1
    shift
    if "$@" >"$work/seen" 2>&1; then
        point ok "$sentence"
    else
        point 'not ok' "$sentence"
        tail -n 20 "$work/seen" | sed 's/^/# /'
    fi
}

finish() {
    echo "1..$count"
    [ "$failed" -eq 0 ]
    exit
}

# get TOKEN PROJECT PATH: only an answer of 200 counts.
get() {
    curl -sS --fail --noproxy '*' --max-time 30 -H "X-Auth-Token: $1" \
        "$CINDER_URL/v3/$2/$3"
}

# inventory FILE: all that both projects have, down to the times of update.
inventory() {
    for kind in volumes snapshots; do
        get "$CINDER_TOKEN" "$CINDER_PROJECT" "$kind/detail" || return 1
        echo
        get "$CINDER_OTHER_TOKEN" "$CINDER_OTHER_PROJECT" "$kind/detail" ||
            return 1
        echo
    done >"$1"
}

# assay NAME STATUS OPTION...: a run with its results in NAME.json ends so.
# Variables of the caller that would lead it elsewhere are kept from it.
assay() {
    name=$1
    wanted=$2
    shift 2
    rm -f "$work/$name.json"
    env -i PATH=/usr/bin:/bin HOME="$work" LC_ALL=C.UTF-8 \
        ASSAY_TOKEN="$CINDER_TOKEN" "$BUILD/assay" run --data "$root" \
        --base-url "$CINDER_URL" --project-id "$CINDER_PROJECT" \
        --json "$work/$name.json" --quiet "$@"
    status=$?
    echo "exit status $status, expected $wanted"
    [ "$status" -eq "$wanted" ]
}

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

# compare PROFILE: the test points of compare.py, numbered. One that ended
# without saying what is wrong is a failure, too.
compare() {
    "$here/compare.py" "$here/$1.json" "$work/$1.json" \
        >"$work/points" 2>"$work/seen"
    status=$?
    before=$failed
    while IFS= read -r line; do
        case $line in
        'ok - '*) point ok "${line#ok - }" ;;
        'not ok - '*) point 'not ok' "${line#not ok - }" ;;
        *) echo "$line" ;;
        esac
    done <"$work/points"
    if [ "$status" -ne 0 ] && [ "$failed" -eq "$before" ]; then
        point 'not ok' "$1: it can be compared"
        sed 's/^/# /' "$work/seen"
    fi
}

# The run makes a volume and snapshots of its own. Cinder has bugs by its own
# rules, so neither profile can end with "conforms".
judge_own() {
    ok "$1: $1.json is valid" is_valid "$here/$1.json"
    ok "$1: what is there is listed" inventory "$work/before"
    ok "$1: the run says that Cinder does not conform" \
        assay "$1" 1 --profile "$1" --opt-in reserved-prefix
    ok "$1: what is there is listed again" inventory "$work/after"
    ok "$1: it is as it was before" diff "$work/before" "$work/after"
    compare "$1"
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
    ok 'named: both snapshots are read' remember "$work/before"
    ok 'named: the first suite holds' assay named 0 \
        --snapshot-id "$CINDER_SNAPSHOT" --neighbour-id "$CINDER_NEIGHBOUR" \
        --include 'evs.snapshots.update/*'
    ok 'named: it updated the snapshot many times' was_updated
    ok 'named: both snapshots are read again' remember "$work/after"
    ok 'named: name, description and all but updated_at are as before' \
        diff "$work/before" "$work/after"
}

echo 'TAP version 14'
installed=$(dpkg-query -W -f '${Version}' python3-cinder 2>/dev/null)
echo "# python3-cinder ${installed:-of unknown version}"
ok 'Cinder starts' "$here/cinder" start "$work/cinder"
[ "$failed" -eq 0 ] || finish
dir=$work/cinder
"$here/cinder" env "$dir" >"$work/env"
# shellcheck disable=SC1091
. "$work/env"
judge_own otc
judge_own openstack
judge_named
ok 'Cinder stops' "$here/cinder" stop "$dir"
dir=
finish
