#!/bin/sh
# cinder-client.sh - OpenStack's own client finds its way around the emulator.
# It needs the client of Debian's package python3-cinderclient.
# shellcheck source=tests/e2e/emulator/lib.sh
. "$(dirname "$0")/lib.sh"

CLIENT=/usr/bin/cinder
if [ ! -x "$CLIENT" ]; then
    echo '1..0 # SKIP the client cinder is not installed'
    exit 0
fi

# Without a Keystone the client makes its token of user and project.
start --token "admin:$PROJECT"

# cinder COMMAND...: run the client, its tables in seen. Variables that would
# lead it elsewhere are kept from it.
cinder() {
    env -i PATH=/usr/bin:/bin HOME="$WORK" LC_ALL=C.UTF-8 "$CLIENT" \
        --os-auth-type noauth --os-user-id admin --os-project-id "$PROJECT" \
        --os-endpoint "$URL/v3/$PROJECT" --os-volume-api-version 3.50 \
        "$@" >"$WORK/seen" 2>&1
}
# shows NAME VALUE: a row of the last table, value as a basic expression.
shows() {
    grep -q "^| $1  *| $2  *|\$" "$WORK/seen"
}
value_of() {
    sed -n "s/^| $1  *| \([^ ]*\)  *|\$/\1/p" "$WORK/seen"
}
lists() {
    grep -q "^| $1 " "$WORK/seen"
}
not() {
    ! "$@"
}

ok 'create makes a disk' cinder create --name disk 1
ok 'the disk has its size' shows size 1
ok 'the disk has its name' shows name disk
disk=$(value_of id)

ok 'snapshot-create makes a snapshot' cinder snapshot-create \
    --name before --description first "$disk"
ok 'it is creating' shows status creating
ok 'it is a snapshot of the disk' shows volume_id "$disk"
snapshot=$(value_of id)

ok 'snapshot-show finds it by id' cinder snapshot-show "$snapshot"
ok 'it is available' shows status available
ok 'it has its description' shows description first
ok 'it has not been updated' shows updated_at None

ok 'snapshot-list runs' cinder snapshot-list
ok 'it lists the new one' lists "$snapshot"
ok 'it lists the seeded one' lists "$SNAPSHOT"
ok 'snapshot-list filters by name' cinder snapshot-list --name before
ok 'the filter keeps the new one' lists "$snapshot"
ok 'the filter drops the seeded one' not lists "$SNAPSHOT"

ok 'snapshot-rename runs' cinder snapshot-rename \
    --description 'second ü' "$snapshot" after
ok 'snapshot-show finds it by its new name' cinder snapshot-show after
ok 'the name is changed' shows name after
ok 'the description is changed' shows description 'second ü'
ok 'the id is the same' shows id "$snapshot"
ok 'it has been updated' not shows updated_at None

ok 'a name of 256 bytes is refused' not cinder snapshot-rename "$snapshot" \
    "$(awk 'BEGIN { while (i++ < 256) printf "a" }')"
ok 'the client understands the refusal' \
    grep -q 'longer than 255 bytes. (HTTP 400)' "$WORK/seen"

ok 'snapshot-delete runs' cinder snapshot-delete "$snapshot"
cinder snapshot-show "$snapshot" # shows it deleting, once
ok 'it is gone' not cinder snapshot-show "$snapshot"
ok 'the client says so' grep -q 'No snapshot with a name or ID' "$WORK/seen"
ok 'delete takes the disk away' cinder delete "$disk"

stop
ok 'the emulator ends cleanly' [ "$STATUS" -eq 0 ]

done_testing
