#!/bin/sh
# signing.sh - requests that are signed with AK/SK instead of carrying a token.
# shellcheck source=tests/e2e/targets/lib.sh
. "$(dirname "$0")/lib.sh"

AK=QTWAOYTTINDUT2QVKYUC
SK=MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc
# signed COMMAND OPTION...: with the keys, and no token
signed() {
    command=$1
    shift
    OS_ACCESS_KEY=$AK ASSAY_SK=${SECRET:-$SK} assay "$command" \
        --base-url "$URL/v3/$PROJECT" "$@"
}
shows_secret() { # shows_secret FILE...: does one of them hold a key or token?
    grep -rlF -e "$SK" -e "$TOKEN" -e "${SECRET:-$SK}" "$@"
}

target --ak $AK --sk $SK --verbose
signed run --out out
ok 'the whole suite conforms' exited 0
ok 'what else is skipped lacks a second identity or must be asked for' holds '
    all("no second identity" in t["reason"] or "--opt-in" in t["reason"]
    for t in r["testcases"] if t["verdict"] == "skip"
    and not t["id"].endswith("/token-wrong"))'
ok 'the testcase of a wrong token says why it is skipped' holds '
    "requests are signed" in of("/token-wrong")["reason"]'
ok 'a request without a signature is judged' holds '
    of("/token-missing")["verdict"] == "pass"'
ok 'all that the owner sends is signed' holds 'all(
    any(h[0] == "Authorization" for h in e["request"]["headers"])
    for t in r["testcases"] if "/token-" not in t["id"]
    for e in t["exchanges"])'
ok 'what was made is taken back' nothing_is_left
ok 'the secret key is in no report' eval '! shows_secret out seen'
signed run --show-config
ok 'it is not shown' eval '! shows_secret seen'
ok 'that requests are signed is' says 'signs each request (AK/SK)'
signed run --dry-run --include '*/one-field/name'
ok 'a dry run does not show it either' eval '! shows_secret seen'
signed doctor --snapshot-id "$SNAPSHOT"
ok 'doctor is content' exited_saying 0 'requests are signed' 'All is well'

SECRET=not-the-secret-key
signed run --out out
ok 'a wrong secret key is no verdict' exited 3
ok 'it is told from a wrong token' \
    says 'it does not take the signature: are --ak and --sk right'
ok 'two requests are enough to know' lines 1 '^[0-9]* testcases: .*([1-3] requests)'
ok 'the wrong key is in no report' eval '! shows_secret out seen'
signed doctor
ok 'doctor says so, too' exited_saying 3 'BAD    token' '--ak and --sk'
OS_ACCESS_KEY=$AK assay run --base-url "$URL/v3/$PROJECT"
ok 'an access key without its secret is a mistake' exited_saying 2 --sk
stop_server "$PID"

done_testing
