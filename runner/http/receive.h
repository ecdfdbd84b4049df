/*
 * receive.h - collects a response from what libcurl hands over.
 *
 * Only the final response counts: interim ones (1xx, RFC 9110 section 15.2)
 * are forgotten when the next status line comes, and trailer fields are not
 * mixed into the header. All of them count against the limit. What came
 * before a connection broke is kept.
 */
#ifndef HTTP_RECEIVE_H
#define HTTP_RECEIVE_H

#include "base/buffer.h"
#include "model/exchange.h"

#include <stdbool.h>
#include <stddef.h>

struct receive {
    int status;            /* of the latest status line, 0 before it */
    char *http_version;    /* owned, "1.1"; NULL before the status line */
    struct fields fields;  /* of the latest header */
    struct buffer content; /* at most the limit; overflow: more was sent */
    size_t header_bytes;   /* of all headers and trailers */
    size_t max_header;     /* limit for header_bytes */
    bool header_done;      /* the empty line behind the fields was seen */
    bool header_overflow;  /* the limit was passed */
};

void receive_init(struct receive *receive, size_t max_header, size_t max_body);
void receive_clear(struct receive *receive);

/*
 * libcurl's header and write callbacks (CURLOPT_HEADERFUNCTION,
 * CURLOPT_WRITEFUNCTION); data is the struct receive. Fewer bytes than given
 * are returned when a limit is passed, which makes libcurl stop.
 */
size_t receive_header(char *line, size_t size, size_t count, void *data);
size_t receive_content(char *bytes, size_t size, size_t count, void *data);

/* Has the status line of a final response come? */
bool receive_is_final(const struct receive *receive);

/* Move what came into an empty response; an interim response is none. */
void receive_take(struct receive *receive, struct response *response);

#endif
