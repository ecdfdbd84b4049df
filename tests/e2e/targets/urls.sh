#!/bin/sh
# urls.sh - the forms in which a base URL may be given, behind a gateway with a
# prefix and on IPv6 too, and what --show-config says was understood.
# shellcheck source=tests/e2e/targets/lib.sh
. "$(dirname "$0")/lib.sh"

# reads URL OPTION...: a testcase is judged there
reads() {
    url=$1
    shift
    OS_TOKEN=$TOKEN assay run --base-url "$url" --out out \
        --snapshot-id "$SNAPSHOT" --include '*/one-field/name' "$@"
    exited 0 && [ "$(last_count pass)" -eq 1 ]
}
# understood URL ROOT REST OPTION...: --show-config takes it apart so
understood() {
    url=$1 root=$2 rest=$3
    shift 3
    OS_TOKEN=$TOKEN assay run --base-url "$url" --show-config "$@"
    exited 0 && lines 1 "^  root  *$root\$" &&
        lines 1 "^  behind it in the URL  *$rest\$" &&
        lines 1 "^  project  *$PROJECT\$" && says_not "$TOKEN"
}
# refused URL TEXT: a mistake of usage, in these words
refused() {
    OS_TOKEN=$TOKEN assay run --base-url "$1" --project-id "$PROJECT"
    exited_saying 2 --base-url "$2"
}

target
HOST=$EMULATOR
for form in '' / /v3 /v3/ //v3; do
    ok "host$form is taken" reads "$HOST$form" --project-id "$PROJECT"
done
for form in "/v3/$PROJECT" "/v3/$PROJECT/" "/v3/$PROJECT//"; do
    ok "host/v3/PROJECT${form#/v3/"$PROJECT"} is taken" reads "$HOST$form"
done
ok 'all of these ask the same addresses' holds "all(
    e['request']['url'].startswith('$HOST/v3/$PROJECT/snapshots/')
    for e in sent)"
ok 'the project may be said twice' \
    reads "$HOST/v3/$PROJECT" --project-id "$PROJECT"
OS_TOKEN=$TOKEN assay run --base-url "$HOST/v3/$PROJECT" --project-id other
ok 'two different ones are a mistake' exited_saying 2 --project-id

gateway --prefix /evs/eu-de
for form in '' / /v3; do
    ok "gateway/prefix$form is taken" \
        reads "$URL/evs/eu-de$form" --project-id "$PROJECT"
done
ok 'gateway/prefix/v3/PROJECT is taken' reads "$URL/evs/eu-de/v3/$PROJECT"
ok 'the prefix stands in what was asked' holds "all(e['request']['url']
    .startswith('$URL/evs/eu-de/v3/$PROJECT/') for e in sent)"
ok 'without the prefix the gateway knows nothing' eval \
    '! reads "$URL/v3/$PROJECT" && exited 3'

ok 'show-config: a host' \
    understood https://evs.example https://evs.example nothing \
    --project-id "$PROJECT"
ok 'show-config: a port and /v3' \
    understood https://evs.example:8776/v3 https://evs.example:8776 /v3 \
    --project-id "$PROJECT"
ok 'show-config: a project' \
    understood "https://evs.example/v3/$PROJECT" https://evs.example \
    "/v3/$PROJECT"
ok 'show-config: a prefix' \
    understood "https://gw.example/a/b/v3/$PROJECT" https://gw.example/a/b \
    "/v3/$PROJECT"
ok 'show-config: an IPv6 address' \
    understood "http://[::1]:8776/v3/$PROJECT" 'http://\[::1]:8776' \
    "/v3/$PROJECT"
ok 'show-config: where a value comes from' eval \
    "OS_TOKEN=$TOKEN OS_PROJECT_ID=$PROJECT assay run \
    --base-url https://evs.example --show-config
    lines 1 '^  token  *(given, not shown)  *(OS_TOKEN)' &&
    lines 1 '^  project-id  *$PROJECT  *(OS_PROJECT_ID)' &&
    lines 1 '^  base-url  *https://evs.example  *(command line)'"

ok 'user and password in a URL are refused' \
    refused http://user:secret@127.0.0.1:1 'user'
ok 'and not shown' says_not secret
ok 'a query is refused' refused 'http://127.0.0.1:1/?a=b' 'query'
ok 'another scheme is refused' refused ftp://127.0.0.1/ 'http'
ok 'what follows /v3/ and is no project is refused' \
    refused http://127.0.0.1:1/v3/snapshots 'project'
stop_servers

if python3 -c 'import socket
socket.create_server(("::1", 0), family=socket.AF_INET6)' 2>seen; then
    start_emulator --host ::1
    ok 'an IPv6 address is taken' reads "$URL/v3/$PROJECT"
    ok 'in brackets' holds "all('//[::1]:' in e['request']['url']
        for e in sent)"
    stop_server "$PID"
else
    skip 'an IPv6 address is taken' 'this machine has no IPv6'
fi

done_testing
