/*
 * remark.h - what a page does wrong, found while reading and deriving it.
 *
 * A remark is about the documentation, not about a target and not about us.
 */
#ifndef DERIVE_REMARK_H
#define DERIVE_REMARK_H

#include <stddef.h>

enum remark_grade {
    REMARK_REFUSED, /* nothing can be derived from the page */
    REMARK_WRONG,   /* two places of the documentation contradict */
    REMARK_DOUBT    /* something is not said that a contract needs */
};

struct remark {
    const char *kind; /* a row of the table in remark.c, e.g. "example-type" */
    enum remark_grade grade;
    char *page;    /* owned: id of the page */
    char *file;    /* owned: as given */
    char *element; /* owned: id, "" when none */
    int line;      /* 0: unknown */
    char *pointer; /* owned: JSON Pointer into the example or body, or NULL */
    char *text;    /* owned: one sentence in our own words */
};

struct remarks {
    struct remark *items; /* owned, in the order found */
    size_t len;
    size_t cap;
};

struct remark_kind {
    const char *name;
    enum remark_grade grade;
    const char *meaning; /* one line, for docs and --help */
};

/* All kinds, ended by a row without a name. */
extern const struct remark_kind remark_kinds[];

/*
 * Append; kind must be a name of the table. The text is formatted as by
 * printf. pointer may be NULL. Returns the new remark, borrowed.
 */
struct remark *remarks_add(struct remarks *remarks, const char *kind,
                           const char *page, const char *file,
                           const char *element, int line, const char *pointer,
                           const char *format, ...)
    __attribute__((format(printf, 8, 9)));
/* Does one of grade REMARK_REFUSED stand there? */
const struct remark *remarks_refusal(const struct remarks *remarks);
/* By file, line and kind: the order of a compiler's messages. */
void remarks_sort(struct remarks *remarks);
void remarks_clear(struct remarks *remarks);

#endif
