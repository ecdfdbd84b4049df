/*
 * answer.h - what goes back, first as a document, then as bytes.
 */
#ifndef EMULATOR_ANSWER_H
#define EMULATOR_ANSWER_H

#include "base/buffer.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define ANSWER_HEADERS_MAX 16

struct answer_header {
    char *name;  /* owned */
    char *value; /* owned */
};

/* What becomes of an answer that is sent. */
enum answer_ending {
    ENDING_WHOLE,
    ENDING_RESET, /* nothing is sent: the connection is closed at once */
    ENDING_CUT,   /* the whole length, half of the bytes, and closed */
    ENDING_STALL  /* the same, and kept open */
};

struct answer {
    int status;         /* HTTP status, 0 until decided */
    json_t *document;   /* owned; NULL for an empty body */
    struct buffer body; /* the document as text, once it is final */
    struct answer_header headers[ANSWER_HEADERS_MAX];
    size_t headers_len;
    size_t dump_flags; /* of jansson, for the document; 0: compact */
    long delay_ms;     /* how long to wait before it is sent */
    bool chunked;      /* send the body in chunks, without a length */
    bool is_http_1_0;  /* answer as an HTTP/1.0 server does */
    enum answer_ending ending;
    bool withheld; /* never send it; keep the connection open */
};

/* Decide status and document; takes document, releasing an earlier one. */
void answer_set(struct answer *answer, int status, json_t *document);

/* Set or replace a header; names are compared without regard to case. */
void answer_header(struct answer *answer, const char *name, const char *value);
void answer_remove_header(struct answer *answer, const char *name);

/* The value, borrowed, or NULL. */
const char *answer_get_header(const struct answer *answer, const char *name);

/* Write document into body as UTF-8 text, members in their order. */
void answer_render(struct answer *answer);

/* Replace the bytes of the body. */
void answer_set_body(struct answer *answer, const char *bytes, size_t len);

void answer_clear(struct answer *answer);

#endif
