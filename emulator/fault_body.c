/*
 * fault_body.c - faults in understanding the content of an update: what is no
 * JSON, or not the object that the page describes, is taken all the same.
 *
 * Most rows repair one mistake, as lenient parsers do: the argument is what
 * is replaced by what, with a bar between. Only content that was refused is
 * looked at, and it is parsed again.
 */
#include "emulator/faults.h"

#include "emulator/body.h"
#include "emulator/emulator.h"

#include "base/buffer.h"
#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Understand text as the content, unless it is no JSON either. */
static void read_again(struct exchange *x, const char *text, size_t len)
{
    json_t *document = NULL;

    if (json_parse_text(text, len, &document, NULL) == JSON_TEXT_OK)
        body_replace(x, document);
    else
        json_decref(document);
}

static bool is_refused(const struct exchange *x)
{
    return x->refusal.reason == REFUSE_BODY && x->request.body_len > 0;
}

static void repair(struct exchange *x)
{
    const char *from = x->fault->argument, *to = strchr(from, '|') + 1;
    const char *at = x->request.body, *end = at + x->request.body_len;
    size_t len = (size_t)(to - from) - 1;
    struct buffer text;

    if (!is_refused(x) || x->document)
        return;
    buffer_init(&text, 0);
    while (at < end) {
        bool is_it = (size_t)(end - at) >= len && !memcmp(at, from, len);

        if (is_it)
            buffer_add_text(&text, to);
        else
            buffer_add(&text, at, 1);
        at += is_it ? len : 1;
    }
    read_again(x, buffer_text(&text), text.len);
    buffer_clear(&text);
}

/* As if the argument had come after the content. */
static void complete(struct exchange *x)
{
    struct buffer text;

    if (!is_refused(x) || x->document)
        return;
    buffer_init(&text, 0);
    buffer_add(&text, x->request.body, x->request.body_len);
    buffer_add_text(&text, x->fault->argument);
    read_again(x, buffer_text(&text), text.len);
    buffer_clear(&text);
}

/* The first JSON text counts, whatever comes after it. */
static void ignore_rest(struct exchange *x)
{
    json_t *document;

    if (!is_refused(x) || x->document)
        return;
    document = json_loadb(x->request.body, x->request.body_len,
                          JSON_DISABLE_EOF_CHECK, NULL);
    if (document)
        body_replace(x, document);
}

/* An update with nothing in it, which is answered with 200. */
static void take_as_nothing(struct exchange *x)
{
    body_replace(x, json_pack("{s:{}}", "snapshot"));
}

/* The argument says which content: how it begins. */
static void take_start_as_nothing(struct exchange *x)
{
    const char *start = x->fault->argument;
    size_t len = strlen(start);

    if (is_refused(x) && x->request.body_len >= len &&
        !memcmp(x->request.body, start, len))
        take_as_nothing(x);
}

static void take_no_json_as_nothing(struct exchange *x)
{
    if (is_refused(x) && !x->document)
        take_as_nothing(x);
}

static void take_empty_as_nothing(struct exchange *x)
{
    if (x->request.body_len == 0)
        take_as_nothing(x);
}

static void take_blanks_as_nothing(struct exchange *x)
{
    const struct request *request = &x->request;

    for (size_t i = 0; i < request->body_len; i++)
        if (request->body[i] != ' ')
            return;
    if (request->body_len > 0)
        take_as_nothing(x);
}

/* name=VALUE&…, the value with %20 for blanks. */
static void take_form(struct exchange *x)
{
    static const char start[] = "name=";
    const struct request *request = &x->request;

    if (is_refused(x) && request->body_len > sizeof(start) &&
        !memcmp(request->body, start, sizeof(start) - 1))
        body_replace(x, json_pack("{s:{s:s%}}", "snapshot", "name",
                                  request->body + sizeof(start) - 1,
                                  request->body_len - sizeof(start) + 1));
}

/* The decoder puts U+FFFD for each byte that is no UTF-8. */
static void replace_bad_bytes(struct exchange *x)
{
    const char *at = x->request.body;
    size_t left = x->request.body_len, used;
    struct buffer text;
    uint32_t c;

    if (!is_refused(x) || x->document)
        return;
    buffer_init(&text, 0);
    for (; left > 0; at += used, left -= used) {
        used = utf8_decode(at, left, &c);
        if (used)
            buffer_add(&text, at, used);
        else
            buffer_add_text(&text, "\xEF\xBF\xBD");
        used += used == 0;
    }
    read_again(x, buffer_text(&text), text.len);
    buffer_clear(&text);
}

/* What the parser says of the content; *document is what it read. */
static enum json_text_problem problem_of(const struct exchange *x,
                                         json_t **document)
{
    return json_parse_text(x->request.body, x->request.body_len, document,
                           NULL);
}

/* Each half of a surrogate pair has become U+FFFD. */
static void take_surrogates(struct exchange *x)
{
    json_t *document = NULL;

    if (is_refused(x) && problem_of(x, &document) == JSON_TEXT_SURROGATE)
        body_replace(x, json_incref(document));
    json_decref(document);
}

/* Where a name is given twice, neither value counts. */
static void drop_duplicates(struct exchange *x)
{
    json_t *document = NULL;

    if (is_refused(x) && problem_of(x, &document) == JSON_TEXT_DUPLICATE)
        take_as_nothing(x);
    json_decref(document);
}

static void fail(struct exchange *x)
{
    answer_set(&x->answer, 500,
               envelope("computeFault", "Internal error.", "EVS.5500"));
}

static void fail_if(struct exchange *x, enum json_text_problem problem)
{
    json_t *document = NULL;

    if (is_refused(x) && problem_of(x, &document) == problem)
        fail(x);
    json_decref(document);
}

static void fail_surrogates(struct exchange *x)
{
    fail_if(x, JSON_TEXT_SURROGATE);
}

static void fail_duplicates(struct exchange *x)
{
    fail_if(x, JSON_TEXT_DUPLICATE);
}

static void fail_limits(struct exchange *x)
{
    fail_if(x, JSON_TEXT_LIMIT);
}

static void fail_not_json(struct exchange *x)
{
    fail_if(x, JSON_TEXT_BROKEN);
}

/* The argument says which content: how it begins. */
static void fail_start(struct exchange *x)
{
    const char *start = x->fault->argument;

    if (is_refused(x) && x->request.body_len >= strlen(start) &&
        !memcmp(x->request.body, start, strlen(start)))
        fail(x);
}

/* As a reader does that wants the brace first. */
static void refuse_leading_blanks(struct exchange *x)
{
    if (x->request.body_len > 0 && *x->request.body != '{')
        refusal_set(&x->refusal, REFUSE_BODY,
                    "It does not begin with a brace.");
}

/* As a reader does that compares names before it takes escapes away. */
static void keep_escaped_names(struct exchange *x)
{
    static const char escaped[] = "\"n\\u0061me\"";

    if (x->request.body_len > 0 && strstr(x->request.body, escaped))
        json_object_del(x->members, "name");
}

#define PARSED  POINT_ON_PARSE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define PARSE   POINT_ON_PARSE, OP_SNAPSHOT_UPDATE, OUTCOME_REFUSED
#define REFUSED POINT_ON_REFUSAL, OP_SNAPSHOT_UPDATE, OUTCOME_REFUSED
#define JSON    "request/json"

const struct fault faults_body[] = {
    {"words-ignored", PARSE, take_start_as_nothing,
     "words in place of an object are passed over", JSON, "hello"},
    {"blanks-ignored", PARSE, take_blanks_as_nothing,
     "blanks in place of an object are passed over", JSON, NULL},
    {"xml-ignored", PARSE, take_start_as_nothing,
     "XML in place of an object is passed over", JSON, "<"},
    {"form-accepted", PARSE, take_form, "a form is understood", JSON, NULL},
    {"truncated-accepted", PARSE, complete,
     "an object without its last brace is accepted", JSON, "}"},
    {"truncated-text-accepted", PARSE, complete,
     "a text without its end is accepted", JSON, "\"}}"},
    {"trailing-comma-accepted", PARSE, repair,
     "a comma after the last member is accepted", JSON, ",}|}"},
    {"missing-comma-accepted", PARSE, repair,
     "a missing comma between two members is accepted", JSON, "\" \"|\", \""},
    {"single-quotes-accepted", PARSE, repair, "single quotes are accepted",
     JSON, "'|\""},
    {"bare-name-accepted", PARSE, repair,
     "a member name without quotes is accepted", JSON,
     "{snapshot:|{\"snapshot\":"},
    {"comment-accepted", PARSE, repair, "a comment is accepted", JSON,
     "/* x */|"},
    {"rest-ignored", PARSE, ignore_rest,
     "whatever comes after the object is passed over", JSON, NULL},
    {"nan-accepted", PARSE, repair, "NaN is accepted as a number", JSON,
     "NaN|0"},
    {"raw-newline-accepted", PARSE, repair,
     "a bare newline in a text is accepted", JSON, "\n|\\n"},
    {"raw-tab-accepted", PARSE, repair, "a bare tab in a text is accepted",
     JSON, "\t|\\t"},
    {"bad-escape-accepted", PARSE, repair,
     "an escape that there is not is accepted", JSON, "\\x|x"},
    {"no-json-ignored", PARSE, take_no_json_as_nothing,
     "content that is no JSON is passed over", JSON, NULL},
    {"no-json-500", REFUSED, fail_not_json,
     "content that is no JSON is answered 500", "response/no-server-error",
     NULL},
    {"empty-content-ignored", PARSE, take_empty_as_nothing,
     "a request without content is passed over", "request/snapshot/mandatory",
     NULL},

    {"bad-utf-8-replaced", PARSE, replace_bad_bytes,
     "bytes that are no UTF-8 become U+FFFD", JSON, NULL},
    {"byte-80-dropped", PARSE, repair, "a stray byte 80 is taken away", JSON,
     "\x80"
     "|"},
    {"byte-ff-dropped", PARSE, repair, "the byte FF is taken away", JSON,
     "\xFF|"},
    {"half-character-dropped", PARSE, repair,
     "half of a character is taken away", JSON, "\xE5\xBF|"},
    {"overlong-accepted", PARSE, repair,
     "an overlong form stands for its character", JSON, "\xC0\xAF|/"},
    {"surrogate-bytes-accepted", PARSE, repair,
     "the bytes of a surrogate are accepted", JSON, "\xED\xA0\x80|?"},
    {"beyond-unicode-accepted", PARSE, repair,
     "a number beyond U+10FFFF is accepted", JSON, "\xF4\x90\x80\x80|?"},
    {"latin-1-accepted", PARSE, repair, "a letter in Latin-1 is accepted", JSON,
     "\xE9|\xC3\xA9"},
    {"lone-surrogate-replaced", PARSE, take_surrogates,
     "half of a surrogate pair becomes U+FFFD", JSON, NULL},
    {"lone-surrogate-500", REFUSED, fail_surrogates,
     "half of a surrogate pair is answered 500", "response/no-server-error",
     NULL},
    {"duplicate-ignored", PARSE, drop_duplicates,
     "of a member given twice neither counts", JSON, NULL},
    {"duplicate-500", REFUSED, fail_duplicates,
     "a member given twice is answered 500", "response/no-server-error", NULL},
    {"byte-order-mark-500", REFUSED, fail_start,
     "a byte order mark before the content is answered 500", JSON,
     "\xEF\xBB\xBF"},
    {"unreadable-json-500", REFUSED, fail_limits,
     "numbers beyond all bounds and deep nesting are answered 500",
     "response/no-server-error", NULL},
    {"leading-blanks-refused", PARSED, refuse_leading_blanks,
     "white space before the object is refused", JSON, NULL},
    {"escaped-name-unknown", PARSED, keep_escaped_names,
     "a member name written with an escape is another name", JSON, NULL},
    {0},
};
