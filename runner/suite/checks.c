#include "suite/build.h"

#include "base/alloc.h"
#include "base/json.h"

#include <string.h>

#define CHECKS_MAX 200 /* in one list */

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

static bool is_read(const struct frame_read *reads, size_t len,
                    const char *name)
{
    for (size_t i = 0; i < len; i++)
        if (!strcmp(reads[i].name, name))
            return true;
    return false;
}

bool exchange_is_known(const struct operation *operation, const char *name)
{
    return !strcmp(name, "answer") ||
           is_read(operation->before, operation->before_len, name) ||
           is_read(operation->after, operation->after_len, name);
}

/* "step-id.name", of a step that the testcase has so far. */
static bool is_of_other_step(const struct build *build, const char *name)
{
    const struct testcase *testcase = build->testcase;

    for (size_t i = 0; testcase && i < testcase->steps_len; i++) {
        const struct step *step = &testcase->steps[i];
        size_t len = strlen(step->id);

        if (!strncmp(name, step->id, len) && name[len] == '.' &&
            exchange_is_known(step->operation, name + len + 1))
            return true;
    }
    return false;
}

/* An exchange that never happens would make every run an error. */
static void check_exchanges(struct build *build,
                            const struct operation *operation, const char *file,
                            const char *pointer, const json_t *spec)
{
    static const char *const members[] = {"of", "as", "from", "to"};

    for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
        const char *name = json_member_text(spec, members[i], "answer");

        if (!exchange_is_known(operation, name) &&
            !is_of_other_step(build, name))
            problems_add(
                build->problems, file,
                pool_text(&build->catalog->pool, "%s/%s", pointer, members[i]),
                "no step of %s has an exchange \"%s\"", operation->id, name);
    }
}

static struct check make_check(struct build *build,
                               const struct operation *operation,
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
        check.clause = catalog_clause(catalog, operation->id, clause);
        if (!check.clause)
            problems_add(build->problems, file, pointer,
                         "unknown clause \"%s\"", clause);
    }
    check_exchanges(build, operation, file, pointer, spec);
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

/* Within one list the second check would silently replace the first. */
static bool is_repeated(const json_t *array, size_t index)
{
    const char *id = json_member_text(json_array_get(array, index), "id", NULL);

    for (size_t i = 0; id && i < index; i++)
        if (!strcmp(json_member_text(json_array_get(array, i), "id", ""), id))
            return true;
    return false;
}

void build_checks(struct build *build, const struct operation *operation,
                  const char *file, const char *pointer, const json_t *array,
                  struct checks *checks)
{
    json_t *spec;
    size_t i;

    if (json_array_size(array) > CHECKS_MAX)
        problems_add(build->problems, file, pointer,
                     "these are more than %d checks", CHECKS_MAX);
    json_array_foreach(array, i, spec) {
        const char *place =
            pool_text(&build->catalog->pool, "%s/%zu", pointer, i);

        if (i >= CHECKS_MAX)
            return;
        if (is_repeated(array, i))
            problems_add(build->problems, file,
                         pool_text(&build->catalog->pool, "%s/id", place),
                         "two checks of this list are called \"%s\"",
                         json_member_text(spec, "id", ""));
        put_check(checks, make_check(build, operation, file, place, spec));
    }
}
