#!/bin/sh
# docs.sh - docs/targets.md says what is: its blocks marked "sh run" are run as
# they stand, one after another in one shell, and what a block marked "text
# shown" shows is said by the block before it. Only the ports are others.
# shellcheck source=tests/e2e/targets/lib.sh
. "$(dirname "$0")/lib.sh"

PAGE=$ROOT/docs/targets.md
ln -s "$BUILD" build
ln -s "$ROOT/tests" tests

# blocks WORD: blocks with this mark into WORD.N, N counts those to be run
awk -v n=0 '/^```/ { file = ""
        if ($0 == "```sh run") file = "run." ++n
        if ($0 == "```text shown") file = "shown." n
        next }
    file { print >file }' "$PAGE"
BLOCKS=$(ls run.* | wc -l)

# The ports of the page may be in use: ask for others.
python3 -c 'import socket
for port in 8776, 8777, 8778:
    s = socket.socket()
    s.bind(("127.0.0.1", 0))
    globals()["s%d" % port] = s
    print("s/%d/%d/g" % (port, s.getsockname()[1]))' >ports
# alike FILE: what differs from run to run taken out
alike() {
    sed -e 's/…$//' -e 's/[0-9][0-9]*/0/g' -e 's/  */ /g' "$1"
}

# What the page starts must not outlive a block that fails.
echo 'trap "exit 143" TERM
trap "kill \$cloud \$vendor \$mock 2>killed || :" EXIT' >script
for number in $(seq "$BLOCKS"); do
    echo "exec >said.$number 2>&1"
    sed -f ports "run.$number"
    echo ": >done.$number"
done >>script
timeout -k 5 240 sh -e script </dev/null >script.err 2>&1
STATUS=$?
explain() {
    cat script.err "said.$number"
}

ok 'the page has commands' [ "$BLOCKS" -gt 8 ]
for number in $(seq "$BLOCKS"); do
    ok "block $number runs: $(grep -m 1 -oE \
        '(assay|assay-emulator) .*|kill.*' "run.$number" | cut -c 1-60)" \
        [ -e "done.$number" ]
done
ok 'and nothing in between fails' exited 0
number=$BLOCKS

# shown N: each line of the page is a line of the block's words
shown() {
    number=$1
    alike "said.$1" >said
    alike "shown.$1" >lines
    [ -s lines ] || return 1
    while read -r line; do
        grep -qF -e "$line" said || { echo "# $line" && return 1; }
    done <lines
}
for file in shown.*; do
    ok "what block ${file#*.} says is what the page shows" shown "${file#*.}"
done
ok 'secrets are not shown' eval '! grep -lF -e emulator-password \
    -e emulator-secret -e not-a-real-secret-key -e emulator-token said.* \
    out/*'

done_testing
