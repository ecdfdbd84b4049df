# lib.sh - what tests of `assay schema` need besides ../lib.sh. Sourced.

# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../lib.sh"

# schema WORD...: run `assay schema`; STATUS is its exit status, out and err
# hold what it printed, seen both. Standard input is the caller's.
schema() {
    timeout -k 5 60 "$BUILD/assay" schema "$@" >out 2>err
    STATUS=$?
    cat out err >seen
}
