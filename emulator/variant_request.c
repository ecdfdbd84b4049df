/*
 * variant_request.c - other right ways to understand the body of an update.
 *
 * The update page does not say what becomes of members that it does not
 * name, of an update without any, or of a member that is given twice.
 */
#include "emulator/faults.h"

#include "emulator/body.h"

#include "base/alloc.h"
#include "base/json.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BOM "\xEF\xBB\xBF"

/* RFC 8259 section 8.1: a parser may pass over it. */
static void skip_byte_order_mark(struct exchange *x)
{
    struct request *request = &x->request;
    size_t len = sizeof(BOM) - 1;

    if (request->body_len <= len || memcmp(request->body, BOM, len) != 0)
        return;
    request->body += len;
    request->body_len -= len;
}

static bool is_known(const char *name)
{
    return !strcmp(name, "name") || !strcmp(name, "description");
}

static void refuse_unknown_members(struct exchange *x)
{
    const char *name;
    json_t *value;

    json_object_foreach(x->members, name, value) {
        if (!is_known(name))
            refusal_set(&x->refusal, REFUSE_BODY,
                        "Additional members are not allowed.");
    }
    if (json_object_size(x->document) > 1)
        refusal_set(&x->refusal, REFUSE_BODY,
                    "Additional members are not allowed.");
}

static void refuse_no_change(struct exchange *x)
{
    if (!x->change.name && !x->change.description)
        refusal_set(&x->refusal, REFUSE_BODY, "There is nothing to update.");
}

/* A new value when the body is JSON but for members given twice, or NULL. */
static json_t *read_duplicates(const char *body, size_t len)
{
    json_t *document = NULL;

    if (json_parse_text(body, len, &document, NULL) == JSON_TEXT_DUPLICATE)
        return document;
    json_decref(document);
    return NULL;
}

static void take_last(struct exchange *x)
{
    json_t *document = read_duplicates(x->request.body, x->request.body_len);

    if (document)
        body_replace(x, document);
}

/*
 * The parser keeps the last of two members, so later ones get another name
 * until none is left: it says behind which name it stopped. Names here have
 * no escapes; what does not work out stays refused.
 */
static json_t *rename_later(char *body, size_t len)
{
    enum { TRIES = 16 };
    json_error_t at;

    for (int i = 0; i < TRIES; i++) {
        json_t *document = json_loadb(body, len, JSON_REJECT_DUPLICATES, &at);

        if (document || json_error_code(&at) != json_error_duplicate_key ||
            at.position < 2)
            return document;
        body[at.position - 2] = (char)('A' + i);
    }
    return NULL;
}

static void take_first(struct exchange *x)
{
    json_t *document = read_duplicates(x->request.body, x->request.body_len);
    char *copy;

    if (!document)
        return;
    json_decref(document);
    copy = xmemdup(x->request.body, x->request.body_len);
    document = rename_later(copy, x->request.body_len);
    if (document)
        body_replace(x, document);
    free(copy);
}

static void refuse_query(struct exchange *x)
{
    if (x->request.target.arguments_len > 0)
        refusal_set(&x->refusal, REFUSE_URL, "The query is not known.");
}

static bool is_other_type(const struct exchange *x)
{
    const char *type = request_header(&x->request, "Content-Type");

    return x->request.body_len > 0 && type &&
           strncasecmp(type, "application/json", 16) != 0;
}

static void refuse_type(struct exchange *x)
{
    if (is_other_type(x))
        refusal_set(&x->refusal, REFUSE_BODY, "The media type is not taken.");
}

static void answer_type_415(struct exchange *x)
{
    if (is_other_type(x))
        answer_set(&x->answer, 415,
                   envelope("badMediaType", x->refusal.message, "415"));
}

/* What a parser reads that puts no bounds to numbers; nobody looks at it. */
static void pass_over_number(struct exchange *x)
{
    static const char member[] = ", \"x\": ";
    size_t len = x->request.body_len;
    char *copy, *at;
    json_t *document = NULL;

    if (len == 0)
        return;
    copy = xmemdup(x->request.body, len);
    at = strstr(copy, member);
    if (at && isdigit((unsigned char)at[sizeof(member) - 1])) {
        memset(at, ' ', len - (size_t)(at - copy) - 1);
        document = json_loadb(copy, len, 0, NULL);
    }
    if (document)
        body_replace(x, document);
    free(copy);
}

#define UPDATE OP_SNAPSHOT_UPDATE

const struct fault variants_request[] = {
    {"byte-order-mark-accepted", POINT_ON_REQUEST, OP_ANY, OUTCOME_ANY,
     skip_byte_order_mark, "a byte order mark before the body is passed over",
     NULL, NULL},
    {"unknown-members-refused", POINT_ON_CHANGE, UPDATE, OUTCOME_SERVED,
     refuse_unknown_members,
     "members other than name and description are refused", NULL, NULL},
    {"empty-update-refused", POINT_ON_CHANGE, UPDATE, OUTCOME_SERVED,
     refuse_no_change, "an update without name and description is refused",
     NULL, NULL},
    {"duplicate-last", POINT_ON_PARSE, UPDATE, OUTCOME_REFUSED, take_last,
     "of a member given twice the last counts", NULL, NULL},
    {"duplicate-first", POINT_ON_PARSE, UPDATE, OUTCOME_REFUSED, take_first,
     "of a member given twice the first counts", NULL, NULL},
    {"unknown-query-refused", POINT_ON_CHANGE, UPDATE, OUTCOME_SERVED,
     refuse_query, "a query is refused", NULL, NULL},
    {"media-type-400", POINT_ON_CHANGE, UPDATE, OUTCOME_SERVED, refuse_type,
     "content of another media type is answered 400", NULL, NULL},
    {"media-type-415", POINT_ON_CHANGE, UPDATE, OUTCOME_SERVED, refuse_type,
     "content of another media type is answered 415", NULL, NULL},
    {"media-type-415", POINT_ON_REFUSAL, UPDATE, OUTCOME_REFUSED,
     answer_type_415, "content of another media type is answered 415", NULL,
     NULL},
    {"numbers-unbounded", POINT_ON_PARSE, UPDATE, OUTCOME_REFUSED,
     pass_over_number, "a number beyond all bounds is passed over", NULL, NULL},
    {0},
};
