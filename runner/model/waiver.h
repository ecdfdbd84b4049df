/*
 * waiver.h - what became of the waivers that a run was given: plain data for
 * the writers. How they are read and applied: waivers/waivers.h.
 */
#ifndef MODEL_WAIVER_H
#define MODEL_WAIVER_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* The file of --waivers. */
struct waiver_file {
    const char *path;       /* as the user named it */
    const char *digest;     /* SHA-256 of its bytes, hex */
    const json_t *document; /* verbatim */
    size_t len;             /* how many waivers it holds */
};

enum waiver_state {
    WAIVER_USED,       /* a testcase fails, and this says that it may */
    WAIVER_UNTRIED,    /* its testcases were left out, skipped or in error */
    WAIVER_ELSEWHERE,  /* it is for another target */
    WAIVER_UNUSED,     /* there is no such testcase */
    WAIVER_MISCOUNTED, /* its glob matches more or fewer than it says */
    WAIVER_EXPIRED,    /* the run began after its last day */
    WAIVER_STALE,      /* a testcase of it has nothing to waive */
    WAIVER_STATE_COUNT
};

/* "used", "not-tried", "not-here", "unused" …; never NULL. */
const char *waiver_state_name(enum waiver_state state);

/* Does a waiver in this state make the run fail? */
bool waiver_state_fails(enum waiver_state state);

struct waiver_result {
    json_t *entry; /* owned: the waiver, verbatim */
    char *pointer; /* owned: its place in the file, "/waivers/0" */
    enum waiver_state state;
    size_t matched; /* testcases of the suites that it is about */
    size_t tried;   /* of these: pass or fail */
    size_t waived;  /* of these: waived because of it */
    char *text;     /* owned: a sentence; what to do when it fails */
};

/* In the order of the file. Start from {0}. */
struct waiver_results {
    struct waiver_result *items;
    size_t len;
};

/* How many of them make the run fail. */
size_t waiver_results_void(const struct waiver_results *results);
void waiver_results_clear(struct waiver_results *results);

#endif
