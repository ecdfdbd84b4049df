#!/bin/sh
# certificate.sh - what a certifier does and what somebody could try: a run is
# certified, checked by assay and by openssl, and altered in every way that we
# could think of.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../lib.sh"
needs openssl
needs python3

# assay WORD...: STATUS is the exit status, seen holds both streams.
assay() {
    timeout -k 5 120 "$ASSAY" "$@" >seen 2>&1 </dev/null
    STATUS=$?
}
exited_saying() {
    exited "$1" && says "$2"
}
# a fresh copy of the good bundle in DIR
fresh() {
    rm -rf "$1"
    cp -R good "$1"
}
# refuses SENTENCE DIR WORDS: verify refuses with these words
refuses() {
    assay verify "$2" --data data --pubkey own.pub
    ok "$1" exited_saying 1 "$3"
}
# change FILE PYTHON: run an expression on the JSON value d of a file
change() {
    python3 - "$1" "$2" <<'PYTHON'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    d = json.load(file)
exec(sys.argv[2])
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump(d, file)
PYTHON
}
# holds FILE PYTHON: is an expression about the JSON value d of a file true?
holds() {
    python3 -c 'import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
sys.exit(not eval("(" + sys.argv[2] + ")"))' "$1" "$2" >seen 2>&1
}

# small_data DIR: a data directory with one testcase, so that a bundle is small
# enough to change each byte of it.
small_data() {
    mkdir -p "$1/suites/dialects" "$1/suites/profiles" "$1/fixtures/small"
    mkdir -p "$1/schemas/small"
    cp -R "$ROOT/schemas/assay" "$1/schemas/assay"
    python3 - "$ROOT/suites/dialects/cinder-v3.json" "$1" <<'PYTHON'
import json
import sys

dialect = json.load(open(sys.argv[1], encoding="utf-8"))
dialect["pages"] = [dialect["pages"][0]]
for operation in dialect["operations"].values():
    operation["page"] = dialect["pages"][0]["id"]


def write(name, kind, **members):
    up = "../" * name.count("/")
    with open(sys.argv[2] + "/" + name, "w", encoding="utf-8") as file:
        json.dump({"$schema": up + "schemas/assay/" + kind + ".json",
                   **members}, file)


dialect.pop("$schema")
write("suites/dialects/cinder-v3.json", "dialect", **dialect)
write("suites/profiles/otc.json", "profile", id="otc", title="as written",
      **{"volume-size": 10}, changes=[])
write("suites/small.operation.json", "operation", id="snapshots.update",
      title="Updating", subject="/snapshot", **{"path-id": "snapshot_id"},
      before=[], after=[], always=[],
      outcomes={"accepted": {"title": "accepted", "checks": [
          {"id": "status", "check": "status", "in": [200],
           "clause": "status/normal"}]}})
write("suites/small.clauses.json", "clauses", id="small",
      operation="snapshots.update", source={"file": "f", "prefix": ""},
      clauses=[{"id": "status/normal", "element": None, "text": "200 is normal",
                "level": "must", "basis": "documented",
                "digest": "sha256:" + "0" * 64}])
write("suites/small.json", "suite", id="small", title="One",
      operation="snapshots.update",
      testcases=[{"id": "name", "title": "a name is stored",
                  "clauses": ["status/normal"], "level": "must",
                  "basis": "documented", "steps": [{
                      "request": {"body": {"snapshot": {"name": "n"}}},
                      "expect": {"outcome": "accepted"}}]}])
with open(sys.argv[2] + "/schemas/small/any.json", "w") as file:
    file.write("{}")
with open(sys.argv[2] + "/fixtures/small/body.json", "w") as file:
    file.write("{}")
PYTHON
}

for name in own other; do
    openssl genpkey -algorithm ed25519 -out $name.pem 2>made
    openssl pkey -in $name.pem -pubout -out $name.pub
done
cat >subject.json <<'EOF'
{"organisation": "Example Org", "product": "Example Cloud <&>",
 "version": "1.2.3", "contact": "qa@example.org"}
EOF
small_data data
start_emulator
TARGET=$URL
# small OPTION...: the small suite against the emulator's own snapshot
small() {
    OS_TOKEN=$TOKEN assay run --data data --base-url "$TARGET/v3/$PROJECT" \
        --snapshot-id "$SNAPSHOT" --neighbour-id "$NEIGHBOUR" \
        --out good "$@"
}

# The way it is meant.
small
ok 'a run with all its reports' exited 0
ok 'among them report.html, well formed' xmllint --noout good/report.html
assay certify good --data data --subject subject.json --sign-key own.pem
ok 'is certified' exited_saying 0 'level      snapshots.update full'
ok 'certificate.json is as its schema says' \
    valid assay/certificate.json good/certificate.json
ok 'certificate.html is well formed' xmllint --noout good/certificate.html
ok 'and asks for nothing else' [ "$(grep -cE '<script|src=|href=|url\(|@import' \
    good/certificate.html good/report.html | grep -vc ':0$')" -eq 0 ]
assay verify good --data data --pubkey own.pub --pae pae
ok 'and verified' exited_saying 0 'valid: signed by this key'
sed -n 's/.*"sig": "\([^"]*\)".*/\1/p' good/statement.dsse.json |
    base64 -d >signature
openssl pkeyutl -verify -pubin -inkey own.pub -rawin -in pae \
    -sigfile signature >seen 2>&1
ok 'openssl verifies it as well' says 'Signature Verified Successfully'
sed -n 's/.*"payload": "\([^"]*\)".*/\1/p' good/statement.dsse.json |
    base64 -d >payload
{
    printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$(wc -c <payload)"
    cat payload
} >made
ok 'the signed bytes can be made without assay' cmp made pae
ok 'the statement is in-toto: all passed' holds payload \
    'd["_type"] == "https://in-toto.io/Statement/v1" and
     d["predicateType"] == "https://in-toto.io/attestation/test-result/v0.1"
     and d["predicate"]["result"] == "PASSED" and
     d["predicate"]["passedTests"] == ["small/name"] and
     d["predicate"]["failedTests"] == []'
for file in good/*; do
    case $file in *dsse*) continue ;; esac
    sha256sum "$file"
done | awk '{ print $1 }' | sort >digests
python3 -c 'import json; [print(s["digest"]["sha256"])
for s in json.load(open("payload"))["subject"]]' | sort >made
ok 'its subjects are all files, by sha256sum' cmp digests made
facts_are_printed() {
    python3 - >seen <<'PYTHON'
import html
import json
import re

page = open("good/certificate.html", encoding="utf-8").read()
text = html.unescape(re.sub("<[^>]*>", "\n", page))
d = json.load(open("good/certificate.json", encoding="utf-8"))
wanted = [d["subject"]["product"], d["target"]["base_url"],
          d["run"]["started"], d["run"]["seed"], d["reproduce"],
          d["levels"][0]["level"]]
wanted += [t["id"] for t in d["testcases"]]
wanted += [f["sha256"] for f in d["files"]]
wanted += [f["sha256"] for f in d["requirements"]["files"]]
wanted += list(d["requirements"]["digests"].values())
print([w for w in wanted if w not in text])
PYTHON
    says '[]'
}
ok 'the page says what the certificate says' facts_are_printed
mkdir twice
cp -R good/. twice
rm twice/certificate.* twice/statement.*
assay certify twice --data data --subject subject.json --sign-key own.pem
ok 'the same folder gives the same bytes' diff -r good twice

# Every byte.
make_flip() {
    FLIP=$BUILD/tools/flip
    [ -x "$FLIP" ] || make -s -C "$ROOT" BUILD="$BUILD" "$FLIP"
}
make_flip >made 2>&1
timeout 300 "$FLIP" --data data own.pub good >seen 2>&1
STATUS=$?
ok 'every changed byte of every file is noticed' exited_saying 0 ' 0 not noticed'
ok 'and these are many' [ "$(grep -oE '^[0-9]+' seen)" -gt 40000 ]

# Who signed.
assay verify good --data data --pubkey other.pub
ok "somebody else's key" exited_saying 1 'was not made by the key'
assay verify good --data data
ok 'no key: undecided, and said' exited_saying 3 'no key was given'
assay certify twice --data data --subject subject.json
ok 'without a key a certificate is not signed' exited_saying 0 'not signed'
ok 'and no older signature stays' [ ! -e twice/statement.dsse.json ]
assay verify twice --data data
ok 'which is undecided' exited_saying 3 'there is none'
refuses 'but wrong where a key is asked for' twice 'there is none'
for kind in own.pub protected.pem rsa.pem nothing; do
    case $kind in
    protected.pem) openssl genpkey -algorithm ed25519 -aes128 -pass pass:x \
        -out $kind 2>made ;;
    rsa.pem) openssl genpkey -algorithm rsa -out $kind 2>made ;;
    esac
    assay certify twice --data data --subject subject.json --sign-key $kind
    ok "no key to sign with: $kind" exited 2
done
assay certify twice --data data --subject subject.json \
    --sign-key protected.pem
ok 'a password is not asked for, and that is said' says 'protected by a password'
fresh tried
cp own.pem tried/
assay certify tried --data data --subject subject.json --sign-key own.pem
ok 'a private key among the reports is refused' \
    exited_saying 2 'holds a private key'

# Files that come, go and change places.
fresh tried
echo hello >tried/extra.txt
ln -s /etc/passwd tried/link.txt
assay verify tried --data data --pubkey own.pub
ok 'an added file is told of' exited_saying 0 'extra.txt is no part'
ok 'and so is a link' says 'link.txt is no plain file'
for file in good/*; do
    fresh tried
    rm "tried/${file#good/}"
    refuses "without ${file#good/}" tried 'missing'
done
small --seed 7 --out another
assay certify another --data data --subject subject.json --sign-key own.pem
ok 'another run is certified by the same key' exited 0
for file in certificate.json statement.dsse.json results.json transcript.har; do
    fresh tried
    cp another/$file tried/
    refuses "with $file of another run" tried 'is not the file that was signed'
done
fresh tried
cp another/certificate.* another/statement.* tried/
refuses 'with all of its certificate' tried 'is not the file that was signed'

# Envelopes.
# envelope SENTENCE PYTHON WORDS
envelope() {
    fresh tried
    change tried/statement.dsse.json "$2"
    refuses "$1" tried "$3"
}
head -c 900 good/statement.dsse.json >half
fresh tried
cp half tried/statement.dsse.json
refuses 'a truncated envelope' tried 'is no envelope'
envelope 'other blanks' 'pass' 'is not written as assay writes it'
envelope 'another payload type' 'd["payloadType"] = "application/json"' \
    'no in-toto statement'
envelope 'no signatures' 'd["signatures"] = []' 'has no signature'
envelope 'URL-safe Base64' \
    'd["payload"] = d["payload"].rstrip("=")' 'is not written as assay'
fresh tried
sed 's/"payloadType"/"payloadType": "x",\n "payloadType"/' \
    good/statement.dsse.json >tried/statement.dsse.json
refuses 'a member twice' tried 'is no envelope'
# two KEY: sign the same statement with KEY as well, in our way of writing
two() {
    openssl pkeyutl -sign -inkey "$1" -rawin -in pae -out second
    python3 - <<'PYTHON'
import base64
import hashlib
import json
import subprocess

der = subprocess.run(["openssl", "pkey", "-in", "other.pem", "-pubout",
                      "-outform", "DER"], capture_output=True,
                     check=True).stdout
path = "tried/statement.dsse.json"
with open(path, encoding="utf-8") as file:
    d = json.load(file)
d["signatures"].append({
    "keyid": hashlib.sha256(der).hexdigest(),
    "sig": base64.b64encode(open("second", "rb").read()).decode()})
with open(path, "w", encoding="utf-8") as file:
    file.write(json.dumps(d, indent=1) + "\n")
PYTHON
}
fresh tried
two other.pem
assay verify tried --data data --pubkey own.pub
ok 'a second signature by openssl does no harm' \
    exited_saying 0 '1 more, by other keys, were not checked'
assay verify tried --data data --pubkey other.pub
ok 'and is verified by its own key' exited 0

# A signer who says what is not true.
fresh tried
change tried/results.json 'd["testcases"][0]["title"] = "another"'
assay certify tried --data data --subject subject.json --sign-key own.pem
ok 'results that the transcript does not give are not certified' \
    exited_saying 1 'has another "title" in the results'
fresh tried
change tried/certificate.json 'd["levels"][0]["passed"] = 2'
python3 - <<'PYTHON'
import base64
import hashlib
import json
import subprocess


def sha(name):
    return hashlib.sha256(open("tried/" + name, "rb").read()).hexdigest()


text = json.dumps(json.load(open("tried/certificate.json")), indent=1,
                  ensure_ascii=False) + "\n"
open("tried/certificate.json", "w").write(text)
path = "tried/statement.dsse.json"
d = json.load(open(path))
payload = json.loads(base64.b64decode(d["payload"]))
payload["subject"][0]["digest"]["sha256"] = sha("certificate.json")
body = json.dumps(payload, separators=(",", ":"), ensure_ascii=False).encode()
kind = d["payloadType"].encode()
open("lie", "wb").write(b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(body),
                                                 body))
subprocess.run(["openssl", "pkeyutl", "-sign", "-inkey", "own.pem", "-rawin",
                "-in", "lie", "-out", "lie.sig"], check=True)
d["payload"] = base64.b64encode(body).decode()
d["signatures"][0]["sig"] = base64.b64encode(open("lie.sig", "rb").read()).decode()
open(path, "w").write(json.dumps(d, indent=1) + "\n")
PYTHON
assay verify tried --data data --pubkey own.pub
ok 'a signed lie is found out' exited 1
ok 'though its signature is good' grep -qE '^ok +signature' seen
ok 'since results and suites say something else' says_not 'valid: signed'

# Other suites.
cp -R data worse
sed -i 's/a name is stored/a name is kept/' worse/suites/small.json
assay certify good --data worse --subject subject.json --sign-key own.pem
ok 'with other suites than those of the run nothing is certified' \
    exited_saying 3 'another edition of suites/small.json'
assay verify good --data worse --pubkey own.pub
ok 'and not everything can be checked' \
    exited_saying 3 'is another edition here'

# Runs that are not good.
# recorded SENTENCE WORDS: the run in good is recorded, not certified
recorded() {
    rm -f good/certificate.* good/statement.*
    assay certify good --data data --subject subject.json --sign-key own.pem
    ok "$1: not certified" exited_saying 1 "$2"
    ok '  and nothing called certificate is written' \
        [ ! -e good/certificate.json ]
    assay certify good --data data --subject subject.json --sign-key own.pem \
        --record
    ok '  with --record it is recorded' exited_saying 1 'recorded, not certified'
    ok '  the record is as its schema says' \
        valid assay/certificate.json good/certificate.json
    ok '  and says so' holds good/certificate.json \
        'not d["certified"] and d["reasons"]'
    ok '  and so does its page' grep -q '<p class="banner">Not certified' \
        good/certificate.html
    sed -n 's/.*"payload": "\([^"]*\)".*/\1/p' good/statement.dsse.json |
        base64 -d >payload
    ok '  and the statement' holds payload 'd["predicate"]["result"] == "FAILED"'
    assay verify good --data data --pubkey own.pub
    ok '  and it is whole, but no certificate' \
        exited_saying 1 'the record says so itself'
}
python3 - <<'PYTHON'
import json

path = "data/suites/small.json"
d = json.load(open(path))
again = json.loads(json.dumps(d["testcases"][0]))
again["id"] = "second"
d["testcases"].append(again)
json.dump(d, open(path, "w"))
PYTHON
small --include '*/name'
recorded 'a selection' 'only a part of the suites was run'
small --max-requests 1
recorded 'a run that ended early' 'ended early'
start_emulator --fault put-status-201
TARGET=$URL
small
recorded 'a run that failed' '2 testcases failed'
ok 'the report shows it' grep -q '<pre>201</pre>' good/report.html
stop_server "$PID"
small --connect-timeout 1
ok 'no target, no certificate' exited_one_of 2 3
rm -rf data
small_data data
start_emulator
TARGET=$URL
small
rm good/transcript.har
recorded 'a run without its transcript' 'there is no transcript in which'

# Words.
assay certify good --data data
ok 'a subject is needed' exited_saying 2 '--subject: is needed'
for subject in '{}' '{"organisation": "O"}' '[]' \
    '{"organisation": "", "product": "P", "version": "1", "contact": "c"}' \
    '{"organisation": "A\nB", "product": "P", "version": "1", "contact": "c"}' \
    '{"organisation": "O", "organisation": "O", "product": "P"}'; do
    printf '%s\n' "$subject" >wrong.json
    assay certify good --data data --subject wrong.json
    ok "no subject: $(printf '%s' "$subject" | tr -d '\\')" exited 2
done
for words in '' 'good good' 'nothing'; do
    # shellcheck disable=SC2086
    assay verify $words --data data
    ok "nothing to verify: \"$words\"" exited 2
done
mkdir empty
assay certify empty --data data --subject subject.json
ok 'an empty folder' exited_saying 2 'holds no results.json'
assay verify empty --data data
ok 'is no bundle' exited 1

done_testing
