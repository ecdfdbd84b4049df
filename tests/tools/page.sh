# page.sh - a page of documentation says what is: its blocks marked "sh run"
# are run as they stand, one after another in one shell, and each line of a
# block marked "text shown" is said by the block before it; "…" ends a line of
# which only the beginning counts. Sourced, after tests/e2e/lib.sh.

# alike FILE: what differs from run to run taken out; a test may have its own.
alike() {
    sed -e 's/  */ /g' -e 's/^ //' "$1"
}

# page_read FILE: blocks into run.N and shown.N, N counts those to be run.
page_read() {
    awk -v n=0 '/^```/ { file = ""
            if ($0 == "```sh run") file = "run." ++n
            if ($0 == "```text shown") file = "shown." n
            next }
        file { print >file }' "$1"
    BLOCKS=$(ls run.* | wc -l)
}

# page_run SECONDS [SED-SCRIPT]: what stands in the file script comes first.
page_run() {
    for number in $(seq "$BLOCKS"); do
        echo "exec >said.$number 2>&1"
        sed -f "${2:-/dev/null}" "run.$number"
        echo ": >done.$number"
    done >>script
    timeout -k 5 "$1" sh -e script </dev/null >script.err 2>&1
    STATUS=$?
}
explain() {
    cat script.err "said.$number"
}

# page_points LEAST: a test point for each block, and for what it shows.
page_points() {
    ok 'the page has commands' [ "$BLOCKS" -ge "$1" ]
    for number in $(seq "$BLOCKS"); do
        ok "block $number runs: $(grep -m 1 -oE \
            '(assay|assay-emulator|openssl) .*|kill.*' "run.$number" |
            cut -c 1-60)" [ -e "done.$number" ]
    done
    ok 'and nothing in between fails' exited 0
    for file in shown.*; do
        number=${file#*.}
        ok "what block $number says is what the page shows" shown "$number"
    done
}

# shown N
shown() {
    alike "said.$1" >said
    alike "shown.$1" >lines
    [ -s lines ] || return 1
    while IFS= read -r line; do
        case $line in
        *…) awk -v start="${line%…}" 'index($0, start) == 1 { found = 1 }
                END { exit !found }' said ;;
        *) grep -qxF -e "$line" said ;;
        esac || { echo "# $line" && return 1; }
    done <lines
}
