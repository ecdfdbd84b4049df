# lib.sh - what every end-to-end test needs: a scratch directory, servers that
# end with it, and test points in TAP. Sourced.

here=$(cd "$(dirname "$0")" && pwd)
ROOT=$here
until [ -e "$ROOT/tests/e2e/lib.sh" ]; do
    ROOT=$(dirname "$ROOT")
done
BUILD=$(cd "${BUILD:-$ROOT/build}" && pwd) || exit 2
ASSAY=$BUILD/assay
SCRATCH=$(mktemp -d) || exit 2
# shellcheck source=tests/tools/servers.sh
. "$ROOT/tests/tools/servers.sh"

# Nothing of the caller's environment reaches the program.
for variable in http_proxy https_proxy all_proxy no_proxy HTTPS_PROXY \
    ALL_PROXY NO_PROXY \
    $(env | sed -n 's/^\(ASSAY_[A-Z_]*\|OS_[A-Z_]*\)=.*/\1/p'); do
    unset "$variable"
done
export LC_ALL=C.UTF-8
# Ledgers that no option names lie here.
export XDG_STATE_HOME="$SCRATCH/state"

finish() {
    stop_servers
    rm -rf "$SCRATCH"
}
trap finish EXIT
trap 'exit 130' INT TERM
cd "$SCRATCH" || exit 2
echo 'TAP version 13'

# What a command leaves in the file "seen" explains a failure.
explain() {
    cat seen
}
# shellcheck source=tests/tools/tap.sh
. "$ROOT/tests/tools/tap.sh"

# needs PROGRAM: skip the whole file where it is not installed.
needs() {
    command -v "$1" >/dev/null && return
    echo "1..0 # SKIP $1 is not installed"
    exit 0
}

# assay OPTION...: run the program; STATUS is its exit status, seen holds both
# its streams, through a pipe. It may never take longer than a minute.
assay() {
    {
        timeout -k 5 60 "$ASSAY" "$@" 2>&1 </dev/null
        echo $? >status
    } | cat >seen
    STATUS=$(cat status)
}

# judge OPTION...: run against URL as the owner.
judge() {
    OS_TOKEN=$TOKEN assay run --base-url "$URL/v3/$PROJECT" "$@"
}

# soon FIFO: wait for a line in a named pipe, but not for ever.
soon() {
    timeout 30 head -n 1 "$1" >/dev/null
}

exited() {
    [ "$STATUS" -eq "$1" ]
}
exited_one_of() {
    case " $* " in *" $STATUS "*) return 0 ;; esac
    return 1
}
says() {
    grep -qF -e "$1" seen
}
says_not() {
    ! grep -qF -e "$1" "${2:-seen}"
}

# lines N PATTERN [FILE]: exactly N lines match.
lines() {
    [ "$(grep -c -e "$2" "${3:-seen}")" -eq "$1" ]
}

# last_count WORD: a number of the last line, "259 pass" -> 259.
last_count() {
    grep -E '^[0-9]+ testcases?: ' seen | tail -n 1 |
        grep -oE "[0-9]+ $1" | grep -oE '[0-9]+'
}

# compile OUT SOURCE: a C program with the library that is tested.
compile() {
    libraries='libcurl jansson libpcre2-8 libidn2 libxml-2.0 libcrypto'
    # shellcheck disable=SC2046,SC2086
    ${CC:-cc} -std=c11 -D_XOPEN_SOURCE=700 -Wall -Wextra -Werror $CFLAGS \
        -I"$ROOT" -I"$ROOT/runner" $(pkg-config --cflags $libraries) \
        -o "$1" "$2" "$BUILD/libassay.a" \
        $LDFLAGS $(pkg-config --libs $libraries) -lm || exit 2
}

# validator: build tests/tools/validate if the Makefile did not.
validator() {
    VALIDATE=$BUILD/tools/validate
    [ -x "$VALIDATE" ] && [ "$VALIDATE" -nt "$BUILD/libassay.a" ] && return
    mkdir -p "$BUILD/tools"
    compile "$VALIDATE" "$ROOT/tests/tools/validate.c"
}

# valid SCHEMA FILE...: each is valid against one of our schemas.
valid() {
    [ -n "$VALIDATE" ] || validator
    "$VALIDATE" --data "$ROOT" "$@" >seen 2>&1
}

# reports_are_whole DIR: each report is there, well formed and of one mind.
reports_are_whole() {
    valid assay/results.json "$1/results.json" || return 1
    xmllint --noout "$1/junit.xml" "$1/report.html" >seen 2>&1 || return 1
    tail -n +2 "$1/report.tap" | tap_is_complete || return 1
    transcript_is_whole "$1" || return 1
    [ "$(ls "$1" | grep -c tmp)" -eq 0 ]
}

# transcript_is_whole DIR: it is there, valid (what the validator may read),
# and judged again it gives the results beside it.
transcript_is_whole() {
    [ -z "$(find "$1/transcript.har" -size -8000k)" ] ||
        valid assay/transcript.json "$1/transcript.har" || return 1
    timeout 60 "$ASSAY" judge --quiet --json judged.json "$1/transcript.har" \
        >seen 2>&1
    cmp judged.json "$1/results.json" >>seen 2>&1
}

# tap_is_complete: as many points as the plan says, each with a verdict. A run
# that was broken off says so in "Bail out!" besides.
tap_is_complete() {
    awk '/^1\.\.[0-9]+/ { sub(/^1\.\./, ""); plan = $1 }
        /^(not )?ok / { points++ }
        END { exit !(plan > 0 && plan == points) }'
}

# fetch PATH: what the emulator shows of the project, as the owner.
fetch() {
    curl -sS -m 10 -H "X-Auth-Token: $TOKEN" "$EMULATOR/v3/$PROJECT/$1"
}

# port_of URL
port_of() {
    echo "${1##*:}" | tr -dc 0-9
}
