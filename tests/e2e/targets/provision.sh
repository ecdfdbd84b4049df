#!/bin/sh
# provision.sh - what a run makes for itself: rules and quotas of the target,
# resources that fail, and that nothing of it stays.
# shellcheck source=tests/e2e/targets/lib.sh
. "$(dirname "$0")/lib.sh"

few() { # few OPTION...: two testcases with resources of their own
    judge --include '*/one-field/*' "$@"
}
# asks N PATH: the server was asked so often to make something
asks() {
    lines "$1" "POST /v3/$PROJECT/$2 " "$SCRATCH/server.$SERVERS.err"
}

# As the vendor: a zone must be named, and 10 GB is the smallest.
target --vendor-rules --verbose
few
ok 'a zone is looked up, and the size is the smallest of the profile' exited 0
ok 'nothing stays' nothing_is_left
few --availability-zone nowhere
ok 'a zone that there is not is named as the cause' \
    exited_saying 3 'the availability zone does not suit it'
few --volume-size 5
ok 'a size below the smallest is named as the cause' \
    exited_saying 3 'the size does not suit it (--volume-size)'
few --volume-type fastest
ok 'a type that there is not is named as the cause' \
    exited_saying 3 'the volume type does not suit it (--volume-type)'
few --volume-type SSD --volume-size 20 --availability-zone az-dc-1
ok 'what is right is taken' exited 0
ok 'nothing stays of all this' nothing_is_left
few --profile openstack --include '*/one-field/*'
ok "the smallest size of upstream is the vendor's mistake" \
    exited_saying 3 '(--volume-size)'

before=$(grep -c "POST /v3/$PROJECT/volumes " "$SCRATCH/server.$SERVERS.err")
few --volume-id "$VOLUME"
ok 'a volume that the user named is used' exited 0
ok 'none was made' asks "$before" volumes
ok 'it stays and its snapshots go' nothing_is_left
few --volume-id 99999999-1111-4111-8111-111111111111
ok 'a volume that is not there is named as the cause' \
    exited_saying 3 'no such volume (--volume-id)'

few --no-create
ok '--no-create needs a snapshot' exited_saying 2 --snapshot-id
named --no-create --include '*/one-field/*' --include '*/reserved-prefix'
ok 'with one it runs' exited 0
ok 'the name of resources is not tried on what is not ours' \
    holds 'of("/reserved-prefix")["verdict"] == "skip"'
stop_server "$PID"

for limit in 'volumes 1' 'snapshots 3' 'gigabytes 2'; do
    # shellcheck disable=SC2086
    target --quota-${limit% *} ${limit#* }
    few
    ok "quota of ${limit% *}: it is named, and what to do" exited_saying 3 \
        'a quota of the project is used up' --snapshot-id
    ok "quota of ${limit% *}: nothing stays" nothing_is_left
    stop_server "$PID"
done

target --read-only
few
ok 'a user who may only read is told so' \
    exited_saying 3 'this user may not do that: take one whose role allows it'
ok 'nothing was made' nothing_is_left
stop_server "$PID"

target --volumes-fail
few
ok 'a volume that ends in error is no verdict' \
    exited_saying 3 'this volume was made but is "error"'
ok 'it is taken back' nothing_is_left
stop_server "$PID"

target --snapshots-fail
few
ok 'so is a snapshot' exited_saying 3 'this snapshot was made but is "error"'
ok 'it and its volume are taken back' nothing_is_left
stop_server "$PID"

target --create-delay-ms 500 --verbose
few
ok 'slow creating is waited for' exited 0
ok 'three things were made' eval 'asks 1 volumes && asks 2 snapshots'
ok 'they were asked for more than once' [ "$(grep -c \
    "GET /v3/$PROJECT/volumes/" "$SCRATCH/server.$SERVERS.err")" -gt 3 ]
ok 'slow things are taken back, too' nothing_is_left
few --deadline 0.7
ok 'a deadline while things are made is no verdict' \
    exited_saying 3 '--deadline'
ok 'what was half made is taken back' nothing_is_left
stop_server "$PID"

done_testing
