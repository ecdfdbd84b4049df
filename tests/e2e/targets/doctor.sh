#!/bin/sh
# doctor.sh - each way in which a target may be out of reach is found at its
# line, with what to do, and ends with status 3.
# shellcheck source=tests/e2e/targets/lib.sh
. "$(dirname "$0")/lib.sh"
needs openssl

# examine OPTION...: as the owner of the project, at URL
examine() {
    OS_TOKEN=${GIVEN:-$TOKEN} assay doctor --base-url "$URL/v3/$PROJECT" "$@"
}
# bad LINE WORDS: the only thing that is wrong stands at this line, in these
# words; below it what to do; and nothing after it was tried.
bad() {
    cp seen all
    exited 3 && lines 1 '^BAD ' && lines 1 "^BAD  *$1 .*$2" &&
        sed '1,/^BAD/d' all >seen && lines 1 '^ *do: ' &&
        sed -n 2p seen | grep -q '^Something is wrong; what comes after it was'
    set -- $?
    cp all seen
    return "$1"
}
# fine LINE WORDS
fine() {
    lines 1 "^ok  *$1 .*$2"
}
doubt() {
    exited 0 && lines 1 "^doubt  *$1 .*$2" && says 'do: ' &&
        says 'A run is possible; look at the doubts.'
}

target
examine --snapshot-id "$SNAPSHOT"
ok 'all is well' exited_saying 0 'All is well: a run is possible.'
ok 'the lines come in order' [ "$(cut -c 1-20 seen | tr -s ' ' |
    cut -d ' ' -f 2 | sed '$d' | tr '\n' ' ')" = \
    'url name connection clock token second endpoint project snapshot '\
'microversion ' ]
ok 'no token is shown' says_not "$TOKEN"
ok 'nothing was changed' nothing_is_left

OS_AUTH_URL=$EMULATOR/identity OS_USERNAME=user OS_PASSWORD=$PASSWORD \
    OS_USER_DOMAIN_NAME=Default OS_PROJECT_DOMAIN_ID=default \
    OS_PROJECT_NAME=emulator assay doctor
ok 'with a login all is well, too' exited_saying 0 'All is well'
ok 'user, project and end of the token are told' \
    fine token "logged in as user, project emulator ($PROJECT), until 20"
ok 'the endpoint is the one of the catalog' fine endpoint "$EMULATOR, "
ok 'no password is shown' says_not "$PASSWORD"
OS_AUTH_URL=$EMULATOR/identity OS_USERNAME=user OS_PASSWORD=not-the-one \
    OS_USER_DOMAIN_NAME=Default OS_PROJECT_DOMAIN_ID=default \
    OS_PROJECT_NAME=emulator assay doctor
ok 'a wrong password: at the token' bad token 'user, domain or password'

REAL=$URL
URL=http://no-such-host.invalid
examine
ok 'DNS: at the name' bad name no-such-host.invalid
URL=$REAL

GIVEN=not-the-token examine
ok 'a wrong token: at the token' bad token 'does not know the token'
ok 'and it is not shown' says_not not-the-token
OS_TOKEN=$TOKEN assay doctor --base-url "$URL" --project-id "$SECOND"
ok 'a wrong project: at the project' bad project 'answered 400'
examine --snapshot-id 00000000-0000-4000-8000-000000000000
ok 'a snapshot that is not there: at the snapshot' \
    bad snapshot 'answered 404'
gateway --refuse-field OpenStack-API-Version
examine --microversion 'volume 3.99' --snapshot-id "$SNAPSHOT"
ok 'a microversion that is refused: at the microversion' \
    bad microversion 'answered 406'
URL=$REAL
examine --microversion 'volume 3.99'
ok 'a service that knows none is a doubt' doubt microversion 'names none'

gateway --clock-ahead 1200
examine
ok 'a clock that is wrong is a doubt for tokens' \
    doubt clock 'is 1[12][0-9][0-9] s ahead of ours'
OS_ACCESS_KEY=key ASSAY_SK=secret assay doctor \
    --base-url "$URL/v3/$PROJECT"
ok 'and wrong for signatures: at the clock' eval \
    "exited 3 && lines 1 '^BAD  *clock .* ahead of ours'"
gateway --clock-ahead -1200
examine
ok 'a clock that is behind is one, too' \
    doubt clock 'is 1[12][0-9][0-9] s behind ours'
stop_servers

closed_url
examine
ok 'nobody listens: at the connection' bad connection 'refused'
examine --wait-ready 1
ok 'not in time: no verdict' exited_saying 3 --wait-ready
examine --proxy "$URL"
ok 'a proxy that is gone is named' bad connection 'proxy'

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
    -keyout server.key -out server.pem -days 2 -subj /CN=server \
    -addext 'subjectAltName=IP:127.0.0.1' 2>openssl.err || exit 2
start_hostile --tls server.pem server.key html
examine
ok 'a certificate that nobody trusts: at the connection' \
    bad connection 'certificate'
ok 'what to do names --cacert' says 'with --cacert'
examine --cacert server.pem
ok 'with it the connection is fine' fine connection 'TLSv1'
ok 'a web page is not the service: at the project' bad project 'text/html'
examine --insecure
ok '--insecure is a doubt' lines 1 '^doubt  *connection'
stop_servers

start_hostile ssh
examine
ok 'a port that does not speak HTTP: at the connection' bad connection ''
stop_servers

assay doctor --base-url ftp://127.0.0.1
ok 'a URL that is none is a mistake of ours' exited_saying 2 --base-url

done_testing
