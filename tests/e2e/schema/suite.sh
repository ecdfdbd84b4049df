#!/bin/sh
# suite.sh - the required tests of the official JSON Schema suite pass, all.
#
#     JSON_SCHEMA_TEST_SUITE   a copy of the suite (default: the one that
#                              tools/json-schema-suite leaves below build/)
# shellcheck source=tests/e2e/schema/lib.sh
. "$(dirname "$0")/lib.sh"

suite=${JSON_SCHEMA_TEST_SUITE:-$ROOT/build/json-schema-suite}
case $suite in /*) ;; *) suite=$ROOT/$suite ;; esac

# required DRAFT DIR: run them; the last line of seen has the sums.
required() {
    "$BUILD/tools/schema_suite" --draft="$1" "$2" >seen 2>&1
}
# all_pass DRAFT FLOOR: every one, and no fewer than are known to be there.
all_pass() {
    required "$1" only || return 1
    sum=$(sed -n 's/^required: \([0-9]*\) of \([0-9]*\) passed.*/\1 \2/p' seen)
    echo "# $1: ${sum% *} of ${sum#* }"
    [ -n "$sum" ] && [ "${sum% *}" -eq "${sum#* }" ] && [ "${sum% *}" -ge "$2" ]
}

# tests of the form of output stand beside these and are not required
if [ -d "$suite/tests/draft2020-12" ]; then
    mkdir only
    ln -s "$suite/tests" "$suite/remotes" only/
    ok 'required tests of 2020-12 pass' all_pass 2020-12 1176
    ok 'required tests of draft 7 pass' all_pass 7 800
    ok 'required tests of draft 4 pass' all_pass 4 550
else
    skip 'required tests pass' \
        'the official suite is not here; make deps-check fetches it'
fi

# The program that runs them can see.
mkdir -p wrong/tests/draft7 wrong/remotes
cat >wrong/tests/draft7/wrong.json <<'EOF'
[{"description": "text is no number", "schema": {"type": "number"},
  "tests": [{"description": "but this says so", "data": "1", "valid": true},
            {"description": "and one that passes", "data": 1, "valid": true}]}]
EOF
required 7 wrong
ok 'a test that does not pass is noticed' [ $? -eq 1 ]
required 7 nothing
ok 'finding no test is trouble' [ $? -eq 2 ]

done_testing
