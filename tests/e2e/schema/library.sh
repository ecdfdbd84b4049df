#!/bin/sh
# library.sh - the program in README.md, built against what `make install`
# leaves, by pkg-config alone.
# shellcheck source=tests/e2e/schema/lib.sh
. "$(dirname "$0")/lib.sh"

there=$SCRATCH/there/opt/assay
# The library is built by the same make with the same flags.
make -s -C "$ROOT" install BUILD="$BUILD" DESTDIR="$SCRATCH/there" \
    PREFIX=/opt/assay >seen 2>&1
ok 'make install succeeds' [ $? -eq 0 ]

export PKG_CONFIG_PATH="$there/lib/pkgconfig"
flags=$(pkg-config --define-prefix --cflags --libs assay-jsonschema 2>seen)
ok 'pkg-config knows the library' [ -n "$flags" ]

sed -n '/^## Use the validator/,/^## /p' "$ROOT/README.md" |
    sed -n '/^```c$/,/^```$/p' | sed '/^```/d' >volume.c
ok 'README.md has a program' grep -q 'int main' volume.c

# shellcheck disable=SC2086
build() { # build OUTPUT SOURCE OPTION...
    to=$1
    from=$2
    shift 2
    ${CC:-cc} "$@" $CFLAGS -o "$to" "$from" $flags $LDFLAGS >seen 2>&1
}
ok 'it compiles without a warning' build volume volume.c -std=c11 \
    -Wall -Wextra -Wpedantic -Werror
./volume >seen 2>&1
ok 'it ends with 1, for the instance is invalid' [ $? -eq 1 ]
ok 'it prints what README.md says' \
    grep -qF "It prints \`$(cat seen)\` and ends" "$ROOT/README.md"

# Names of ours that are common would meet those of somebody's program.
cat >names.c <<'EOF'
#include <assay/vocabulary.h>
int error_set(void);
int json_same(void);
int buffer_add(void);
int fail(void);
int error_set(void) { return 1; }
int json_same(void) { return 1; }
int buffer_add(void) { return 1; }
int fail(void) { return 1; }
int main(void)
{
    schema_store_free(schema_store_new());
    return error_set() + json_same() + buffer_add() + fail() - 4;
}
EOF
ok 'a program may have functions called like those inside' \
    build names names.c
ok 'and runs' ./names
nm -g --defined-only "$there/lib/libassay-jsonschema.a" 2>err |
    awk 'NF == 3 { print $3 }' | grep -v '^__odr_asan' >names
ok 'the library has global names' [ -s names ]
grep -v '^schema_' names >seen
ok 'and all of them begin with schema_' [ ! -s seen ]
grep -ohE '\<schema_[a-z_]+\(' "$there"/include/assay/*.h | tr -d '(' |
    sort -u >declared
sort -u names >defined
diff declared defined >seen
ok 'they are the functions that the headers declare' [ $? -eq 0 ]

ok 'the manual page is there' [ -s "$there/share/man/man3/assay-jsonschema.3" ]

done_testing
