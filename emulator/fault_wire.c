/*
 * fault_wire.c - faults in the bytes of an answer: what makes it no JSON, or
 * says that it is something else.
 */
#include "emulator/faults.h"

#include "base/alloc.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static void set_type(struct exchange *x)
{
    answer_header(&x->answer, "Content-Type", x->fault->argument);
}

static void drop_type(struct exchange *x)
{
    answer_remove_header(&x->answer, "Content-Type");
}

static void set_body(struct exchange *x)
{
    answer_set_body(&x->answer, x->fault->argument, strlen(x->fault->argument));
}

/* The argument stands before the body. */
static void put_before(struct exchange *x)
{
    char *text =
        xasprintf("%s%s", x->fault->argument, buffer_text(&x->answer.body));

    answer_set_body(&x->answer, text, strlen(text));
    free(text);
}

static void put_behind(struct exchange *x)
{
    buffer_add_text(&x->answer.body, x->fault->argument);
}

static void send_twice(struct exchange *x)
{
    char *text = xstrdup(buffer_text(&x->answer.body));

    buffer_add_text(&x->answer.body, text);
    free(text);
}

/* The argument is written in front of the snapshot's first member. */
static void insert(struct exchange *x)
{
    static const char start[] = "{\"snapshot\":{";
    struct buffer *body = &x->answer.body;
    char *text;

    if (strncmp(buffer_text(body), start, sizeof(start) - 1) != 0)
        return;
    text = xasprintf("%s%s%s", start, x->fault->argument,
                     buffer_text(body) + sizeof(start) - 1);
    answer_set_body(&x->answer, text, strlen(text));
    free(text);
}

/* As a scripting language writes its own values. */
static void write_single_quotes(struct exchange *x)
{
    char *at = x->answer.body.data;

    for (size_t i = 0; i < x->answer.body.len; i++)
        if (at[i] == '"')
            at[i] = '\'';
}

/* Characters that Latin-1 has are written in it. */
static void write_latin_1(struct exchange *x)
{
    struct buffer *body = &x->answer.body, out;
    const char *at = buffer_text(body);
    size_t left = body->len, used;
    uint32_t c;

    buffer_init(&out, 0);
    for (; left > 0 && (used = utf8_decode(at, left, &c)) > 0; left -= used) {
        char byte = (char)c;

        buffer_add(&out, c < 0x100 ? &byte : at, c < 0x100 ? 1 : used);
        at += used;
    }
    answer_set_body(&x->answer, buffer_text(&out), out.len);
    buffer_clear(&out);
}

#define BODY            POINT_ON_BODY, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define HEADERS         POINT_ON_HEADERS, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define REFUSED         POINT_ON_BODY, OP_SNAPSHOT_UPDATE, OUTCOME_REFUSED
#define REFUSED_HEADERS POINT_ON_HEADERS, OP_SNAPSHOT_UPDATE, OUTCOME_REFUSED

#define JSON "response/json"
#define TYPE "response/media-type"

const struct fault faults_wire[] = {
    {"content-type-absent", HEADERS, drop_type, "an answer has no Content-Type",
     TYPE, NULL},
    {"content-type-text-plain", HEADERS, set_type, "JSON is sent as text/plain",
     TYPE, "text/plain"},
    {"content-type-suffix", HEADERS, set_type,
     "JSON is sent as a type that ends in +json", TYPE,
     "application/vnd.evs+json"},
    {"error-content-type-text-html", REFUSED_HEADERS, set_type,
     "errors are sent as text/html", TYPE, "text/html; charset=UTF-8"},
    {"error-content-type-problem", REFUSED_HEADERS, set_type,
     "errors are sent as application/problem+json", TYPE,
     "application/problem+json"},
    {"error-page-html", REFUSED, set_body, "errors are pages in HTML", JSON,
     "<html><title>400 Bad Request</title></html>"},
    {"error-body-empty", REFUSED, set_body, "errors have no body", JSON, ""},
    {"answer-body-empty", BODY, set_body, "the answer has no body", JSON, ""},
    {"answer-bad-utf-8", BODY, insert, "a text of the answer is no UTF-8", JSON,
     "\"x\":\"\xFF\","},
    {"answer-not-a-number", BODY, insert, "a number of the answer is NaN", JSON,
     "\"x\":NaN,"},
    {"answer-raw-newline", BODY, insert,
     "a text of the answer has a bare newline", JSON, "\"x\":\"\n\","},
    {"answer-words-before", BODY, put_before, "words stand before the answer",
     JSON, ")]}',\n"},
    {"answer-byte-order-mark", BODY, put_before,
     "a byte order mark stands before the answer", JSON, "\xEF\xBB\xBF"},
    {"answer-words-behind", BODY, put_behind, "words stand behind the answer",
     JSON, "\nOK"},
    {"answer-twice", BODY, send_twice, "the answer is there twice", JSON, NULL},
    {"answer-single-quotes", BODY, write_single_quotes,
     "the answer has single quotes", JSON, NULL},
    {"answer-in-latin-1", BODY, write_latin_1,
     "characters of the answer are written in Latin-1", JSON, NULL},
    {0},
};
