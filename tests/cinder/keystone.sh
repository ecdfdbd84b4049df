#!/bin/sh
# keystone.sh - a real Keystone in front of a real Cinder: what both answer to
# those who log in, and whether assay logs in as their own clients do. Prints
# TAP.
#
#     BUILD            folder of the program assay (default: build)
#     CINDER_REQUIRED  1: fail, not skip, where a package is not installed
#
# Most functions are called by name, through holds; lib.sh sets work and dir.
# shellcheck disable=SC2317,SC2154

# shellcheck source=tests/cinder/lib.sh
. "$(dirname "$0")/lib.sh"

UNKNOWN=00000000-0000-4000-8000-000000000000

# ask METHOD URL [CURL-OPTION...]: sets status; the answer goes to $work/answer.
ask() {
    status=$(curl -sS --noproxy '*' --max-time 30 -D "$work/head" \
        -o "$work/answer" -w '%{http_code}' \
        -H 'Content-Type: application/json' -X "$@") || return 1
    echo "$* was answered with"
    cat "$work/head" "$work/answer"
}
# answers STATUS METHOD URL [CURL-OPTION...]
answers() {
    wanted=$1
    shift
    ask "$@" && [ "$status" = "$wanted" ]
}
# as TOKEN STATUS METHOD PATH [BODY]: a request to Cinder, below /v3/.
as() {
    answers "$2" "$3" "$CINDER_URL/v3/$4" -H "X-Auth-Token: $1" \
        ${5:+--data "$5"}
}
# is EXPRESSION [WORD...]: in Python, about the JSON of the last answer and
# the words.
is() {
    $PYTHON -c 'import json, sys
answer, words = json.load(open(sys.argv[1])), sys.argv[3:]
sys.exit(not eval(f"({sys.argv[2]})"))' "$work/answer" "$@"
}

# password USER DOMAIN PASSWORD [PROJECT DOMAIN]: what such a user sends.
password() {
    $PYTHON -c 'import json, sys
user, of, word, *scope = sys.argv[1:]
auth = {"identity": {"methods": ["password"], "password": {"user": {
    "name": user, "domain": {"name": of}, "password": word}}}}
if scope:
    auth["scope"] = {"project": {"name": scope[0],
                                 "domain": {"name": scope[1]}}}
print(json.dumps({"auth": auth}))' "$@"
}
# credential ID SECRET [SCOPE]
credential() {
    printf '{"auth": {"identity": {"methods": ["application_credential"],
"application_credential": {"id": "%s", "secret": "%s"}}%s}}' "$1" "$2" "$3"
}
# login STATUS BODY: sets token when there is one.
login() {
    answers "$1" POST "$OS_AUTH_URL/auth/tokens" --data "$2"
    result=$?
    token=$(sed -n 's/^X-Subject-Token: *\([^ ]*\)\r$/\1/p' "$work/head")
    return $result
}
owner() {
    login 201 "$(password "$OS_USERNAME" "$OS_USER_DOMAIN_NAME" \
        "$OS_PASSWORD" "$OS_PROJECT_NAME" "$OS_PROJECT_DOMAIN_NAME")"
}
second() {
    login 201 "$(password "$SECOND_USERNAME" Default "$SECOND_PASSWORD" \
        "$SECOND_PROJECT_NAME" Default)"
}
reader() {
    login 201 "$(password "$READER_USERNAME" Default "$READER_PASSWORD" \
        "$READER_PROJECT_NAME" Default)"
}
admin() {
    login 201 "$(password "$ADMIN_USERNAME" Default "$ADMIN_PASSWORD" \
        "$ADMIN_PROJECT_NAME" Default)"
}

# --- what Keystone answers ---

is_found() {
    answers 300 GET "${OS_AUTH_URL%/v3}/" &&
        is 'answer["versions"]["values"][0]["links"][0]["href"]
            .rstrip("/") == words[0]' "$OS_AUTH_URL"
}
owner_logs_in() {
    owner && [ -n "$token" ] &&
        is 'answer["token"]["project"]["id"] == words[0]' "$CINDER_PROJECT" &&
        is 'sorted(role["name"] for role in answer["token"]["roles"])
            == ["member", "reader"]'
}
# Interface and address of each endpoint of volumes in a region.
catalog_has() {
    owner && is '{(entry["type"], end["region"], end["interface"], end["url"])
            for entry in answer["token"]["catalog"]
            if entry["type"] != "identity"
            for end in entry["endpoints"]} ==
        {(kind, region, interface, url + words[1])
            for kind in ("volumev3", "block-storage")
            for region, interface, url in (
                ("RegionOne", "public", words[0] + "/v3/"),
                ("RegionOne", "internal", words[0] + "/volume/v3/"),
                ("RegionOne", "admin", "http://127.0.0.1:1/v3/"),
                ("RegionTwo", "public", "http://127.0.0.1:1/v3/"))}' \
        "$CINDER_URL" "$CINDER_PROJECT"
}
unscoped_opens_nothing() {
    login 201 "$(password owner Default "$OS_PASSWORD")" &&
        is '{"project", "roles", "catalog"} & set(answer["token"]) == set()' &&
        as "$token" 400 GET "$CINDER_PROJECT/snapshots"
}
namesake_is_another() {
    login 201 "$(password owner Elsewhere "$ELSEWHERE_PASSWORD" \
        owner-project Elsewhere)" &&
        is 'answer["token"]["project"]["id"] != words[0]' "$CINDER_PROJECT" &&
        as "$token" 400 GET "$CINDER_PROJECT/snapshots"
}
# All that may be wrong is answered alike, so that nobody can guess names.
is_refused() {
    login 401 "$(password "$@")" && is 'answer == {"error": {
        "code": 401, "title": "Unauthorized", "message":
        "The request you have made requires authentication."}}'
}
credential_logs_in() {
    login 201 "$(credential "$APPLICATION_CREDENTIAL_ID" \
        "$APPLICATION_CREDENTIAL_SECRET")" &&
        is 'answer["token"]["project"]["id"] == words[0]' "$CINDER_PROJECT" &&
        as "$token" 200 GET "$CINDER_PROJECT/snapshots/$CINDER_SNAPSHOT"
}
credential_refuses_scope() {
    login 401 "$(credential "$APPLICATION_CREDENTIAL_ID" \
        "$APPLICATION_CREDENTIAL_SECRET" ', "scope": {"project": {
            "name": "owner-project", "domain": {"name": "Default"}}}')"
}
credential_refuses_secret() {
    login 401 "$(credential "$APPLICATION_CREDENTIAL_ID" wrong)"
}
unknown_credential_is_404() {
    login 404 "$(credential 0000 wrong)" && is 'answer["error"]["code"] == 404'
}
# lists CLOUD ID...: by OpenStack's own client, with no file but DIR's.
lists() {
    cloud=$1
    shift
    (
        cd "$dir" && env -i PATH=/usr/bin:/bin HOME="$work" LC_ALL=C.UTF-8 \
            /usr/bin/python3 -I -W ignore /usr/bin/openstack \
            --os-cloud "$cloud" volume snapshot list -f value -c ID
    ) >"$work/list" || return 1
    cat "$work/list"
    [ "$(sort "$work/list")" = "$(printf '%s\n' "$@" | sort)" ]
}

keystone_answers() {
    holds 'Keystone tells where its API is' is_found
    holds 'the owner logs in by password' owner_logs_in
    holds 'the catalog has Cinder in two regions' catalog_has
    holds 'a token without a project opens nothing' unscoped_opens_nothing
    holds 'who has the same names in another domain is another' \
        namesake_is_another
    holds 'a wrong password is refused' \
        is_refused owner Default wrong owner-project Default
    holds 'an unknown user is refused alike' \
        is_refused nobody Default "$OS_PASSWORD" owner-project Default
    holds "another domain's password is refused alike" \
        is_refused owner Default "$ELSEWHERE_PASSWORD" owner-project Default
    holds 'an unknown domain is refused alike' \
        is_refused owner Nowhere "$OS_PASSWORD" owner-project Default
    holds 'an unknown project is refused alike' \
        is_refused owner Default "$OS_PASSWORD" nothing Default
    holds 'the project of others is refused alike' \
        is_refused owner Default "$OS_PASSWORD" second-project Default
    holds 'an application credential logs in to its project' \
        credential_logs_in
    holds 'it may not name a project' credential_refuses_scope
    holds 'its secret must be right' credential_refuses_secret
    holds 'an unknown one is answered with 404' unknown_credential_is_404
    for cloud in owner owner-app reader; do
        holds "OpenStack's client logs in as $cloud of clouds.yaml" \
            lists $cloud "$CINDER_SNAPSHOT" "$CINDER_NEIGHBOUR"
    done
    holds "OpenStack's client logs in as second of clouds.yaml" \
        lists second "$CINDER_OTHER_SNAPSHOT"
}

# --- what Cinder answers to those who have logged in ---

internal_address_works() {
    owner && answers 200 GET "$CINDER_URL/volume/v3/$CINDER_PROJECT/snapshots" \
        -H "X-Auth-Token: $token"
}
# hides METHOD [BODY]: equal to the answer for an id that nobody has.
hides() {
    method=$1
    body=${2-}
    second || return 1
    for id in "$CINDER_SNAPSHOT" $UNKNOWN; do
        as "$token" 404 "$method" "$CINDER_OTHER_PROJECT/snapshots/$id" \
            "$body" || return 1
        is '"itemNotFound" in answer' || return 1
        sed "s/$id/ID/" "$work/answer" >"$work/hidden.$id"
    done
    cmp "$work/hidden.$CINDER_SNAPSHOT" "$work/hidden.$UNKNOWN"
}
others_path_is_closed() {
    second && as "$token" 400 GET "$CINDER_PROJECT/snapshots/$CINDER_SNAPSHOT"
}
reader_reads() {
    reader && as "$token" 200 GET "$CINDER_PROJECT/snapshots/$CINDER_SNAPSHOT"
}
# forbids POLICY METHOD PATH BODY: to the reader.
forbids() {
    reader && as "$token" 403 "$2" "$CINDER_PROJECT/$3" "$4" &&
        is 'words[0] in answer["forbidden"]["message"]' "$1"
}
is_unchanged() {
    owner &&
        as "$token" 200 GET "$CINDER_PROJECT/snapshots/$CINDER_SNAPSHOT" &&
        is 'answer["snapshot"]["name"] == "snapshot"'
}
# unauthorized TOKEN: the middleware's own words.
unauthorized() {
    as "$1" 401 GET "$CINDER_PROJECT/snapshots" &&
        is 'answer["error"]["code"] == 401' &&
        grep -qi '^www-authenticate: Keystone uri=' "$work/head"
}
revoked_is_refused() {
    owner || return 1
    answers 204 DELETE "$OS_AUTH_URL/auth/tokens" \
        -H "X-Auth-Token: $token" -H "X-Subject-Token: $token" &&
        unauthorized "$token"
}
# limit N: so many volumes may the owner's project have; -1: any number.
limit() {
    admin || return 1
    project=$($PYTHON -c 'import json, sys
print(json.load(sys.stdin)["token"]["project"]["id"])' <"$work/answer")
    as "$token" 200 PUT "$project/os-quota-sets/$CINDER_PROJECT" \
        "{\"quota_set\": {\"volumes\": $1}}"
}
quota_is_kept() {
    limit 1 && owner &&
        as "$token" 413 POST "$CINDER_PROJECT/volumes" \
            '{"volume": {"size": 1}}' &&
        is '"VolumeLimitExceeded" in answer["overLimit"]["message"]' &&
        limit -1
}
# refuses STATUS FAULT MEMBER VALUE: a volume with this member is not made.
refuses() {
    owner && as "$token" "$1" POST "$CINDER_PROJECT/volumes" \
        "{\"volume\": {\"size\": 1, \"$3\": \"$4\"}}" &&
        is 'words[1] in answer[words[0]]["message"]' "$2" "$4"
}

cinder_answers() {
    snapshot=snapshots/$CINDER_SNAPSHOT
    name='{"snapshot": {"name": "changed"}}'
    holds 'the address behind a prefix leads to Cinder' internal_address_works
    holds "another project's snapshot is hidden from reads" hides GET
    holds "another project's snapshot is hidden from updates" hides PUT "$name"
    holds "another project's path is closed" others_path_is_closed
    holds 'a reader reads' reader_reads
    holds 'a reader updates no snapshot' \
        forbids volume:update_snapshot PUT "$snapshot" "$name"
    holds 'a reader makes no volume' \
        forbids volume:create POST volumes '{"volume": {"size": 1}}'
    holds 'a reader makes no snapshot' \
        forbids volume:create_snapshot POST snapshots \
        "{\"snapshot\": {\"volume_id\": \"$CINDER_VOLUME\"}}"
    holds 'none of them changed the snapshot' is_unchanged
    holds 'no token is refused' unauthorized ''
    holds 'an unknown token is refused' unauthorized gAAAAABrA7BiWzDqdzftgaG
    holds 'a revoked token is refused' revoked_is_refused
    holds 'a volume beyond the quota is refused' quota_is_kept
    holds 'an unknown zone is refused' \
        refuses 400 badRequest availability_zone nowhere
    holds 'an unknown volume type is refused' \
        refuses 404 itemNotFound volume_type nothing
}

# --- what assay does when it logs in ---

SUITE='evs.snapshots.update/*'
SMALL='evs.snapshots.update/both-fields'
FOREIGN='evs.snapshots.update.access/foreign-*'

# in_cloud NAME STATUS OPTION...: a run that finds its identity in clouds.yaml.
in_cloud() {
    name=$1
    wanted=$2
    shift 2
    assay "$name" "$wanted" OS_CLIENT_CONFIG_FILE="$dir/clouds.yaml" \
        OS_CLIENT_SECURE_FILE="$dir/secure.yaml" -- "$@"
}
# by_variables NAME STATUS VARIABLE=VALUE... -- OPTION...: one that finds it
# in the environment, which says who the owner is unless it says otherwise.
by_variables() {
    name=$1
    wanted=$2
    shift 2
    assay "$name" "$wanted" OS_AUTH_URL="$OS_AUTH_URL" \
        OS_USERNAME="$OS_USERNAME" OS_PASSWORD="$OS_PASSWORD" \
        OS_PROJECT_NAME="$OS_PROJECT_NAME" \
        OS_USER_DOMAIN_NAME="$OS_USER_DOMAIN_NAME" \
        OS_PROJECT_DOMAIN_NAME="$OS_PROJECT_DOMAIN_NAME" \
        OS_REGION_NAME="$OS_REGION_NAME" "$@"
}
# results NAME EXPRESSION [WORD...]: in Python, about a run's results.
results() {
    cp "$work/$1.json" "$work/answer" || return 1
    shift
    is "$@"
}
# verdicts NAME: a line for each testcase.
verdicts() {
    $PYTHON -c 'import json, sys
for testcase in json.load(sys.stdin)["testcases"]:
    print(testcase["id"], testcase["verdict"])' <"$work/$1.json" \
        >"$work/$1.verdicts"
}
same_verdicts() {
    verdicts "$1" && verdicts "$2" &&
        diff "$work/$1.verdicts" "$work/$2.verdicts"
}
# refused TEXT COMMAND...: the run says so in plain words, without a secret.
refused() {
    text=$1
    shift
    "$@" >"$work/said" 2>&1
    result=$?
    cat "$work/said"
    [ $result -eq 0 ] && grep -qiE "$text" "$work/said" &&
        ! grep -qF -e "$OS_PASSWORD" -e "$READER_PASSWORD" "$work/said"
}
secrets_are_masked() {
    ! grep -lF -e "${OS_PASSWORD%% *}" -e "$APPLICATION_CREDENTIAL_SECRET" \
        -e gAAAAA "$work"/*.json
}
# logins: how often Keystone gave assay a token.
logins() {
    grep -c '^POST /v3/auth/tokens 201 assay/' "$dir/keystone.out"
}
logged_in_more_than() {
    came=$(logins)
    echo "$came logins, expected more than $1"
    [ "$came" -gt "$1" ]
}
# unchanged BEFORE: the project has what it had.
unchanged() {
    inventory "$work/after" && diff "$1" "$work/after"
}
all_foreign_passed() {
    results owner '[testcase["verdict"] for testcase in answer["testcases"]
        if "/foreign-" in testcase["id"]] == 3 * ["pass"]'
}
# The whole of it finds in Cinder what is known of it, whoever says who asks.
assay_logs_in() {
    holds 'what is there is listed' inventory "$work/before"
    holds 'owner: the run says that Cinder does not conform' \
        in_cloud owner 1 --os-cloud owner --second-cloud second \
        --opt-in reserved-prefix
    holds 'owner: nothing is left behind' unchanged "$work/before"
    compare otc owner
    holds 'owner: what the second one must not see was judged' \
        all_foreign_passed
    holds 'token: a part of it with a token and an address' \
        assay token 0 OS_TOKEN="$CINDER_TOKEN" -- --include "$SUITE" \
        --base-url "$CINDER_URL" --project-id "$CINDER_PROJECT"
    holds 'owner-app: the same part with an application credential' \
        in_cloud owner-app 0 --os-cloud owner-app --include "$SUITE"
    holds 'owner-app: every verdict is that of the token' \
        same_verdicts token owner-app
    holds 'variables: OS_* log in by password and names' \
        by_variables variables 0 -- --include "$SMALL"
    holds 'internal: the address behind a prefix is judged' \
        in_cloud internal 0 --os-cloud owner --interface internal \
        --include "$SMALL"
    holds 'internal: it was that address' results internal \
        '{"/volume/v3/" in exchange["request"]["url"]
            for testcase in answer["testcases"]
            for exchange in testcase["exchanges"]} == {True}'
    holds 'nothing is left behind by any of them' unchanged "$work/before"
}

# Keystone answers 404 to the id of a credential that is not there: the
# address is right all the same.
credential_is_blamed() {
    refused '404: .*application credential' \
        assay wrong '2 3' OS_AUTH_URL="$OS_AUTH_URL" \
        OS_AUTH_TYPE=v3applicationcredential \
        OS_APPLICATION_CREDENTIAL_ID=0000 \
        OS_APPLICATION_CREDENTIAL_SECRET=wrong \
        OS_REGION_NAME="$OS_REGION_NAME" -- --include "$SMALL" &&
        ! grep -q 'not where Keystone' "$work/said"
}
assay_explains() {
    holds 'a wrong password is explained' refused 'password' \
        by_variables wrong '2 3' OS_PASSWORD=wrong -- --include "$SMALL"
    holds 'an unknown project is explained' refused 'project' \
        by_variables wrong '2 3' OS_PROJECT_NAME=nothing -- --include "$SMALL"
    holds 'the wrong domain is explained' refused 'domain' \
        by_variables wrong '2 3' OS_USER_DOMAIN_NAME=Elsewhere -- \
        --include "$SMALL"
    holds 'an unknown application credential is explained' \
        credential_is_blamed
    holds 'an unknown region is explained by those there are' \
        refused RegionTwo by_variables wrong '2 3' \
        OS_REGION_NAME=RegionThree -- --include "$SMALL"
    holds 'no region where there are two is explained' \
        refused RegionTwo by_variables wrong '2 3' OS_REGION_NAME= -- \
        --include "$SMALL"
    holds 'an unknown cloud is explained by those there are' \
        refused owner-app in_cloud wrong '2 3' --os-cloud nobody
    holds 'an address where nobody listens is explained' \
        refused '127\.0\.0\.1:1' \
        in_cloud wrong '2 3' --os-cloud owner --interface admin
    holds 'a reader is told that it may not create' \
        refused '403|volume:create' \
        in_cloud wrong '2 3' --os-cloud reader --include "$SMALL"
    holds 'an unknown volume type is explained' refused 'volume type' \
        in_cloud wrong '2 3' --os-cloud owner --volume-type nothing \
        --include "$SMALL"
    holds 'an unknown zone is explained' refused 'zone' \
        in_cloud wrong '2 3' --os-cloud owner --availability-zone nowhere \
        --include "$SMALL"
    holds 'the quota is lowered' limit 1
    holds 'an exceeded quota is explained' refused 'quota' \
        in_cloud wrong '2 3' --os-cloud owner --include "$SMALL"
    holds 'the quota is raised' limit -1
    holds 'nothing was left behind by any of them' unchanged "$work/before"
}

assay_takes_what_is_given() {
    holds 'volume-id: the snapshots are made of a given volume' \
        in_cloud given 0 --os-cloud owner --volume-id "$CINDER_VOLUME" \
        --include "$SMALL"
    holds 'volume-id: the volume is as it was' unchanged "$work/before"
    holds 'volume-type and availability-zone are sent' \
        in_cloud placed 0 --os-cloud owner --volume-type __DEFAULT__ \
        --availability-zone nova --include "$SMALL"
    holds 'no-create: what is named suffices' \
        in_cloud named 0 --os-cloud owner --no-create \
        --snapshot-id "$CINDER_SNAPSHOT" --neighbour-id "$CINDER_NEIGHBOUR" \
        --include "$SMALL"
    holds 'microversion: it is sent with a login, too' \
        in_cloud newest 0 --os-cloud owner --microversion 'volume 3.70' \
        --include "$SMALL"
    holds 'no results hold a password, a secret or a token' secrets_are_masked
}

# --- tokens that do not outlive the run ---

LIFE=8

expired_is_refused() {
    owner || return 1
    kept=$token
    as "$kept" 200 GET "$CINDER_PROJECT/snapshots" || return 1
    sleep $((LIFE + 1))
    unauthorized "$kept" && owner && [ "$token" != "$kept" ] &&
        as "$token" 200 GET "$CINDER_PROJECT/snapshots"
}
# A token that lives long enough made the results of owner-app. The rate makes
# the run last longer than a token on any machine.
assay_renews() {
    logins_before=$(logins)
    holds 'short: a run outlives its token' \
        in_cloud short 0 --os-cloud owner --include "$SUITE" --rate 12
    holds 'short: it logged in again' logged_in_more_than $((logins_before + 1))
    holds 'short: every verdict is that of a token that lasts' \
        same_verdicts short owner-app
}

# start OPTION...: nothing can be said when it fails.
start() {
    holds "Keystone and Cinder start $*" target "$(echo x "$@" | tr -d ' ')" \
        --keystone "$@"
    [ "$FAILED" -eq "$before_start" ] || done_testing
}

need cinder keystone openstackclient
before_start=0
start
keystone_answers
cinder_answers
assay_logs_in
assay_explains
assay_takes_what_is_given
holds 'both stop' end_target
before_start=$FAILED
start --token-life $LIFE
holds 'an expired token is refused, a new one is taken' expired_is_refused
assay_renews
holds 'both stop again' end_target
done_testing
