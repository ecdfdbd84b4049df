#include "derive/write.h"

#include "base/alloc.h"
#include "base/file.h"
#include "derive/ledger.h"
#include "derive/schema.h"
#include "derive/schema_order.h"
#include "derive/write_json.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const struct made_part {
    const char *name;
    enum contract_part part;
} parts[] = {
    {"request", PART_REQUEST}, {"response", PART_RESPONSE},
    {"error", PART_ERROR},     {"path", PART_PATH},
    {"query", PART_QUERY},
};

#define PARTS (sizeof(parts) / sizeof(*parts))

/* Takes name and content; a name of NULL is not to be written. */
static void add(struct made *made, const char *part, char *name,
                json_t *content)
{
    if (!name) {
        json_decref(content);
        return;
    }
    made->items =
        xgrow(made->items, made->len, &made->cap, sizeof(*made->items));
    made->items[made->len++] = (struct made_file){name, part, content, 0};
}

static void make_schemas(struct made *made, const struct contract *contract,
                         const struct override *override,
                         struct buffer *problems)
{
    for (size_t i = 0; i < PARTS; i++) {
        json_t *schema = schema_derive(contract, parts[i].part);

        if (!schema)
            continue;
        override_apply(override, parts[i].name, schema, problems);
        schema_name_dialect(schema);
        json_object_set_new(made->schemas, parts[i].name,
                            schema_ordered(schema));
        json_decref(schema);
    }
    override_check_parts(override, made->schemas, problems);
    for (size_t i = 0; i < PARTS; i++) {
        json_t *schema = json_object_get(made->schemas, parts[i].name);

        if (schema)
            add(made, parts[i].name,
                override_file(override, contract->page, parts[i].name),
                json_incref(schema));
    }
}

static void make_variants(struct made *made, const struct override *override,
                          struct buffer *problems)
{
    for (size_t i = 0; i < override_variants(override); i++) {
        const char *file;
        json_t *schema =
            override_variant(override, i, made->schemas, &file, problems);

        if (schema)
            add(made, "variant", xstrdup(file), schema);
    }
}

static void make_examples(struct made *made, const struct contract *contract,
                          const struct override *override)
{
    static const char *const roles[] = {[EXAMPLE_REQUEST] = "request",
                                        [EXAMPLE_RESPONSE] = "response",
                                        [EXAMPLE_ERROR] = "error",
                                        [EXAMPLE_OTHER] = NULL};

    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];

        size_t before = made->len;

        if (example->content && roles[example->role] && !example->in_table)
            add(made, "example",
                override_example(override, contract->page, i + 1,
                                 roles[example->role]),
                json_incref(example->content));
        if (made->len > before)
            made->items[before].example = i + 1;
    }
}

void made_fill(struct made *made, const struct contract *contract,
               const struct override *override, struct ledger_page *page,
               struct buffer *problems)
{
    char *file = override_file(override, contract->page, "clauses");

    made->schemas = json_object();
    make_schemas(made, contract, override, problems);
    make_variants(made, override, problems);
    if (file)
        add(made, "clauses", file,
            ledger_skeleton(contract, override, made->schemas, page));
    make_examples(made, contract, override);
    file = override_file(override, contract->page, "contract");
    if (file)
        add(made, "contract", file, contract_json(contract, made));
}

void made_clear(struct made *made)
{
    for (size_t i = 0; i < made->len; i++) {
        free(made->items[i].name);
        json_decref(made->items[i].content);
    }
    free(made->items);
    json_decref(made->schemas);
    *made = (struct made){0};
}

/* One file under its temporary name. */
static int write_one(const struct made_file *file, const char *folder,
                     struct output *out, struct error *err)
{
    char *path = path_join(folder, file->name);
    char *parent = path_directory(path);
    char *text = json_pretty(file->content);
    int rc = directory_make(parent, err);

    if (rc == 0)
        rc = output_open(out, path, err);
    if (rc == 0) {
        fputs(text, out->stream);
        rc = output_check(out, err);
    }
    free(text);
    free(parent);
    free(path);
    return rc;
}

/*
 * Put a file in its place. It is not forced to the disk as output_commit does:
 * after a crash of the machine the command is run again, and a thousand files
 * would take minutes.
 */
static int settle(struct output *out, struct error *err)
{
    FILE *stream = out->stream;
    bool bad;

    out->stream = NULL;
    bad = fclose(stream) != 0;
    if (!bad && out->temp)
        bad = rename(out->temp, out->path) < 0;
    if (bad)
        return error_set(err, ERROR_OUTPUT, out->path, "cannot be written: %s",
                         strerror(errno));
    free(out->temp);
    out->temp = NULL;
    return 0;
}

int made_write(const struct made *made, const char *folder, struct error *err)
{
    struct output *outputs = xcalloc(made->len + 1, sizeof(*outputs));
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < made->len; i++)
        rc = write_one(&made->items[i], folder, &outputs[i], err);
    for (size_t i = 0; i < made->len; i++) {
        if (rc == 0)
            rc = settle(&outputs[i], err);
        output_discard(&outputs[i]);
    }
    free(outputs);
    return rc;
}
