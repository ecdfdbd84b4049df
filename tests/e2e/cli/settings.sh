#!/bin/sh
# settings.sh - options from a file, and --show-config: every setting, where
# it comes from, and no secret.
. "$(dirname "$0")/../lib.sh"

export HOME="$SCRATCH"
unset XDG_CONFIG_HOME

# shows NAME VALUE ORIGIN: a line of --show-config.
shows() {
    grep -qE "^  $1 +$2 +\($3\)$" seen
}

cat >config.json <<'J'
{
  "base-url": "http://127.0.0.1:1/gate/v3/0123456789abcdef0123456789abcdef",
  "snapshot-id": "s",
  "without": ["create", "second-identity"],
  "sk": "canary-file",
  "timeout": 0.5
}
J
chmod 600 config.json
OS_TOKEN=canary-token ASSAY_MAX_ERRORS=3 OS_ACCESS_KEY=visible \
    assay run --show-config --config config.json --settle 0 \
    --os-password canary-line --second-token canary-second \
    --second-project-id q --proxy http://me:canary-proxy@127.0.0.1:2
ok 'settings are shown without traffic' exited 0
ok 'from the command line' shows settle 0 'command line'
ok 'from a variable of ours' shows max-errors 3 ASSAY_MAX_ERRORS
ok "from a variable of OpenStack's" shows ak visible OS_ACCESS_KEY
ok 'from the file' shows timeout 0.5 config.json
ok 'a list from the file' shows without 'create, second-identity' config.json
ok 'by default' shows dialect cinder-v3 default
ok 'a token is masked' shows token '\(given, not shown\)' OS_TOKEN
ok 'a proxy keeps its host' shows proxy 'http://.*@127.0.0.1:2' 'command line'
ok 'no secret is anywhere' says_not canary
ok 'the root of the URL is understood' \
    grep -qx '  root  *http://127.0.0.1:1/gate' seen
ok 'and what follows it' grep -qx \
    '  behind it in the URL  */v3/0123456789abcdef0123456789abcdef' seen
ok 'the owner has a token' says 'has a token, which is sent as it is'
ok 'there is a second identity' says 'the second identity'

for where in '--base-url' '--project-id q --os-auth-url'; do
    # shellcheck disable=SC2086
    assay run --show-config --os-username u $where http://me:canary@127.0.0.1:2
    ok "a URL that holds a password is refused: $where" exited 2
    ok 'and shown without it' says '//(user not shown)@127.0.0.1:2'
    ok 'in messages, too' says_not canary
done
for first in doctor 'run --wait-ready 1'; do
    # shellcheck disable=SC2086
    assay $first --project-id q --os-username u --os-password p \
        --os-auth-url http://me:canary@127.0.0.1:2
    ok "$first does not ask it" says 'user and password do not belong'
    ok 'nor repeat it' says_not canary
done

chmod 644 config.json
assay run --show-config --config config.json --token t
ok 'a readable file with a secret is warned of' \
    says 'config.json holds "sk" and can be read by others'
ok 'and read all the same' exited 0

assay run --show-config --emulator --token canary
ok 'no emulator is started for it' says 'the bundled emulator'
ok 'its token is not shown' says_not canary

echo '{"timeout": 1, "typo": 2}' >bad.json
assay run --config bad.json --emulator
ok 'a mistake in the file ends the run' exited 2
ok 'with file and pointer' says 'bad.json: /typo: '

echo '{"emulator": true, "include": ["*/name-null"], "quiet": true}' >run.json
assay run --config run.json
ok 'a run needs nothing but a file' exited 0
ok 'and judges what the file selects' says '1 testcase: 1 pass'
ASSAY_CONFIG=run.json assay list
ok 'the file serves other commands, too' \
    [ "$(grep -c . seen)" -eq 1 ]

assay list --verbose --opt-in reserved-prefix --without create
ok 'what nobody wants is left out' says 'needs the capability create'
assay list --verbose --opt-in reserved-prefix
ok 'and else it is not' says_not 'needs the capability create'

done_testing
