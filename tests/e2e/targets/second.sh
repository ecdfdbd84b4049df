#!/bin/sh
# second.sh - a second identity: what is foreign to it, faults that only it
# shows, and what a run without one says.
# shellcheck source=tests/e2e/targets/lib.sh
. "$(dirname "$0")/lib.sh"

TENANCY='other-user foreign-snapshot foreign-snapshot-read
    foreign-snapshot-hidden'
# with_second OPTION...: judge tenancy with the emulator's second project
with_second() {
    ASSAY_SECOND_TOKEN=emulator-second-token judge \
        --second-project-id "$SECOND" --include '*/other-*' \
        --include '*/foreign-*' "$@"
}
verdict_of() { # verdict_of VERDICT TESTCASE
    holds "of('/$2')['verdict'] == '$1'"
}

target
with_second
ok 'the plain emulator conforms' exited 0
for testcase in $TENANCY; do
    ok "$testcase passes" verdict_of pass "$testcase"
done
ok 'a foreign snapshot and an unknown one have the same status' holds '
    len({e["response"]["status"] for e in
    of("/foreign-snapshot-hidden")["exchanges"] if e["name"] == "answer"}) == 1'
ok 'nothing is left' nothing_is_left
ok 'the second token is in no file' eval \
    '! grep -rqF emulator-second-token out seen'
ok 'the second token was sent, masked' holds 'any(
    ["X-Auth-Token", "[masked]"] in e["request"]["headers"]
    for e in of("/other-user")["exchanges"])'

with_second --second-project-id "$PROJECT"
ok 'a second identity of the same project is refused' \
    exited_saying 2 'of the same project as the first'
ASSAY_SECOND_TOKEN=x judge --include '*/other-*'
ok 'a second token needs its project' \
    exited_saying 2 --second-project-id

judge
ok 'without a second identity the rest is judged' exited 0
for testcase in $TENANCY; do
    ok "$testcase is skipped, and why" holds \
        "of('/$testcase')['verdict'] == 'skip' and
        'no second identity was given' in of('/$testcase')['reason']"
done
ok 'JSON: the scope is core, and why' holds '
    r["scope"] == "core" and "second-identity" in r["scope_reason"]'
ok 'the console says so' \
    lines 1 '^scope  *core (no second-identity: no second identity was given'
ok 'TAP says so' eval "lines 1 '^# scope: core\$' out/report.tap &&
    lines 1 '^# scope reason: no second-identity: no sec' out/report.tap"
xmllint --xpath \
    '//property[@name="scope" and @value="core"]/..' out/junit.xml >property
ok 'JUnit says so, and why' grep -q 'scope-reason.*no second identity was given' property
judge --without second-identity --include '*/foreign-*'
ok '--without second-identity is said as the reason' \
    grep -q 'SKIP.*--without second-identity was given' out/report.tap
stop_server "$PID"

target --fault foreign-project-readable
with_second
ok 'a target that lets other projects read does not conform' exited 1
ok 'other-user-read fails' verdict_of fail other-user-read
stop_server "$PID"

# A gateway that takes everybody for the owner: the worst that can be.
target
gateway --replace emulator-second-token="$TOKEN" --replace "$SECOND=$PROJECT"
with_second
ok 'a target that takes everybody for the owner does not conform' exited 1
for testcase in other-user foreign-snapshot foreign-snapshot-read; do
    ok "$testcase fails" verdict_of fail "$testcase"
done
ok 'foreign-snapshot-hidden advises' holds '
    of("/foreign-snapshot-hidden")["findings"] and
    of("/foreign-snapshot-hidden")["verdict"] == "pass"'
with_second --strict
ok 'and fails with --strict' verdict_of fail foreign-snapshot-hidden
ok 'nothing is left all the same' nothing_is_left
judge --include '*/other-*' --include '*/foreign-*'
ok 'without a second identity nobody can know' exited 0
stop_servers

done_testing
