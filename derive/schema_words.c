/*
 * schema_words.c - sentences of our own about a node, made of its facts.
 *
 * Facts may be carried over from a page, its sentences may not.
 */
#include "derive/schema_node.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 400

static const char *const type_words[] = {[TYPE_UNKNOWN] = "Value of any type",
                                         [TYPE_STRING] = "String",
                                         [TYPE_INTEGER] = "Integer",
                                         [TYPE_NUMBER] = "Number",
                                         [TYPE_BOOLEAN] = "Boolean",
                                         [TYPE_NULL] = "Null",
                                         [TYPE_OBJECT] = "Object",
                                         [TYPE_ARRAY] = "Array",
                                         [TYPE_MAP] = "Map",
                                         [TYPE_UNION] = "One of two types"};

static const char *const item_words[] = {
    [TYPE_UNKNOWN] = "values",   [TYPE_STRING] = "strings",
    [TYPE_INTEGER] = "integers", [TYPE_NUMBER] = "numbers",
    [TYPE_BOOLEAN] = "booleans", [TYPE_NULL] = "nulls",
    [TYPE_OBJECT] = "objects",   [TYPE_ARRAY] = "arrays",
    [TYPE_MAP] = "maps",         [TYPE_UNION] = "values"};

/* How a keyword reads; %s is its value. */
static const struct wording {
    const char *keyword;
    const char *format;
} wordings[] = {
    {"minBytes", ", at least %s bytes"},
    {"maxBytes", ", at most %s bytes"},
    {"minLength", ", at least %s characters"},
    {"maxLength", ", at most %s characters"},
    {"minimum", ", not below %s"},
    {"exclusiveMinimum", ", above %s"},
    {"maximum", ", not above %s"},
    {"exclusiveMaximum", ", below %s"},
    {"minItems", ", at least %s items"},
    {"maxItems", ", at most %s items"},
    {"unit", ", in %s"},
    {"see", ", see %s"},
};

/* A short value as plain text; long ones say nothing in a sentence. */
static char *value_text(const json_t *value)
{
    char *text = json_is_string(value)
                     ? xstrdup(json_string_value(value))
                     : json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);

    if (text && strlen(text) > 40) {
        free(text);
        return NULL;
    }
    return text;
}

static void add_facts(struct buffer *words, const struct traits *traits)
{
    for (size_t i = 0; i < sizeof(wordings) / sizeof(*wordings); i++) {
        const struct trait *trait = traits_find(traits, wordings[i].keyword);
        char *text = trait ? value_text(trait->value) : NULL;

        if (text)
            buffer_printf(words, wordings[i].format, text);
        free(text);
    }
}

static void add_kind(struct buffer *words, const struct node *node)
{
    const struct type *type = node->type;
    enum type_kind kind = type ? type->kind : TYPE_UNKNOWN;

    if (kind == TYPE_UNKNOWN && node->len)
        kind = TYPE_OBJECT;
    buffer_add_text(words, type_words[kind]);
    if (kind == TYPE_ARRAY && type->item)
        buffer_printf(words, " of %s", item_words[type->item->kind]);
}

static void add_version(struct buffer *words, const struct traits *traits)
{
    const struct trait *trait = traits_find(traits, "microversion");
    const char *since = NULL, *until = NULL;

    if (trait) {
        since = json_string_value(json_object_get(trait->value, "since"));
        until = json_string_value(json_object_get(trait->value, "until"));
    }
    if (since)
        buffer_printf(words, ", from microversion %s on", since);
    if (until)
        buffer_printf(words, ", up to microversion %s", until);
}

char *schema_words(const struct node *node, bool is_null)
{
    struct buffer words;

    buffer_init(&words, WORDS_MAX);
    add_kind(&words, node);
    add_facts(&words, &node->traits);
    add_version(&words, &node->traits);
    if (traits_find(&node->traits, "reserved"))
        buffer_add_text(&words, ", reserved");
    if (traits_find(&node->traits, "deprecated"))
        buffer_add_text(&words, ", deprecated");
    if (node->presence != PRESENCE_UNSAID)
        buffer_add_text(&words, node->presence == PRESENCE_MANDATORY
                                    ? "; mandatory"
                                    : "; optional");
    if (traits_find(&node->traits, "conditional"))
        buffer_add_text(&words, "; under a condition");
    if (is_null)
        buffer_add_text(&words, "; may be null");
    if (node->unresolved)
        buffer_add_text(&words, "; its members are not described");
    buffer_add_text(&words, ".");
    return buffer_take(&words);
}
