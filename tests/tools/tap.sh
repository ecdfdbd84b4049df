# tap.sh - test points of a shell script in TAP. Sourced, after a function
# `explain` that prints what the last command left behind.

COUNT=0
FAILED=0

# ok SENTENCE COMMAND...: one test point; a failure is explained.
ok() {
    sentence=$1
    shift
    COUNT=$((COUNT + 1))
    if "$@"; then
        echo "ok $COUNT - $sentence"
    else
        FAILED=$((FAILED + 1))
        echo "not ok $COUNT - $sentence"
        echo "# $*"
        explain 2>/dev/null | tail -n 30 | sed 's/^/# /'
    fi
    return 0
}

# skip SENTENCE REASON
skip() {
    COUNT=$((COUNT + 1))
    echo "ok $COUNT - $1 # SKIP $2"
}

# done_testing: the plan, and 1 as exit status if something failed.
done_testing() {
    echo "1..$COUNT"
    [ "$FAILED" -eq 0 ] && [ "$COUNT" -gt 0 ]
    exit
}
