#include "suite/build.h"

#include "base/alloc.h"
#include "base/json.h"

#include <string.h>

static void use_schema(struct build *build, const char *file,
                       const char *location, const char *name)
{
    struct catalog *catalog = build->catalog;
    const char *use = profile_schema(catalog, name);
    const char *uri = pool_text(&catalog->pool, SCHEMAS_BASE_URI "%s", use);
    struct error err = {0};

    if (schema_book_add(catalog->book, name, uri, &err) < 0)
        problems_add(build->problems, file, location, "schema \"%s\": %s", use,
                     err.text);
}

static struct check make_check(struct build *build, const char *operation,
                               const char *file, const char *pointer,
                               const json_t *spec)
{
    struct catalog *catalog = build->catalog;
    const char *clause = json_member_text(spec, "clause", NULL);
    const char *schema = json_member_text(spec, "schema", NULL);
    struct check check = {.kind = json_member_text(spec, "check", ""),
                          .id = json_member_text(spec, "id", NULL),
                          .when = json_member_text(spec, "when", NULL),
                          .spec = spec,
                          .location =
                              pool_text(&catalog->pool, "%s#%s", file, pointer),
                          .level = (enum level)level_from_name(
                              json_member_text(spec, "level", "must"))};

    if (clause) {
        check.clause = catalog_clause(catalog, operation, clause);
        if (!check.clause)
            problems_add(build->problems, file, pointer,
                         "unknown clause \"%s\"", clause);
    }
    if (schema)
        use_schema(build, file, pointer, schema);
    return check;
}

/* A check with an id takes the place of the one with that id. */
static void put_check(struct checks *checks, struct check check)
{
    for (size_t i = 0; check.id && i < checks->len; i++)
        if (checks->items[i].id && !strcmp(checks->items[i].id, check.id)) {
            checks->items[i] = check;
            return;
        }
    checks->items =
        xgrow(checks->items, checks->len, &checks->cap, sizeof(*checks->items));
    checks->items[checks->len++] = check;
}

void build_checks(struct build *build, const char *operation, const char *file,
                  const char *pointer, const json_t *array,
                  struct checks *checks)
{
    json_t *spec;
    size_t i;

    json_array_foreach(array, i, spec)
    {
        const char *place =
            pool_text(&build->catalog->pool, "%s/%zu", pointer, i);

        put_check(checks, make_check(build, operation, file, place, spec));
    }
}
