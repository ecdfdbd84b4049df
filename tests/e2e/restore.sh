#!/bin/sh
# restore.sh - what a run changes it puts back, however the run ends.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

# Name and description of both snapshots, as a read shows them.
texts() {
    for id in "$SNAPSHOT" "$NEIGHBOUR"; do
        fetch "snapshots/$id" | grep -oE '"(name|description)":"[^"]*"'
    done
}
# Everything the project owns, without the times.
belongings() {
    for list in snapshots/detail volumes/detail; do
        fetch "$list" | sed 's/"updated_at":[^,}]*//g'
    done
}
target() { # target OPTION...: an emulator, what it holds, URL and EMULATOR
    start_emulator "$@"
    EMULATOR=$URL
    texts >texts.before
    belongings >belongings.before
}
texts_are_back() {
    texts >seen
    cmp -s texts.before seen && [ "$(wc -l <seen)" -eq 4 ]
}
nothing_is_left() {
    belongings >seen
    grep -q "$SNAPSHOT" seen && cmp -s belongings.before seen
}
named() { # named OPTION...: judge the emulator's own snapshot
    judge --snapshot-id "$SNAPSHOT" --neighbour-id "$NEIGHBOUR" \
        --timeout 5 "$@"
}
judge() { # the same as everywhere, but with less patience
    OS_TOKEN=$TOKEN assay run --base-url "$URL/v3/$PROJECT" --settle 0.05 "$@"
}
# In the background, so that a signal can be sent; RUN is its process.
named_in_background() {
    OS_TOKEN=$TOKEN "$ASSAY" run --base-url "$URL/v3/$PROJECT" "$@" \
        >seen.out 2>&1 </dev/null &
    RUN=$!
}
# hanging_after N: updates beyond the Nth get no answer, once; the line in
# the pipe says that it is so.
hanging_after() {
    rm -f tell
    mkfifo tell
    start_hostile --upstream "$EMULATOR" --method PUT --after "$1" --times 1 \
        --tell tell silent
}
wait_run() {
    wait "$RUN"
    STATUS=$?
    cp seen.out seen
}
rest_is_error() { # rest_is_error DIR
    grep -q '"verdict": *"pass"' "$1/results.json" &&
        [ "$(last_count error)" -gt 50 ] && [ "$(last_count fail)" -eq 0 ]
}

target
named
ok 'a snapshot that the user named is judged' exited 0
ok 'the last lines say that things were put back' \
    says 'restored  what the run changed was put back'
ok 'name and description are as they were' texts_are_back
named --include '*/other-user' --include '*/one-field/*' --dry-run
ok 'a dry run changes nothing' nothing_is_left
judge
ok 'without a snapshot the run makes its own' exited 0
ok 'and takes them back' nothing_is_left
judge --quiet --fail-fast --strict
ok 'also with --fail-fast' nothing_is_left
stop_server "$PID"

for fault in refused-but-stored put-clears-other-field \
    put-size-as-string truncated-body put-status-201 unknown-id-200; do
    target --fault "$fault"
    named --quiet
    ok "$fault: the target does not conform" exited 1
    ok "$fault: texts are put back all the same" texts_are_back
    judge --quiet
    ok "$fault: own resources are taken back" nothing_is_left
    stop_server "$PID"
done

# Each update gives its name to every other snapshot, also the update that
# puts a name back: that cannot be helped, but it must be told.
target --fault neighbour-changed
named --quiet
ok 'a neighbour that cannot be put back is named' \
    says "LEFT      snapshot $NEIGHBOUR: name: was \"snap-002\""
stop_server "$PID"

target --fault unknown-id-created
judge --quiet --include '*/unknown-id'
ok 'a snapshot made by accident is noticed' exited 1
ok 'and deleted' nothing_is_left
named --quiet --include '*/unknown-id'
ok 'also when the user named a snapshot' nothing_is_left
stop_server "$PID"

for signal in INT TERM; do
    [ $signal = INT ] && want=130 || want=143
    target
    hanging_after 100
    named_in_background --out "out.$signal" --snapshot-id "$SNAPSHOT" \
        --neighbour-id "$NEIGHBOUR"
    soon tell
    ok "SIG$signal: by then something had been changed" eval '! texts_are_back'
    kill -$signal $RUN
    wait_run
    ok "SIG$signal: the exit status is $want" exited $want
    ok "SIG$signal: the last line says so" says 'ended by a signal'
    ok "SIG$signal: the rest of the testcases are errors" \
        rest_is_error "out.$signal"
    ok "SIG$signal: texts are put back" texts_are_back
    ok "SIG$signal: reports are whole" reports_are_whole "out.$signal"

    hanging_after 10
    named_in_background --out "own.$signal"
    soon tell
    kill -$signal $RUN
    wait_run
    ok "SIG$signal: an own snapshot: the status is $want" exited $want
    ok "SIG$signal: own resources are taken back" nothing_is_left
    stop_servers
done

# What is being made cannot be deleted before it is made.
a_volume_is_being_made() {
    for _ in $(seq 100); do
        fetch volumes/detail | grep -q creating && return
        sleep 0.05
    done
    return 1
}
target --create-delay-ms 2000
named_in_background --include '*/one-field/*'
ok 'a new volume takes its time' a_volume_is_being_made
kill -INT $RUN
wait_run
ok 'a run may be interrupted meanwhile' exited 130
ok 'and nothing half-made is left' nothing_is_left
stop_servers

# A terminal sends ^C to everything in the foreground. The run's own emulator
# must live until things are put back.
# The first chunk of its output comes when part of the testcases are done; at
# this pace the rest would take many seconds, however fast the machine is.
mkfifo console
setsid sh -c 'echo $$ >pid; exec "$@"' sh "$ASSAY" run --emulator --verbose \
    --rate 100 >console 2>&1 </dev/null &
RUN=$!
{
    read -r _
    kill -INT "-$(cat pid)"
    cat >seen.out
} <console
wait_run
ok '^C: the run ends by the signal' exited 130
ok '^C: the bundled emulator was still there for the restore' says_not LEFT

target
hanging_after 100
cat tell >/dev/null &
named --timeout 30 --deadline 1 --out out.deadline
ok '--deadline: the run could not decide' exited 3
ok '--deadline: it is named' says 'the deadline of the run has passed'
ok '--deadline: the rest of the testcases are errors' \
    rest_is_error out.deadline
ok '--deadline: texts are put back' texts_are_back
ok '--deadline: reports are whole' reports_are_whole out.deadline
stop_servers

# The target takes every update but the one that puts the name back.
target
start_hostile --upstream "$EMULATOR" --method PUT --containing snap-001 403
named --out out.left --include '*/both-fields'
ok 'a name that cannot be put back is exit status 4' exited 4
ok 'the leftover and its old value are named' \
    says "LEFT      snapshot $SNAPSHOT: name: was \"snap-001\""
ok 'JUnit names the leftover' grep -q "snapshot $SNAPSHOT" out.left/junit.xml
ok 'TAP names the leftover' grep -q "LEFT: snapshot $SNAPSHOT" \
    out.left/report.tap
ok 'reports of a run with leftovers are whole' reports_are_whole out.left
start_hostile --upstream "$EMULATOR" --method DELETE 403
judge --include '*/both-fields'
ok 'a resource that cannot be deleted is exit status 4' exited 4
ok 'all three are named' \
    [ "$(grep -c '^LEFT' seen)" -eq 3 ]
stop_servers

done_testing
