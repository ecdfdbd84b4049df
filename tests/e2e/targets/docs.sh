#!/bin/sh
# docs.sh - docs/targets.md says what is (tests/tools/page.sh). Only the ports
# are others.
# shellcheck source=tests/e2e/targets/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/tools/page.sh
. "$ROOT/tests/tools/page.sh"

# what differs from run to run taken out
alike() {
    sed -e 's/[0-9][0-9]*/0/g' -e 's/  */ /g' -e 's/^ //' "$1"
}

ln -s "$BUILD" build
ln -s "$ROOT/tests" tests

# The ports of the page may be in use: ask for others.
python3 -c 'import socket
for port in 8776, 8777, 8778:
    s = socket.socket()
    s.bind(("127.0.0.1", 0))
    globals()["s%d" % port] = s
    print("s/%d/%d/g" % (port, s.getsockname()[1]))' >ports

# What the page starts must not outlive a block that fails.
echo 'trap "exit 143" TERM
trap "kill \$cloud \$vendor \$mock 2>killed || :" EXIT' >script

page_read "$ROOT/docs/targets.md"
page_run 240 ports
page_points 9
ok 'secrets are not shown' eval '! grep -lF -e emulator-password \
    -e emulator-secret -e not-a-real-secret-key -e emulator-token said.* \
    out/*'

done_testing
