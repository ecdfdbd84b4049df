#!/bin/sh
# docs.sh - docs/certificate.md says what is: its blocks marked "sh run" are
# run as they stand, one after another in one shell, and each line of a block
# marked "text shown" is said by the block before it.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../lib.sh"
needs openssl

PAGE=$ROOT/docs/certificate.md
ln -s "$BUILD" build

# blocks into run.N and shown.N, N counts those to be run
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
timeout -k 5 240 sh -e script </dev/null >script.err 2>&1
STATUS=$?
explain() {
    cat script.err "said.$number"
}

ok 'the page has commands' [ "$BLOCKS" -gt 4 ]
for number in $(seq "$BLOCKS"); do
    ok "block $number runs: $(grep -m 1 -oE 'assay .*|openssl .*' \
        "run.$number" | cut -c 1-60)" [ -e "done.$number" ]
done
ok 'and nothing in between fails' exited 0

# shown N: each line of the page begins a line of what the block says
shown() {
    number=$1
    sed 's/…$//' "shown.$1" >lines
    [ -s lines ] || return 1
    while read -r line; do
        grep -qF -e "$line" "said.$1" || { echo "# $line" && return 1; }
    done <lines
}
for file in shown.*; do
    ok "what block ${file#*.} says is what the page shows" shown "${file#*.}"
done

done_testing
