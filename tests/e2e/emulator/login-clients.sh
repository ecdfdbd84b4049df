#!/bin/sh
# login-clients.sh - OpenStack's own clients log in to the emulator with a
# password or a credential, by variables and by clouds.yaml, and find their
# way to disks and snapshots through its catalog.
#
# They need a second or so for each command, so four chains of commands run
# beside each other and are judged afterwards. It needs the clients of Debian's
# packages python3-openstackclient and python3-cinderclient.
# shellcheck source=tests/e2e/emulator/lib.sh
. "$(dirname "$0")/lib.sh"

for client in openstack cinder; do
    if [ ! -x /usr/bin/$client ]; then
        echo "1..0 # SKIP the client $client is not installed"
        exit 0
    fi
done

start --region here
cat >"$WORK/clouds.yaml" <<CLOUDS
clouds:
  password:
    region_name: here
    auth:
      auth_url: $URL/identity/v3
      username: user
      password: emulator-password
      project_id: $PROJECT
      user_domain_name: Default
  credential:
    auth_type: v3applicationcredential
    auth:
      auth_url: $URL/identity
      application_credential_id: 0000000000000000000000000000acac
      application_credential_secret: emulator-secret
CLOUDS

# client STEP COMMAND...: one command of a chain, with nothing but the
# variables of this test. Leaves STEP.out and, unless it failed, STEP.ran.
client() {
    step=$WORK/$1
    shift
    (cd "$WORK" && env -i PATH=/usr/bin:/bin HOME="$WORK" LC_ALL=C.UTF-8 "$@") \
        >"$step.out" 2>&1 && : >"$step.ran"
}
# by_variables STEP COMMAND...: the same, as user of the project.
by_variables() {
    step=$1
    shift
    client "$step" OS_AUTH_URL="${AUTH_URL:-$URL/identity}" \
        OS_USERNAME=user OS_PASSWORD="${PASSWORD:-emulator-password}" \
        OS_USER_DOMAIN_NAME=Default OS_PROJECT_DOMAIN_ID=default \
        OS_PROJECT_NAME=emulator OS_REGION_NAME=here \
        OS_IDENTITY_API_VERSION=3 "$@"
}
openstack() { # openstack STEP WORD...
    step=$1
    shift
    by_variables "$step" openstack "$@"
}
cinder() { # cinder STEP WORD...
    step=$1
    shift
    AUTH_URL=$URL/identity/v3 by_variables "$step" \
        cinder --os-volume-api-version 3.50 "$@"
}
by_cloud() { # by_cloud CLOUD STEP WORD...
    cloud=$1 step=$2
    shift 2
    client "$step" openstack --os-cloud "$cloud" "$@"
}
id_of() { # id_of STEP: the id that a command printed, alone or in a table
    sed -n 's/^| id  *| \([^ ]*\) .*/\1/p; t
        /^[0-9a-f-]\{36\}$/p' "$WORK/$1.out"
}

volume_chain() {
    openstack create volume create --size 1 --description first -f value \
        -c id disk
    disk=$(id_of create)
    openstack set volume set --name 'disk ü' --description second "$disk"
    openstack show volume show "$disk"
    openstack list volume list
    openstack delete volume delete "$disk"
    PASSWORD=wrong openstack wrong token issue
}
snapshot_chain() {
    by_cloud password snap-create volume snapshot create --volume "$VOLUME" \
        -f value -c id before
    snapshot=$(id_of snap-create)
    by_cloud password snap-set volume snapshot set --name after \
        --description changed "$snapshot"
    by_cloud password snap-show volume snapshot show "$snapshot"
    by_cloud password snap-list volume snapshot list
    by_cloud password snap-delete volume snapshot delete "$snapshot"
    by_cloud credential credential token issue
}
cinder_chain() {
    cinder c-create create --name cdisk 1
    disk=$(id_of c-create)
    cinder c-snap-create snapshot-create --name cbefore "$disk"
    snapshot=$(id_of c-snap-create)
    cinder c-snap-rename snapshot-rename --description changed "$snapshot" \
        cafter
    cinder c-snap-show snapshot-show cafter
    cinder c-snap-delete snapshot-delete "$snapshot"
    cinder c-delete delete "$disk"
    PASSWORD=wrong cinder c-wrong list
}
volume_chain &
one=$!
snapshot_chain &
other=$!
cinder_chain &
third=$!
openstack token token issue
openstack catalog catalog list
wait $one $other $third

# ran STEP and says STEP PATTERN: the command ended well; it said so.
ran() {
    cp "$WORK/$1.out" "$WORK/seen"
    [ -e "$WORK/$1.ran" ]
}
says() {
    ran "$1"
    grep -q -e "$2" "$WORK/seen"
}
# shows STEP NAME VALUE: a row of a table.
shows() {
    says "$1" "^| $2  *| $3  *|\$"
}
not() {
    ! "$@"
}

ok 'openstack token issue logs in' ran token
ok 'the token is for the project' shows token project_id "$PROJECT"
ok 'the token is the one that was given' shows token id '[0-9a-f]\{64\}'
ok 'openstack catalog list has the volume service' \
    says catalog "public: $URL/v3/$PROJECT "
ok 'the catalog has its region' says catalog '| here  *|'
ok 'a wrong password is refused' not ran wrong
ok 'openstack says so' says wrong 'requires authentication. (HTTP 401)'
ok 'cinder is refused, too' not ran c-wrong
ok 'cinder says so' says c-wrong 'requires authentication. (HTTP 401)'

for step in create set show list delete snap-create snap-set snap-show \
    snap-list snap-delete; do
    ok "openstack: $step" ran $step
done
ok 'a disk has its new name' shows show name 'disk ü'
ok 'a disk has its new description' shows show description second
ok 'a disk has its size' shows show size 1
ok 'the list has the new disk' says list "^| $(id_of create) | disk ü "
ok 'the list has the seeded disk' says list "^| $VOLUME "
ok 'a snapshot has its new name' shows snap-show name after
ok 'a snapshot has its new description' shows snap-show description changed
ok 'a snapshot has its disk' shows snap-show volume_id "$VOLUME"
ok 'the list has the new snapshot' \
    says snap-list "^| $(id_of snap-create) | after "
ok 'the list has the seeded snapshot' says snap-list "^| $SNAPSHOT "
ok 'a credential logs in for its project' \
    shows credential project_id "$PROJECT"

for step in c-create c-snap-create c-snap-rename c-snap-show c-snap-delete \
    c-delete; do
    ok "cinder: ${step#c-}" ran $step
done
ok 'cinder shows the new name' shows c-snap-show name cafter
ok 'cinder shows the new description' shows c-snap-show description changed

# What was shown as deleting is gone.
ask "$URL/v3/$PROJECT/volumes"
ask "$URL/v3/$PROJECT/volumes"
ok 'only the seeded disk is left' \
    [ "$(grep -o '"id"' "$WORK/body" | wc -l)" -eq 1 ]
ask "$SNAPSHOTS"
ask "$SNAPSHOTS"
ok 'only the seeded snapshots are left' \
    [ "$(grep -o '"id"' "$WORK/body" | wc -l)" -eq 2 ]

stop
ok 'the emulator ends cleanly' [ "$STATUS" -eq 0 ]
done_testing
