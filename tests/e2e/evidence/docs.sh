#!/bin/sh
# docs.sh - docs/certificate.md says what is (tests/tools/page.sh).
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/tools/page.sh
. "$ROOT/tests/tools/page.sh"
needs openssl

ln -s "$BUILD" build
page_read "$ROOT/docs/certificate.md"
page_run 240
page_points 5

done_testing
