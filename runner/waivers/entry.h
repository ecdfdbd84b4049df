/*
 * entry.h - one waiver: what its file says, what is known of it before the
 * first result, and what the results have shown.
 */
#ifndef WAIVERS_ENTRY_H
#define WAIVERS_ENTRY_H

#include "model/event.h"
#include "waivers/waivers.h"

/* All texts are borrowed from the document. */
struct waiver {
    const json_t *entry;
    char *pointer;          /* owned: "/waivers/0" */
    const char *testcase;   /* id or glob */
    bool is_glob;           /* it says how many it matches … */
    long long expected;     /* … this many */
    const json_t *findings; /* array of scopes; NULL: every finding */
    const char *expires;    /* last day, YYYY-MM-DD */

    /* from waivers_begin on */
    char *elsewhere; /* owned: why it is not for this target; NULL: it is */
    bool is_expired;
    size_t matched;

    /* while a file is checked: a dialect and profile … */
    bool is_seen; /* … is the target's */
    bool is_met;  /* … and has as many testcases as is said */

    /* from the results */
    size_t tried;
    size_t waived;
    size_t idle;      /* tried, with nothing that this waiver is about */
    char *idle_id;    /* owned: the first such testcase … */
    bool idle_passes; /* … passes, or fails otherwise */
};

struct waivers {
    char *path;      /* owned */
    char digest[65]; /* of the file's bytes */
    json_t *document;
    struct waiver *items;
    size_t len;
    bool strict; /* should-level findings fail */
    struct waiver_file file;
};

/* A glob that matches another number of testcases than is said. */
bool waiver_is_miscounted(const struct waiver *waiver);

/* Neither expired nor miscounted. */
bool waiver_is_valid(const struct waiver *waiver);

/* Is it for this target and about this testcase? */
bool waiver_is_about(const struct waiver *waiver, const char *testcase);

/* Is the finding within its scope? */
bool waiver_covers(const struct waiver *waiver, const struct finding *finding);

/*
 * In new memory: why the waiver is for another target, e.g. "it is for
 * profile openstack, and this is otc"; NULL when it is for this one. What the
 * run leaves NULL is not compared.
 */
char *waiver_elsewhere(const json_t *entry, const struct run_info *info);

/* "the reason (owner, https://…, until 2026-12-31)" in new memory. */
char *waiver_words(const struct waiver *waiver);

/* How many testcases of the suites it is about. */
size_t waiver_count(const struct waiver *waiver, const struct suite *suites,
                    size_t suites_len);

/* For the same testcases and findings, for the same target? */
bool waivers_are_alike(const json_t *a, const json_t *b);

/* Those that say the same as one before. */
void waivers_find_repeats(const char *path, const json_t *document,
                          struct problems *problems);

/* A JSON document as an object of waivers; takes the reference. */
struct waivers *waivers_of(const char *path, json_t *document);

#endif
