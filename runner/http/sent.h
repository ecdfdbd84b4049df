/*
 * sent.h - what really went out: the head of a request, as libcurl wrote it.
 *
 * libcurl adds fields of its own (Host, Accept, Content-Length …) and decides
 * on the order, so the record is read back from the bytes on the wire. For
 * HTTP/2 libcurl shows the head in the form of HTTP/1 and leaves the rest to
 * its library, whose rules are followed here (RFC 9113 section 8.2).
 */
#ifndef HTTP_SENT_H
#define HTTP_SENT_H

#include "base/buffer.h"
#include "model/exchange.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Start from {0}. */
struct sent {
    struct buffer head; /* request line and fields, up to the empty line */
    bool whole;         /* the empty line was seen */
    bool is_http2;      /* valid with whole */
    bool begun;         /* a connection was there and writing could begin */
    int64_t begun_us;   /* monotonic: just before the first byte */
    int64_t last_us;    /* monotonic: just after the last byte so far */
};

/* A request begins (again, when libcurl repeats it on a fresh connection). */
void sent_begin(struct sent *sent, int64_t now_us);

/*
 * Bytes went out; those behind the head are only timed, and those before
 * sent_begin belong to a proxy (CONNECT).
 */
void sent_add(struct sent *sent, const char *bytes, size_t len, int64_t now_us);

/*
 * Append the fields that went out. Of HTTP/2: names in lower case, without
 * those about the connection; ":authority" is called "host". False when the
 * head did not go out whole. */
bool sent_fields(const struct sent *sent, struct fields *fields);

void sent_clear(struct sent *sent);

#endif
