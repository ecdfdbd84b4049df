#!/bin/sh
# command.sh - `assay derive` from outside: what it writes, what it leaves
# alone, and when it refuses.
# shellcheck source=tests/e2e/derive/lib.sh
. "$(dirname "$0")/lib.sh"
PAGE=$PAGES/rename-snapshot.html

assay derive -o out "$PAGE"
ok 'a page gives a folder' exited 0
ok 'with a contract and schemas' [ "$(ls out/rename-snapshot | tr '\n' ' ')" = \
    'clauses.json contract.json error.json example-1.request.json example-2.response.json example-3.error.json path.json request.json response.json ' ]
ok 'the summary says what became of it' says '2: 2 strict, 2 null-tolerant'
ok 'and that no row was lost' says '11 of 11 came to a node'
ok 'the contract is one' valid assay/contract.json out/rename-snapshot/contract.json
ok 'the ledger is one' valid assay/clauses.json out/rename-snapshot/clauses.json
for part in request response error path; do
    assay schema check --known-only \
        --ref "https://assay.invalid/schema/dialect=$ROOT/schemas/assay/metaschema.json" \
        "out/rename-snapshot/$part.json"
    ok "the schema of the $part is one" exited 0
done

assay derive --out again "$PAGE"
ok 'twice gives the same bytes' diff -r out again
cp "$PAGE" elsewhere.html && mkdir other && mv elsewhere.html other/rename-snapshot.html
assay derive --out third other/rename-snapshot.html
ok 'from another folder, too' diff -r out third
mkdir two && cp "$PAGES/t0-nested.html" "$PAGE" two
assay derive --out fourth two
ok 'a folder stands for its pages' diff -r out/rename-snapshot fourth/rename-snapshot
assay derive --out fifth "$PAGES/t0-nested.html" "$PAGE"
ok 'in whatever order they are named' diff -r fourth fifth

# all shapes at once
assay derive --out all --json all.json "$PAGES"
ok 'every page of ours gives a contract or a reason' exited 0
ok 'the reasons add up' python3 -c "
import json
sums = json.load(open('all.json'))['services'][0]
assert sums['pages'] == sums['derived'] + sums['refused'] > 30, sums
assert sums['refused'] == sum(sums['reasons'].values()) > 0, sums
assert sums['rows']['used'] <= sums['rows']['all'], sums"
assay schema check --known-only \
    --ref "https://assay.invalid/schema/dialect=$ROOT/schemas/assay/metaschema.json" \
    all/*/request.json all/*/response.json all/*/error.json all/*/query.json all/*/path.json
ok 'every schema compiles' exited 0
# shellcheck disable=SC2046
ok 'every contract and ledger is valid' eval \
    'valid assay/contract.json all/*/contract.json && valid assay/clauses.json all/*/clauses.json'
ok 'no sentence of a page gets out' no_sentences all "$PAGES"/*.html

# left alone
echo mine >out/mine.txt
echo mine >out/rename-snapshot/mine.json
assay derive -o out "$PAGE"
ok 'what is not ours stays' eval '[ "$(cat out/mine.txt)" = mine ] &&
    [ "$(cat out/rename-snapshot/mine.json)" = mine ]'
ok 'nothing temporary stays' eval '! ls -R out | grep -E "\.json\.|tmp"'

# fail closed
refuses() {
    [ "$STATUS" -eq 2 ] && says "$1"
}
assay derive --out none
ok 'no page: trouble' refuses 'needs pages'
assay derive "$PAGE"
ok 'nothing to do: trouble' refuses 'needs one of --out DIR, --check DIR and --lint'
assay derive --lint --out none "$PAGE"
ok 'two things to do: trouble' refuses 'needs one of'
assay derive --out none missing.html
ok 'a page that is not there: trouble' refuses missing.html
mkdir hollow
assay derive --out none hollow
ok 'a folder without pages: trouble' refuses 'holds no *.html'
assay derive --out none "$PAGE" "$PAGES/no-endpoint.html" missing.html
ok 'one of three that is not there: trouble' refuses missing.html
ok 'and nothing was written' [ ! -e none ]
assay derive --out none "$PAGES/no-endpoint.html"
ok 'no page that gives anything: trouble' refuses 'no page could be derived'
assay derive --out none "$PAGE" other
ok 'one page twice: trouble' refuses 'is page rename-snapshot, and so is'
printf 'not a page' >text.html
assay derive --out none text.html
ok 'a file without markup: trouble' refuses 'text.html'
assay derive --out /dev/null/none "$PAGE"
ok 'a folder that cannot be: trouble' refuses 'cannot be'
mkdir full && mkdir -p full/rename-snapshot/path.json
assay derive --out full "$PAGE"
ok 'a file that cannot be replaced: trouble' exited 2
ok 'and nothing half-written' eval '! ls full/rename-snapshot | grep -q "json\."'
assay derive --check nowhere "$PAGE"
ok 'nothing to compare with: all is missing' eval 'exited 1 &&
    says "rename-snapshot/contract.json"'
assay derive --out none --ledger x.json "$PAGE"
ok 'a ledger without --check: trouble' refuses 'goes with --check'
assay derive --check out --ledger x.json "$PAGE"
ok 'a ledger that is not there: trouble' refuses x.json

# overrides
over() {
    printf '{"page": "rename-snapshot", %s}' "$1" >over.json
    assay derive --out over --overrides over.json "$PAGE"
}
over '"overrides": [{"part": "request", "at": "/required", "set": ["snapshot"], "basis": "documented", "reason": "r"}]'
ok 'an override that says what the page says: trouble' refuses 'says the same without it'
over '"files": {"request": "a.json", "response": "a.json"}'
ok 'two parts of one name: trouble' refuses 'would write it'
over '"files": {"request": "../a.json"}'
ok 'a name outside the folder: trouble' eval 'exited 2 && [ ! -e a.json ]'
over '"files": {"request": "/tmp/a.json"}'
ok 'an absolute name: trouble' exited 2
over '"overides": []'
ok 'a member that is misspelt: trouble' refuses '/overides: is not known here'
over '"overrides": [{"part": "request", "at": "/required", "remove": true}]'
ok 'a change without a reason: trouble' refuses '/overrides/0/basis: is missing'
over '"overrides": [{"part": "request", "at": "/a", "basis": "documented", "reason": "r"}]'
ok 'a change that does nothing: trouble' refuses 'exactly one of set, remove and array'
rm -rf over
over '"files": {"clauses": null, "examples": null}'
ok 'what is left out is not written' eval 'exited 0 &&
    [ ! -e over/rename-snapshot/clauses.json ] &&
    [ ! -e over/rename-snapshot/example-1.request.json ]'
mkdir overs && cp over.json overs/a.json && cp over.json overs/b.json
assay derive --out over --overrides overs "$PAGE"
ok 'two overrides of one page: trouble' refuses 'has an override file already'

# lint
assay derive --lint "$PAGE"
ok 'a page without contradictions is well' exited 0
assay derive --lint "$PAGES/columns-swapped.html"
ok 'one with contradictions is not' eval 'exited 1 &&
    lines 1 "columns-swapped.html:[0-9]*: wrong: .*\[columns-swapped\]"'
assay derive --lint --json lint.json "$PAGES/columns-swapped.html"
ok 'its report names page, line and kind' python3 -c "
import json
found = [r for r in json.load(open('lint.json'))['remarks']
         if r['kind'] == 'columns-swapped']
assert found and all(r['line'] > 0 and r['page'] == 'columns-swapped'
                     and r['grade'] == 'wrong' for r in found), found"
assay derive --lint --json - "$PAGE"
ok 'on standard output JSON stands alone' eval \
    '"$ASSAY" derive --lint --json - "$PAGE" 2>noise | python3 -m json.tool >parsed'

done_testing
