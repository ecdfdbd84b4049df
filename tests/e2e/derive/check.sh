#!/bin/sh
# check.sh - one thing changed on a page: `derive --check` says which, by place
# and by clause, and says nothing of the rest.
# shellcheck source=tests/e2e/derive/lib.sh
. "$(dirname "$0")/lib.sh"
PAGE=$PAGES/rename-snapshot.html
LEDGER=was/rename-snapshot/clauses.json
FILE=rename-snapshot

assay derive --out was "$PAGE"
assay derive --check was --quiet --ledger $LEDGER "$PAGE"
ok 'the same page differs in nothing' eval 'exited 0 && [ ! -s seen ]'

# notices SENTENCE SED LINE...: with that change the check fails and says so.
notices() {
    sentence=$1
    changed "$2" || { ok "$sentence (nothing was changed)" false && return; }
    shift 2
    assay derive --check was --quiet --ledger $LEDGER newer
    ok "$sentence: status 1" exited 1
    for line in "$@"; do
        ok "$sentence: $line" says "$line"
    done
}

notices 'another limit' 's/maximum of 255/maximum of 64/' \
    "$FILE/request.json: /properties/snapshot/properties/name/maxBytes: was 255, is now 64 (clause request/snapshot/name/max-bytes)" \
    "clause request/snapshot/name/max-bytes: element #r4d of rename-snapshot has another text"
ok 'and no other schema' says_not "$FILE/response.json"
ok 'and no other clause' says_not 'clause response/'

notices 'another type' 's/Integer/String/' \
    "$FILE/response.json: /properties/snapshot/properties/size/type: was \"integer\", is now \"string\" (clause response/snapshot/size/type)"
notices 'no longer mandatory' 's/r4m">Yes/r4m">No/' \
    "$FILE/request.json: /properties/snapshot/required: is gone" \
    'clause request/snapshot/name/mandatory: element #r4m of rename-snapshot has another text'
notices 'a row less' '/__r9"/d' \
    "$FILE/response.json: /properties/snapshot/properties/size: is gone" \
    'clause response/snapshot/size: element #r9d is gone from rename-snapshot'
notices 'a row more' 's|^<tr id="rename-snapshot__r9".*|&<tr id="rename-snapshot__r99"><td>colour</td><td>String</td><td>Its colour.</td></tr>|' \
    "$FILE/response.json: /properties/snapshot/properties/colour: is new"
ok 'and the rows after it are as before' says_not 'properties/size'
notices 'another status' 's/>200</>202</' \
    "$FILE/contract.json: /statuses/202: is new" \
    'clause status/200: element #s1 of rename-snapshot has another text'
notices 'another path' 's|/v3/|/v4/|' "$FILE/contract.json: /uris/rename-snapshot__p2/path: was" \
    'clause uri/format: element #p2 of rename-snapshot has another text'
notices 'an example without a member' 's/, "size": 1//' \
    "$FILE/response.json: /properties/snapshot/required: was"
notices 'an example with null' 's/"name": "spring", "size"/"name": null, "size"/' \
    "$FILE/response.json: /properties/snapshot/properties/name/type: was \"string\", is now [\"string\",\"null\"]"
notices 'an answer without its table' '/__t4"/,/^<\/tbody><\/table>/d' \
    "$FILE/"
notices 'another sentence' 's/gives a snapshot another/takes from a snapshot its/' \
    'clause statement: element #p1 of rename-snapshot has another text'
notices 'no endpoint any more' '/PUT/d' \
    'page rename-snapshot gives no contract any more'

changed 's/<td>/ <td >/g'
assay derive --check was --quiet --ledger $LEDGER newer
ok 'other markup alone changes the digest of the page and nothing else' eval \
    'exited 1 && lines 1 . && says /page/digest'

# what was written
rm was/rename-snapshot/request.json
assay derive --check was "$PAGE"
ok 'a file that is missing is a difference' eval 'exited 1 &&
    says "$FILE/request.json: \"\": cannot be read"'
assay derive --out was --quiet "$PAGE"
python3 -c "
import json
path = 'was/rename-snapshot/request.json'
value = json.load(open(path))
json.dump(value, open(path, 'w'))"
assay derive --check was "$PAGE"
ok 'another form is a difference' eval 'exited 1 && says "other blanks"'
echo '{' >was/rename-snapshot/request.json
assay derive --check was "$PAGE"
ok 'a file that is no JSON is a difference' eval 'exited 1 && says "is not JSON"'
assay derive --check was --json report.json "$PAGE"
ok 'differences stand in the report' python3 -c "
import json
assert len(json.load(open('report.json'))['differences']) == 1"
before=$(ls -lR was | cksum)
assay derive --check was newer
ok 'checking writes nothing' [ "$before" = "$(ls -lR was | cksum)" ]

done_testing
