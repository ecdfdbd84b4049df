#!/bin/sh
# faults.sh - some promises that the emulator breaks on purpose: each is
# noticed by the testcase that is about it, and others keep out of it. What
# every fault is caught by is another measurement: fixtures/faults.json names
# the clause that each of them breaks.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

# fault, testcase that must be among those that fail, and one that must not
#.
cat >table <<'EOT'
token-missing-accepted       .access/token-missing                  /one-field/*
unknown-id-created           .access/unknown-id                     /one-field/*
unknown-id-200               .access/unknown-id                     /one-field/*
limit-name-256               .text/name-limit-ascii/ascii-256       .text/name-limit-ascii/ascii-25[57]
limit-name-characters        .text/name-limit-units/*-255-points    .text/name-limit-ascii/*
put-clears-other-field       /one-field/*                           /both-fields
refused-but-stored           .text/name-limit-ascii/ascii-256       .text/name-limit-ascii/ascii-255
put-not-stored               /one-field/*                           .access/*
updated-at-stuck             /updated-at-moves/*                    .access/*
neighbour-changed            /neighbour                             .access/*
stale-read                   /one-field/*                           .access/*
status-500-on-empty-body     .content/empty-content                 .content/not-json/*
put-status-201               /one-field/*                           .access/*
put-drops-updated-at         /one-field/*                           .access/*
put-size-as-string           /one-field/*                           .access/*
name-trimmed-in-answer-only  .characters/name-blanks/both           .characters/description-blanks/*
text-html-escaped            .text/name-text/markup                 .text/name-limit-ascii/*
truncated-body               /one-field/*                           .access/unknown-id
duplicate-member-in-answer   /one-field/*                           .access/unknown-id
error-envelope-plain-text    .access/unknown-id                     /one-field/*
content-type-text-html       /one-field/*                           .access/unknown-id
falsy-ignored                .content/name-type/zero                .content/name-type/integer
limit-truncates              .text/name-limit-far-too-long          .text/name-limit-ascii/ascii-255
case-change-ignored          /letter-case                           /one-field/*
exchange-ignored             /exchange                              /one-field/*
put-texts-exchanged          /both-fields                           .access/*
updated-at-hour-behind       /one-field/*                           .access/*
updated-at-future-in-answer  /one-field/*                           .access/*
updated-at-by-name-only      /updated-at-moves/description          /updated-at-moves/[bn]*
error-400-item-not-found     .content/name-type/integer             .access/unknown-id
error-message-empty          .content/name-type/integer             .access/unknown-id
error-beside-snapshot        /one-field/*                           .access/unknown-id
unknown-id-makes-another     .access/unknown-id                     /one-field/*
foreign-project-readable     .access/other-user-read                /one-field/*
foreign-project-writable     .access/other-user                     .access/unknown-id
foreign-snapshot-shown       .access/foreign-snapshot-read          .access/foreign-snapshot
token-form-500               .access/token-malformed/*              .access/token-wrong
update-by-name               /neighbour                             /one-field/*
names-unique                 /neighbour                             /one-field/*
put-echoes-status            .members/status-of-disks               /one-field/*
query-404                    /unknown-query                         /one-field/*
members-in-order-only        /both-fields                           /one-field/*
other-media-type-500         .content/other-media-type/*            /content-type-charset
unreadable-json-500          .content/beyond-bounds/*               .content/not-json/*
limit-of-escapes             .text/name-limit/*-255-escaped         .text/name-limit/*-255-raw
text-composed                .text/name-text/combining              .text/name-text/precomposed
EOT

# failed_like GLOB: does a testcase that failed match?
failed_like() {
    sed -n 's/^FAIL evs\.snapshots\.update//p' seen | while read -r id; do
        # the glob is meant as one
        # shellcheck disable=SC2254
        case $id in $1) echo yes ;; esac
    done | grep -q yes
}
not_failed_like() {
    ! failed_like "$1"
}
# The clauses that are named are those of the ledgers.
clauses_are_known() {
    "$ASSAY" clauses --data "$ROOT" | cut -f 1,2 | sort -u >known
    sed -n 's/.*"clause": "\([^"]*\)".*/\1 &/p' "$ROOT/fixtures/faults.json" |
        sed 's/^\([^ ]*\) .*"operation": "\([^"]*\)".*/\2\t\1/; t
             s/^\([^ ]*\) .*/snapshots.update\t\1/' | sort -u >named
    comm -13 known named >seen
    [ -s named ] && [ ! -s seen ]
}
# Each clause that is tested and has to be kept is broken by some fault.
clauses_are_broken() {
    "$ASSAY" clauses --data "$ROOT" |
        awk -F '\t' '$4 ~ /^must/ && $5 ~ /testcase/ { print $1 "\t" $2 }' |
        sort -u >tested
    comm -23 tested named >seen
    [ -s tested ] && [ ! -s seen ]
}

ok 'the clauses that faults break are in the ledgers' clauses_are_known
ok 'each clause that is tested is broken by a fault' clauses_are_broken
while read -r fault guilty innocent; do
    start_emulator --fault "$fault"
    judge --quiet --settle 0.05 --timeout 1 \
        --second-token emulator-second-token \
        --second-project-id fedcba9876543210fedcba9876543210
    ok "$fault does not conform" exited 1
    ok "$fault makes no testcase an error" [ "$(last_count error)" -eq 0 ]
    ok "$fault is noticed by $guilty" failed_like "$guilty"
    ok "$fault leaves $innocent alone" not_failed_like "$innocent"
    stop_server "$PID"
done <table

start_emulator --fault limit-truncates
judge
ok 'what a server counts that cuts texts cannot be told' \
    [ "$(grep -cE '^observed .* counts: inconclusive' seen)" -eq 2 ]
stop_server "$PID"

start_emulator --fault hang
judge --quiet --timeout 1
ok 'hang is no finding: nothing could be decided' exited 3
ok 'hang accuses nobody' [ "$(last_count fail)" -eq 0 ]
ok 'hang leaves every testcase in error' [ "$(last_count error)" -gt 200 ]
stop_server "$PID"
done_testing
