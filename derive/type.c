#include "derive/trait.h"

#include "derive/trait_pattern.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

#define TYPE_TEXT_MAX  500
#define TYPE_DEPTH_MAX 8

/* One way to write a type; groups of the pattern are parts of it. */
struct type_form {
    const char *pattern;
    enum type_kind kind;
    int name;  /* group of the name of a structure, 0: none */
    int item;  /* group of the type of the items or values, 0: none */
    int other; /* group of the second type of a union, 0: none */
    bool is_datetime;
};

/* The whole of a cell is one of these; the first that fits counts. */
static const struct type_form forms[] = {
    {"^strings?$", TYPE_STRING, 0, 0, 0, false},
    {"^(?:integers?|int|long)$", TYPE_INTEGER, 0, 0, 0, false},
    {"^(?:floats?|doubles?|numbers?)$", TYPE_NUMBER, 0, 0, 0, false},
    {"^bool(?:eans?)?$", TYPE_BOOLEAN, 0, 0, 0, false},
    {"^null$", TYPE_NULL, 0, 0, 0, false},
    {"^date-?time$", TYPE_STRING, 0, 0, 0, true},
    {"^(?:objects?|dict|json(?: objects?)?)$", TYPE_OBJECT, 0, 0, 0, false},
    {"^map$", TYPE_MAP, 0, 0, 0, false},
    {"^(?:json )?(?:array|list)$", TYPE_ARRAY, 0, 0, 0, false},
    {"^map ?< ?(?:string|integer|int|long) ?, ?(.+) ?>$", TYPE_MAP, 0, 1, 0,
     false},
    {"^(?:array|list) ?(?:< ?(?=.*>$)|\\( ?(?=.*\\)$))(.+?) ?[>)]$", TYPE_ARRAY,
     0, 1, 0, false},
    {"^(?:array|list) of (.+)$", TYPE_ARRAY, 0, 1, 0, false},
    {"^([a-z_][a-z0-9_]*) objects?$", TYPE_OBJECT, 1, 0, 0, false},
    {"^(.+?) ?(?:/| or ) ?(.+)$", TYPE_UNION, 0, 1, 2, false},
    {"^[a-z_][a-z0-9_]* (?:array|list)(?: corresponding to .+)?$", TYPE_ARRAY,
     0, 0, 0, false},
};

/* Between brackets a structure stands by its name alone: List<Volume>. */
static const struct type_form inner_form = {
    "^([a-z_][a-z0-9_]*)$", TYPE_OBJECT, 1, 0, 0, false};

static struct type *type_new(const char *text)
{
    struct type *type = xcalloc(1, sizeof(*type));

    type->text = xstrdup(text);
    return type;
}

static char *take_group(const struct found *found, const char *text, int group)
{
    return group ? found_text(found, text, (size_t)group) : NULL;
}

/* Parts are read by the same rules; only brackets hold bare names. */
static struct type *read_at(const char *text, int depth, bool is_inner)
{
    const size_t forms_len = sizeof(forms) / sizeof(*forms);
    struct type *type = type_new(text);
    struct found found;

    if (depth > TYPE_DEPTH_MAX || strlen(text) > TYPE_TEXT_MAX)
        return type;
    for (size_t i = 0; i < forms_len + is_inner; i++) {
        const struct type_form *form = i < forms_len ? &forms[i] : &inner_form;
        const bool in_brackets = form->kind != TYPE_UNION;
        char *item, *other;

        if (!pattern_find(form->pattern, text, 0, &found))
            continue;
        type->kind = form->kind;
        type->is_datetime = form->is_datetime;
        type->name = take_group(&found, text, form->name);
        item = take_group(&found, text, form->item);
        other = take_group(&found, text, form->other);
        if (item)
            type->item =
                read_at(item, depth + 1, in_brackets && strpbrk(text, "<("));
        if (other)
            type->other = read_at(other, depth + 1, false);
        free(item);
        free(other);
        break;
    }
    return type;
}

/* What has a part that nobody understands is not understood. */
static bool is_understood(const struct type *type)
{
    return !type || (type->kind != TYPE_UNKNOWN && is_understood(type->item) &&
                     is_understood(type->other));
}

struct type *type_read(const char *text)
{
    char *words = text_collapse(text);
    struct type *type = read_at(words, 0, false);

    if (!is_understood(type)) {
        type_free(type);
        type = type_new(words);
    }
    free(words);
    return type;
}

struct type *type_copy(const struct type *type)
{
    struct type *copy;

    if (!type)
        return NULL;
    copy = type_new(type->text);
    copy->kind = type->kind;
    copy->name = xstrdup(type->name);
    copy->item = type_copy(type->item);
    copy->other = type_copy(type->other);
    copy->is_datetime = type->is_datetime;
    return copy;
}

void type_free(struct type *type)
{
    if (!type)
        return;
    free(type->text);
    free(type->name);
    type_free(type->item);
    type_free(type->other);
    free(type);
}

char *type_describe(const struct type *type)
{
    static const char *const words[] = {
        [TYPE_UNKNOWN] = "unknown", [TYPE_STRING] = "string",
        [TYPE_INTEGER] = "integer", [TYPE_NUMBER] = "number",
        [TYPE_BOOLEAN] = "boolean", [TYPE_NULL] = "null",
        [TYPE_OBJECT] = "object",   [TYPE_ARRAY] = "array",
        [TYPE_MAP] = "map",         [TYPE_UNION] = "union"};
    char *item = type->item ? type_describe(type->item) : NULL;
    char *other = type->other ? type_describe(type->other) : NULL;
    char *text;

    if (type->kind == TYPE_UNION)
        text = xasprintf("%s or %s", item, other);
    else if (item)
        text = xasprintf("%s of %s", words[type->kind], item);
    else
        text = xstrdup(words[type->kind]);
    free(item);
    free(other);
    return text;
}
