#!/bin/sh
# install.sh - what `make install` leaves works without the source tree.
. "$(dirname "$0")/lib.sh"

make -s -C "$ROOT" install BUILD="$BUILD" DESTDIR="$SCRATCH/there" \
    PREFIX=/opt/assay >install.log 2>&1
ok 'make install succeeds' [ $? -eq 0 ]
at=$SCRATCH/there/opt/assay
ASSAY=$at/bin/assay
ok 'the program finds its suites' sh -c "cd / && '$ASSAY' lint"
assay run --emulator --quiet
ok 'and its emulator' [ "$STATUS" -eq 0 ]
ok 'the man page is there' [ -s "$at/share/man/man1/assay.1" ]

done_testing
