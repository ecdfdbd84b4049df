#!/bin/sh
# hostile.sh - whatever answers, the program neither crashes nor hangs nor
# passes it, and its reports stay whole.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

start_emulator
EMULATOR=$URL
start_hostile --by-path --upstream "$EMULATOR"
HOSTILE=$URL

# attack ANSWER METHOD OPTION...: those requests get the answer.
attack() {
    answer=$1
    method=$2
    shift 2
    rm -rf out
    OS_TOKEN=$TOKEN assay run --quiet --out out --timeout 1 --settle 0 \
        --max-errors 1 --deadline 3 --include '*/one-field/name' --include '*/unknown-id' \
        --max-body 1000000 --base-url "$HOSTILE/$answer/$method/v3/$PROJECT" \
        "$@"
    what="$answer for $method"
}
survived() {
    ok "$what: neither pass nor crash" exited_one_of 1 3
    ok "$what: nothing a terminal would obey" clean
    ok "$what: reports are whole" reports_are_whole out
}
# No control character but the line end; no word of a sanitizer.
clean() {
    ! LC_ALL=C grep -q "[$(printf '\001-\011\013-\037\177')]" seen &&
        says_not Sanitizer && says_not 'runtime error'
}

for answer in $(python3 "$ROOT/tests/hostile/server.py" --list); do
    attack "$answer" PUT --snapshot-id "$SNAPSHOT"
    survived
    attack "$answer" GET --snapshot-id "$SNAPSHOT" \
        --neighbour-id "$NEIGHBOUR"
    survived
done
# A run that makes its own resources gets its first answer to a POST.
for answer in 401 array big cut echo no-content redirect terminal; do
    attack "$answer" POST
    survived
done

# Unusual, but right: a target must not be accused of it.
start_hostile --upstream "$EMULATOR" --dress interim --method NONE html
judge --quiet --snapshot-id "$SNAPSHOT"
ok 'interim responses before each answer are no breach' exited 0

done_testing
