/*
 * variant_answer.c - other right documents: envelopes, members, their order.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

#define EXTENDED "os-extended-snapshot-attributes"

/* The object inside the answer's envelope, borrowed, or NULL. */
static json_t *answered(const struct exchange *x)
{
    return json_object_get(x->answer.document, "snapshot");
}

/* The only member of an error's document. */
static const char *error_key(const struct exchange *x)
{
    return json_object_iter_key(json_object_iter(x->answer.document));
}

static json_t *error_object(const struct exchange *x)
{
    return json_object_iter_value(json_object_iter(x->answer.document));
}

static void rename_error(struct exchange *x, const char *key)
{
    json_t *object = error_object(x);

    if (object)
        answer_set(&x->answer, x->answer.status,
                   json_pack("{s:O}", key, object));
}

/* The form of the table; the one beside it is named after the fault. */
static void name_error(struct exchange *x)
{
    rename_error(x, "error");
}

/* Other pages of the service print "badrequest". */
static void name_badrequest(struct exchange *x)
{
    if (error_key(x) && !strcmp(error_key(x), "badRequest"))
        rename_error(x, "badrequest");
}

static void code_as_integer(struct exchange *x)
{
    if (error_object(x))
        json_object_set_new(error_object(x), "code",
                            json_integer(x->answer.status));
}

static void explain_at_length(struct exchange *x)
{
    enum { LENGTH = 64 * 1024 };
    char *text = xcalloc(LENGTH + 1, 1);

    memset(text, 'x', LENGTH);
    if (error_object(x)) {
        json_object_set_new(error_object(x), "message", json_string(text));
        json_object_set_new(error_object(x), "title", json_string("Error"));
    }
    free(text);
}

static void drop_reserved(struct exchange *x)
{
    json_object_del(answered(x), EXTENDED ":progress");
    json_object_del(answered(x), EXTENDED ":project_id");
}

static void add_members(struct exchange *x)
{
    json_object_update_new(
        answered(x), json_pack("{s:n, s:s, s:b, s:[]}", "group_snapshot_id",
                               "user_id", "u", "consumes_quota", 1, "links"));
    json_object_set_new(x->answer.document, "request", json_string("r"));
}

/* Each answer of a server may say when it was made, or count. */
static void add_volatile(struct exchange *x)
{
    static const char member[] = "revision";
    json_t *scratch = x->emulator->scratch;
    json_int_t count = json_integer_value(json_object_get(scratch, member)) + 1;

    json_object_set_new(scratch, member, json_integer(count));
    json_object_set_new(answered(x), member, json_integer(count));
    if (count % 2)
        json_object_set_new(answered(x), "odd", json_true());
}

/* The page of the update reserves them and promises nothing. */
static void change_reserved(struct exchange *x)
{
    json_object_set_new(answered(x), EXTENDED ":progress", json_string("99%"));
    json_object_set_new(answered(x), EXTENDED ":project_id", json_string(""));
}

/* A new object with the members from last to first, also inside. */
static json_t *reversed(json_t *object)
{
    json_t *turned = json_object();
    size_t len = json_object_size(object), n = 0;
    const char **names = xcalloc(len + 1, sizeof(*names));

    for (void *it = json_object_iter(object); it;
         it = json_object_iter_next(object, it))
        names[n++] = json_object_iter_key(it);
    while (n-- > 0) {
        json_t *value = json_object_get(object, names[n]);

        json_object_set_new(turned, names[n],
                            json_is_object(value) ? reversed(value)
                                                  : json_incref(value));
    }
    free(names);
    return turned;
}

static void reverse_members(struct exchange *x)
{
    if (json_is_object(x->answer.document))
        answer_set(&x->answer, x->answer.status, reversed(x->answer.document));
}

#define UPDATE OP_SNAPSHOT_UPDATE
#define SHOWN  (OP_SNAPSHOT_UPDATE | OP_SNAPSHOT_SHOW)
#define BEFORE POINT_BEFORE_ANSWER

const struct fault variants_answer[] = {
    {"error-envelope-error", BEFORE, OP_ANY, OUTCOME_REFUSED, name_error,
     "errors stand under error, not under the name of the fault", NULL, NULL},
    {"error-envelope-lower-case", BEFORE, OP_ANY, OUTCOME_REFUSED,
     name_badrequest, "badRequest is written badrequest", NULL, NULL},
    {"error-code-integer", BEFORE, OP_ANY, OUTCOME_REFUSED, code_as_integer,
     "code is the status as a number, under the name of the fault", NULL, NULL},
    {"error-long", BEFORE, OP_ANY, OUTCOME_REFUSED, explain_at_length,
     "messages have 64 KiB, and there is a title", NULL, NULL},
    {"reserved-absent-in-put", BEFORE, UPDATE, OUTCOME_SERVED, drop_reserved,
     "the reserved members are only in reads", NULL, NULL},
    {"reserved-absent", BEFORE, SHOWN, OUTCOME_SERVED, drop_reserved,
     "the reserved members are nowhere", NULL, NULL},
    {"extra-members", BEFORE, SHOWN, OUTCOME_SERVED, add_members,
     "answers have members that no page names", NULL, NULL},
    {"extra-members-volatile", BEFORE, SHOWN, OUTCOME_SERVED, add_volatile,
     "a member that no page names changes with each answer, another comes and "
     "goes",
     NULL, NULL},
    {"reserved-differ", BEFORE, UPDATE, OUTCOME_SERVED, change_reserved,
     "the reserved members differ between an update and a read", NULL, NULL},
    {"members-reversed", BEFORE, OP_ANY, OUTCOME_ANY, reverse_members,
     "members come in the opposite order", NULL, NULL},
    {0},
};
