/*
 * write_contract.c - a contract as JSON: facts, places and digests.
 */
#include "derive/write.h"

#include "base/alloc.h"
#include "derive/schema_node.h"

#include <stdlib.h>
#include <string.h>

#define CONTRACT_SCHEMA "https://assay.invalid/schemas/assay/contract.json"

static void set_text(json_t *object, const char *name, const char *text)
{
    if (text && *text)
        json_object_set_new(object, name, json_string(text));
}

static json_t *type_json(const struct type *type)
{
    static const char *const names[] = {
        [TYPE_UNKNOWN] = "unknown", [TYPE_STRING] = "string",
        [TYPE_INTEGER] = "integer", [TYPE_NUMBER] = "number",
        [TYPE_BOOLEAN] = "boolean", [TYPE_NULL] = "null",
        [TYPE_OBJECT] = "object",   [TYPE_ARRAY] = "array",
        [TYPE_MAP] = "map",         [TYPE_UNION] = "union"};
    json_t *done;

    if (!type)
        return json_string("unknown");
    if (!type->item && !type->other)
        return json_string(names[type->kind]);
    done = json_pack("{ss}", "kind", names[type->kind]);
    if (type->item)
        json_object_set_new(done, "of", type_json(type->item));
    if (type->other)
        json_object_set_new(done, "or", type_json(type->other));
    return done;
}

/* Sentences stay on the page: a long text is named by its digest. */
static json_t *fact(const struct trait *trait)
{
    char digest[LEDGER_DIGEST_SIZE];

    if (strcmp(trait->keyword, "conditional") != 0)
        return json_incref(trait->value);
    ledger_digest(trait->phrase ? trait->phrase : "", digest);
    return json_string(digest);
}

static json_t *traits_json(const struct traits *traits)
{
    json_t *done = json_object();

    for (size_t i = 0; i < traits->len; i++)
        if (!json_object_get(done, traits->items[i].keyword))
            json_object_set_new(done, traits->items[i].keyword,
                                fact(&traits->items[i]));
    return done;
}

static json_t *nodes_json(const struct contract *contract,
                          struct node *const *nodes, size_t len);

static json_t *node_json(const struct contract *contract,
                         const struct node *node)
{
    char *source = schema_comment(contract, &node->origin);
    json_t *done = json_object();
    json_t *traits = traits_json(&node->traits);

    if (node->placeholder)
        json_object_set_new(done, "placeholder", json_true());
    else
        set_text(done, "name", node->name);
    json_object_set_new(done, "type", type_json(node->type));
    if (node->presence != PRESENCE_UNSAID)
        json_object_set_new(done, "mandatory",
                            json_boolean(node->presence == PRESENCE_MANDATORY));
    if (json_object_size(traits))
        json_object_set(done, "traits", traits);
    if (node->unresolved)
        json_object_set_new(done, "unresolved", json_true());
    set_text(done, "repeats", node->recursion);
    set_text(done, "source", source);
    if (node->len)
        json_object_set_new(done, "members",
                            nodes_json(contract, node->children, node->len));
    json_decref(traits);
    free(source);
    return done;
}

static json_t *nodes_json(const struct contract *contract,
                          struct node *const *nodes, size_t len)
{
    json_t *done = json_array();

    for (size_t i = 0; i < len; i++)
        json_array_append_new(done, node_json(contract, nodes[i]));
    return done;
}

static void add_group(json_t *done, const char *name,
                      const struct contract *contract,
                      const struct group *group)
{
    if (!group->len)
        return;
    json_object_set_new(done, name,
                        nodes_json(contract, group->nodes, group->len));
}

static json_t *uris_json(const struct contract *contract)
{
    json_t *done = json_array();

    for (size_t i = 0; i < contract->uris_len; i++) {
        const struct uri *uri = &contract->uris[i];
        json_t *one =
            json_pack("{ss, ss}", "method", uri->method, "path", uri->path);

        set_text(one, "query", uri->query);
        set_text(one, "element", uri->element);
        json_array_append_new(done, one);
    }
    return done;
}

static json_t *statuses_json(const struct contract *contract)
{
    json_t *done = json_array();

    for (size_t i = 0; i < contract->statuses_len; i++) {
        const struct status *status = &contract->statuses[i];
        json_t *one = json_pack("{si, sb}", "code", status->code, "success",
                                status->is_success);

        set_text(one, "element", status->element);
        json_array_append_new(done, one);
    }
    return done;
}

/* The file of the n-th example, or NULL; the parts' order is the page's. */
static const char *example_file(const struct made *made, size_t number)
{
    for (size_t i = 0; i < made->len; i++)
        if (made->items[i].example == number)
            return made->items[i].name;
    return NULL;
}

static json_t *examples_json(const struct contract *contract,
                             const struct made *made)
{
    static const char *const roles[] = {"request", "response", "error",
                                        "other"};
    json_t *done = json_array();

    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];
        char digest[LEDGER_DIGEST_SIZE];
        json_t *one = json_pack("{ss, sb}", "role", roles[example->role],
                                "json", example->content != NULL);

        ledger_digest(example->text ? example->text : "", digest);
        set_text(one, "element", example->element);
        if (example->status)
            json_object_set_new(one, "status", json_integer(example->status));
        set_text(one, "file", example_file(made, i + 1));
        set_text(one, "digest", digest);
        json_array_append_new(done, one);
    }
    return done;
}

static json_t *statements_json(const struct contract *contract)
{
    json_t *done = json_array();

    for (size_t i = 0; i < contract->statements_len; i++) {
        const struct text *text = &contract->statements[i];
        char digest[LEDGER_DIGEST_SIZE];
        json_t *one = json_object();

        ledger_digest(text->text, digest);
        set_text(one, "element", text->element);
        set_text(one, "digest", digest);
        json_array_append_new(done, one);
    }
    return done;
}

static json_t *files_json(const struct made *made)
{
    json_t *done = json_array();

    for (size_t i = 0; i < made->len; i++)
        json_array_append_new(done, json_string(made->items[i].name));
    return done;
}

/* Bodies that are arrays. */
static json_t *arrays_json(const struct contract *contract)
{
    json_t *done = json_array();

    if (contract->request.is_array)
        json_array_append_new(done, json_string("request"));
    if (contract->response.is_array)
        json_array_append_new(done, json_string("response"));
    if (contract->error.is_array)
        json_array_append_new(done, json_string("error"));
    return done;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

json_t *contract_json(const struct contract *contract, const struct made *made)
{
    json_t *done = json_object(), *arrays = arrays_json(contract);
    json_t *digest = json_sprintf("sha256:%s", contract->digest);

    set_text(done, "$schema", CONTRACT_SCHEMA);
    json_object_set_new(done, "page",
                        json_pack("{ss, ss, so}", "id", contract->page, "file",
                                  base_name(contract->file), "digest", digest));
    json_object_set_new(done, "uris", uris_json(contract));
    add_group(done, "path", contract, &contract->path);
    add_group(done, "query", contract, &contract->query);
    add_group(done, "headers", contract, &contract->headers);
    add_group(done, "request", contract, &contract->request);
    add_group(done, "response", contract, &contract->response);
    add_group(done, "error", contract, &contract->error);
    if (json_array_size(arrays))
        json_object_set(done, "arrays", arrays);
    json_decref(arrays);
    json_object_set_new(done, "fault", json_boolean(contract->error_has_fault));
    set_text(done, "alternatives", contract->alternatives_el);
    json_object_set_new(done, "statuses", statuses_json(contract));
    json_object_set_new(done, "examples", examples_json(contract, made));
    json_object_set_new(done, "statements", statements_json(contract));
    json_object_set_new(done, "rows", json_integer((json_int_t)contract->rows));
    json_object_set_new(done, "rows-used",
                        json_integer((json_int_t)contract->rows_used));
    json_object_set_new(done, "files", files_json(made));
    return done;
}
