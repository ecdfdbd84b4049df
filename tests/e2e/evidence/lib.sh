# lib.sh - what the tests of evidence share: a run with its reports, and the
# same judged again. Sourced.

# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../lib.sh"

# assay WORD...: run the program; STATUS is its exit status, seen holds both
# its streams.
assay() {
    timeout -k 5 120 "$ASSAY" "$@" >seen 2>&1 </dev/null
    STATUS=$?
}

# run OPTION...: judge what serves at URL as the owner, into the directory run;
# RAN is its exit status.
run() {
    rm -rf run again
    OS_TOKEN=$TOKEN assay run --quiet --settle 0.05 --timeout 1 --out run \
        --base-url "$URL/v3/$PROJECT" "$@"
    RAN=$STATUS
}

# again FILE [OPTION...]: judge the transcript, into the directory again.
again() {
    file=$1
    shift
    rm -rf again
    assay judge --out again "$@" "$file"
}

same_reports() {
    for report in results.json junit.xml report.tap; do
        cmp run/$report again/$report >seen || return 1
    done
    [ "$STATUS" -eq "$RAN" ]
}

# judged_the_same SENTENCE: three reports and the exit status.
judged_the_same() {
    again run/transcript.har
    ok "$1: judged again, byte by byte" same_reports
}

# verdicts DIR: id and verdict of each testcase, a line each.
verdicts() {
    jq -r '.testcases[] | .id + " " + .verdict' "$1/results.json"
}

# only_these_changed ID VERDICT...: between run and again.
only_these_changed() {
    verdicts run >verdicts.run
    verdicts again >verdicts.again
    for pair in "$@"; do
        echo "$pair"
    done | sort >verdicts.wanted
    diff verdicts.run verdicts.again | sed -n 's/^> //p' | sort >verdicts.got
    cmp verdicts.wanted verdicts.got >seen 2>&1
}
