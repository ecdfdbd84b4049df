# lib.sh - what tests of `assay schema` need: a scratch directory, the program
# without the caller's environment, test points in TAP. Sourced.

ROOT=$(cd "$(dirname "$0")/../../.." && pwd)
BUILD=$(cd "${BUILD:-$ROOT/build}" && pwd) || exit 2
SCRATCH=$(mktemp -d) || exit 2
trap 'rm -rf "$SCRATCH"' EXIT
trap 'exit 130' INT TERM
for variable in $(env | sed -n 's/^\(ASSAY_[A-Z_]*\)=.*/\1/p'); do
    unset "$variable"
done
export LC_ALL=C.UTF-8
cd "$SCRATCH" || exit 2
echo 'TAP version 13'

# What a command leaves in the file "seen" explains a failure.
explain() {
    cat seen
}
# shellcheck source=tests/tools/tap.sh
. "$ROOT/tests/tools/tap.sh"

# schema WORD...: run `assay schema`; STATUS is its exit status, out and err
# hold what it printed, seen both. Standard input is the caller's.
schema() {
    timeout -k 5 60 "$BUILD/assay" schema "$@" >out 2>err
    STATUS=$?
    cat out err >seen
}

exited() {
    [ "$STATUS" -eq "$1" ]
}
says() {
    grep -qF -e "$1" seen
}
says_not() {
    ! grep -qF -e "$1" seen
}
