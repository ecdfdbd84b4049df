/*
 * preview.h - the requests of a testcase without sending them.
 */
#ifndef CLI_PREVIEW_H
#define CLI_PREVIEW_H

#include "run/requests.h"
#include "suite/catalog.h"

#include <stdio.h>

/* In place of tokens: nothing secret is printed. */
#define PREVIEW_TOKEN          "$OS_TOKEN"
#define PREVIEW_SECOND_TOKEN   "$ASSAY_SECOND_TOKEN"
#define PREVIEW_SECOND_PROJECT "SECOND-PROJECT"
#define PREVIEW_WRONG_TOKEN    "(a wrong token)"

struct preview {
    const struct catalog *catalog;
    const struct sender *sender; /* with the texts above for tokens */
    const char *snapshot_id;
    const char *neighbour_id;
    bool has_neighbour;
    unsigned long long seed;
    size_t content_max; /* bytes of content shown; 0: all */
};

/*
 * Print every request of the testcase in order, reads included. Captured
 * values are shown as "captured". Returns 0, or -1 with ERROR_SUITE.
 */
int preview_print(const struct preview *preview,
                  const struct testcase *testcase, FILE *out,
                  struct error *err);

#endif
