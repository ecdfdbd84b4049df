/*
 * fault_answer.c - faults in what goes back: status, members, bytes, headers.
 */
#include "emulator/faults.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The object inside the answer's envelope, borrowed, or NULL. */
static json_t *answered(const struct exchange *x)
{
    return json_object_get(x->answer.document, "snapshot");
}

static void answer_201(struct exchange *x)
{
    x->answer.status = 201;
}

static void drop_updated_at(struct exchange *x)
{
    json_object_del(answered(x), "updated_at");
}

static void size_as_string(struct exchange *x)
{
    json_t *size = json_object_get(answered(x), "size");
    char *text = xasprintf("%" JSON_INTEGER_FORMAT, json_integer_value(size));

    json_object_set_new(answered(x), "size", json_string(text));
    free(text);
}

/* White space of ASCII only, at both ends. */
static void trim_name(struct exchange *x)
{
    json_t *name = json_object_get(answered(x), "name");
    const char *text = json_string_value(name);
    size_t len = json_string_length(name);

    if (!text)
        return;
    while (len > 0 && isspace((unsigned char)text[len - 1]))
        len--;
    while (len > 0 && isspace((unsigned char)*text)) {
        text++;
        len--;
    }
    json_object_set_new(answered(x), "name", json_stringn(text, len));
}

static const char *html_entity(char c)
{
    switch (c) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

static json_t *html_escaped(const json_t *text)
{
    struct buffer out;
    json_t *escaped;

    buffer_init(&out, 0);
    for (size_t i = 0; i < json_string_length(text); i++) {
        const char *at = json_string_value(text) + i;

        if (html_entity(*at))
            buffer_add_text(&out, html_entity(*at));
        else
            buffer_add(&out, at, 1);
    }
    escaped = json_stringn(buffer_text(&out), out.len);
    buffer_clear(&out);
    return escaped;
}

static void escape_html(struct exchange *x)
{
    static const char *const names[] = {"name", "description"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        json_t *text = json_object_get(answered(x), names[i]);

        if (json_is_string(text))
            json_object_set_new(answered(x), names[i], html_escaped(text));
    }
}

/* The length is right and the JSON is not: half of it is missing. */
static void cut_body(struct exchange *x)
{
    struct buffer *body = &x->answer.body;
    char *half = xmemdup(buffer_text(body), body->len / 2);

    answer_set_body(&x->answer, half, body->len / 2);
    free(half);
}

static void duplicate_member(struct exchange *x)
{
    static const char member[] = "{\"snapshot\":{\"name\":\"first\",";
    static const char start[] = "{\"snapshot\":{";
    struct buffer *body = &x->answer.body;
    char *text;

    if (strncmp(buffer_text(body), start, sizeof(start) - 1) != 0)
        return;
    text = xasprintf("%s%s", member, buffer_text(body) + sizeof(start) - 1);
    answer_set_body(&x->answer, text, strlen(text));
    free(text);
}

static void plain_error(struct exchange *x)
{
    const char *text = x->refusal.message;

    answer_set_body(&x->answer, text, strlen(text));
}

static void type_plain(struct exchange *x)
{
    answer_header(&x->answer, "Content-Type", "text/plain; charset=utf-8");
}

static void type_html(struct exchange *x)
{
    answer_header(&x->answer, "Content-Type", "text/html");
}

#define UPDATE OP_SNAPSHOT_UPDATE
#define SHOWN  (OP_SNAPSHOT_UPDATE | OP_SNAPSHOT_SHOW)

const struct fault faults_answer[] = {
    {"put-status-201", POINT_ON_STATUS, UPDATE, OUTCOME_SERVED, answer_201,
     "an update is answered 201", "status/normal", NULL},
    {"put-drops-updated-at", POINT_BEFORE_ANSWER, UPDATE, OUTCOME_SERVED,
     drop_updated_at, "updated_at is missing in the answer",
     "response/members/required", NULL},
    {"put-size-as-string", POINT_BEFORE_ANSWER, UPDATE, OUTCOME_SERVED,
     size_as_string, "size is a string in the answer", "response/size/type",
     NULL},
    {"name-trimmed-in-answer-only", POINT_BEFORE_ANSWER, UPDATE, OUTCOME_SERVED,
     trim_name, "the answer trims the name, a read does not",
     "response/as-read", NULL},
    {"text-html-escaped", POINT_BEFORE_ANSWER, SHOWN, OUTCOME_SERVED,
     escape_html, "texts come back with HTML entities", "function/stored",
     NULL},
    {"truncated-body", POINT_ON_BODY, UPDATE, OUTCOME_SERVED, cut_body,
     "the second half of the JSON is missing, the length is honest",
     "response/json", NULL},
    {"duplicate-member-in-answer", POINT_ON_BODY, UPDATE, OUTCOME_SERVED,
     duplicate_member, "the answer has two members name", "response/json",
     NULL},
    {"error-envelope-plain-text", POINT_ON_BODY, UPDATE, OUTCOME_REFUSED,
     plain_error, "errors are plain text", "response/json", NULL},
    {"error-envelope-plain-text", POINT_ON_HEADERS, UPDATE, OUTCOME_REFUSED,
     type_plain, "errors are plain text", "response/json", NULL},
    {"content-type-text-html", POINT_ON_HEADERS, UPDATE, OUTCOME_SERVED,
     type_html, "JSON is sent as text/html", "response/media-type", NULL},
    {0},
};
