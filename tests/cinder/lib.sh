# lib.sh - what the tests of assay against a real Cinder need: a scratch
# folder, a target that ends with them, test points and runs. Sourced.
here=$(cd "$(dirname "$0")" && pwd) || exit 2
root=$(cd "$here/../.." && pwd) || exit 2
BUILD=${BUILD:-build}
PYTHON='/usr/bin/python3 -I'

# need PACKAGE...: without one the test is skipped, or fails if CINDER_REQUIRED.
need() {
    for package; do
        $PYTHON -c "import $package" 2>/dev/null && continue
        if [ "${CINDER_REQUIRED:-}" = 1 ]; then
            echo "Bail out! python3-$package is not installed"
            exit 1
        fi
        echo "1..0 # SKIP python3-$package is not installed"
        exit 0
    done
    echo 'TAP version 13'
    for package; do
        installed=$(dpkg-query -W -f '${Version}' "python3-$package" \
            2>/dev/null)
        echo "# python3-$package ${installed:-of unknown version}"
    done
}

work=$(mktemp -d) || exit 2
dir=

leave() {
    [ -z "$dir" ] || "$here/cinder" stop "$dir"
    rm -rf "$work"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

explain() {
    cat "$work/seen"
}
# shellcheck source=tests/tools/tap.sh
. "$root/tests/tools/tap.sh"

quietly() {
    "$@" >"$work/seen" 2>&1
}
# holds SENTENCE COMMAND...: what the command wrote explains a failure.
holds() {
    sentence=$1
    shift
    ok "$sentence" quietly "$@"
}

# target NAME OPTION...: start one in $work/NAME and learn what is in it.
target() {
    dir=$work/$1
    shift
    "$here/cinder" start "$@" "$dir" || return 1
    "$here/cinder" env "$dir" >"$work/env"
    # shellcheck disable=SC1091
    . "$work/env"
}
end_target() {
    "$here/cinder" stop "$dir" && dir=
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

# assay NAME STATUS [VARIABLE=VALUE...] -- OPTION...: a run with its results
# in NAME.json ends with this status, or with one of "2 3". Variables of the
# caller that would lead it elsewhere are kept from it.
assay() {
    name=$1
    wanted=$2
    shift 2
    for word; do
        shift
        if [ "$word" = -- ]; then
            set -- "$@" "$BUILD/assay" run --data "$root" \
                --json "$work/$name.json" --quiet
        else
            set -- "$@" "$word"
        fi
    done
    rm -f "$work/$name.json"
    env -i PATH=/usr/bin:/bin HOME="$work" LC_ALL=C.UTF-8 "$@"
    status=$?
    echo "exit status $status, expected $wanted"
    case " $wanted " in *" $status "*) return 0 ;; esac
    return 1
}

# compare GOLDEN NAME: the test points of compare.py, numbered. One that ended
# without saying what is wrong is a failure, too.
compare() {
    "$here/compare.py" "$here/$1.json" "$work/$2.json" \
        >"$work/points" 2>"$work/complaint"
    status=$?
    before=$FAILED
    : >"$work/seen" # what went before explains nothing here
    while IFS= read -r line; do
        case $line in
        'ok - '*) ok "${line#ok - }" true ;;
        'not ok - '*) ok "${line#not ok - }" false ;;
        *) echo "$line" ;;
        esac
    done <"$work/points"
    if [ "$status" -ne 0 ] && [ "$FAILED" -eq "$before" ]; then
        holds "$2: it can be compared" show_and_fail "$work/complaint"
    fi
}
show_and_fail() {
    cat "$1"
    return 1
}
