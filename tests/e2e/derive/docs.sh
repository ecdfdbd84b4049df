#!/bin/sh
# docs.sh - docs/derive.md says what is (tests/tools/page.sh).
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/tools/page.sh
. "$ROOT/tests/tools/page.sh"

# times taken out
alike() {
    sed -e 's/[0-9.]* s (/N s (/' -e 's/  */ /g' -e 's/^ //' "$1"
}

ln -s "$BUILD" build
# copies: what the page does to them must not reach the sources
for folder in fixtures schemas suites; do
    cp -R "$ROOT/$folder" .
done

page_read "$ROOT/docs/derive.md"
page_run 120
page_points 8

done_testing
