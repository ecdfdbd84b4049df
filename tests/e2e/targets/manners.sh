#!/bin/sh
# manners.sh - how a run behaves on somebody else's cloud: its rate, waits that
# the target asks for, one run for each snapshot, its name on the wire, its
# budget of requests, what it tries again, and how long it waits for a start.
# Times have lower limits only; the upper ones are generous.
# shellcheck source=tests/e2e/targets/lib.sh
. "$(dirname "$0")/lib.sh"

few() { # few OPTION...: two testcases of the emulator's own snapshot
    named --include '*/one-field/*' "$@"
}
requests() { # of the last run
    sed -n 's/^[0-9]* testcases.*(\([0-9]*\) requests).*/\1/p' seen
}
# took S: seconds that the last run says it took are at least so many
took() {
    holds "r['duration_us'] >= $1 * 1000000"
}
# waits N STATUS: so many answers had this status
waits() {
    holds "len([e for e in sent if e['response'] and
        e['response']['status'] == $2]) == $1"
}

target --verbose
few
plain=$(requests)
few --rate 20
ok '--rate: the run conforms' exited 0
ok '--rate: as many requests as without' [ "$(requests)" -eq "$plain" ]
ok '--rate 20: N requests take at least (N - 2) / 20 s' \
    took "($plain - 2) / 20"
# A target that allows 10 a second says 429 and when to come again.
stop_server "$PID"
target --rate-limit 10
few
ok 'a target that asks for pauses is waited for' exited 0
ok 'that it asked is said' says 'the target asks to wait 1 s'
ok 'each pause was made' took "$(grep -c 'asks to wait 1 s' seen)"
few --deadline 0.5
ok 'beyond the deadline it is no verdict' exited 3
ok 'nor a finding' [ "$(last_count fail)" -eq 0 ]
stop_server "$PID"

target
gateway --method PUT --busy 1 --busy-for 2
few
ok 'Retry-After in seconds is waited for' exited 0
ok 'for so long' took 2
ok 'the answer in between stands among the exchanges' waits 1 429
gateway --method PUT --busy 1 --busy-for 3 --as-date
few
ok 'Retry-After as a date is waited for' exited 0
ok 'until then; the date has whole seconds' took 1.9
ok 'once' waits 1 429
gateway --method PUT --busy 1 --busy-for 3600
few
ok 'an hour is not waited for' exited 3
ok 'one testcase is in error, and the next is tried' eval \
    '[ "$(last_count error)" -eq 1 ] && [ "$(last_count pass)" -eq 1 ]'
ok 'the reason names the field' says 'with Retry-After, which was not waited'
gateway --method PUT --busy 1 --busy-for 30
few --deadline 20
ok 'nor is anything beyond the deadline' exited_saying 3 'Retry-After'

# What the server is told.
gateway --log wire
few
ok 'User-Agent names version and suite' eval '[ "$(wc -l <wire)" -gt 10 ] &&
    lines 0 " None\$" wire && lines "$(wc -l <wire)" \
    " assay/[0-9.]* (suite evs.snapshots.update)\$" wire'
stop_servers

# A budget: 40 requests, two of which see what there is before.
target --verbose
named --max-requests 40
ok '--max-requests: the rest is no verdict' exited 3
ok 'exactly so many were made' holds 'len(sent) == 38'
ok 'the rest says why' says \
    'as many requests as allowed were made (--max-requests)'
ok 'putting back is beyond the budget' nothing_is_left
judge --max-requests 30
ok 'resources of its own are taken back, too' eval \
    'exited 3 && nothing_is_left'
judge --max-requests 2
ok 'even when it ends while they are made' eval \
    'exited 3 && nothing_is_left && says --max-requests'

# One run for each snapshot. The first hangs in an update.
mkfifo tell
start_server python3 "$ROOT/tests/hostile/server.py" --upstream "$EMULATOR" \
    --method PUT --times 1 --tell tell silent
OS_TOKEN=$TOKEN "$ASSAY" run --base-url "$URL/v3/$PROJECT" --timeout 300 \
    --snapshot-id "$SNAPSHOT" >first 2>&1 </dev/null &
RUN=$!
timeout 60 head -n 1 tell >told
few
ok 'a second run on the same snapshot stops' exited 2
ok 'and names the process of the first' says "(process $RUN)"
judge --snapshot-id "$NEIGHBOUR" --neighbour-id "$SNAPSHOT" \
    --include '*/one-field/*'
ok 'so does one that would only watch it' exited_saying 2 "(process $RUN)"
judge --snapshot-id "$NEIGHBOUR" --include '*/one-field/*'
ok 'another snapshot is free' exited 0
few --dry-run
ok 'a dry run needs no lock' exited 0
kill -9 $RUN
wait $RUN 2>killed
few
ok 'after kill -9 it must be put back first' exited_saying 2 'assay restore'
OS_TOKEN=$TOKEN assay restore "$XDG_STATE_HOME"/assay/*.jsonl
ok 'which can be done at once' exited 0
few
ok 'and then the snapshot is free again' exited 0

# What is tried again, and what is not.
start_hostile nothing
few --retries 5
ok '--retries: what was sent is not sent again' eval \
    'exited 3 && [ "$(requests)" -eq 1 ] && says_not tries'
stop_servers
closed_url
few --retries 2
ok '--retries: what could not be sent is' exited_saying 3 '(3 tries)'
few
ok 'without the option nothing is' eval 'exited 3 && says_not tries'
few --wait-ready 1
ok '--wait-ready has its limit, too' \
    exited_saying 3 'was not ready within 1 s (--wait-ready)'

# A target that starts later.
{
    sleep 1
    exec "$BUILD/assay-emulator" --port "$(port_of "$URL")" >late 2>&1
} &
SERVER_PIDS="$SERVER_PIDS $!"
few --wait-ready 100
ok '--wait-ready waits for a server that is not there yet' exited 0
stop_servers

start_emulator --ready-after-ms 1500
few --wait-ready 100
ok '--wait-ready waits for one that is there and not ready' exited 0
stop_servers

done_testing
