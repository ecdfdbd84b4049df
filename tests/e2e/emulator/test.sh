#!/bin/sh
# test.sh - the emulator as its users see it: a process, a port, HTTP.
# shellcheck source=tests/e2e/emulator/lib.sh
. "$(dirname "$0")/lib.sh"

repeat() { # repeat TEXT N
    awk -v text="$1" -v n="$2" 'BEGIN { while (n-- > 0) printf "%s", text }'
}
exits_with() { # exits_with STATUS LINES-ON-STDERR COMMAND...
    want=$1
    lines=$2
    shift 2
    "$@" >"$WORK/seen" 2>"$WORK/err" </dev/null
    [ $? -eq "$want" ] && [ "$(wc -l <"$WORK/err")" -eq "$lines" ]
}
put_is() { # put_is STATUS TEXT BODY
    answers "$1" "$2" -X PUT --data-binary "$3" "$SNAPSHOTS/$SNAPSHOT"
}
named() { # named TEXT: a body
    printf '{"snapshot":{"name":"%s"}}' "$1"
}
has_header() {
    grep -qi "^$1" "$WORK/headers"
}

# The command line.
ok 'help goes to stdout and is no mistake' exits_with 0 0 "$EMULATOR" --help
ok 'the version is printed' exits_with 0 0 "$EMULATOR" --version
ok 'an unknown option takes two lines and status 2' \
    exits_with 2 2 "$EMULATOR" --nonsense
ok 'a port that is no number is wrong use' \
    exits_with 2 2 "$EMULATOR" --port x
ok 'an option without its value is wrong use' \
    exits_with 2 2 "$EMULATOR" --token
ok 'an unknown fault is wrong use' \
    exits_with 2 2 "$EMULATOR" --fault nonsense
ok 'faults are listed' exits_with 0 0 "$EMULATOR" --list-faults
ok 'the list has four columns' \
    awk -F '\t' 'NF != 4 { exit 1 } END { exit NR < 22 }' "$WORK/seen"
# as_json: the list on standard input as the file of fixtures has it.
as_json() {
    awk -F '\t' 'BEGIN { printf "[" } !seen[$1]++ {
        printf "%s\n  {\"name\": \"%s\", ", (n++ ? "," : ""), $1
        if (NF == 4) printf "\"clause\": \"%s\", ", $3
        printf "\"description\": \"%s\"}", $NF
    } END { print "\n]" }'
}
# What the emulator need not know: of which operation the clause is, and what
# becomes of a testcase other than to fail.
without_notes() {
    sed 's/, "operation": "[^"]*"//; s/, "caught-as": "[^"]*"//' "$1"
}
lists_as() { # lists_as FILE OPTION
    without_notes "fixtures/$1" >"$WORK/notes"
    "$EMULATOR" "$2" | as_json | diff "$WORK/notes" - >"$WORK/seen"
}
ok 'fixtures/faults.json is the list of faults' \
    lists_as faults.json --list-faults
ok 'an unknown variant is wrong use' \
    exits_with 2 2 "$EMULATOR" --variant nonsense
ok 'a fault is no variant' exits_with 2 2 "$EMULATOR" --variant hang
ok 'variants are listed' exits_with 0 0 "$EMULATOR" --list-variants
ok 'the list has three columns' \
    awk -F '\t' 'NF != 3 { exit 1 } END { exit NR < 20 }' "$WORK/seen"
ok 'fixtures/variants.json is the list of variants' \
    lists_as variants.json --list-variants
ok 'it stops when standard input ends' \
    exits_with 0 0 "$EMULATOR" --stop-on-eof

start
ok 'one line says where it listens' \
    grep -qx 'assay-emulator: listening on http://127.0.0.1:[0-9]*' "$WORK/out"
ok 'and there is no other line' [ "$(wc -l <"$WORK/out")" -eq 1 ]
port=${URL##*:}
ok 'a port that is taken is told' \
    exits_with 2 1 "$EMULATOR" --port "$port"

# Versions.
ok 'the root lists the versions with 300' answers 300 '"id":"v3.0"' "$URL/"
ok '/v3/ is one version' answers 200 '"min_version":"3.0"' "$URL/v3/"
ok '/v2 is another' answers 200 '"id":"v2.0"' "$URL/v2"

# Reading, in three dialects.
for root in v3/$PROJECT/snapshots v2/$PROJECT/snapshots \
    v2/$PROJECT/cloudsnapshots; do
    ok "GET /$root/{id}" answers 200 '"name":"snap-001"' "$URL/$root/$SNAPSHOT"
    ok "GET /$root/detail" answers 200 ':project_id' "$URL/$root/detail"
done
ok 'answers are JSON' has_header 'content-type: application/json'
ok 'answers carry a request id' \
    has_header 'x-openstack-request-id: req-[0-9a-f-]\{36\}'
ok 'HEAD has no body' answers 200 '' -I "$SNAPSHOTS/$SNAPSHOT"
ok 'the vendor dialect has no brief list' \
    answers 405 badMethod "$URL/v2/$PROJECT/cloudsnapshots"

# Updating.
ok 'an update answers the new state' put_is 200 '"name":"é <&>"' \
    "$(named 'é <&>')"
cp "$WORK/body" "$WORK/updated"
ask "$SNAPSHOTS/$SNAPSHOT"
ok 'and a read answers the same' cmp -s "$WORK/updated" "$WORK/body"
ok 'the other text is left' grep -q '"description":"Daily backup"' "$WORK/body"
ok 'times have microseconds and no zone' grep -Eq \
    '"updated_at":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{6}"' "$WORK/body"
ok 'null is stored' put_is 200 '"description":null' \
    '{"snapshot":{"description":null}}'
ok 'an empty object is accepted' put_is 200 '"name":"é <&>"' '{"snapshot":{}}'
ok '255 bytes are accepted' put_is 200 '' "$(named "$(repeat a 255)")"
ok '256 bytes are refused' put_is 400 EVS.5400 "$(named "$(repeat a 256)")"
ok '128 letters of two bytes are refused' put_is 400 EVS.5400 \
    "$(named "$(repeat é 128)")"
ok 'no body is refused' put_is 400 badRequest ''
ok 'half a body is refused' put_is 400 badRequest '{"snapshot":{"name":"x"'
ok 'a lone surrogate is refused' put_is 400 badRequest "$(named '\ud800')"
ok 'a member given twice is refused' put_is 400 badRequest \
    '{"snapshot":{"name":"a","name":"b"}}'
ok 'an unknown id is 404' answers 404 itemNotFound -X PUT -d "$(named x)" \
    "$SNAPSHOTS/cccccccc-0000-4000-8000-000000000001"
ok 'a malformed id is 404' answers 404 itemNotFound -X PUT -d "$(named x)" \
    "$SNAPSHOTS/no-id"
ok 'the neighbour was left alone' answers 200 '"updated_at":null' \
    "$SNAPSHOTS/$NEIGHBOUR"

# Size.
repeat ' ' 1048577 >"$WORK/big"
ok 'over 1 MiB is 413' answers 413 overLimit -X PUT \
    --data-binary @"$WORK/big" "$SNAPSHOTS/$SNAPSHOT"
ok 'also when the client does not ask first' answers 413 overLimit -X PUT \
    -H 'Expect:' --data-binary @"$WORK/big" "$SNAPSHOTS/$SNAPSHOT"
ok 'also when the length is not announced' answers 413 overLimit -X PUT \
    -H 'Transfer-Encoding: chunked' --data-binary @"$WORK/big" \
    "$SNAPSHOTS/$SNAPSHOT"
ok 'a chunked update is served' answers 200 '"name":"chunk"' -X PUT \
    -H 'Transfer-Encoding: chunked' -d "$(named chunk)" "$SNAPSHOTS/$SNAPSHOT"
ok 'a client that asks first is served' answers 200 '"name":"asked"' -X PUT \
    -H 'Expect: 100-continue' -d "$(named asked)" "$SNAPSHOTS/$SNAPSHOT"

# Access and routes.
TOKEN=wrong
ok 'a wrong token is 401' answers 401 EVS.5401 "$SNAPSHOTS/$SNAPSHOT"
TOKEN=emulator-second-token
ok "another identity has no part in this project" \
    answers 400 Common.0018 "$SNAPSHOTS/$SNAPSHOT"
TOKEN= # curl sends no header without a value
ok 'no token is 401' answers 401 EVS.5401 "$SNAPSHOTS/$SNAPSHOT"
unset TOKEN
ok 'an unknown path is 404' answers 404 itemNotFound "$URL/v3/$PROJECT/x"
ok 'a wrong method is 405' answers 405 badMethod -X PATCH \
    "$SNAPSHOTS/$SNAPSHOT"
ok 'and Allow has the right ones' has_header 'allow: GET, HEAD, PUT, DELETE'
ok 'a page of one has a link to the next' \
    answers 200 snapshots_links "$SNAPSHOTS?limit=1"
ok 'a limit of 1001 is refused' answers 400 EVS.1023 "$SNAPSHOTS?limit=1001"

# From disk to snapshot and back.
made_id() {
    sed -n 's/.*"id":"\([0-9a-f-]*\)".*/\1/p' "$WORK/body"
}
ok 'a disk is created' answers 202 '"status":"creating"' \
    -d '{"volume":{"size":1}}' "$URL/v3/$PROJECT/volumes"
disk=$(made_id)
ok 'it becomes available' answers 200 '"status":"available"' \
    "$URL/v3/$PROJECT/volumes/$disk"
ok 'a snapshot is created' answers 202 '"status":"creating"' \
    -d "{\"snapshot\":{\"volume_id\":\"$disk\"}}" "$SNAPSHOTS"
made=$(made_id)
ok 'the disk cannot go before it' answers 400 EVS.1046 -X DELETE \
    "$URL/v3/$PROJECT/volumes/$disk"
ok 'the snapshot is deleted' answers 202 '' -X DELETE "$SNAPSHOTS/$made"
ok 'it is deleting' answers 200 '"status":"deleting"' "$SNAPSHOTS/$made"
ok 'it is gone' answers 404 itemNotFound "$SNAPSHOTS/$made"
ok 'the disk is deleted' answers 202 '' -X DELETE \
    "$URL/v3/$PROJECT/volumes/$disk"

stop
ok 'SIGTERM is a clean end' [ "$STATUS" -eq 0 ]

# Faults that only a socket can show; the others are unit tests.
start --fault hang --verbose
curl -s -m 1 -X PUT -H 'X-Auth-Token: emulator-token' -d "$(named x)" \
    "$SNAPSHOTS/$SNAPSHOT"
ok 'hang: an update is never answered' [ $? -eq 28 ]
ok 'hang: reads are served meanwhile' answers 200 '' "$SNAPSHOTS/$SNAPSHOT"
ok 'verbose: a line a request' [ "$(wc -l <"$WORK/err")" -eq 2 ]
stop
ok 'hang: it still ends cleanly' [ "$STATUS" -eq 0 ]

start --fault truncated-body
put "$(named x)"
ok 'truncated-body: half a document arrives whole' \
    grep -q '^200 ' "$WORK/code"
ok 'truncated-body: its end is missing' \
    awk '/}}$/ { whole = 1 } END { exit whole }' "$WORK/body"

start --create-delay-ms 600000
answers 202 '' -d '{"volume":{"size":1}}' "$URL/v3/$PROJECT/volumes"
disk=$(made_id)
ok 'a delay keeps a disk in creating' answers 200 '"status":"creating"' \
    "$URL/v3/$PROJECT/volumes/$disk"
ok 'and in creating it cannot be deleted' answers 400 EVS.1046 -X DELETE \
    "$URL/v3/$PROJECT/volumes/$disk"

start --token mine --project-id p --seed-snapshots 5
TOKEN=mine
ok 'token, project and seed are chosen' answers 200 \
    aaaaaaaa-0000-4000-8000-000000000005 "$URL/v3/p/snapshots"
unset TOKEN

done_testing
