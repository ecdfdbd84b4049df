/*
 * variant_wire.c - other right bytes: JSON's spelling, headers, framing.
 */
#include "emulator/faults.h"

#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void escape_text(struct exchange *x)
{
    x->answer.dump_flags = JSON_COMPACT | JSON_ENSURE_ASCII | JSON_ESCAPE_SLASH;
}

static void indent(struct exchange *x)
{
    x->answer.dump_flags = JSON_INDENT(4);
}

static void end_with_newline(struct exchange *x)
{
    if (x->answer.body.len > 0)
        buffer_add_text(&x->answer.body, "\r\n");
}

static void send_chunks(struct exchange *x)
{
    x->answer.chunked = true;
}

static void close_connection(struct exchange *x)
{
    answer_header(&x->answer, "Connection", "close");
}

static void speak_http_1_0(struct exchange *x)
{
    x->answer.is_http_1_0 = true;
}

static void wait_a_little(struct exchange *x)
{
    x->answer.delay_ms = 1;
}

/* Set only where there is a body. */
static void set_type(struct exchange *x, const char *type)
{
    if (x->answer.body.len > 0)
        answer_header(&x->answer, "Content-Type", type);
}

static void name_charset(struct exchange *x)
{
    set_type(x, "application/json; charset=utf-8");
}

/* Type and subtype are compared without case (RFC 9110 section 8.3.1). */
static void write_type_in_capitals(struct exchange *x)
{
    set_type(x, "Application/JSON ;charset=\"UTF-8\"");
}

static void add_headers(struct exchange *x)
{
    static const struct {
        const char *name, *value;
    } extra[] = {{"Server", "gateway"},
                 {"Vary", "OpenStack-API-Version"},
                 {"OpenStack-API-Version", "volume 3.0"},
                 {"Cache-Control", "no-store"},
                 {"Set-Cookie", "session=1; Path=/"},
                 {"Strict-Transport-Security", "max-age=31536000"},
                 {"X-Compute-Request-Id", "req-0"},
                 {"X-Empty", ""}};

    for (size_t i = 0; i < sizeof(extra) / sizeof(extra[0]); i++)
        answer_header(&x->answer, extra[i].name, extra[i].value);
}

/* Four of 4 KiB. */
static void add_large_headers(struct exchange *x)
{
    enum { COUNT = 4, LENGTH = 4096 };
    char *value = xcalloc(LENGTH + 1, 1);

    memset(value, 'h', LENGTH);
    for (int i = 0; i < COUNT; i++) {
        char name[24];

        snprintf(name, sizeof(name), "X-Large-%d", i);
        answer_header(&x->answer, name, value);
    }
    free(value);
}

static void drop_request_id(struct exchange *x)
{
    answer_remove_header(&x->answer, "X-Openstack-Request-Id");
}

#define EVERY OP_ANY, OUTCOME_ANY

const struct fault variants_wire[] = {
    {"json-escaped", POINT_BEFORE_ANSWER, EVERY, escape_text,
     "slashes and all characters outside ASCII are escaped", NULL, NULL},
    {"json-indented", POINT_BEFORE_ANSWER, EVERY, indent,
     "JSON is written over several lines", NULL, NULL},
    {"json-newline", POINT_ON_BODY, EVERY, end_with_newline,
     "a line end stands after the JSON", NULL, NULL},
    {"chunked", POINT_ON_SEND, EVERY, send_chunks,
     "answers come in chunks of 100 bytes, without a length", NULL, NULL},
    {"connection-closed", POINT_ON_HEADERS, EVERY, close_connection,
     "the connection is closed after each answer", NULL, NULL},
    {"http-1.0", POINT_ON_SEND, EVERY, speak_http_1_0,
     "answers are those of an HTTP/1.0 server", NULL, NULL},
    {"slow", POINT_ON_SEND, EVERY, wait_a_little, "each answer takes 1 ms more",
     NULL, NULL},
    {"content-type-charset", POINT_ON_HEADERS, EVERY, name_charset,
     "Content-Type has a charset", NULL, NULL},
    {"content-type-capitals", POINT_ON_HEADERS, EVERY, write_type_in_capitals,
     "Content-Type is written in capitals", NULL, NULL},
    {"extra-headers", POINT_ON_HEADERS, EVERY, add_headers,
     "answers have more header fields", NULL, NULL},
    {"large-headers", POINT_ON_HEADERS, EVERY, add_large_headers,
     "answers have 16 KiB of header fields", NULL, NULL},
    {"request-id-absent", POINT_ON_HEADERS, EVERY, drop_request_id,
     "answers have no X-Openstack-Request-Id", NULL, NULL},
    {0},
};
