/*
 * override.h - what people know better than a page, as data with reasons.
 *
 * An override file belongs to one page (schemas/assay/override.json). It
 * names the files that the page is written to, replaces words of ours by
 * better ones, changes schemas where the page is silent or wrong, and makes
 * variants of them. Every change has a basis and a reason. One that no longer
 * applies is a mistake, so that none outlives its page.
 */
#ifndef DERIVE_OVERRIDE_H
#define DERIVE_OVERRIDE_H

#include "base/buffer.h"
#include "base/error.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define OVERRIDE_FILES_MAX 5000

struct override {
    char *path;       /* owned: of the file */
    const char *page; /* borrowed from content */
    json_t *content;  /* owned */
};

struct overrides {
    struct override *items; /* owned, by path */
    size_t len;
    size_t cap;
};

/*
 * Load a file, or every *.json of a folder. NULL loads nothing. Returns 0, or
 * -1 with ERROR_SUITE: unreadable, not an override, a page that has two.
 */
int overrides_load(struct overrides *overrides, const char *path,
                   struct error *err);
void overrides_clear(struct overrides *overrides);
/* Of a page, or NULL; borrowed. */
const struct override *overrides_find(const struct overrides *overrides,
                                      const char *page);

/*
 * The name, relative to the output folder, of what the page gives under that
 * part ("contract", "request", "response", "error", "path", "query",
 * "clauses", "examples"): as the override says, else PAGE/part.json. NULL:
 * not to be written. override may be NULL. New memory.
 */
char *override_file(const struct override *override, const char *page,
                    const char *part);

/* Of the page's n-th example (from 1), whose role is a word. New, or NULL. */
char *override_example(const struct override *override, const char *page,
                       size_t number, const char *role);

/*
 * Change the schema of a part in place. What does not apply is appended to
 * problems, a line each: "FILE: /overrides/2: sentence".
 */
void override_apply(const struct override *override, const char *part,
                    json_t *schema, struct buffer *problems);

/* Entries that name a part which the page does not give are problems, too. */
void override_check_parts(const struct override *override,
                          const json_t *schemas, struct buffer *problems);

/* Number of variants, 0 for NULL. */
size_t override_variants(const struct override *override);

/*
 * The n-th variant (from 0) of the page's schemas, an object of them by part.
 * *file receives its name, borrowed. NULL with a problem when its base is
 * not there. New reference.
 */
json_t *override_variant(const struct override *override, size_t n,
                         const json_t *schemas, const char **file,
                         struct buffer *problems);

#endif
