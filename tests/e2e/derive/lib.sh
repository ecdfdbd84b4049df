# lib.sh - what the tests of `assay derive` share. Sourced.

DOCS=$ASSAY_DOCS
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../lib.sh"
PAGES=$ROOT/fixtures/pages

# changed SED [PAGE]: the page with one thing changed, as newer/PAGE.
changed() {
    mkdir -p newer
    sed "$1" "$PAGES/${2:-rename-snapshot.html}" >"newer/${2:-rename-snapshot.html}"
    ! cmp -s "newer/${2:-rename-snapshot.html}" "$PAGES/${2:-rename-snapshot.html}"
}

# no_sentences OUTPUT PAGE...: no six words in a row of a page's prose stand
# in a JSON file below OUTPUT, those of examples left aside.
no_sentences() {
    python3 - "$@" >seen 2>&1 <<'PYTHON'
import html.parser
import os
import re
import sys

RUN = 6


def words(text):
    # a path or a name with dashes is one word
    found = (word.strip(".,;:!?()'\"") for word in text.lower().split())
    return [word for word in found if word]


class Prose(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.kept, self.parts = 0, [""]

    def handle_starttag(self, tag, attributes):
        self.kept += tag == "pre"
        if tag in ("p", "td", "th", "li", "h1", "h2", "h4", "div"):
            self.parts.append("")

    def handle_endtag(self, tag):
        self.kept -= tag == "pre"

    def handle_data(self, data):
        if not self.kept:
            self.parts[-1] += data


runs, pages = {}, 0
for path in sys.argv[2:]:
    prose = Prose()
    prose.feed(open(path, encoding="utf-8").read())
    pages += 1
    for part in prose.parts:
        all_words = words(part)
        for i in range(len(all_words) - RUN + 1):
            runs[tuple(all_words[i:i + RUN])] = path
files = bad = 0
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if not name.endswith(".json") or "example" in name:
            continue
        files += 1
        # texts of JSON one by one, so that no run crosses their ends
        text = open(os.path.join(folder, name), encoding="utf-8").read()
        for string in re.findall(r'"((?:[^"\\]|\\.)*)"', text):
            all_words = words(string)
            for i in range(len(all_words) - RUN + 1):
                if tuple(all_words[i:i + RUN]) in runs:
                    print(name, " ".join(all_words[i:i + RUN]))
                    bad += 1
print(pages, "pages", len(runs), "runs", files, "files", bad, "found")
sys.exit(not runs or not files or bad > 0)
PYTHON
}
