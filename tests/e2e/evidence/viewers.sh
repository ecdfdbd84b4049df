#!/bin/sh
# viewers.sh - a transcript is a HAR file to those who know nothing of assay:
# a validator of the format from npm, and our own schema of it. Where node,
# npm or the package cannot be had, the first is skipped.
# shellcheck source=tests/e2e/evidence/lib.sh
. "$(dirname "$0")/lib.sh"

readers=$ROOT/tests/e2e/evidence/viewers
modules=$BUILD/viewers
# install: 0, or 1 with the reason in WHY.
install() {
    for program in node npm; do
        WHY="$program is not installed"
        command -v $program >/dev/null || return 1
    done
    if ! cmp -s "$readers/package.json" "$modules/package.json"; then
        rm -rf "$modules"
        mkdir -p "$modules/new"
        cp "$readers/package.json" "$modules/new"
        (cd "$modules/new" && timeout 60 npm install --no-package-lock \
            --no-audit --no-fund --ignore-scripts --silent >../log 2>&1) || {
            WHY="npm could not install what reads HAR"
            return 1
        }
        mv "$modules/new/node_modules" "$modules/new/package.json" "$modules"
    fi
    cp "$readers/read.js" "$modules"
}
others_read() {
    node "$modules/read.js" "$1" >seen 2>&1 && says "$2"
}
others_refuse() {
    ! others_read "$1" valid
}

start_emulator
run --snapshot-id "$SNAPSHOT" --neighbour-id "$NEIGHBOUR"
ok 'the run conforms' exited 0
ok 'its transcript is what our schema says' \
    valid assay/transcript.json run/transcript.har
cp run/transcript.har clean.har
stop_server "$PID"
start_emulator --fault answer-bad-utf-8
run --include '*/one-field/*' --include '*/unknown-id'
cp run/transcript.har bytes.har
ok 'bytes that are no text are kept' grep -q '"encoding":"base64"' bytes.har
stop_server "$PID"
run --max-errors 1
cp run/transcript.har unanswered.har

if install; then
    sed 's/"version":"1.2"/"version":12/' clean.har >wrong.har
    ok 'others would notice a mistake' others_refuse wrong.har
    sed 's/"time":[0-9.]*/"time":1e9/' clean.har >wrong.har
    ok 'also one that no schema knows' others_refuse wrong.har
    ok 'a run that conforms is HAR to others' \
        others_read clean.har "valid $(grep -c '^{"startedDateTime' clean.har)"
    ok 'so are bytes that are no text' others_read bytes.har 'valid '
    ok 'so are requests without an answer' others_read unanswered.har 'valid '
else
    skip 'a transcript is HAR to others' "$WHY"
fi

done_testing
