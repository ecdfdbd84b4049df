/*
 * needles.h - many texts looked for at once, piece by piece.
 *
 * Of a text of NEEDLE_WINDOW bytes or more every window of that length is
 * kept, so that a part of it is found as well, and the whole as the windows
 * that follow each other. A shorter text is found as a whole, and so is one
 * that has a substitute. A lookup takes the same time however many texts there
 * are: a hash of the first bytes leads to a row of a table.
 */
#ifndef HTTP_NEEDLES_H
#define HTTP_NEEDLES_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes of a part that is found. */
#define NEEDLE_WINDOW 12

/* A shorter text would be found in half of every other. */
#define NEEDLE_MIN 4

/* What a match means; from MARK_SUBSTITUTE on the number of a substitute. */
enum mark {
    MARK_NONE,
    MARK_SECRET, /* to be masked, also in parts */
    MARK_VALUE,  /* a JSON value that is no text; not for needles */
    MARK_SUBSTITUTE
};

#define MARK_MAX 255

struct needle {
    uint64_t hash;      /* of the first bytes */
    uint32_t at;        /* where its bytes stand */
    uint32_t len;       /* 0: the row is empty */
    unsigned char mark; /* enum mark */
};

/* Open addressing: at most half of the rows are used. */
struct needle_table {
    struct needle *rows; /* owned; their number is a power of two */
    size_t size;
    size_t used;
};

struct needle_text {
    uint32_t at;
    uint32_t len;
};

#define NEEDLE_FILTER_BITS 65536

/* Start from {0}. */
struct needles {
    struct buffer bytes;                      /* of all texts */
    struct needle_table long_table;           /* hash of NEEDLE_WINDOW bytes */
    struct needle_table short_table;          /* hash of NEEDLE_MIN bytes */
    uint64_t filter[NEEDLE_FILTER_BITS / 64]; /* hashes in long_table */
    struct needle_text *texts;                /* owned: whole secrets */
    size_t texts_len;
    size_t texts_cap;
    char **open; /* owned: no secrets, even where they are part of one */
    size_t open_len;
    size_t open_cap;
};

/*
 * A copy of what anybody may know: parts of texts that are added from now on
 * are not looked for where they stand within it. (A token may be made of a
 * project's id; then the id alone gives nothing away.)
 */
void needles_open(struct needles *needles, const char *text);

/* Look for a copy of the text, too; one under NEEDLE_MIN bytes is ignored. */
void needles_add(struct needles *needles, const char *text, size_t len,
                 unsigned mark);

/* The same, but no part of it. */
void needles_add_whole(struct needles *needles, const char *text, size_t len,
                       unsigned mark);

/*
 * How many bytes at the start of text belong to something that is looked for,
 * the longest when there are several; 0: none. *mark says what it is.
 */
size_t needles_match(const struct needles *needles, const char *text,
                     size_t len, unsigned *mark);

/*
 * How many bytes at the end of text may be the beginning of a secret whose
 * rest was cut off; at least NEEDLE_MIN, or 0.
 */
size_t needles_begun(const struct needles *needles, const char *text,
                     size_t len);

void needles_clear(struct needles *needles);

#endif
