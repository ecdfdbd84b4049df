#!/bin/sh
# evidence.sh - the whole way of a certificate with a real Cinder: its bugs are
# waived, the run is certified and signed, and somebody with nothing but a copy
# of the suites and the public key verifies the folder. Prints TAP.
#
#     BUILD            folder of the program assay (default: build)
#     CINDER_REQUIRED  1: fail, not skip, where Cinder is not installed
#     KEEP             copy the signed folder and its public key there
#
# Most functions are called by name, through holds; lib.sh sets root and work.
# shellcheck disable=SC2317,SC2154

# shellcheck source=tests/cinder/lib.sh
. "$(dirname "$0")/lib.sh"

# judge NAME STATUS OPTION...: as check.sh does with the profile openstack.
judge() {
    name=$1
    wanted=$2
    shift 2
    assay "$name" "$wanted" ASSAY_TOKEN="$CINDER_TOKEN" -- \
        --base-url "$CINDER_URL" --project-id "$CINDER_PROJECT" \
        --second-token "$CINDER_OTHER_TOKEN" \
        --second-project-id "$CINDER_OTHER_PROJECT" \
        --profile openstack --opt-in reserved-prefix "$@"
}

# tool STATUS WORD...: a command of assay that needs no network.
tool() {
    wanted=$1
    shift
    env -i PATH=/usr/bin:/bin HOME="$work" LC_ALL=C.UTF-8 "$BUILD/assay" "$@"
    status=$?
    echo "exit status $status, expected $wanted"
    [ "$status" -eq "$wanted" ]
}

# draft: waivers for what failed, with a day that is not far.
draft() {
    day=$(date -u -d '+7 days' +%F) || return 1
    tool 0 waive --data "$root" --owner 'tests/cinder' --expires "$day" \
        --issue https://bugs.launchpad.net/cinder --into "$work/waivers.json" \
        "$work/plain.json" || return 1
    sed -i 's/"reason": "TODO[^"]*"/"reason": "known in Cinder 21"/' \
        "$work/waivers.json"
}

write_subject() {
    cat >"$work/subject.json" <<'EOF'
{
  "$schema": "https://assay.invalid/schemas/assay/subject.json",
  "organisation": "OpenStack",
  "product": "Cinder, as Debian 12 packages it",
  "version": "21.3.1",
  "contact": "openstack-discuss@lists.openstack.org"
}
EOF
}

write_keys() {
    openssl genpkey -algorithm ed25519 -out "$work/key.pem" &&
        openssl pkey -in "$work/key.pem" -pubout -out "$work/public.pem" &&
        openssl genpkey -algorithm ed25519 -out "$work/other.pem" &&
        openssl pkey -in "$work/other.pem" -pubout -out "$work/wrong.pem"
}

# A second place, with the suites and schemas and nothing of the run's.
copy_suites() {
    mkdir "$work/clone" "$work/clone/run" &&
        cp -R "$root/suites" "$root/schemas" "$root/fixtures" \
            "$work/clone/" && cp "$work/run/"* "$work/clone/run/"
}

# verify STATUS KEY WORDS: and it says so.
verify() {
    tool "$1" verify --data "$work/clone" --pubkey "$work/$2" \
        "$work/clone/run" >"$work/said" 2>&1
    status=$?
    cat "$work/said"
    [ "$status" -eq 0 ] && grep -qE "$3" "$work/said"
}

# signed_by_openssl: another program finds the signature good.
signed_by_openssl() {
    tool 0 verify --data "$work/clone" --pubkey "$work/public.pem" \
        --pae "$work/pae" "$work/clone/run" || return 1
    $PYTHON -c 'import base64, json, sys
envelope = json.load(open(sys.argv[1]))
open(sys.argv[2], "wb").write(
    base64.b64decode(envelope["signatures"][0]["sig"]))' \
        "$work/clone/run/statement.dsse.json" "$work/signature" || return 1
    openssl pkeyutl -verify -rawin -pubin -inkey "$work/public.pem" \
        -in "$work/pae" -sigfile "$work/signature"
}

# alter FILE: one byte of it.
alter() {
    $PYTHON -c 'import sys
path = sys.argv[1]
content = bytearray(open(path, "rb").read())
content[len(content) // 2] ^= 1
open(path, "wb").write(content)' "$1"
}

need cinder
holds 'Cinder starts' target cinder
[ "$FAILED" -eq 0 ] || done_testing
holds 'a run finds the bugs of Cinder' judge plain 1
holds 'waivers are drafted for them' draft
holds 'with the waivers Cinder conforms' judge waived 0 \
    --waivers "$work/waivers.json" --out "$work/run"
holds 'Cinder stops' end_target
holds 'the run is judged again from its transcript, with the same result' \
    tool 0 judge --data "$root" --json "$work/again.json" --quiet \
    "$work/run/transcript.har"
holds 'byte for byte' cmp "$work/again.json" "$work/run/results.json"
holds 'who is judged is written down' write_subject
holds 'keys are made' write_keys
holds 'the run is certified' tool 0 certify --data "$root" \
    --subject "$work/subject.json" --sign-key "$work/key.pem" "$work/run"
holds 'the folder goes to a second place' copy_suites
holds 'it verifies there' verify 0 public.pem '^valid: '
holds 'OpenSSL agrees about the signature' signed_by_openssl
holds 'with the key of somebody else it does not verify' verify 1 wrong.pem \
    '^WRONG +signature'
[ -z "$KEEP" ] ||
    { mkdir -p "$KEEP" && cp -R "$work/run" "$work/public.pem" "$KEEP/"; }
holds 'an answer in the transcript is altered' \
    alter "$work/clone/run/transcript.har"
holds 'and the folder does not verify any more' verify 1 public.pem \
    '^WRONG .*transcript.har'
done_testing
