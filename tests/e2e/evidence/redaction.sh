#!/bin/sh
# redaction.sh - no secret reaches anything that a run leaves, however a target
# repeats it: every file of --out, both streams, what a killed run leaves.
# shellcheck source=tests/e2e/targets/lib.sh
. "$(dirname "$0")/../targets/lib.sh"
export PYTHONDONTWRITEBYTECODE=1

OWN="gAAAAABcanary/T0k+n\"q&<t>'e%41d"
OTHER=second-Canary_t0ken.4711
WORDS='p4ss w/"can\ary+&100%<x>'
# Answers bring these two (tests/tools/parrot.py).
ISSUED="gAAAAABissued/T0ken+with\"all'of&it<4711>"
HANDED="handed-out/T0ken+by'the&service<4711>"

leaks() { # leaks PATH...
    python3 "$ROOT/tests/tools/leaks.py" --secret "$OWN" --secret "$OTHER" \
        --secret "$WORDS" --secret "$ISSUED" --secret "$HANDED" "$@"
}
# clean PATH...: no secret is in any of them, nor in what was seen.
clean() {
    leaks seen "$@"
}
parrot() { # parrot MODE [OPTION...]: what is between us and EMULATOR; sets URL
    mode=$1
    shift
    start_server python3 "$ROOT/tests/tools/parrot.py" \
        --upstream "$EMULATOR" --mode "$mode" "$@"
}
tokens() { # tokens MODE: one that repeats our tokens
    parrot "$1" --known "emulator-token=$OWN" \
        --known "emulator-second-token=$OTHER"
}
few() { # few OPTION...: judge a few testcases of each kind
    OS_TOKEN=$OWN ASSAY_SECOND_TOKEN=$OTHER assay run \
        --base-url "$URL/v3/$PROJECT" --second-project-id "$SECOND" \
        --include '*/one-field/*' --include '*/other-user*' \
        --include '*/name-limit-ascii/ascii-25?' --settle 0 --verbose "$@"
}
named_few() {
    few --snapshot-id "$SNAPSHOT" --neighbour-id "$NEIGHBOUR" "$@"
}

python3 "$ROOT/tests/tools/leaks.py" --selftest >seen 2>&1
STATUS=$?
ok 'the search finds what is planted, in every spelling' exited 0
printf 'x %s x' "$OTHER" >planted
ok 'and it would find what is looked for here' eval '! leaks planted'
rm planted

target
tokens plain
few --out out
ok 'the gateway is one with which a target conforms' exited 0
ok 'nothing is left, and there is no secret in it' clean out

# Where content is masked nothing is said about it; a status is judged.
for row in members:3 fields:0 reason:0 hand-out:3 refusal:1 page:1 \
    redirect:1 chunks:3 cut:3 gzip:3 gzip-unsaid:3 length:3 no-http:3; do
    mode=${row%:*}
    stop_server "$PID"
    tokens "$mode"
    rm -rf out
    named_few --out out
    ok "$mode: the verdict is that of what could be seen" exited "${row#*:}"
    ok "$mode: no secret is in any file, nor in what was seen" clean out
done
stop_server "$PID"

tokens members
rm -rf out
named_few --out out
ok 'what was masked is an error, and says so' holds 'any(
    t["verdict"] == "error" and "was masked" in t["reason"]
    for t in r["testcases"])'
ok 'nothing that is masked passes' holds 'not any(
    t["verdict"] == "pass" and any("[masked]" in
    str((e["response"] or {}).get("content")) for e in t["exchanges"])
    for t in r["testcases"])'
few --dry-run
ok 'a dry run shows no secret' clean
OS_TOKEN=$OWN assay doctor --base-url "$URL/v3/$PROJECT"
ok 'doctor shows no secret' clean
OS_TOKEN=$OWN OS_PASSWORD=$WORDS assay run --base-url "$URL/v3/$PROJECT" \
    --show-config
ok '--show-config shows no secret' clean
OS_TOKEN=$OWN assay run --base-url "$URL/v3/$PROJECT/$OWN" --show-config
ok 'nor where it stands in the wrong place' clean
OS_TOKEN=$OWN assay run --base-url "http://$OTHER:$WORDS@127.0.0.1/"
ok 'a URL with a password is refused without it' \
    eval 'exited 2 && clean'
stop_server "$PID"

# A login: the password goes out, and a token that nobody knew comes back.
parrot members --known "$PASSWORD=$WORDS"
rm -rf out
OS_AUTH_URL=$URL/identity/v3 OS_USERNAME=user OS_PASSWORD=$WORDS \
    OS_USER_DOMAIN_NAME=Default OS_PROJECT_DOMAIN_ID=default \
    OS_PROJECT_NAME=emulator assay run --base-url "$URL/v3/$PROJECT" \
    --out out --include '*/one-field/*' --settle 0
ok 'a login works behind the gateway, and its content is masked' exited 3
ok 'neither password nor token is anywhere' clean out
OS_AUTH_URL=$URL/identity/v3 OS_USERNAME=user OS_PASSWORD="$WORDS.wrong" \
    OS_USER_DOMAIN_NAME=Default OS_PROJECT_NAME=emulator \
    assay run --out out.refused
ok 'a login that is refused shows no password' clean
stop_server "$PID"

# Killed while an answer is coming: what was being written stays.
for signal in TERM ABRT KILL; do
    mkfifo "hangs.$signal"
    parrot hang --known "emulator-token=$OWN" --tell "hangs.$signal"
    rm -rf out
    (
        OS_TOKEN=$OWN exec "$ASSAY" run --base-url "$URL/v3/$PROJECT" \
            --snapshot-id "$SNAPSHOT" --include '*/one-field/*' --timeout 2 \
            --out out
    ) >seen 2>&1 </dev/null &
    run=$!
    soon "hangs.$signal"
    tr '\0' ' ' <"/proc/$run/cmdline" >arguments
    kill -"$signal" "$run"
    wait "$run" 2>/dev/null
    mkdir -p out
    ok "$signal: no secret is left behind" clean out arguments
    stop_server "$PID"
done

# --- projects ---

# shows ID PATH...: the id stands in one of the files, in any case
shows() {
    id=$1
    shift
    grep -rqiF -e "$id" "$@"
}
URL=$EMULATOR
few_as() { # few_as OPTION...: as the emulator knows them
    OS_TOKEN=$TOKEN ASSAY_SECOND_TOKEN=emulator-second-token assay run \
        --base-url "$URL/v3/$PROJECT" --second-project-id "$SECOND" \
        --settle 0 --verbose "$@"
}
substitute() {
    python3 -c 'import json, sys
print(json.load(open(sys.argv[1]))["target"]["project_id"])' "$1/results.json"
}
rm -rf out
few_as --out out --mask project
ok '--mask project: the whole suite is judged as without it' exited 0
ok 'no file shows either project' eval \
    '! shows "$PROJECT" out seen && ! shows "$SECOND" out seen'
shown=$(substitute out)
ok 'the substitute looks like an id' \
    eval 'echo "$shown" | grep -qxE "[0-9a-f]{32}"'
ok 'it stands in the URLs of requests' holds \
    "all('$shown' in e['request']['url'] for t in r['testcases']
    for e in t['exchanges'] if e['name'] == 'before')"
ok 'and in the bodies of answers' holds \
    "any('$shown' in str(e['response']['content']) for t in r['testcases']
    for e in t['exchanges'])"
ok 'a report says what it is' holds \
    "[o['subject'] for o in seen('project-masked')][0] == '$shown'"
ok 'reports are whole' reports_are_whole out
few_as --out out.again --mask project --include '*/one-field/*'
ok 'the same project has the same substitute' \
    [ "$(substitute out.again)" = "$shown" ]
ASSAY_MASK_KEY=pepper-and-salt few_as --out out.keyed --mask project \
    --include '*/one-field/*'
ok 'with a key it has another one' \
    [ "$(substitute out.keyed)" != "$shown" ]
ok 'the key is shown nowhere' eval '! shows pepper-and-salt out.keyed seen'
few_as --mask project --dry-run
ok 'the plan shows the substitute' says "/v3/$shown/snapshots/"
ok 'and not the project' eval '! shows "$PROJECT" seen'
few_as --mask project --show-config
ok '--show-config: the same' eval 'says "$shown" && ! shows "$PROJECT" seen'
few_as --mask project --project-id 11111111111111111111111111111111
ok 'a mistake in the options does not show it' \
    eval 'exited 2 && ! shows "$PROJECT" seen'
OS_TOKEN=$TOKEN assay doctor --base-url "$URL/v3/$PROJECT" --mask project
ok 'doctor: the same' eval 'exited 0 && ! shows "$PROJECT" seen'
OS_AUTH_URL=$URL/identity/v3 OS_USERNAME=user OS_PASSWORD=$PASSWORD \
    OS_USER_DOMAIN_NAME=Default OS_PROJECT_DOMAIN_ID=default \
    OS_PROJECT_NAME=emulator assay run --out out.login --mask project \
    --include '*/one-field/*'
ok 'a project that only the login knows is masked, too' \
    eval 'exited 0 && ! shows "$PROJECT" out.login seen &&
        [ "$(substitute out.login)" = "$shown" ]'
assay run --emulator --out out.emulator --mask project \
    --include '*/one-field/*'
ok '--emulator: the same' \
    eval 'exited 0 && ! shows "$PROJECT" out.emulator seen'
stop_servers

# --- what the user adds ---

target --fault put-not-stored
few_as --include '*/one-field/*' --out out.faulty --mask project
ok 'a target that is wrong is found out all the same' exited 1
ok 'the command to try again shows no project' \
    eval 'says curl && ! shows "$PROJECT" seen out.faulty'
few_as --include '*/one-field/*' --out out.own --mask-header Accept \
    --mask-pointer /snapshot/name
ok '--mask-header: the value is masked' eval 'rm -rf out; cp -R out.own out
    holds "all(
    [\"Accept\", \"[masked]\"] in e[\"request\"][\"headers\"]
    for t in r[\"testcases\"] for e in t[\"exchanges\"])"'
ok '--mask-pointer: the value is masked, and cannot be judged' \
    eval 'exited 3 && grep -q "was masked" out.own/results.json'
few_as --include '*/unknown-query*' --out out.query \
    --mask-query assay
ok '--mask-query: the value is masked' eval \
    'grep -q "?assay=\[masked\]" out.query/results.json'
for wrong in '--mask-header a:b' '--mask-query a=b' '--mask-pointer x' \
    '--mask token' '--mask-key k'; do
    # shellcheck disable=SC2086
    few_as $wrong
    ok "$wrong is refused" exited_saying 2 "${wrong%% *}"
done
OS_TOKEN=abc assay run --base-url "$URL/v3/$PROJECT" --include '*/one-field/*'
ok 'a token that is too short to be looked for is warned of' \
    says 'a token has fewer than 4 bytes'
stop_servers

done_testing
