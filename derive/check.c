#include "derive/schema.h"

#include "derive/check_members.h"
#include "derive/check_store.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* One example while it is held against its schema. */
struct checking {
    const struct contract *contract;
    const struct example *example;
    struct remarks *remarks;
    json_t *told;      /* owned object: "kind place" of what was said */
    bool fails_types;  /* a documented member has another type */
    bool fails_nulls;  /* null where it is not allowed */
    bool fails_others; /* everything else */
};

static const enum contract_part part_of[] = {[EXAMPLE_REQUEST] = PART_REQUEST,
                                             [EXAMPLE_RESPONSE] = PART_RESPONSE,
                                             [EXAMPLE_ERROR] = PART_ERROR};

/* "/items/3/id" and "/items/4/id" are one place. */
static char *place_of(const char *pointer)
{
    struct buffer buf;

    buffer_init(&buf, 0);
    while (*pointer) {
        const size_t digits = strspn(pointer + 1, "0123456789");

        if (digits && strchr("/", pointer[1 + digits])) {
            buffer_add_text(&buf, "/*");
            pointer += 1 + digits;
            continue;
        }
        buffer_add(&buf, pointer, 1);
        pointer++;
    }
    return buffer_take(&buf);
}

/* The member that a pointer is about, for messages: its last name. */
static char *name_of(const char *pointer)
{
    const char *name = strrchr(pointer, '/');
    size_t len;

    if (!name)
        return xstrdup("the whole");
    if (strspn(name + 1, "0123456789") < strlen(name + 1))
        return xasprintf("\"%s\"", name + 1);
    for (len = (size_t)(name - pointer); len > 0 && pointer[len - 1] != '/';)
        len--;
    return len == 0
               ? xasprintf("item %s", name + 1)
               : xasprintf("item %s of \"%.*s\"", name + 1,
                           (int)(name - pointer - (long)len), pointer + len);
}

/* Say something once for each place of the example; takes text. */
static void tell(struct checking *checking, const char *kind,
                 const char *pointer, char *text)
{
    char *place = place_of(pointer);
    char *key = xasprintf("%s %s", kind, place);

    if (!json_object_get(checking->told, key)) {
        json_object_set_new(checking->told, key, json_true());
        remarks_add(checking->remarks, kind, checking->contract->page,
                    checking->contract->file, checking->example->element,
                    checking->example->line, pointer, "%s", text);
    }
    free(key);
    free(place);
    free(text);
}

static const char *type_words(const json_t *value)
{
    static const char *const words[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array",
        [JSON_STRING] = "a string",  [JSON_INTEGER] = "an integer",
        [JSON_REAL] = "a number",    [JSON_TRUE] = "a boolean",
        [JSON_FALSE] = "a boolean",  [JSON_NULL] = "null"};

    return words[json_typeof(value)];
}

/* "string" or "string or null" of a value of the keyword type. */
static char *expected_words(const json_t *type)
{
    struct buffer buf;
    size_t i;
    json_t *one;

    if (json_is_string(type))
        return xstrdup(json_string_value(type));
    buffer_init(&buf, 0);
    json_array_foreach(type, i, one)
        buffer_printf(&buf, "%s%s", i ? " or " : "", json_string_value(one));
    return buffer_take(&buf);
}

static bool expects(const json_t *type, const char *name)
{
    return (json_is_string(type) && !strcmp(json_string_value(type), name)) ||
           json_array_has_text(type, name);
}

static void tell_type(struct checking *checking, const struct schema_unit *unit)
{
    const bool is_array = json_is_array(unit->actual);
    const char *kind =
        is_array && expects(unit->expected, "object")  ? "object-is-array"
        : is_array || expects(unit->expected, "array") ? "example-array"
                                                       : "example-type";
    char *name = name_of(unit->instance_location);
    char *expected = expected_words(unit->expected);

    checking->fails_types = true;
    tell(checking, kind, unit->instance_location,
         xasprintf("%s is %s here, its table says %s", name,
                   type_words(unit->actual), expected));
    free(expected);
    free(name);
}

static void tell_null(struct checking *checking, const struct schema_unit *unit)
{
    char *name = name_of(unit->instance_location);

    checking->fails_nulls = true;
    tell(checking, "example-null", unit->instance_location,
         xasprintf("%s is null here, and nothing says that it may be", name));
    free(name);
}

static void tell_missing(struct checking *checking,
                         const struct schema_unit *unit)
{
    size_t i;
    json_t *name;

    checking->fails_others = true;
    json_array_foreach(unit->expected, i, name) {
        const char *text = json_string_value(name);
        char *place = xasprintf("%s/%s", unit->instance_location, text);

        if (!json_object_get(unit->actual, text))
            tell(checking, "example-missing", place,
                 xasprintf("\"%s\" is mandatory and missing here", text));
        free(place);
    }
}

static void tell_constraint(struct checking *checking,
                            const struct schema_unit *unit)
{
    char *name = name_of(unit->instance_location);

    checking->fails_others = true;
    tell(checking, "example-constraint", unit->instance_location,
         xasprintf("%s %s", name, unit->message));
    free(name);
}

static void tell_error_beside(struct checking *checking,
                              const struct schema_unit *unit)
{
    checking->fails_others = true;
    tell(checking, "exclusive-members", unit->instance_location,
         xasprintf("an error stands beside the success here"));
}

/* Branches of a union are told by the union itself. */
static void tell_unit(struct checking *checking, const struct schema_unit *unit)
{
    static const struct {
        const char *keyword;
        void (*tell)(struct checking *, const struct schema_unit *);
    } kinds[] = {
        {"type", tell_type},
        {"anyOf", tell_constraint},
        {"required", tell_missing},
        {"not", tell_error_beside},
    };

    if (strstr(unit->keyword_location, "/anyOf/") ||
        strstr(unit->keyword_location, "/oneOf/"))
        return;
    if (json_is_null(unit->actual)) {
        tell_null(checking, unit);
        return;
    }
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (!strcmp(kinds[i].keyword, unit->keyword)) {
            kinds[i].tell(checking, unit);
            return;
        }
    tell_constraint(checking, unit);
}

static void tell_undocumented(void *with, const char *pointer, const char *name)
{
    struct checking *checking = with;

    checking->fails_others = true;
    tell(checking, "example-undocumented", pointer,
         xasprintf("no table describes \"%s\"", name));
}

static void check_members(struct checking *checking)
{
    const struct contract *contract = checking->contract;
    const struct group *groups[] = {[EXAMPLE_REQUEST] = &contract->request,
                                    [EXAMPLE_RESPONSE] = &contract->response};

    if (checking->example->role != EXAMPLE_ERROR)
        members_undocumented(groups[checking->example->role],
                             checking->example->content, tell_undocumented,
                             checking);
}

/* Nothing can be said without a schema, so nothing passes either. */
static void tell_unchecked(struct checking *checking, const char *why)
{
    checking->fails_types = true;
    tell(checking, "example-elsewhere", "", xstrdup(why));
}

static void check_content(struct checking *checking, json_t *schema)
{
    struct schema_output output = {0};
    struct error err = {0};
    struct judge judge;

    judge_init(&judge, schema, &err);
    if (!judge.schema) {
        tell_unchecked(checking, err.text);
    } else if (schema_validate(judge.schema, checking->example->content,
                               &output) == SCHEMA_UNDECIDED) {
        tell_unchecked(checking, output.undecided);
    } else {
        for (size_t i = 0; i < output.len; i++)
            tell_unit(checking, &output.units[i]);
        check_members(checking);
    }
    schema_output_clear(&output);
    judge_clear(&judge);
}

/* The tables alone: what a schema takes from the examples would make them
   agree with themselves. */
static json_t *tables_schema(const struct contract *contract,
                             enum contract_part part)
{
    struct contract bare = *contract;

    bare.examples_len = 0;
    return schema_derive(&bare, part);
}

static void check_example(struct checking *checking)
{
    const enum example_role role = checking->example->role;
    json_t *schema = tables_schema(checking->contract, part_of[role]);

    checking->told = json_object();
    if (schema)
        check_content(checking, schema);
    else if (role != EXAMPLE_ERROR)
        tell_unchecked(checking, "no table of the page describes this content");
    json_decref(schema);
    json_decref(checking->told);
}

/* Answers about failures are looked at, but counted nowhere: every page
   repeats the same two. */
size_t examples_check(const struct contract *contract, struct remarks *remarks,
                      size_t passed[3])
{
    size_t checked = 0;

    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];
        struct checking checking = {
            .contract = contract, .example = example, .remarks = remarks};

        if (!example->content || example->role == EXAMPLE_OTHER)
            continue;
        check_example(&checking);
        if (example->role == EXAMPLE_ERROR)
            continue;
        checked++;
        passed[TYPES_ONLY] += !checking.fails_types;
        passed[NULL_TOLERANT] +=
            !checking.fails_types && !checking.fails_others;
        passed[STRICT] += !checking.fails_types && !checking.fails_others &&
                          !checking.fails_nulls;
    }
    return checked;
}
