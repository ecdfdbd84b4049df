#!/bin/sh
# trouble.sh - full disks, closed streams, broken networks: never green, never
# a finding against the target, never a secret in what is written.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

few() { # few OPTION...: judge with a handful of testcases
    judge --quiet --settle 0.05 --include '*/one-field/*' \
        --include '*/both-fields' "$@"
}
undecided() { # errors, no failure, exit status 3
    exited 3 && [ "$(last_count fail)" -eq 0 ] && [ "$(last_count error)" -gt 0 ]
}
within() { # within SECONDS FUNCTION...: run it, and it was quick enough
    limit=$1
    shift
    begin=$(date +%s)
    "$@"
    [ $(($(date +%s) - begin)) -le "$limit" ]
}

# --- Our side -----------------------------------------------------------

start_emulator
EMULATOR=$URL
for report in tap junit json; do
    few --$report /dev/full
    ok "--$report on a full disk is trouble" exited 2
    ok "--$report: the file is named" says '/dev/full'
    ok "--$report: nothing is said to conform" says_not '; conforms'
    few --$report nowhere/report
    ok "--$report into a directory that is not there is trouble" exited 2
    ok "--$report: no request was made for it" says_not 'testcases:'
done
few --out out/a/b
ok '--out makes its directories' reports_are_whole out/a/b

run_with() { # run_with SHELL-TEXT: assay run as $@ with odd streams
    OS_TOKEN=$TOKEN sh -c "$1; echo \$? >status" sh "$ASSAY" run --base-url \
        "$URL/v3/$PROJECT" --include '*/one-field/*' 2>&1 >seen </dev/null |
        cat >errors
    STATUS=$(cat status)
}
run_with '"$@" >&-'
ok 'a closed standard output is trouble' exited 2
run_with '"$@" >/dev/full'
ok 'a full standard output is trouble' exited 2
run_with '("$@"; echo $? >status.left) | sleep 0; exit $(cat status.left)'
ok 'a reader that went away is trouble' [ "$(cat status.left)" -eq 2 ]
run_with '"$@" --tap - >&-'
ok 'a report to a closed standard output is trouble' exited 2
run_with '"$@" 2>&-'
ok 'a closed standard error alone harms nobody' exited 0
run_with '"$@" <&-'
ok 'nor does a closed standard input' exited 0
for command in --help --version list lint 'explain evs.snapshots.update/example'
do
    # shellcheck disable=SC2086
    "$ASSAY" $command >/dev/full 2>seen
    ok "$command to a full disk is trouble" [ $? -eq 2 ]
done
mkdir out.partial
few --junit out.partial/junit.xml --tap /dev/full
ok 'the other reports are written all the same' \
    xmllint --noout out.partial/junit.xml
ok 'no temporary file stays' [ "$(ls out.partial)" = junit.xml ]

# A user without rights: nobody when we are root, else ourselves.
chmod 755 "$SCRATCH"
mkdir -m 777 open
mkdir -m 555 shut
if [ "$(id -u)" -eq 0 ]; then
    as_user() {
        setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
    }
else
    as_user() {
        "$@"
    }
fi
mkdir -p copy/bin copy/share/assay
cp "$ASSAY" "$BUILD/assay-emulator" copy/bin
cp -r "$ROOT/suites" "$ROOT/schemas" "$ROOT/fixtures" copy/share/assay
chmod -R a+rX copy
as_user_run() { # as_user_run SHELL-TEXT
    (cd open && as_user sh -c "$1" sh ../copy/bin/assay run --emulator \
        --include '*/one-field/*') >seen 2>&1
    STATUS=$?
}
as_user_run '"$@"'
ok 'the installed layout finds its suites and emulator' exited 0
as_user_run '"$@" --junit ../shut/junit.xml'
ok 'a directory without the right to write is trouble' exited 2
as_user_run '"$@" --out ../shut/new'
ok 'so is one that cannot be made' exited 2
as_user_run 'echo earlier >log; "$@" --tap report 2>>log'
ok 'standard error may be a file' exited 0
as_user_run 'echo earlier >log; "$@" --tap - >report 2>>log'
ok 'with a report on standard output the console may go to a file' exited 0
cp open/log seen
ok 'whose earlier lines stay' says earlier
ok 'and which gets the last line' says 'testcases: 2 pass'
as_user_run 'echo earlier >log; "$@" --tap /dev/stdout >>log'
ok 'standard output may be called by its name' exited 0

# --- The wire -----------------------------------------------------------

certificate() { # certificate NAME SUBJECT-ALTERNATIVE
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.pem" \
        -days 2 -subj /CN=assay-test -addext "subjectAltName=$2" 2>/dev/null
}
certificate right IP:127.0.0.1
certificate wrong DNS:elsewhere.example
start_hostile --tls right.pem right.key --upstream "$EMULATOR" \
    --method NONE html
few
ok 'a certificate that nobody vouches for: nothing can be decided' undecided
ok 'the reason names the certificate' says 'certificate of 127.0.0.1'
few --cacert right.pem
ok '--cacert: it is trusted' exited 0
few --insecure --out out.insecure
ok '--insecure: it is not looked at' exited 0
judge --include '*/both-fields' --insecure
ok '--insecure is printed on the console' says 'INSECURE  the certificate'
for report in results.json junit.xml report.tap; do
    cp out.insecure/$report seen
    ok "--insecure is printed in $report" grep -qiE \
        'insecure("?: *("?true|the)|" value="true|  *the)' seen
done
start_hostile --tls wrong.pem wrong.key --upstream "$EMULATOR" \
    --method NONE html
few --cacert wrong.pem
ok "another host's certificate: nothing can be decided" undecided
URL=https${URL#http?}
start_hostile html
URL=https${URL#http}
few
ok 'https to a server that speaks http: nothing can be decided' undecided

closed_url
few
ok 'nobody listens: nothing can be decided' undecided
ok 'the address is named' says "${URL#http://}"
start_hostile silent
ok '--timeout: silence ends' within 5 few --timeout 0.5
ok '--timeout: nothing can be decided' undecided
start_hostile slow
ok '--timeout: so does a trickle' within 5 few --timeout 0.5
ok '--timeout: a trickle decides nothing' undecided
start_hostile --upstream "$EMULATOR" --method PUT big
few --max-body 100000
ok '--max-body: an answer beyond it decides nothing' undecided
URL=$EMULATOR
few --max-body 200
ok '--max-body: also when it is the right answer' undecided

start_hostile --upstream "$EMULATOR" --method PUT --times 3 429
few
ok 'Retry-After: who asks to wait is asked again' exited 0
start_hostile --upstream "$EMULATOR" --method PUT --times 1 503
ok 'Retry-After: a second is a second' within 20 judge --include '*/both-fields'
ok 'Retry-After: and the run says that it waits' says 'asks to wait 1 s'
start_hostile --upstream "$EMULATOR" --method PUT 429
ok 'Retry-After: not for ever' within 20 few
ok 'Retry-After: then nothing can be decided' undecided
start_hostile --upstream "$EMULATOR" --method PUT 429-long
ok 'Retry-After: not for an hour' within 20 few
ok 'Retry-After: an hour decides nothing' undecided
start_hostile --upstream "$EMULATOR" --method PUT 503
ok 'Retry-After: not beyond --deadline' within 5 few --deadline 2
ok 'Retry-After: the deadline decides nothing' undecided

# The server goes away in the middle of a run.
gone() { # gone FAULT-OPTION...
    start_emulator "$@"
    mkfifo tell.gone
    start_hostile --upstream "$URL" --method PUT --after 100 \
        --tell tell.gone silent
    gone_pid=$PID
    (soon tell.gone && kill "$gone_pid") &
    rm -rf out.gone # its ledger is unfinished, and that target is no more
    judge --quiet --timeout 20 --settle 0 --out out.gone
    rm tell.gone
}
ok 'server gone: it is soon over' within 15 gone
ok 'server gone: the rest is errors, not failures' undecided
ok 'server gone: the same cause is not tried for ever' says 'see --max-errors'
ok 'server gone: reports are whole' reports_are_whole out.gone
gone --fault put-size-as-string
ok 'server gone: what had failed before still counts' exited 1
ok 'server gone: and the rest is errors' [ "$(last_count error)" -gt 50 ]

# --- Who asks -----------------------------------------------------------

start_emulator
judge_as() { # judge_as TOKEN OPTION...: nothing can be read
    token=$1
    shift
    OS_TOKEN=$token assay run --base-url "$URL/v3/$PROJECT" --quiet \
        --snapshot-id "$SNAPSHOT" --without read "$@"
}
judge_as not-the-token --include '*/one-field/*'
ok 'a token that nobody knows accuses no target' exited 3
ok 'since it is not accepted anywhere' says 'no longer, accepted'
assay run --base-url "$URL/v3/$PROJECT" --quiet --snapshot-id "$SNAPSHOT" \
    --without read --include '*/one-field/*'
ok 'nor does the lack of one' exited 3
judge_as "$TOKEN" --include '*/other-user' --include '*/foreign-snapshot*' \
    --second-token not-known --second-project-id \
    fedcba9876543210fedcba9876543210
ok "nor does a second identity's" exited 3
start_hostile --upstream "$URL" --method PUT --times 1000 401
judge_as "$TOKEN" --include '*/one-field/*'
ok 'a 401 to one who may read is a finding' exited 1
stop_servers

# --- Secrets ------------------------------------------------------------

CANARY=canary-4711-secret
secret() { # secret SENTENCE FILE...: none of them holds it, in any form
    sentence=$1
    shift
    ok "$sentence" eval '! grep -rlF -e "$CANARY" \
        -e "$(printf %s "$CANARY" | base64)" '"$*"
}
start_emulator --token $CANARY --fault put-size-as-string
TOKEN=$CANARY
judge --verbose --out out.secret
secret 'the token is in no report and on no stream' seen out.secret
ok 'though it was the right one' [ "$(last_count pass)" -gt 50 ]
judge --dry-run
secret 'nor in a dry run' seen
start_hostile echo
few --out out.echo
secret 'nor in anything when the target sends it back' seen out.echo
start_hostile --upstream "$URL" --method PUT --times 1000 echo
judge --verbose --out out.echo
secret 'nor when it does so in the middle of a run' seen out.echo
printf '%s\nX: y\n' $CANARY >token
assay run --base-url "$URL" --project-id p --token "$(cat token)"
secret 'nor in the complaint about a malformed token' seen
assay run --base-url "http://user:$CANARY@127.0.0.1/" --project-id p
secret 'nor in the complaint about a password in the URL' seen
ok 'the search does find what is there' grep -qF $CANARY token

done_testing
