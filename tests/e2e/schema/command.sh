#!/bin/sh
# command.sh - `assay schema check` and `assay schema validate` as their users
# see them: files, standard input, exit status.
# shellcheck source=tests/e2e/schema/lib.sh
. "$(dirname "$0")/lib.sh"

cat >volume.json <<'EOF'
{"type": "object", "required": ["id"],
 "properties": {"size": {"$ref": "size.json"}, "id": {"type": "string"},
                "at": {"type": "string", "format": "date-time"}}}
EOF
echo '{"type": "integer", "minimum": 1}' >size.json
echo '{"id": "a", "size": 1}' >good.json
echo '{"id": 7, "size": 0}' >bad.json
echo '{"id": "a", "at": "yesterday"}' >when.json
echo '{"id": "a", "size": 9223372036854775808}' >big.json
echo '{"id": "a", "size": 1e400}' >huge.json
echo '{"id": "a", "id": "b"}' >twice.json
echo '{"id": ' >cut.json

# check
schema check volume.json size.json </dev/null
ok 'schemas may refer to each other' exited 0
ok 'and are counted' says '2 schemas: 2 without mistakes, 0 with, 0 not read'
schema check volume.json </dev/null
ok 'a reference to a file that was not given is a mistake' exited 1
ok 'with file, pointer and sentence' \
    says 'volume.json: /properties/size/$ref: leads to "file:///'
schema check --ref size.json volume.json </dev/null
ok '--ref gives it' exited 0
echo '{"minimum": "1"}' >wrong.json
schema check wrong.json size.json </dev/null
ok 'a wrong value of a keyword is a mistake' exited 1
ok 'at its place' says 'wrong.json: /minimum: '
schema check nothing.json size.json wrong.json </dev/null
ok 'a file that is not there is trouble' exited 2
ok 'and the others are checked all the same' says 'wrong.json: /minimum: '
echo '{"typ": "object"}' >typo.json
schema check typo.json </dev/null
ok 'an unknown keyword is an annotation' exited 0
schema check --known-only typo.json </dev/null
ok 'but a mistake when only known ones are wanted' exited 1
schema check --output basic size.json </dev/null
ok 'check has no output form' exited 2

# validate
set -- --ref size.json volume.json
schema validate "$@" good.json </dev/null
ok 'a valid instance ends with 0' exited 0
schema validate "$@" good.json bad.json </dev/null
ok 'one that is invalid makes 1' exited 1
cat >wanted <<'EOF'
good.json: valid
bad.json: /size: is 0, must be at least 1
  keyword   /properties/size/$ref/minimum
  expected  1
  actual    0
bad.json: /id: is an integer, expected a string
  keyword   /properties/id/type
  expected  "string"
  actual    7
2 instances: 1 valid, 1 invalid, 0 without a verdict
EOF
ok 'findings say file, place, keyword, expected and actual' cmp -s wanted out
for file in big huge twice cut nothing; do
    schema validate "$@" good.json $file.json </dev/null
    ok "$file.json has no verdict" exited 2
    ok "and is not called valid" says_not "$file.json: valid"
    ok "nor hides the others" says 'good.json: valid'
done
schema validate wrong.json good.json </dev/null
ok 'a schema with a mistake is trouble' exited 2
ok 'with its place' says 'wrong.json: /minimum: '
schema validate "$@" when.json </dev/null
ok 'a format is asserted' exited 1
schema validate --format annotate "$@" when.json </dev/null
ok 'unless it only annotates' exited 0

# standard input
schema validate "$@" - <bad.json
ok 'an instance can come from standard input' exited 1
ok 'which is called -' says '-: /size: is 0'
schema validate --ref size.json - good.json <volume.json
ok 'a schema can, with references by the current directory' exited 0

# drafts
echo '{"id": "urn:x", "minimum": 1, "exclusiveMinimum": true}' >four.json
echo 1 >one.json
schema validate --draft 4 four.json one.json </dev/null
ok 'draft 4 excludes the minimum by a boolean' exited 1
schema check four.json </dev/null
ok 'which is a mistake in 2020-12' exited 1
schema check --draft 6 four.json </dev/null
ok 'there is no draft 6' exited 2
echo '{"$schema": "http://json-schema.org/draft-04/schema#", "minimum": 1,
  "exclusiveMinimum": true}' >own.json
schema validate own.json one.json </dev/null
ok 'a schema names its draft itself' exited 1

# references by URI
echo '{"$ref": "https://example.com/size?a=b"}' >remote.json
schema check remote.json </dev/null
ok 'nothing is fetched' exited 1
schema validate --ref 'https://example.com/size?a=b=size.json' remote.json \
    one.json </dev/null
ok 'a file stands for a URI' exited 0
schema check --ref =size.json remote.json </dev/null
ok 'an empty URI is none' exited 2
schema check size.json size.json </dev/null
ok 'a file given twice is trouble' exited 2
mkdir 'a b%'
cp volume.json size.json 'a b%'
schema check 'a b%/volume.json' 'a b%/size.json' </dev/null
ok 'a folder may have any name' exited 0

# JSON
schema validate --output basic "$@" good.json bad.json big.json </dev/null
ok 'basic output keeps the exit status' exited 2
python3 - out <<'EOF' >seen 2>&1
import json, sys
good, bad = map(json.loads, open(sys.argv[1]))
assert good["valid"] is True and good["instance"] == "good.json"
assert bad["valid"] is False and len(bad["errors"]) == 2
for error in bad["errors"]:
    assert error["absoluteKeywordLocation"].startswith("file:///")
assert bad["errors"][0]["instanceLocation"] == "/size"
assert bad["errors"][0]["keywordLocation"] == "/properties/size/$ref/minimum"
EOF
ok 'and has a line of JSON for each verdict' [ $? -eq 0 ]
ok 'what has none is named on standard error' grep -q '^big.json: ' err
schema validate --output flag "$@" bad.json </dev/null
ok 'flag output has no more than the verdict' \
    grep -qx '{"valid":false,"instance":"bad.json"}' out
schema validate --output detailed "$@" bad.json </dev/null
ok 'there is no other' exited 2

# calls that are no calls
for words in '' 'nothing' 'check' 'validate' 'validate size.json'; do
    # shellcheck disable=SC2086
    schema $words </dev/null
    ok "schema $words is no call" exited 2
done

# a second opinion
echo '{"type": "object", "properties": {"id": {"type": "string"}}}' >both.json
schema validate --second-opinion built-in both.json good.json bad.json \
    </dev/null
ok 'an opinion changes no exit status' exited 1
ok 'and is counted' \
    says 'second opinion of built-in: 2 agree, 0 disagree, 0 without'
schema validate --second-opinion built-in "$@" good.json </dev/null
ok 'where engines differ anyway none is asked for' \
    says 'good.json: no second opinion: /properties/size'
schema validate --second-opinion nobody both.json good.json </dev/null
ok 'an unknown engine is trouble' exited 2
schema validate --second-opinion wjelement both.json good.json bad.json \
    </dev/null
if pkg-config --exists wjelement 2>/dev/null; then
    ok 'WJElement agrees' \
        says 'second opinion of wjelement: 2 agree, 0 disagree, 0 without'
else
    ok 'WJElement that is not there is trouble' exited 2
    ok 'in one sentence' says 'this assay was built without wjelement'
    skip 'WJElement agrees' 'wjelement not found'
fi

done_testing
