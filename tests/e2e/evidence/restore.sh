#!/bin/sh
# restore.sh - the ledger of a run: where it lies, what is in it, and what
# `assay restore` does by it. That nothing is left is the matter of kill.sh.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../lib.sh"
needs python3

STATE=$XDG_STATE_HOME/assay

# All that the project owns, without the times.
belongings() {
    for list in snapshots/detail volumes/detail; do
        fetch "$list" | sed 's/"updated_at":[^,}]*//g'
    done
}
nothing_is_left() {
    belongings >now
    cmp -s before now
}
something_is_left() {
    ! nothing_is_left
}
target() { # target: an emulator and what it holds
    start_emulator
    EMULATOR=$URL
    belongings >before
}
# hanging: a proxy before it: the 3rd update gets no answer, and the pipe says
# so.
hanging() {
    rm -f tell
    mkfifo tell
    start_hostile --upstream "$EMULATOR" --method PUT --after 2 --times 1 \
        --tell tell silent
}
# killed OPTION...: a run that is killed while it waits for that answer.
killed() {
    hanging
    OS_TOKEN=$TOKEN "$ASSAY" run --base-url "$URL/v3/$PROJECT" \
        --include '*/one-field/*' --include '*/both-fields' "$@" \
        >run.out 2>&1 </dev/null &
    soon tell
    kill -9 $!
    wait $! 2>/dev/null
}
restore() {
    OS_TOKEN=$TOKEN assay restore --settle 0.05 "$@"
}
judge_shortly() {
    judge --settle 0.05 --include '*/both-fields' "$@"
}
named() { # named COMMAND OPTION...
    "$@" --snapshot-id "$SNAPSHOT" --neighbour-id "$NEIGHBOUR"
}
ledgers() { # ledgers N: so many lie in the usual place
    [ "$(find "$STATE" -name '*.jsonl' 2>/dev/null | wc -l)" -eq "$1" ]
}
# lines_are_valid FILE: each of them, by the schema.
lines_are_valid() {
    rm -f line.*
    split -l 1 "$1" line.
    valid assay/ledger.json line.*
}

target
judge_shortly
ok 'a run conforms' exited 0
ok 'its ledger is gone, since nothing is left' ledgers 0
judge_shortly --out out
ok 'with --out' exited 0
ok 'it lies there and says that it is done' \
    eval 'tail -n 1 out/ledger.jsonl | grep -q "\"what\":\"done\""'
ok 'and nowhere else' ledgers 0
ok 'each line is valid by the schema' lines_are_valid out/ledger.jsonl
ok 'nobody else may read it' eval '[ "$(stat -c %a out/ledger.jsonl)" = 600 ]'
ok 'the token is not in it' says_not "$TOKEN" out/ledger.jsonl
named judge_shortly --out out
ok 'a finished one makes room for the next' exited 0
ok 'of a named snapshot: valid by the schema' lines_are_valid out/ledger.jsonl
ok 'it holds the original' grep -q '"original":{"name":"snap-001"' \
    out/ledger.jsonl
restore out/ledger.jsonl
ok 'a finished one: there is nothing to do' exited 0
ok 'and it is said' says 'Nothing is left to put back.'

# Killed.
named killed --ledger named.jsonl
ok 'a killed run has left something' something_is_left
ok 'its ledger is valid by the schema' lines_are_valid named.jsonl
restore named.jsonl --dry-run
ok 'a dry restore says what it would do' \
    says "put back  snapshot $SNAPSHOT: {\"name\":\"snap-001\""
ok 'and does nothing' something_is_left
named judge_shortly --ledger named.jsonl
ok 'the next run does not write over it' exited 2
ok 'and names the command' says 'assay restore named.jsonl'
OS_TOKEN=wrong assay restore named.jsonl
ok 'a wrong token decides nothing' exited 3
ok 'and puts nothing back' something_is_left
OS_TOKEN=$TOKEN OS_PROJECT_ID=another ASSAY_BASE_URL=http://127.0.0.1:9 \
    assay restore --settle 0.05 named.jsonl
ok 'where to is in the ledger, whatever the environment says' exited 0
ok 'and everything is as before' nothing_is_left
ok 'which is said of each' says "put back  snapshot $SNAPSHOT"
restore named.jsonl
ok 'once more: nothing to do' exited 0
ok 'no request, no line' says 'Nothing is left to put back.'
restore named.jsonl --project-id another
ok 'another project matters no more, either' exited 0

killed --out out2
ok 'own resources: something is left' something_is_left
restore out2/ledger.jsonl --project-id another
ok 'another project is refused' exited 2
restore out2/ledger.jsonl --base-url "$EMULATOR"
ok 'another way to the same service is believed' exited 0
ok 'and said' says "restoring at $EMULATOR"
ok 'nothing is left' nothing_is_left

# In the usual place: the next run finds it.
killed
ok 'a ledger that nobody named stays in the usual place' ledgers 1
ledger=$(ls "$STATE"/*.jsonl)
judge_shortly
ok 'the next run on this target goes on' exited 0
ok 'and names it with the command' says "assay restore $ledger"
url=$URL
start_emulator
judge_shortly
ok 'a run on another target does not' says_not 'assay restore'
URL=$url
restore "$ledger"
ok 'it is restored' exited 0
ok 'nothing is left there' nothing_is_left
judge_shortly
ok 'the run after that does not name it any more' says_not 'assay restore'
ok 'and clears it away' ledgers 0
named killed
ledger=$(ls "$STATE"/*.jsonl)
named judge_shortly
ok 'a snapshot that was not put back is not judged' exited 2
ok 'and the command is named' says "assay restore $ledger"
judge_shortly
ok 'own resources of a run are another matter' exited 0
restore "$ledger"
named judge_shortly
ok 'after the restore it is' exited 0
stop_servers

# While the run lives.
target
hanging
OS_TOKEN=$TOKEN "$ASSAY" run --base-url "$URL/v3/$PROJECT" --ledger live \
    >run.out 2>&1 </dev/null &
RUN=$!
soon tell
restore live
ok 'while the run lives it is not restored' exited 2
ok 'and its process is named' says "process $RUN"
kill -INT $RUN
wait $RUN
ok 'it puts back what it did itself' nothing_is_left
restore live
ok 'then there is nothing to do' says 'Nothing is left to put back.'

# Two runs with one seed are two runs.
judge_shortly --seed 5 --ledger one
judge_shortly --seed 5 --ledger two
ok 'two runs with one seed name their resources otherwise' \
    eval '[ "$(grep -oh "\"name\":\"assay-[0-9a-f]*\"" one two | sort -u |
        wc -l)" -eq 2 ]'

# What cannot be put back.
start_hostile --upstream "$EMULATOR" --method DELETE 403
judge_shortly --ledger left --json left.json
ok 'the JSON report has the command, too' grep -qF \
    '"finish": "assay restore left' left.json
ok 'what cannot be deleted is exit status 4' exited 4
ok 'with the command to finish' says 'assay restore left'
restore left
ok 'a restore that cannot either is 4, too' exited 4
ok 'three things are listed' lines 3 '^LEFT '
ok 'with the command to try again' says 'to try again: assay restore left'
restore left --base-url "$EMULATOR"
ok 'where it can be deleted it is' exited 0
ok 'and nothing is left' nothing_is_left

# Nobody is there.
killed --ledger lost
stop_server "$PID"
restore lost
ok 'a target that is not there is 3' exited 3
ok 'nothing is given up by that' something_is_left
restore lost --base-url "$EMULATOR"
ok 'later it is restored all the same' nothing_is_left

stop_servers

# What is wrong with a ledger is our trouble.
target
judge_shortly --ledger /proc/none/ledger
ok 'a ledger that cannot be written is exit status 2' exited 2
ok 'and nothing was sent that writes' nothing_is_left
judge_shortly --ledger both --json both
ok 'a report in its place is refused' exited 2
judge_shortly --ledger ''
ok 'an empty name is none' exited 2
echo hello >foreign
judge_shortly --ledger foreign
ok "somebody's file is not written over" exited 2
ok 'it is as it was' grep -qx hello foreign
restore foreign
ok 'nor is it restored by' exited 2
ok 'the line is named' says 'foreign: line 1: '
restore
ok 'a ledger must be named' exited 2
restore none
ok 'it must be there' exited 2
HOME='' XDG_STATE_HOME='' assay run --emulator --include '*/both-fields'
ok 'the bundled emulator ends with the run and needs no ledger' exited 0
stop_servers

done_testing
