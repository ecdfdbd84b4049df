/*
 * ledger.c - the beginning of a clause ledger, made of a contract.
 */
#include "derive/ledger.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "derive/schema_node.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define CLAUSES_SCHEMA "https://assay.invalid/schemas/assay/clauses.json"
#define ID_MAX         120
#define UNTESTED       "no testcase is written for it yet"

/* A ledger being written. */
struct skeleton {
    const struct contract *contract;
    struct ledger_page *page; /* or NULL */
    const json_t *schemas;    /* by part */
    json_t *clauses;          /* owned until it is done */
    const char *part;         /* "request" … of the node that is written */
    char *file;               /* owned: its schema below schemas/, or NULL */
};

/* Where a clause comes from: an element, a row, or a text at least. */
struct spot {
    const char *element; /* "" when it has none */
    int line;            /* of a row without id; 0: no row */
    const char *name;    /* that the row begins with */
    const char *text;    /* what it says, when the markup is not at hand */
};

/* Letters, digits and . _ : / - only, from an alphanumeric to one. */
static char *clean_id(const char *text)
{
    char *id = xstrdup(text);
    size_t len;

    for (char *at = id; *at; at++)
        if (!isalnum((unsigned char)*at) && !strchr("._:/-", *at))
            *at = '-';
    len = strlen(id);
    if (len > ID_MAX)
        len = ID_MAX;
    while (len && !isalnum((unsigned char)id[len - 1]))
        len--;
    id[len] = '\0';
    return id;
}

static bool is_taken(const struct skeleton *ledger, const char *id)
{
    const json_t *clause;
    size_t i;

    json_array_foreach(ledger->clauses, i, clause)
        if (!strcmp(json_member_text(clause, "id", ""), id))
            return true;
    return false;
}

/* An id that no clause has yet; takes text. New. */
static char *free_id(const struct skeleton *ledger, char *text)
{
    char *id = clean_id(text);

    for (size_t n = 2; is_taken(ledger, id); n++) {
        free(id);
        id = xasprintf("%.*s-%zu", ID_MAX - 8, text, n);
    }
    free(text);
    return id;
}

static void digest_spot(const struct skeleton *ledger, const struct spot *place,
                        char digest[LEDGER_DIGEST_SIZE])
{
    const char *found = NULL;

    if (ledger->page && *place->element)
        found = ledger_page_digest(ledger->page, place->element);
    else if (ledger->page && place->line)
        found = ledger_page_row(ledger->page, place->line, place->name);
    if (found)
        strcpy(digest, found);
    else
        ledger_digest(place->text ? place->text : "", digest);
}

/* Element ids are written without the prefix that all of a page share. */
static json_t *element_json(const struct contract *contract,
                            const char *element)
{
    size_t len = strlen(contract->page);

    if (!*element)
        return json_null();
    if (!strncmp(element, contract->page, len) &&
        !strncmp(element + len, "__", 2))
        element += len + 2;
    return json_string(element);
}

/* Takes id, text and the array of schema pointers, which may be NULL. */
static void add_clause(struct skeleton *ledger, char *id, char *text,
                       const char *basis, const struct spot *place,
                       json_t *pointers)
{
    char digest[LEDGER_DIGEST_SIZE];
    json_t *clause = json_object();

    id = free_id(ledger, id);
    digest_spot(ledger, place, digest);
    json_object_set_new(clause, "id", json_string(id));
    json_object_set_new(clause, "element",
                        element_json(ledger->contract, place->element));
    json_object_set_new(clause, "text", json_string(text));
    json_object_set_new(clause, "level", json_string("must"));
    json_object_set_new(clause, "basis", json_string(basis));
    if (json_array_size(pointers))
        json_object_set(clause, "schema", pointers);
    json_object_set_new(clause, "digest", json_string(digest));
    if (!json_array_size(pointers))
        json_object_set_new(clause, "untested", json_string(UNTESTED));
    json_array_append_new(ledger->clauses, clause);
    json_decref(pointers);
    free(text);
    free(id);
}

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

/* Pointers to those keywords that the node's schema has, items included. */
static json_t *pointers_to(const struct skeleton *ledger, const char *pointer,
                           const char *keyword)
{
    const json_t *root = json_object_get(ledger->schemas, ledger->part);
    json_t *found = json_array();
    char *place = xstrdup(pointer);

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
    add_clause(
        ledger,
        xasprintf("%s/%s", path, is_mandatory ? "mandatory" : "optional"),
        xasprintf("%s %s.", node->name,
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
        add_clause(ledger, xasprintf("%s/%s", path, row_of->slug),
                   xasprintf("%s %s.", node->name, said), "documented", &place,
                   pointers_to(ledger, pointer, row_of->keyword));
        free(said);
        free(value);
    }
}

static void add_node(struct skeleton *ledger, const struct node *node,
                     const char *parent_path, const char *parent_pointer);

static void add_children(struct skeleton *ledger, const struct node *node,
                         const char *path, const char *pointer)
{
    const struct type *type = node->type;
    char *place = xstrdup(pointer);

    for (; type && (type->kind == TYPE_ARRAY || type->kind == TYPE_MAP);
         type = type->item) {
        char *below = xasprintf(
            "%s/%s", place,
            type->kind == TYPE_ARRAY ? "items" : "additionalProperties");

        free(place);
        place = below;
    }
    for (size_t i = 0; i < node->len; i++)
        add_node(ledger, node->children[i], path, place);
    free(place);
}

static void add_node(struct skeleton *ledger, const struct node *node,
                     const char *parent_path, const char *parent_pointer)
{
    const struct provenance *origin = &node->origin;
    const char *name = node->placeholder ? "any-name" : node->name;
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
        add_clause(ledger, xasprintf("%s/type", path),
                   xasprintf("%s: %s", name, "its type is as in the table."),
                   "documented", &type, pointers_to(ledger, pointer, "type"));
    add_presence(ledger, node, path, pointer, &row);
    add_constraints(ledger, node, path, pointer, &row);
    add_clause(ledger, xstrdup(path),
               xasprintf("%s means what the table says.", name), "documented",
               &words, NULL);
    if (!node->recursion)
        add_children(ledger, node, path, pointer);
    free(pointer);
    free(properties);
    free(path);
}

/* "schemas/evs/a.json" is known as "evs/a.json" to a ledger. */
static char *schema_name(char *file)
{
    const char *below = file && !strncmp(file, "schemas/", 8) ? file + 8 : file;
    char *name = xstrdup(below);

    free(file);
    return name;
}

static void add_group(struct skeleton *ledger, const struct group *group,
                      const char *part, const struct override *override)
{
    bool is_header = !strcmp(part, "headers");

    ledger->part = part;
    ledger->file = is_header ? NULL
                             : schema_name(override_file(
                                   override, ledger->contract->page, part));
    for (size_t i = 0; i < group->len; i++)
        add_node(ledger, group->nodes[i], part,
                 group->is_array ? "/items" : "");
    free(ledger->file);
    ledger->file = NULL;
}

static void add_operation(struct skeleton *ledger)
{
    const struct contract *contract = ledger->contract;

    for (size_t i = 0; i < contract->uris_len; i++) {
        const struct uri *uri = &contract->uris[i];
        char *line = xasprintf("%s %s%s%s", uri->method, uri->path,
                               *uri->query ? "?" : "", uri->query);
        struct spot place = {uri->element, 0, "", line};

        add_clause(
            ledger, xstrdup("uri/format"),
            xasprintf("The operation is %s on %s.", uri->method, uri->path),
            "documented", &place, NULL);
        free(line);
    }
}

static void add_answers(struct skeleton *ledger)
{
    const struct contract *contract = ledger->contract;
    static const char *const roles[] = {"request/example", "response/example",
                                        "error/example", "example"};

    for (size_t i = 0; i < contract->statuses_len; i++) {
        const struct status *status = &contract->statuses[i];
        char *code = xasprintf("%d", status->code);
        struct spot place = {status->element, 0, "", code};

        add_clause(ledger, xasprintf("status/%d", status->code),
                   xasprintf("%d is a status of %s.", status->code,
                             status->is_success ? "success" : "failure"),
                   "documented", &place, NULL);
        free(code);
    }
    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];
        struct spot place = {example->element, 0, "", example->text};

        if (!example->in_table)
            add_clause(ledger, xstrdup(roles[example->role]),
                       xstrdup("What is sent and answered looks like the "
                               "example."),
                       "example", &place, NULL);
    }
    if (*contract->alternatives_el) {
        struct spot place = {contract->alternatives_el, 0, "", "or"};

        add_clause(ledger, xstrdup("response/alternatives"),
                   xstrdup("An answer is a success or an error, never both."),
                   "documented", &place, NULL);
    }
    for (size_t i = 0; i < contract->statements_len; i++) {
        const struct text *text = &contract->statements[i];
        struct spot place = {text->element, 0, "", text->text};

        add_clause(ledger, xstrdup("statement"),
                   xstrdup("What the page says there holds."), "documented",
                   &place, NULL);
    }
}

static char *slug_of(const char *page)
{
    char *slug = xstrdup(page);

    for (char *at = slug; *at; at++)
        *at = isalnum((unsigned char)*at) ? (char)tolower((unsigned char)*at)
              : strchr("._-", *at)        ? *at
                                          : '-';
    return slug;
}

json_t *ledger_skeleton(const struct contract *contract,
                        const struct override *override, const json_t *schemas,
                        struct ledger_page *page)
{
    struct skeleton ledger = {.contract = contract,
                              .page = page,
                              .schemas = schemas,
                              .clauses = json_array()};
    const char *slash = strrchr(contract->file, '/');
    char *slug = slug_of(contract->page);
    const char *operation =
        override ? json_member_text(override->content, "operation", slug)
                 : slug;
    json_t *done;

    add_operation(&ledger);
    add_group(&ledger, &contract->path, "path", override);
    add_group(&ledger, &contract->query, "query", override);
    add_group(&ledger, &contract->headers, "headers", override);
    add_group(&ledger, &contract->request, "request", override);
    add_group(&ledger, &contract->response, "response", override);
    add_group(&ledger, &contract->error, "error", override);
    add_answers(&ledger);
    done = json_pack("{ss, ss, ss, s{ss, so}, so}", "$schema", CLAUSES_SCHEMA,
                     "id", operation, "operation", operation, "source", "file",
                     slash ? slash + 1 : contract->file, "prefix",
                     json_sprintf("%s__", contract->page), "clauses",
                     ledger.clauses);
    free(slug);
    return done;
}
