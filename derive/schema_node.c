/*
 * schema_node.c - one node of a contract as a JSON Schema.
 */
#include "derive/schema_node.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

/* Keywords as traits have them, in the order in which they are written. */
static const struct assertion {
    const char *keyword;
    bool of_array; /* of the array itself, not of its items */
} assertions[] = {
    {"minItems", true},   {"maxItems", true},
    {"enum", false},      {"minLength", false},
    {"maxLength", false}, {"maxBytes", false},
    {"minimum", false},   {"exclusiveMinimum", false},
    {"maximum", false},   {"exclusiveMaximum", false},
    {"format", false},    {"pattern", false},
    {"default", true},    {"deprecated", true},
};

static const char *const type_names[] = {
    [TYPE_UNKNOWN] = NULL,      [TYPE_STRING] = "string",
    [TYPE_INTEGER] = "integer", [TYPE_NUMBER] = "number",
    [TYPE_BOOLEAN] = "boolean", [TYPE_NULL] = "null",
    [TYPE_OBJECT] = "object",   [TYPE_ARRAY] = "array",
    [TYPE_MAP] = "object",      [TYPE_UNION] = NULL};

/* Element ids repeat their page's; what is left out comes from there. */
static const char *short_element(const char *page, const char *element)
{
    size_t len = strlen(page);

    return !strncmp(element, page, len) && !strncmp(element + len, "__", 2)
               ? element + len + 2
               : element;
}

char *schema_comment_of(const struct contract *contract, const char *element)
{
    if (!element || !*element)
        return xstrdup(contract->page);
    return xasprintf("%s #%s", contract->page,
                     short_element(contract->page, element));
}

char *schema_comment(const struct contract *contract,
                     const struct provenance *origin)
{
    const char *page = origin->page ? origin->page : contract->page;

    if (origin->row && *origin->row)
        return xasprintf("%s #%s", page, short_element(page, origin->row));
    return xasprintf("%s, table %zu row %zu", page, origin->table_index + 1,
                     origin->row_index + 1);
}

static void set_text(json_t *schema, const char *name, char *text)
{
    json_object_set_new(schema, name, json_string(text));
    free(text);
}

/* An array's own traits, or what is said of its values. */
static void add_assertions(json_t *schema, const struct traits *traits,
                           bool of_array, bool of_values)
{
    for (size_t i = 0; i < sizeof(assertions) / sizeof(*assertions); i++) {
        const struct trait *trait = traits_find(traits, assertions[i].keyword);

        if (trait && (assertions[i].of_array ? of_array : of_values))
            json_object_set(schema, assertions[i].keyword, trait->value);
    }
}

/* A place in an instance as the place of its schema; new. */
static char *place_of(const struct group *group, const char *pointer)
{
    struct buffer place;
    struct node *const *nodes = group->nodes;
    size_t len = group->len;
    const char *token = pointer;

    buffer_init(&place, 4096);
    buffer_add_text(&place, group->is_array ? "#/items" : "#");
    while (*token == '/') {
        size_t size = strcspn(++token, "/");
        char *name = pointer_unescape(token, size);
        const struct node *found = NULL;

        for (size_t i = 0; i < len && !found; i++)
            if (!strcmp(nodes[i]->name, name) || nodes[i]->placeholder)
                found = nodes[i];
        free(name);
        if (found) {
            const struct type *type = found->type;

            buffer_add_text(&place, found->placeholder ? "/additionalProperties"
                                                       : "/properties/");
            if (!found->placeholder)
                buffer_add(&place, token, size);
            for (; type && (type->kind == TYPE_ARRAY || type->kind == TYPE_MAP);
                 type = type->item)
                buffer_add_text(&place, type->kind == TYPE_ARRAY
                                            ? "/items"
                                            : "/additionalProperties");
            nodes = found->children;
            len = found->len;
        }
        token += size;
    }
    return buffer_take(&place);
}

/*
 * A member of an answer is there when the page says so, or when every example
 * has it; but not one that is there under a condition only, or is reserved.
 */
static bool is_required(const struct schema_scope *scope,
                        const struct node *node, const struct sightings *shown)
{
    if (node->presence != PRESENCE_UNSAID)
        return node->presence == PRESENCE_MANDATORY;
    return scope->is_answer && !traits_find(&node->traits, "conditional") &&
           !traits_find(&node->traits, "reserved") &&
           sightings_always(shown, node->name);
}

void schema_of_members(const struct schema_scope *scope, json_t *schema,
                       struct node *const *nodes, size_t len,
                       const struct sightings *shown)
{
    json_t *required = json_array(), *properties = json_object();
    json_t *others = NULL;

    for (size_t i = 0; i < len; i++) {
        const struct node *node = nodes[i];
        struct sightings values = sightings_member(shown, node->name);
        json_t *member = schema_of_node(scope, node, &values);

        if (node->placeholder) {
            json_decref(others);
            others = member;
        } else {
            json_object_set_new(properties, node->name, member);
            if (is_required(scope, node, shown))
                json_array_append_new(required, json_string(node->name));
        }
        sightings_clear(&values);
    }
    json_object_set_new(schema, "type", json_string("object"));
    if (json_array_size(required))
        json_object_set(schema, "required", required);
    if (json_object_size(properties))
        json_object_set(schema, "properties", properties);
    if (others)
        json_object_set_new(schema, "additionalProperties", others);
    json_decref(required);
    json_decref(properties);
}

/* What the type says, without the node's traits of its array. */
static void add_type(const struct schema_scope *scope, json_t *schema,
                     const struct node *node, const struct type *type,
                     const struct sightings *shown)
{
    enum type_kind kind = type ? type->kind : TYPE_UNKNOWN;
    const struct type *item = type ? type->item : NULL;
    json_t *inner;

    if (kind == TYPE_OBJECT || (kind == TYPE_UNKNOWN && node->len)) {
        schema_of_members(scope, schema, node->children, node->len, shown);
        return;
    }
    if (type_names[kind])
        json_object_set_new(schema, "type", json_string(type_names[kind]));
    if (kind == TYPE_MAP && !item && node->len) {
        schema_of_members(scope, schema, node->children, node->len, shown);
    } else if ((kind == TYPE_ARRAY || kind == TYPE_MAP) &&
               (item || node->len)) {
        inner = json_object();
        add_type(scope, inner, node, item, shown);
        json_object_set_new(
            schema, kind == TYPE_ARRAY ? "items" : "additionalProperties",
            inner);
    } else if (kind == TYPE_UNION) {
        json_t *both = json_array();

        for (int i = 0; i < 2; i++) {
            inner = json_object();
            add_type(scope, inner, node, i ? type->other : item, shown);
            json_array_append_new(both, inner);
        }
        json_object_set_new(schema, "anyOf", both);
    } else {
        add_assertions(schema, &node->traits, false, true);
    }
}

/* Null beside what else may stand here. */
static void allow_null(json_t *schema)
{
    json_t *type = json_object_get(schema, "type");
    json_t *words = json_object_get(schema, "enum");

    if (json_object_get(schema, "anyOf"))
        json_array_append_new(json_object_get(schema, "anyOf"),
                              json_pack("{ss}", "type", "null"));
    if (json_is_string(type) && strcmp(json_string_value(type), "null") != 0)
        json_object_set_new(schema, "type", json_pack("[Os]", type, "null"));
    if (words) {
        json_t *copy = json_copy(words);

        json_array_append_new(copy, json_null());
        json_object_set_new(schema, "enum", copy);
    }
}

json_t *schema_of_node(const struct schema_scope *scope,
                       const struct node *node, const struct sightings *shown)
{
    json_t *schema = json_object();
    bool is_null =
        traits_find(&node->traits, "nullable") || sightings_has_null(shown);

    set_text(schema, "$comment",
             schema_comment(scope->contract, &node->origin));
    set_text(schema, "description", schema_words(node, is_null));
    if (node->recursion) {
        set_text(schema, "$ref", place_of(scope->group, node->recursion));
        return schema;
    }
    add_type(scope, schema, node, node->type, shown);
    add_assertions(schema, &node->traits, true, false);
    if (is_null)
        allow_null(schema);
    return schema;
}
