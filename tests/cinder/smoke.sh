#!/bin/sh
# smoke.sh - does tests/cinder/cinder really give a Cinder that works?
# Two times from nothing: start, make, rename and delete through the API, be
# refused with a wrong token, stop. Prints TAP; exit status 0 if all is ok.
here=$(cd "$(dirname "$0")" && pwd) || exit 2
work=$(mktemp -d) || exit 2
dir=
count=0
failed=0

leave() {
    [ -z "$dir" ] || "$here/cinder" stop "$dir"
    rm -rf "$work"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# ok TITLE COMMAND...: one line of TAP; the last answer explains a failure.
ok() {
    title=$1
    shift
    count=$((count + 1))
    if "$@"; then
        echo "ok $count - $title"
    else
        echo "not ok $count - $title"
        echo "# ${status:-} $(head -c 300 "$work/answer" 2>/dev/null)"
        failed=1
    fi
}

# call METHOD PATH TOKEN [BODY]: sets status, the body goes to $work/answer.
call() {
    status=$(curl -sS --noproxy '*' --max-time 30 -o "$work/answer" \
        -w '%{http_code}' -X "$1" -H "X-Auth-Token: $3" \
        -H 'Content-Type: application/json' ${4:+--data "$4"} \
        "$CINDER_URL/v3/$CINDER_PROJECT$2")
}

# answers STATUS METHOD PATH TOKEN [BODY]
answers() {
    wanted=$1
    shift
    call "$@"
    [ "$status" = "$wanted" ]
}

# member KIND NAME: that member of the last answer's volume or snapshot.
member() {
    /usr/bin/python3 -I -c 'import json, sys
print(json.load(sys.stdin)[sys.argv[1]][sys.argv[2]])' "$@" <"$work/answer"
}

# make KIND BODY: sets id once it is available.
make() {
    answers 202 POST "/$1s" "$CINDER_TOKEN" "$2" || return 1
    id=$(member "$1" id) || return 1
    for _ in $(seq 100); do
        answers 200 GET "/$1s/$id" "$CINDER_TOKEN" || return 1
        [ "$(member "$1" status)" != available ] || return 0
        sleep 0.1
    done
    return 1
}

# delete PATH: accepted, and soon it is gone.
delete() {
    answers 202 DELETE "$1" "$CINDER_TOKEN" || return 1
    for _ in $(seq 100); do
        ! answers 404 GET "$1" "$CINDER_TOKEN" || return 0
        sleep 0.1
    done
    return 1
}

has_name() {
    answers 200 GET "/snapshots/$1" "$CINDER_TOKEN" &&
        [ "$(member snapshot name)" = "$2" ]
}

# Nobody listens there any more (curl: 7, could not connect).
is_closed() {
    curl -s --noproxy '*' --max-time 5 "http://127.0.0.1:$1/" >/dev/null
    [ $? -eq 7 ]
}

round() {
    dir=$work/$1
    ok "$1: it starts" "$here/cinder" start "$dir"
    "$here/cinder" env "$dir" >"$work/env" || return
    # shellcheck disable=SC1091
    . "$work/env"
    ok "$1: a volume is made" make volume '{"volume": {"size": 1}}'
    volume=$id
    ok "$1: a snapshot is made" \
        make snapshot "{\"snapshot\": {\"volume_id\": \"$volume\"}}"
    path=/snapshots/$id
    ok "$1: a name is put" answers 200 PUT "$path" "$CINDER_TOKEN" \
        '{"snapshot": {"name": "new name"}}'
    ok "$1: the name is read back" has_name "$id" "new name"
    ok "$1: an unknown token is refused" answers 401 PUT "$path" bad \
        '{"snapshot": {"name": "refused"}}'
    ok "$1: no token is refused" answers 401 PUT "$path" "" \
        '{"snapshot": {"name": "refused"}}'
    ok "$1: the refused name was not stored" has_name "$id" "new name"
    ok "$1: another project's snapshot cannot be changed" answers 404 \
        PUT "/snapshots/$CINDER_OTHER_SNAPSHOT" "$CINDER_TOKEN" \
        '{"snapshot": {"name": "foreign"}}'
    ok "$1: its own project reads it" other_project_reads
    ok "$1: the snapshot is deleted" delete "$path"
    ok "$1: the volume is deleted" delete "/volumes/$volume"
    ok "$1: it stops" "$here/cinder" stop "$dir"
    ok "$1: Cinder's port is closed" is_closed "${CINDER_URL##*:}"
    ok "$1: the identity port is closed" is_closed "$(cat "$dir/identity.port")"
    dir=
}

other_project_reads() (
    CINDER_PROJECT=$CINDER_OTHER_PROJECT
    CINDER_TOKEN=$CINDER_OTHER_TOKEN
    has_name "$CINDER_OTHER_SNAPSHOT" other-snapshot
)

echo "TAP version 14"
round first
round second
echo "1..30"
[ "$failed" -eq 0 ] && [ "$count" -eq 30 ]
