/*
 * masker.h - one text being masked: what of it is secret is marked, byte by
 * byte, and then it is written anew.
 *
 * Linear in the length of the text, whatever stands in it, with a byte of
 * memory for each byte of the text when there is anything to mask.
 */
#ifndef HTTP_MASKER_H
#define HTTP_MASKER_H

#include "http/redactor.h"

struct masker {
    const struct redactor *redactor; /* borrowed */
    const char *text;                /* borrowed */
    size_t len;
    bool cut;             /* the text may end inside a secret */
    unsigned char *marks; /* owned: enum mark of each byte; NULL: none */
    bool hides;           /* something is secret; else it is only replaced */
};

/* Mark text[from .. to). A secret wins over a substitute. */
void masker_mark(struct masker *masker, size_t from, size_t to, unsigned mark);

/* Mark what is known, in every form and behind escapes, and parameters. */
void masker_find(struct masker *masker);

/*
 * The same for a name of a field, whose letters may have changed their case
 * on the way (RFC 9113 section 8.2.1).
 */
void masker_find_any_case(struct masker *masker);

/*
 * The text with what is marked replaced, in new memory with a final NUL;
 * *out_len is its length. Clears the masker.
 */
char *masker_write(struct masker *masker, size_t *out_len);

#endif
