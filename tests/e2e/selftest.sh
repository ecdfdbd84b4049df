#!/bin/sh
# selftest.sh - the suites notice what is wrong and accuse nobody who is
# right: `assay selftest` over every fault, variant and dialect, a test point
# for each. Then, whether it would say so if it were otherwise.
#
#     SELFTEST_FAULTS   globs: try only these faults, where time is short
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

# selftest OPTION...: without the minute that lib.sh's assay allows.
selftest() {
    "$ASSAY" selftest "$@" >seen 2>&1 </dev/null
    STATUS=$?
}

# list_points: of out/selftest.json, "yes|no|skip<tab>sentence<tab>why not" a line.
list_points() {
    python3 - out/selftest.json <<'PYTHON'
import json
import sys

matrix = json.load(open(sys.argv[1], encoding="utf-8"))
why = {}
for item in matrix["complaints"]:
    why.setdefault(item["subject"], []).append(item["text"])


def point(good, sentence, subject=None):
    print("skip" if good is None else "yes" if good else "no", sentence,
          "; ".join(why.get(subject, [])).replace("\t", " "), sep="\t")


for condition in matrix["summary"]["conditions"].values():
    point(condition["holds"], condition["sentence"])
for dialect in matrix["dialects"]:
    point(dialect["ok"], "the emulator conforms to " + dialect["name"],
          dialect["name"])
for fault in matrix["faults"]:
    sentence = ("%s ends in errors" if fault["caught_as"] == "error"
                else "%s is caught by its clause") % fault["name"]
    point(fault["ok"] and not fault["trouble"], sentence, fault["name"])
for variant in matrix["variants"]:
    point(variant["ok"] and not variant["trouble"],
          variant["name"] + " is not accused", variant["name"])
for testcase in matrix["testcases"]:
    point(None if matrix["part"] else testcase["ok"], testcase["id"] + " catches a rare fault",
          testcase["id"])
PYTHON
}

# caught FAULT GLOB: is a testcase that catches it of this id?
caught() {
    python3 - out/selftest.json "$1" "evs.snapshots.update$2" <<'PYTHON'
import fnmatch
import json
import sys

matrix = json.load(open(sys.argv[1], encoding="utf-8"))
fault = [f for f in matrix["faults"] if f["name"] == sys.argv[2]][0]
ids = [group + "/" + row if row else group
       for group, rows in fault["catchers"].items() for row in rows or [""]]
sys.exit(not fnmatch.filter(ids, sys.argv[3]))
PYTHON
}
not_caught() {
    ! caught "$@"
}

set -f
for glob in $SELFTEST_FAULTS; do
    set -- "$@" --include-fault "$glob"
done
set +f
selftest --out out "$@"
ok 'the suites are as good as they must be' exited 0
ok 'selftest.json is what its schema says' \
    valid assay/selftest.json out/selftest.json
ok 'selftest.html is complete' grep -q '</html>' out/selftest.html
ok 'selftest.html asks for nothing else' \
    [ "$(grep -cE '<script|src=|href=|url\(|@import' out/selftest.html)" -eq 0 ]
list_points >points
while IFS='	' read -r good sentence why; do
    echo "$why" >seen
    if [ "$good" = skip ]; then
        skip "$sentence" 'only some faults were tried'
    else
        ok "$sentence" [ "$good" = yes ]
    fi
done <points
if [ -z "$SELFTEST_FAULTS" ]; then
    ok 'README.md has its numbers' \
        "$ROOT/tools/write-numbers" --check out/selftest.json 2>seen
fi

# Which testcase is about it, and which has nothing to do with it.
while read -r fault guilty innocent; do
    grep -q "\"name\": \"$fault\"" out/selftest.json ||
        [ -z "$SELFTEST_FAULTS" ] || continue
    ok "$fault is noticed by $guilty" caught "$fault" "$guilty"
    ok "$fault leaves $innocent alone" not_caught "$fault" "$innocent"
done <<'EOT'
token-missing-accepted       .access/token-missing                  /one-field/*
unknown-id-created           .access/unknown-id                     /one-field/*
unknown-id-200               .access/unknown-id                     /one-field/*
limit-name-256               .text/name-limit-ascii/ascii-256       .text/name-limit-ascii/ascii-25[57]
limit-name-characters        .text/name-limit-units/*-255-points    .text/name-limit-ascii/*
put-clears-other-field       /one-field/*                           /both-fields
refused-but-stored           .text/name-limit-ascii/ascii-256       .text/name-limit-ascii/ascii-255
put-not-stored               /one-field/*                           .access/unknown-id
updated-at-stuck             /updated-at-moves/*                    .access/unknown-id
neighbour-changed            /neighbour                             .access/unknown-id
stale-read                   /one-field/*                           .access/unknown-id
status-500-on-empty-body     .content/empty-content                 .content/not-json/*
put-status-201               /one-field/*                           .access/unknown-id
put-drops-updated-at         /one-field/*                           .access/unknown-id
put-size-as-string           /one-field/*                           .access/unknown-id
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
put-texts-exchanged          /both-fields                           .access/unknown-id
updated-at-hour-behind       /one-field/*                           .access/unknown-id
updated-at-future-in-answer  /one-field/*                           .access/unknown-id
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

start_emulator --fault limit-truncates
judge
ok 'what a server counts that cuts texts cannot be told' \
    [ "$(grep -cE '^observed .* counts: inconclusive' seen)" -eq 2 ]
stop_server "$PID"

# A copy of the data, to be made worse.
mkdir data
cp -R "$ROOT/suites" "$ROOT/schemas" "$ROOT/fixtures" data

# drop FILE ARRAY ID: take the item of that id or name out of an array of the
# file, which has no other name where ARRAY is "-".
drop() {
    python3 - "$@" <<'PYTHON'
import json
import sys

path, array, name = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    content = json.load(file)
items = content if array == "-" else content[array]
kept = [i for i in items if name not in (i.get("id"), i.get("name"))]
assert len(kept) == len(items) - 1
items[:] = kept
with open(path, "w", encoding="utf-8") as file:
    json.dump(content, file)
PYTHON
}

selftest --include-fault limit-name-256 --include-fault unknown-id-makes-*
ok 'some faults can be tried alone' exited 0
ok 'and then it says what it has not judged' says 'a selection of faults'
drop data/suites/evs/snapshots/update-access.json testcases unknown-id
selftest --data data --include-fault unknown-id-makes-another --out part
ok 'a fault that nothing catches is told' exited 1
ok 'and which clause nothing defends' \
    says 'nothing catches it: error-codes/not-found is broken'
ok 'also in selftest.html' \
    grep -qF 'nothing catches it: error-codes/not-found' part/selftest.html
ok 'also of a selection selftest.json is valid' \
    valid assay/selftest.json part/selftest.json
ok 'of a selection there are no numbers for README.md' \
    test ! "$("$ROOT/tools/write-numbers" --check part/selftest.json 2>&1)" = ''

# What makes no sense is no verdict.
selftest --include-fault nothing-*
ok 'a glob that matches no fault is trouble' exited 2
selftest evs.snapshots.update
ok 'a word too many is trouble' exited 2
: >file
selftest --include-fault put-status-201 --out file
ok 'a directory that cannot be made is trouble' exited 2
drop data/fixtures/variants.json - throttled
sed -i '/"throttled"/d' data/fixtures/combinations.json
selftest --data data --include-fault put-status-201
ok 'a variant that is not described is trouble' exited 2
ok 'and is named' says 'throttled: is in the emulator, but not described'
sed 's|"response/json"|"response/jason"|' "$ROOT/fixtures/faults.json" \
    >data/fixtures/faults.json
cp "$ROOT/fixtures/variants.json" "$ROOT/fixtures/combinations.json" \
    data/fixtures
selftest --data data --include-fault put-status-201
ok 'a fault of no clause is trouble' exited 2
ok 'and its clause is named' says '"response/jason" is no clause'

done_testing
