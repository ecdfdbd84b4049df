#!/bin/sh
# login.sh - a run that logs in: by clouds.yaml, by variables, by application
# credential; and tokens that end before the run does.
# shellcheck source=tests/e2e/targets/lib.sh
. "$(dirname "$0")/lib.sh"

clouds() { # clouds AUTH-URL: two clouds, their passwords in secure.yaml
    mkdir -p config/openstack
    cat >config/openstack/clouds.yaml <<CLOUDS
clouds:
  mine:
    region_name: RegionOne
    auth:
      auth_url: $1
      username: user
      project_name: emulator
      user_domain_name: Default
      project_domain_name: Default
  other:
    auth:
      auth_url: $1
      username: second-user
      project_name: emulator-second
      user_domain_name: Default
      project_domain_name: Default
CLOUDS
    cat >config/openstack/secure.yaml <<SECURE
clouds:
  mine: {auth: {password: $PASSWORD}}
  other: {auth: {password: emulator-second-password}}
SECURE
}
# as_user WORD...: with the variables of the first user
as_user() {
    OS_AUTH_URL=${AUTH_URL:-$EMULATOR/identity/v3} OS_USERNAME=user \
        OS_PASSWORD=${SECRET:-$PASSWORD} OS_USER_DOMAIN_NAME=Default \
        OS_PROJECT_DOMAIN_ID=default OS_PROJECT_NAME=emulator "$@"
}
quick() { # a few testcases
    as_user assay run --out out --include '*/one-field/*' \
        --include '*/other-project*' --include '*/token-*' "$@"
}
# no_secret FILE...: none of them holds a password.
no_secret() {
    ! grep -lFe "$PASSWORD" -e emulator-second-password -e emulator-secret \
        "$@" /dev/null
}

target
clouds "$EMULATOR/identity"
assay run --os-cloud mine --second-cloud other --out out
ok 'clouds.yaml and secure.yaml: all of the suite is judged' exited 0
ok 'only what must be asked for is skipped' [ "$(last_count skip)" -eq 1 ]
ok 'the endpoint is the one of the catalog' \
    holds "r['target']['base_url'] == '$EMULATOR'"
ok 'the project is the one of the login' \
    holds "r['target']['project_id'] == '$PROJECT'"
ok 'the scope is full' holds 'r["scope"] == "full"'
ok 'what was made is taken back' nothing_is_left
ok 'no file holds a password' no_secret out/* seen
ok 'the test for passwords finds one' eval '! no_secret config/openstack/*'

quick
ok 'OS_* variables: a run needs no option' exited 0
ok 'their project is found by its name' \
    holds "r['target']['project_id'] == '$PROJECT'"
SECRET=not-the-one quick
ok 'a wrong password is no verdict, and said to be wrong' \
    exited_saying 3 'user, domain or password is wrong'
ok 'the password itself is not shown' says_not 'not-the-one'
quick --region nowhere
ok 'a region that is not in the catalog is named with those that are' \
    exited_saying 2 nowhere RegionOne
quick --interface internal
ok 'another interface of the catalog is taken' exited 0

OS_AUTH_URL=$EMULATOR/identity \
    OS_APPLICATION_CREDENTIAL_ID=0000000000000000000000000000acac \
    OS_APPLICATION_CREDENTIAL_SECRET=emulator-secret \
    assay run --out out --include '*/one-field/*'
ok 'an application credential logs in for its project' exited 0
ok 'its secret is in no file' no_secret out/* seen
OS_AUTH_URL=$EMULATOR/identity OS_USERNAME=user OS_USER_DOMAIN_ID=default \
    OS_APPLICATION_CREDENTIAL_NAME=emulator-credential \
    OS_APPLICATION_CREDENTIAL_SECRET=emulator-secret \
    assay run --out out --include '*/one-field/*'
ok 'also by its name and its user' exited 0
stop_server "$PID"

# Every 40 requests the token ends; it is renewed and the request repeated.
target --token-revoke-after 40 --verbose
quick --include '*/name-limit/*'
ok 'a token that is revoked in mid-run: the run conforms' exited 0
ok 'that it was renewed is said' says 'logged in again: the token had ended'
renewals=$(sed -n 's/^observed .*renewed during the run: //p' seen)
ok 'it is observed' holds \
    "[o['value'] for o in seen('token-renewed')] == [${renewals:-0}]"
ok 'it ended more than once' [ "${renewals:-0}" -gt 1 ]
ok 'each login stands among the exchanges' \
    holds 'any(e["step"] == "login" for e in sent)'
ok 'for each end there is one' holds 'len([e for e in sent
    if e["step"] == "login"]) == len([e for e in sent if e["attempt"] > 1])'
ok 'what was repeated had been answered 401' holds 'all(
    one["response"]["status"] == 401 and one["attempt"] == 1
    for t in r["testcases"] for one, login, two in zip(t["exchanges"],
    t["exchanges"][1:], t["exchanges"][2:]) if login["step"] == "login")'
ok 'the server saw as many logins' lines $((renewals + 1)) \
    'POST /identity/v3/auth/tokens' "$SCRATCH/server.$SERVERS.err"
ok 'no exchange holds the password' no_secret out/* seen
ok 'nothing is left' nothing_is_left
stop_server "$PID"

# A token that is known to end soon is renewed before it does.
target --token-ttl-ms 600
quick --rate 50
ok 'tokens that are good for 0.6 s only: the run conforms' exited 0
ok 'they were renewed' holds 'seen("token-renewed")[0]["value"] >= 1'
ok 'nothing is left by then' nothing_is_left
stop_server "$PID"

# The 401 has another cause than the token: it is the target's answer.
target
gateway --fail 401 --method PUT
quick --base-url "$URL" --snapshot-id "$SNAPSHOT"
ok 'a 401 that stays after the renewal is judged' exited 1
ok 'as the answer' holds "of('one-field/name')['verdict'] == 'fail' and
    any(f.get('actual') == 401 for f in of('one-field/name')['findings'])"
quick --base-url "$URL" --snapshot-id "$SNAPSHOT" --include '*/name-limit/*'
ok 'not every such answer costs a login' \
    holds 'len([e for e in sent if e["step"] == "login"]) <= 5'
stop_servers

target --token-revoke-after 40
gateway --ending /auth/tokens --last 1
AUTH_URL=$URL/identity quick --base-url "$EMULATOR" \
    --include '*/name-limit/*'
ok 'a login server that is gone in mid-run is no verdict' exited 3
ok 'the testcases that lack the token are errors' holds \
    'r["counts"]["error"] > 5 and r["counts"]["fail"] == 0'
ok 'the reason names the login' holds 'any(
    "logging in again failed" in (t["reason"] or "") for t in r["testcases"])'
ok 'what cannot be put back is named' says LEFT
stop_servers

done_testing
