#!/bin/sh
# beside.sh BUILD - our measurements, and in the same run those of Blaze (the
# program of @sourcemeta/jsonschema) and ajv with the plain schema, all as
# ratios to jansson's parse. Needs node and npm for the others; without them,
# or without a network at the first time, only ours are printed.
cd "$(dirname "$0")/../.." || exit 2
build=$1
"$build/bench/schema" | tee "$build/bench/ours" || exit 2
floor=$(sed -n 's/^json_loadb  *\([0-9]*\) ns.*/\1/p' "$build/bench/ours")
[ -n "$floor" ] || { echo 'beside: json_loadb was not measured' >&2; exit 2; }

alone() {
    echo "beside: $1; only ours were measured"
    exit 0
}
command -v node >/dev/null || alone 'node is not installed'
command -v npm >/dev/null || alone 'npm is not installed'
modules=$build/bench/node
if ! cmp -s tests/bench/package.json "$modules/package.json"; then
    rm -rf "$modules"
    mkdir -p "$modules/new"
    cp tests/bench/package.json "$modules/new"
    (cd "$modules/new" && npm install --no-package-lock --no-audit --no-fund \
        --ignore-scripts --silent >../log 2>&1) ||
        alone "npm could not install the others: $(tail -n 1 "$modules/log")"
    mv "$modules/new/node_modules" "$modules/new/package.json" "$modules"
fi

"$build/bench/schema" --write "$build/bench" || exit 2
row() { # row TITLE NANOSECONDS
    awk -v title="$1" -v ns="$2" -v floor="$floor" 'BEGIN {
        printf "%-44s %10.0f ns   %.3f\n", title, ns, ns / floor }'
}
median() {
    sort -n | awk '{ all[NR] = $1 } END { if (NR) print all[int((NR + 1) / 2)] }'
}
# Blaze prints microseconds: "file: PASS 0.131 +- 28.946 us (0.150)".
blaze() { # blaze [--fast]: the median of five averages, nanoseconds
    for _ in 1 2 3 4 5; do
        node "$modules/node_modules/@sourcemeta/jsonschema/npm/cli.js" \
            validate "$build/bench/plain.json" "$build/bench/answer.json" \
            --benchmark --loop 100000 "$@" \
            --default-dialect https://json-schema.org/draft/2020-12/schema \
            2>/dev/null |
            sed -n 's/.*PASS \([0-9.]*\) .* us .*/\1/p'
    done | median | awk '{ print $1 * 1000 }'
}
fast=$(blaze --fast)
exhaustive=$(blaze)
cp tests/bench/ajv.js "$modules"
ajv=$(node "$modules/ajv.js" "$build/bench/plain.json" \
    "$build/bench/answer.json") || exit 2
[ -n "$fast" ] && [ -n "$exhaustive" ] && [ -n "$ajv" ] ||
    { echo 'beside: another validator printed no time' >&2; exit 2; }
row 'Blaze, plain keywords: verdict only' "$fast"
row 'Blaze, plain keywords: all findings' "$exhaustive"
# shellcheck disable=SC2086
set -- $ajv
row 'ajv, plain keywords: verdict only' "$1"
row 'ajv, plain keywords: all findings' "$2"
