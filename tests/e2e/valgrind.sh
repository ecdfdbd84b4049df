#!/bin/sh
# valgrind.sh - whole runs under valgrind: a target that conforms, one that
# does not, one that is not there, and the commands that send nothing. Called
# by `make valgrind` only, since it takes its time.
. "$(dirname "$0")/lib.sh"

memcheck() {
    valgrind -q --leak-check=full --error-exitcode=99 \
        --child-silent-after-fork=yes "$ASSAY" "$@" >seen 2>&1
}

ends_with() {
    wanted=$1
    shift
    memcheck "$@"
    [ $? -eq "$wanted" ]
}

ok 'a whole run' ends_with 0 run --emulator --timeout 120 --out reports
echo '{"organisation": "O", "product": "P", "version": "1", "contact": "c"}' \
    >subject.json
openssl genpkey -algorithm ed25519 -out own.pem
openssl pkey -in own.pem -pubout -out own.pub
ok 'a certificate' ends_with 0 certify reports --subject subject.json \
    --sign-key own.pem
ok 'and its verification' ends_with 0 verify reports --pubkey own.pub
ok 'with another key' ends_with 2 verify reports --pubkey own.pem
ok 'list' ends_with 0 list
ok 'lint' ends_with 0 lint
ok 'explain' ends_with 0 explain evs.snapshots.update/both-fields
ok 'a dry run' ends_with 0 run --emulator --dry-run
ok 'no such target' ends_with 3 run --base-url http://127.0.0.1:1 \
    --project-id 0123456789abcdef0123456789abcdef
ok 'a wrong option' ends_with 2 run --no-such-option

done_testing
