#include "derive/check_tell.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

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

void tell(struct checking *checking, const char *kind, const char *pointer,
          char *text)
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

static void tell_type(struct checking *checking, const struct schema_unit *unit,
                      const char *pointer)
{
    const bool is_array = json_is_array(unit->actual);
    const char *kind =
        is_array && expects(unit->expected, "object")  ? "object-is-array"
        : is_array || expects(unit->expected, "array") ? "example-array"
                                                       : "example-type";
    char *name = name_of(pointer);
    char *expected = expected_words(unit->expected);

    checking->fails_types = true;
    tell(checking, kind, pointer,
         xasprintf("%s is %s here, its table says %s", name,
                   type_words(unit->actual), expected));
    free(expected);
    free(name);
}

static void tell_null(struct checking *checking, const struct schema_unit *unit,
                      const char *pointer)
{
    char *name = name_of(pointer);

    (void)unit;
    checking->fails_nulls = true;
    tell(checking, "example-null", pointer,
         xasprintf("%s is null here, and nothing says that it may be", name));
    free(name);
}

static void tell_missing(struct checking *checking,
                         const struct schema_unit *unit, const char *pointer)
{
    size_t i;
    json_t *name;

    checking->fails_others = true;
    json_array_foreach(unit->expected, i, name) {
        const char *text = json_string_value(name);
        char *place = xasprintf("%s/%s", pointer, text);

        if (!json_object_get(unit->actual, text))
            tell(checking, "example-missing", place,
                 xasprintf("\"%s\" is mandatory and missing here", text));
        free(place);
    }
}

static void tell_constraint(struct checking *checking,
                            const struct schema_unit *unit, const char *pointer)
{
    char *name = name_of(pointer);

    checking->fails_others = true;
    tell(checking, "example-constraint", pointer,
         xasprintf("%s %s", name, unit->message));
    free(name);
}

static void tell_error_beside(struct checking *checking,
                              const struct schema_unit *unit,
                              const char *pointer)
{
    (void)unit;
    checking->fails_others = true;
    tell(checking, "exclusive-members", pointer,
         xasprintf("an error stands beside the success here"));
}

static void tell_one(struct checking *checking, const struct schema_unit *unit,
                     const char *pointer)
{
    static const struct {
        const char *keyword;
        void (*tell)(struct checking *, const struct schema_unit *,
                     const char *);
    } kinds[] = {
        {"type", tell_type},
        {"required", tell_missing},
        {"not", tell_error_beside},
    };

    if (json_is_null(unit->actual)) {
        tell_null(checking, unit, pointer);
        return;
    }
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (!strcmp(kinds[i].keyword, unit->keyword)) {
            kinds[i].tell(checking, unit, pointer);
            return;
        }
    tell_constraint(checking, unit, pointer);
}

/* Branches of a union are told by the union itself. */
static bool is_branch(const struct schema_unit *unit)
{
    return strstr(unit->keyword_location, "/anyOf/") ||
           strstr(unit->keyword_location, "/oneOf/");
}

/* The schema of which a unit's keyword is a member; NULL when it is none. */
static struct schema *schema_around(struct checking *checking,
                                    const struct schema_unit *unit)
{
    struct error none = {0};
    const char *slash = strrchr(unit->absolute_keyword_location, '/');
    char *uri = xmemdup(unit->absolute_keyword_location,
                        (size_t)(slash - unit->absolute_keyword_location));
    struct schema *schema = schema_compile(checking->judge.store, uri, &none);

    free(uri);
    return schema;
}

/* Where the table says object and the example has an array, its items must
   be what was meant: they are judged as well. */
static void tell_items(struct checking *checking,
                       const struct schema_unit *unit)
{
    struct schema *schema = schema_around(checking, unit);
    size_t i;
    json_t *item;

    json_array_foreach(unit->actual, i, item) {
        struct schema_output output = {0};

        if (schema)
            schema_validate(schema, item, &output);
        for (size_t j = 0; j < output.len; j++) {
            char *pointer = xasprintf("%s/%zu%s", unit->instance_location, i,
                                      output.units[j].instance_location);

            tell_one(checking, &output.units[j], pointer);
            free(pointer);
        }
        schema_output_clear(&output);
    }
    schema_free(schema);
}

void tell_unit(struct checking *checking, const struct schema_unit *unit)
{
    if (is_branch(unit))
        return;
    tell_one(checking, unit, unit->instance_location);
    if (!strcmp(unit->keyword, "type") && json_is_array(unit->actual) &&
        expects(unit->expected, "object"))
        tell_items(checking, unit);
}
