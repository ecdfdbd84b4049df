/*
 * skeleton_node.c - what one row promises, a clause for each thing.
 */
#include "derive/skeleton.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

/* Keywords of a node that become clauses of their own, beside "type". */
static const struct constraint {
    const char *keyword;
    const char *slug;
    const char *text; /* after the name; %s is the value */
} constraints[] = {
    {"enum", "words", "is one of the words that the page lists"},
    {"maxBytes", "max-bytes", "has at most %s bytes"},
    {"minLength", "min-length", "has at least %s characters"},
    {"maxLength", "max-length", "has at most %s characters"},
    {"minimum", "minimum", "is not below %s"},
    {"exclusiveMinimum", "exclusive-minimum", "is above %s"},
    {"maximum", "maximum", "is not above %s"},
    {"exclusiveMaximum", "exclusive-maximum", "is below %s"},
    {"format", "format", "has the form %s"},
    {"pattern", "pattern", "matches %s"},
    {"minItems", "min-items", "has at least %s items"},
    {"maxItems", "max-items", "has at most %s items"},
};

/* The place that a place refers to by "$ref": "#…", or itself; new. */
static char *resolved(const struct skeleton *ledger, const char *pointer)
{
    const json_t *root = json_object_get(ledger->schemas, ledger->part);
    const char *to = json_member_text(pointer_get(root, pointer), "$ref", "");

    return xstrdup(*to == '#' ? to + 1 : pointer);
}

/* Pointers to those keywords that the node's schema has, items included. */
static json_t *pointers_to(const struct skeleton *ledger, const char *pointer,
                           const char *keyword)
{
    const json_t *root = json_object_get(ledger->schemas, ledger->part);
    json_t *found = json_array();
    char *place = resolved(ledger, pointer);

    for (int depth = 0; ledger->file && depth < 4; depth++) {
        const json_t *schema = pointer_get(root, place);
        char *below;

        if (json_object_get(schema, keyword))
            json_array_append_new(
                found, json_sprintf("%s#%s/%s", ledger->file, place, keyword));
        if (!json_is_object(json_object_get(schema, "items")))
            break;
        below = xasprintf("%s/items", place);
        free(place);
        place = below;
    }
    free(place);
    return found;
}

/* Is the name in "required" beside the "properties" that it stands in? */
static json_t *required_pointers(const struct skeleton *ledger,
                                 const char *pointer, const char *name)
{
    const json_t *root = json_object_get(ledger->schemas, ledger->part);
    const char *end = strstr(pointer, "/properties/"), *next;
    json_t *found = json_array();
    char *parent, *place;

    while (end && (next = strstr(end + 1, "/properties/")))
        end = next;
    if (!end || !ledger->file)
        return found;
    parent = xmemdup(pointer, (size_t)(end - pointer));
    place = xasprintf("%s/required", parent);
    if (json_array_has_text(pointer_get(root, place), name))
        json_array_append_new(found,
                              json_sprintf("%s#%s", ledger->file, place));
    free(place);
    free(parent);
    return found;
}

static const char *name_of(const struct node *node)
{
    return node->placeholder ? "any-name" : node->name;
}

static void add_type(struct skeleton *ledger, const struct node *node,
                     const char *path, const char *pointer,
                     const struct spot *spot)
{
    char *type = type_describe(node->type);

    skeleton_add(ledger, xasprintf("%s/type", path),
                 xasprintf("%s has the type %s.", name_of(node), type),
                 "documented", spot, pointers_to(ledger, pointer, "type"));
    free(type);
}

static void add_presence(struct skeleton *ledger, const struct node *node,
                         const char *path, const char *pointer,
                         const struct spot *row)
{
    bool is_mandatory = node->presence == PRESENCE_MANDATORY;
    struct spot place = *row;

    if (node->presence == PRESENCE_UNSAID)
        return;
    place.element = node->origin.mandatory_el;
    place.text = is_mandatory ? "Yes" : "No";
    skeleton_add(
        ledger,
        xasprintf("%s/%s", path, is_mandatory ? "mandatory" : "optional"),
        xasprintf("%s %s.", name_of(node),
                  is_mandatory ? "has to be given" : "may be left out"),
        "documented", &place, required_pointers(ledger, pointer, node->name));
}

static void add_constraints(struct skeleton *ledger, const struct node *node,
                            const char *path, const char *pointer,
                            const struct spot *row)
{
    for (size_t i = 0; i < sizeof(constraints) / sizeof(*constraints); i++) {
        const struct constraint *row_of = &constraints[i];
        const struct trait *trait = traits_find(&node->traits, row_of->keyword);
        struct spot place = *row;
        char *value, *said;

        if (!trait)
            continue;
        value = json_is_string(trait->value)
                    ? xstrdup(json_string_value(trait->value))
                    : json_text(trait->value);
        said = xasprintf(row_of->text, value);
        if (trait->element && *trait->element)
            place.element = trait->element;
        place.text = trait->phrase;
        skeleton_add(ledger, xasprintf("%s/%s", path, row_of->slug),
                     xasprintf("%s %s.", name_of(node), said), "documented",
                     &place, pointers_to(ledger, pointer, row_of->keyword));
        free(said);
        free(value);
    }
}

static void add_children(struct skeleton *ledger, const struct node *node,
                         const char *path, const char *pointer)
{
    const struct type *type = node->type;
    char *place = resolved(ledger, pointer);

    for (; type && (type->kind == TYPE_ARRAY || type->kind == TYPE_MAP);
         type = type->item) {
        char *below = xasprintf(
            "%s/%s", place,
            type->kind == TYPE_ARRAY ? "items" : "additionalProperties");

        free(place);
        place = below;
    }
    for (size_t i = 0; i < node->len; i++)
        skeleton_node(ledger, node->children[i], path, place);
    free(place);
}

/* Has a clause that element already? */
static bool is_told(const struct skeleton *ledger, const char *element)
{
    size_t len = strlen(ledger->contract->page), i;
    const json_t *clause;

    if (!strncmp(element, ledger->contract->page, len) &&
        !strncmp(element + len, "__", 2))
        element += len + 2;
    json_array_foreach(ledger->clauses, i, clause)
        if (!strcmp(json_member_text(clause, "element", ""), element))
            return true;
    return false;
}

/* What else the row says: notes, further paragraphs, items of lists. */
static void add_notes(struct skeleton *ledger, const struct node *node,
                      const char *path, const struct spot *row)
{
    const char *next = node->origin.text_el;

    if (!ledger->page || !*node->origin.row)
        return;
    while ((next = ledger_page_next(ledger->page, node->origin.row, next))) {
        struct spot spot = *row;

        spot.element = next;
        if (!is_told(ledger, next))
            skeleton_add(ledger, xasprintf("%s/note", path),
                         xasprintf("%s is as the note says.", name_of(node)),
                         "documented", &spot, NULL);
    }
}

void skeleton_node(struct skeleton *ledger, const struct node *node,
                   const char *parent_path, const char *parent_pointer)
{
    const struct provenance *origin = &node->origin;
    const char *name = name_of(node);
    char *path = xasprintf("%s/%s", parent_path, name);
    char *properties = xasprintf("%s/properties", parent_pointer);
    char *pointer =
        node->placeholder
            ? xasprintf("%s/additionalProperties", parent_pointer)
            : pointer_child(properties, node->name, strlen(node->name));
    struct spot row = {"", origin->line, node->name, node->description};
    struct spot type = row, words = row;

    type.element = origin->type_el;
    type.text = node->type ? node->type->text : "";
    words.element = *origin->text_el ? origin->text_el : origin->row;
    if (node->type && node->type->kind != TYPE_UNKNOWN)
        add_type(ledger, node, path, pointer, &type);
    add_presence(ledger, node, path, pointer, &row);
    add_constraints(ledger, node, path, pointer, &row);
    skeleton_add(ledger, xstrdup(path),
                 xasprintf("%s means what the table says.", name), "documented",
                 &words, NULL);
    add_notes(ledger, node, path, &row);
    if (!node->recursion)
        add_children(ledger, node, path, pointer);
    free(pointer);
    free(properties);
    free(path);
}
