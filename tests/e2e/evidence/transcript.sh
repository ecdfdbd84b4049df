#!/bin/sh
# transcript.sh - what a run records is enough to judge it again, on its own,
# byte by byte; and what is not there is never guessed.
# shellcheck source=tests/e2e/evidence/lib.sh
. "$(dirname "$0")/lib.sh"
needs jq

# --- whole runs -----------------------------------------------------------

start_emulator
run
ok 'a run leaves a transcript beside its reports' test -s run/transcript.har
ok 'which is HAR 1.2 and nothing else' \
    valid assay/transcript.json run/transcript.har
judged_the_same 'a run that conforms'
ok 'and there is no transcript of a transcript' test ! -e again/transcript.har
cp run/transcript.har clean.har
run --snapshot-id "$SNAPSHOT" --neighbour-id "$NEIGHBOUR" --strict
judged_the_same 'a snapshot that the user named, --strict'
run --snapshot-id "$SNAPSHOT" --without read
judged_the_same '--without read'
run --include '*/one-field/*' --exclude '*/name' --opt-in reserved-prefix
judged_the_same 'a selection'
run --dialect cinder-v3 --profile openstack
judged_the_same 'another profile'
run --max-requests 100
judged_the_same 'a run that may not send more'
run --deadline 0.1
judged_the_same 'a deadline'
run --token wrong --max-errors 2
judged_the_same 'a token that nobody takes'
stop_server "$PID"
run
ok 'nobody listens: nothing is decided' exited 3
judged_the_same 'nobody listens'
again clean.har
ok 'no network is needed' exited 0
"$ASSAY" judge --quiet --json - - <clean.har >stdin.json 2>/dev/null
again clean.har --json direct.json
ok 'a transcript may come from standard input' cmp stdin.json direct.json
has_no_token() {
    ! grep -q "$TOKEN" "$1"
}
ok 'no secret is in a transcript' has_no_token clean.har

for fault in refused-but-stored unknown-id-created truncated-body stale-read \
    answer-bad-utf-8 put-status-500 updated-at-goes-back limit-name-characters \
    hang-without-content connection-reset answer-cut token-wrong-accepted; do
    start_emulator --fault "$fault"
    run
    ok "$fault: the run does not conform" exited_one_of 1 3
    judged_the_same "$fault"
    ok "$fault: its transcript is valid" \
        valid assay/transcript.json run/transcript.har
    stop_server "$PID"
done
start_emulator --fault put-status-500-now-and-then
run --fail-fast
judged_the_same '--fail-fast'
stop_server "$PID"
start_emulator --rate-limit 400
run --include '*/one-field/*'
judged_the_same '429 with Retry-After'
stop_server "$PID"
start_emulator --quota-snapshots 0
run
ok 'without resources nothing is decided' exited 3
judged_the_same 'no resources'
stop_server "$PID"

# --- runs that end early --------------------------------------------------

start_emulator
EMULATOR=$URL
# In the background; the updates after the 60th get no answer.
break_off() { # break_off SIGNAL
    rm -rf run again tell
    mkfifo tell
    start_hostile --upstream "$EMULATOR" --method PUT --after 60 --times 1 \
        --tell tell silent
    OS_TOKEN=$TOKEN "$ASSAY" run --quiet --out run \
        --base-url "$URL/v3/$PROJECT" --snapshot-id "$SNAPSHOT" \
        >seen 2>&1 </dev/null &
    pid=$!
    soon tell
    kill -"$1" $pid
    wait $pid 2>/dev/null
    RAN=$?
}
break_off INT
ok 'SIGINT: the run says so' [ $RAN -eq 130 ]
judged_the_same 'SIGINT'
break_off KILL
cut=$(ls run/transcript.har.*)
is_cut() {
    ! jq -e . "$1" >/dev/null 2>&1
}
ok 'kill -9: what was recorded is there' test -s "$cut"
ok 'and ends in the middle' is_cut "$cut"
again "$cut"
ok 'the rest is judged, but is not green' exited 3
ok 'and why is said' says 'the transcript is cut'
passed=$(verdicts again | grep -c ' pass$')
ok 'what is whole passes' [ "$passed" -gt 15 ]
ok 'the rest has no verdict' \
    [ "$(verdicts again | grep -c ' error$')" -gt 200 ]
ok 'its reports are whole' reports_are_whole again
stop_servers

# --- altered, cut, of another version -------------------------------------

start_emulator
run
stop_server "$PID"
id=evs.snapshots.update/one-field/name
alter() { # alter FILTER: on the answer of that testcase
    jq -c --arg id "$id" "(.log.entries[] | select(._assay.testcase == \$id and
        ._assay.exchange == \"answer\") | $1" run/transcript.har >altered.har
    again altered.har
}
alter '.response.status) = 500'
ok 'an altered status changes its testcase alone' \
    only_these_changed "$id fail"
ok 'and makes the run fail' exited 1
alter '.response.content.text) |= sub("\"name\": *\"[^\"]*\""; "\"name\":\"x\"")'
ok 'so does an altered content' only_these_changed "$id fail"
alter '.response.headers) += [{"name": "X-More", "value": "1"}]'
ok 'what no check looks at is noticed all the same' \
    only_these_changed "$id error"
ok 'and is never green' exited 3
alter '.request.postData.text) |= sub("name"; "nome")'
ok 'another request is not judged' only_these_changed "$id error"
jq . run/transcript.har >altered.har
again altered.har
ok 'the layout of the file does not matter' same_reports
jq -S -c . run/transcript.har >altered.har
again altered.har
ok 'nor does the order of members' same_reports

size=$(wc -c <run/transcript.har)
for part in 100 10000 200000 1000000 2000000; do
    head -c "$part" run/transcript.har >cut.har
    again cut.har
    ok "cut at byte $part: not green" exited_one_of 2 3
done
head -c $((size - 4)) run/transcript.har >cut.har
again cut.har
ok 'without its last brackets: every verdict' only_these_changed
ok 'but not green' exited 3

cp -R "$ROOT/suites" "$ROOT/schemas" "$ROOT/fixtures" .
suite=suites/evs/snapshots/update.json
again run/transcript.har --data .
ok 'the suites may lie elsewhere' same_reports
sed 's/"title": "/"title": "Now /' "$ROOT/$suite" >$suite
again run/transcript.har --data .
ok 'a suite of another version is told' says "$suite is not the run's"
ok 'and judged where it would send the same' only_these_changed
jq '(.testcases[] | select(.id == "one-field") | .steps[0].request.body
    .snapshot) |= with_entries(.key = "x-" + .key)' "$ROOT/$suite" >$suite
again run/transcript.har --data .
ok 'where it would send something else there is no verdict' eval \
    'exited 3 && verdicts again | grep -q "one-field/name error" &&
    ! verdicts again | grep -q fail'
ok 'and the reason is said' \
    grep -q 'cannot be judged: where the transcript has' again/report.tap
cp "$ROOT/$suite" $suite

# --- no transcript --------------------------------------------------------

printf '{"log": {"version": "1.2", "entries": []}}' >other.har
again other.har
ok 'a HAR file of somebody else is our trouble' exited 2
ok 'and it is said what is missing' says 'no "_assay" before the entries'
again "$ASSAY"
ok 'so is what is no JSON' exited 2
again /dev/null
ok 'and an empty file' exited 2
again none.har
ok 'and one that is not there' exited 2
assay judge
ok 'judge needs a file' exited 2
again run/transcript.har --json again.json --junit again.json
ok 'two reports in one file are a mistake' exited 2

# --- memory ---------------------------------------------------------------

# peak WORD...: the most memory the command had, in KiB.
peak() {
    /usr/bin/time -f %M -o peak "$@" >seen 2>&1 </dev/null
    tail -n 1 peak
}
if [ -x /usr/bin/time ] && [ -z "$ASAN_OPTIONS$WRAPPER" ]; then
    start_emulator
    plain=$(OS_TOKEN=$TOKEN peak "$ASSAY" run --quiet \
        --base-url "$URL/v3/$PROJECT")
    taped=$(OS_TOKEN=$TOKEN peak "$ASSAY" run --quiet --har run.har \
        --base-url "$URL/v3/$PROJECT")
    echo "# peak of a run: $plain KiB, with a transcript $taped KiB"
    ok 'a transcript needs no memory to speak of' \
        [ "$taped" -lt $((plain + 2048)) ]
    judged=$(peak "$ASSAY" judge --quiet run.har)
    echo "# peak of judging $(wc -c <run.har) bytes: $judged KiB"
    ok 'judging needs less than a run' [ "$judged" -lt $((plain + 1024)) ]
else
    skip 'memory' 'GNU time is not installed, or memory is being watched'
fi

done_testing
