#!/bin/sh
# corpus.sh - real pages, where ASSAY_DOCS names a folder of folders with them:
# a summary for each service, and what must hold of any page.
# shellcheck source=tests/e2e/derive/lib.sh
. "$(dirname "$0")/lib.sh"

ok 'no sentence of our pages is in the schemas' \
    no_sentences "$ROOT/schemas/evs" "$PAGES"/*.html
if [ -z "$DOCS" ]; then
    echo "# SKIP: ASSAY_DOCS names no folder with pages"
    done_testing
    exit
fi

for folder in "$DOCS"/*/; do
    service=$(basename "$folder")
    ls "$folder"/*.html >/dev/null 2>&1 || continue
    assay derive --out "out/$service" --json "$service.json" "$folder"
    sed 's/^/# /' seen
    ok "$service: its pages give contracts or reasons" exited 0
    ok "$service: four pages of five with an endpoint, and all rows" python3 - "$service.json" <<'PYTHON'
import json
import sys

sums = json.load(open(sys.argv[1]))["services"][0]
refused = sums["refused"] - sums["reasons"].get("no-endpoint", 0)
asked = sums["pages"] - sums["reasons"].get("no-endpoint", 0)
assert sums["refused"] == sum(sums["reasons"].values()), sums
assert sums["derived"] >= 0.8 * asked, sums
assert sums["rows"]["used"] == sums["rows"]["all"], sums
PYTHON
    # shellcheck disable=SC2046 # no name of a page has blanks
    assay schema check --known-only \
        --ref "https://assay.invalid/schema/dialect=$ROOT/schemas/assay/metaschema.json" \
        $(find "out/$service" -name request.json -o -name response.json \
            -o -name error.json -o -name query.json -o -name path.json)
    ok "$service: every schema compiles" exited 0
    ok "$service: every contract is valid" \
        valid assay/contract.json "out/$service"/*/contract.json
    ok "$service: every ledger is valid" \
        valid assay/clauses.json "out/$service"/*/clauses.json
    ok "$service: no sentence of a page gets out" \
        no_sentences "out/$service" "$folder"/*.html
    assay derive --check "out/$service" --quiet "$folder"
    ok "$service: it comes out the same again" exited 0
    ok "$service: no sentence of a page is in our schemas" \
        no_sentences "$ROOT/schemas/evs" "$folder"/*.html
done

done_testing
