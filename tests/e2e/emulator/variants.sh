#!/bin/sh
# variants.sh - the suite accuses nobody who is different but right. Every
# variant of the emulator must conform, with the verdicts of the plain one;
# so must some that touch the same thing together.
# shellcheck source=tests/e2e/emulator/lib.sh
. "$(dirname "$0")/lib.sh"

ASSAY=$BUILD/assay

# verdicts FILE: "id verdict" of each testcase, which has a line of its own.
verdicts() {
    LC_ALL=C awk -F '"' '/^[{]"id": / {
        match($0, /"verdict": "[a-z]*"/)
        print $4, substr($0, RSTART + 12, RLENGTH - 13)
    }' "$1"
}
# judge NAME...: the suite against an emulator with these variants. The exit
# status is left in status, the verdicts in verdicts, what was said in seen.
judge() {
    options=
    for name in "$@"; do
        options="$options --variant $name"
    done
    # shellcheck disable=SC2086
    start $options
    rm -f "$WORK/results"
    "$ASSAY" run --base-url "$URL" --project-id "$PROJECT" \
        --token emulator-token --settle 1 --quiet --color never \
        --json "$WORK/results" >"$WORK/seen" 2>&1 </dev/null
    status=$?
    verdicts "$WORK/results" >"$WORK/verdicts"
}
conforms() {
    judge "$@"
    [ $status -eq 0 ] || return 1
    diff "$WORK/plain" "$WORK/verdicts" >"$WORK/seen"
}
all_pass() {
    [ $status -eq 0 ] && [ "$(wc -l <"$WORK/plain")" -gt 200 ] &&
        ! grep -Ev ' (pass|skip)$' "$WORK/plain"
}

judge
cp "$WORK/verdicts" "$WORK/plain"
ok 'the plain emulator conforms' all_pass

"$EMULATOR" --list-variants | cut -f 1 | uniq >"$WORK/names"
ok 'there are at least twenty variants' [ "$(wc -l <"$WORK/names")" -ge 20 ]
while read -r name; do
    ok "so does $name" conforms "$name"
done <"$WORK/names"

# Several at once: they meet at the same member, or a server has them all.
while read -r names; do
    # shellcheck disable=SC2086
    ok "so do $names" conforms $names
done <<'TOGETHER'
blanks-trimmed empty-as-null
blanks-trimmed empty-refused
blanks-trimmed-first controls-refused
null-name-as-empty empty-as-null
null-as-unset empty-update-refused
null-as-unset updated-at-only-on-change
whole-seconds updated-at-only-on-change
updated-at-creation updated-at-old-in-answer
error-envelope-error wrong-token-400 foreign-project-404
error-code-integer foreign-project-403
existence-before-body malformed-id-400
duplicate-first unknown-members-refused
duplicate-last byte-order-mark-accepted
members-reversed json-escaped reserved-absent
chunked connection-closed http-1.0
large-headers extra-headers content-type-charset
error-code-integer reserved-absent-in-put unknown-members-refused empty-update-refused duplicate-last blanks-trimmed updated-at-old-in-answer json-escaped
TOGETHER

stop
ok 'the emulator ends cleanly' [ "$STATUS" -eq 0 ]
done_testing
