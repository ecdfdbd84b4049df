#!/bin/sh
# docs.sh - docs/derive.md says what is: its blocks marked "sh run" are run as
# they stand, one after another in one shell, and each line of a block marked
# "text shown" is said by the block before it.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../lib.sh"

PAGE=$ROOT/docs/derive.md
ln -s "$BUILD" build
# copies: what the page does to them must not reach the sources
for folder in fixtures schemas suites; do
    cp -R "$ROOT/$folder" .
done

awk -v n=0 '/^```/ { file = ""
        if ($0 == "```sh run") file = "run." ++n
        if ($0 == "```text shown") file = "shown." n
        next }
    file { print >file }' "$PAGE"
BLOCKS=$(ls run.* | wc -l)

for number in $(seq "$BLOCKS"); do
    echo "exec >said.$number 2>&1"
    cat "run.$number"
    echo ": >done.$number"
done >script
timeout -k 5 120 sh -e script </dev/null >script.err 2>&1
STATUS=$?
explain() {
    cat script.err "said.$number"
}

ok 'the page has commands' [ "$BLOCKS" -gt 7 ]
for number in $(seq "$BLOCKS"); do
    ok "block $number runs: $(grep -m 1 -oE 'assay .*' "run.$number" |
        cut -c 1-60)" [ -e "done.$number" ]
done
ok 'and nothing in between fails' exited 0

# alike FILE: times taken out
alike() {
    sed -e 's/[0-9.]* s (/N s (/' -e 's/  */ /g' "$1"
}
# shown N: each line of the page is a line of the block's words
shown() {
    number=$1
    alike "said.$1" >said
    alike "shown.$1" >lines
    [ -s lines ] || return 1
    while read -r line; do
        sed 's/^ *//' said | grep -qxF -e "$line" ||
            { echo "# $line" && return 1; }
    done <lines
}
for file in shown.*; do
    ok "what block ${file#*.} says is what the page shows" shown "${file#*.}"
done

done_testing
