#include "suite/build.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

/* The page of the ledger's operation in the chosen dialect. */
static const char *page_of(const struct catalog *catalog, const char *operation)
{
    const json_t *operations = json_object_get(catalog->dialect, "operations");

    return json_member_text(json_object_get(operations, operation), "page", "");
}

static const char *off_reason(const struct catalog *catalog, const char *id)
{
    json_t *change;
    size_t i;

    json_array_foreach(json_object_get(catalog->profile, "changes"), i, change)
        if (json_is_true(json_object_get(change, "off")) &&
            !strcmp(json_member_text(change, "clause", ""), id))
            return json_member_text(change, "reason", "");
    return NULL;
}

static bool is_repeated(const struct ledger *ledger, const char *id)
{
    for (size_t i = 0; i < ledger->len; i++)
        if (!strcmp(ledger->clauses[i].id, id))
            return true;
    return false;
}

static void add_clause(struct build *build, struct ledger *ledger,
                       const json_t *item, const char *page, size_t index)
{
    const char *id = json_member_text(item, "id", "");
    const char *off = off_reason(build->catalog, id);
    const char *own = json_member_text(item, "page", NULL);

    if (is_repeated(ledger, id)) {
        char *pointer = xasprintf("/clauses/%zu/id", index);

        problems_add(build->problems, ledger->file, pointer,
                     "clause \"%s\" is listed twice", id);
        free(pointer);
    }
    if (own && !page_is_known(build->catalog, own)) {
        char *pointer = xasprintf("/clauses/%zu/page", index);

        problems_add(build->problems, ledger->file, pointer,
                     "dialect \"%s\" has no page \"%s\"",
                     json_member_text(build->catalog->dialect, "id", ""), own);
        free(pointer);
    }
    ledger->clauses[ledger->len++] =
        (struct clause){.id = id,
                        .page = own ? own : page,
                        .element = json_member_text(item, "element", NULL),
                        .text = json_member_text(item, "text", ""),
                        .level = (enum level)level_from_name(
                            json_member_text(item, "level", "must")),
                        .basis = (enum basis)basis_from_name(
                            json_member_text(item, "basis", "documented")),
                        .is_off = off != NULL,
                        .off_reason = off};
}

/* Without its operation a ledger would be nobody's. */
static void check_ledger(struct build *build, const struct ledger *ledger)
{
    const struct catalog *catalog = build->catalog;
    const json_t *operations = json_object_get(catalog->dialect, "operations");

    if (!json_object_get(operations, ledger->operation))
        problems_add(build->problems, ledger->file, "/operation",
                     "dialect \"%s\" has no operation \"%s\"",
                     json_member_text(catalog->dialect, "id", ""),
                     ledger->operation);
    for (const struct ledger *other = catalog->ledgers; other < ledger; other++)
        if (!strcmp(other->operation, ledger->operation))
            problems_add(build->problems, ledger->file, "/operation",
                         "\"%s\" has the ledger %s already", ledger->operation,
                         other->file);
}

void build_ledger(struct build *build, const struct library_file *file)
{
    struct catalog *catalog = build->catalog;
    struct ledger *ledger = &catalog->ledgers[catalog->ledgers_len++];
    const json_t *clauses = json_object_get(file->content, "clauses");
    json_t *item;
    size_t i;

    ledger->operation = json_member_text(file->content, "operation", "");
    ledger->file = file->name;
    ledger->content = file->content;
    ledger->clauses = pool_array(&catalog->pool, json_array_size(clauses),
                                 sizeof(*ledger->clauses));
    check_ledger(build, ledger);
    json_array_foreach(clauses, i, item)
        add_clause(build, ledger, item, page_of(catalog, ledger->operation), i);
}

/* Does "path#pointer" name a place in a schema of the library? */
static bool schema_place_exists(const struct catalog *catalog,
                                const char *place)
{
    const char *hash = strchr(place, '#');
    char *path = xmemdup(place, hash ? (size_t)(hash - place) : strlen(place));
    const json_t *document = library_schema(catalog->library, path);
    bool found = document && pointer_get(document, hash ? hash + 1 : "");

    free(path);
    return found;
}

static void add_schema_clause(struct build *build, const struct ledger *ledger,
                              size_t index, const char *place)
{
    struct catalog *catalog = build->catalog;

    if (!schema_place_exists(catalog, place)) {
        char *pointer = xasprintf("/clauses/%zu/schema", index);

        problems_add(build->problems, ledger->file, pointer,
                     "\"%s\" names no place in a schema", place);
        free(pointer);
    }
    catalog->schema_clauses =
        xgrow(catalog->schema_clauses, catalog->schema_clauses_len,
              &catalog->schema_clauses_cap, sizeof(*catalog->schema_clauses));
    catalog->schema_clauses[catalog->schema_clauses_len++] =
        (struct schema_clause){place, &ledger->clauses[index]};
}

void build_schema_clauses(struct build *build)
{
    const struct catalog *catalog = build->catalog;
    json_t *item, *place;
    size_t i, k;

    for (size_t n = 0; n < catalog->ledgers_len; n++) {
        const struct ledger *ledger = &catalog->ledgers[n];

        json_array_foreach(json_object_get(ledger->content, "clauses"), i, item)
            json_array_foreach(json_object_get(item, "schema"), k, place)
                add_schema_clause(build, ledger, i, json_string_value(place));
    }
}
