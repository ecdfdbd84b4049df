/*
 * entry.h - one entry of a transcript, back as the exchange it was.
 */
#ifndef TRANSCRIPT_ENTRY_H
#define TRANSCRIPT_ENTRY_H

#include "model/exchange.h"
#include "transcript/members.h"

/* Start from {0}; entry_clear releases it. */
struct entry {
    json_t *json;         /* owned: what the texts are borrowed from */
    const char *testcase; /* NULL: of none */
    size_t part;          /* 1 … of */
    size_t of;
    const json_t *run;    /* what the run knows of the testcase, or NULL */
    const json_t *silent; /* testcases before it without exchanges, or NULL */
    const json_t *notes;  /* [[before which result, text]], or NULL */
    bool altered;         /* its digest tells of another exchange */
    struct exchange exchange;
};

/* Parse the text. Returns 0, or -1 with ERROR_SUITE. */
int entry_read(struct entry *entry, const char *text, size_t len,
               const struct spot *spot, struct error *err);
void entry_clear(struct entry *entry);

/* A JSON value from text, strictly; NULL with ERROR_SUITE. */
json_t *value_parse(const char *text, size_t len, const struct spot *spot,
                    struct error *err);

#endif
