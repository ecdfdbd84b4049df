#include "suite/build.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const json_t *changes(const struct catalog *catalog)
{
    return json_object_get(catalog->profile, "changes");
}

/* The last step of a testcase that expects something, or NULL. */
static json_t *last_expectation(const json_t *body)
{
    const json_t *steps = json_object_get(body, "steps");

    for (size_t i = json_array_size(steps); i-- > 0;) {
        json_t *expect = json_object_get(json_array_get(steps, i), "expect");

        if (expect)
            return expect;
    }
    return NULL;
}

static bool matches(const json_t *globs, const char *id)
{
    json_t *glob;
    size_t i;

    json_array_foreach(globs, i, glob)
        if (text_glob(json_string_value(glob), id))
            return true;
    return false;
}

void profile_apply(struct build *build, const char *id, json_t *body)
{
    json_t *change, *expect = last_expectation(body);
    size_t i;

    json_array_foreach(changes(build->catalog), i, change) {
        json_t *outcome = json_object_get(change, "outcome");

        if (!outcome || !matches(json_object_get(change, "testcases"), id))
            continue;
        if (!expect)
            problems_add(build->problems, build->catalog->profile_file,
                         pool_text(&build->catalog->pool, "/changes/%zu", i),
                         "%s has no step with an expectation", id);
        else
            json_object_set(expect, "outcome", outcome);
    }
}

const char *profile_schema(const struct catalog *catalog, const char *name)
{
    json_t *change;
    size_t i;

    json_array_foreach(changes(catalog), i, change)
        if (!strcmp(json_member_text(change, "schema", ""), name))
            return json_member_text(change, "use", name);
    return name;
}

static bool any_ledger_has(const struct catalog *catalog, const char *id)
{
    for (size_t i = 0; i < catalog->ledgers_len; i++)
        for (size_t k = 0; k < catalog->ledgers[i].len; k++)
            if (!strcmp(catalog->ledgers[i].clauses[k].id, id))
                return true;
    return false;
}

/* The document that "path" or "path#fragment" names. */
static bool has_schema(const struct library *library, const char *name)
{
    char *path = xmemdup(name, strcspn(name, "#"));
    bool found = library_schema(library, path) != NULL;

    free(path);
    return found;
}

static void check_change(struct build *build, const json_t *change,
                         const char *pointer)
{
    const struct catalog *catalog = build->catalog;
    const char *clause = json_member_text(change, "clause", "");
    const char *use = json_member_text(change, "use", NULL);
    const char *schema = json_member_text(change, "schema", NULL);
    json_t *glob;
    size_t i;

    if (!any_ledger_has(catalog, clause))
        problems_add(build->problems, catalog->profile_file, pointer,
                     "unknown clause \"%s\"", clause);
    if (use && !has_schema(catalog->library, use))
        problems_add(build->problems, catalog->profile_file, pointer,
                     "there is no schema \"%s\"", use);
    else if (schema && !schema_book_find(catalog->book, schema))
        problems_add(build->problems, catalog->profile_file, pointer,
                     "no check uses the schema \"%s\"", schema);
    json_array_foreach(json_object_get(change, "testcases"), i, glob)
        if (!any_testcase_matches(catalog, json_string_value(glob)))
            problems_add(build->problems, catalog->profile_file, pointer,
                         "\"%s\" matches no testcase", json_string_value(glob));
}

void profile_check(struct build *build)
{
    json_t *change;
    size_t i;

    json_array_foreach(changes(build->catalog), i, change)
        check_change(build, change,
                     pool_text(&build->catalog->pool, "/changes/%zu", i));
}
