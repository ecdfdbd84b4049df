#include "suite/build.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/text.h"
#include "model/template.h"

#include <stdlib.h>
#include <string.h>

#define TESTCASES_MAX 10000 /* of one suite, expanded */
#define FACTORS_MAX   8     /* tables that are combined */

/* Where expansion stands: the suite, and the testcase as written. */
struct expansion {
    struct build *build;
    struct suite *suite;
    const json_t *content; /* the suite's file */
    const json_t *written; /* the testcase as it stands in the file */
    const char *pointer;   /* "/testcases/3" */
};

static void problem(const struct expansion *ex, const char *member,
                    const char *text, const char *what)
{
    problems_add(
        ex->build->problems, ex->suite->file,
        pool_text(&ex->build->catalog->pool, "%s/%s", ex->pointer, member),
        text, what);
}

/* May another testcase be made? Says so when not. */
static bool has_room(const struct expansion *ex)
{
    if (ex->suite->testcases_len < TESTCASES_MAX)
        return true;
    problems_add(ex->build->problems, ex->suite->file, "/testcases",
                 "these are more than %d testcases, all rows counted",
                 TESTCASES_MAX);
    return false;
}

/* What a row put in was a variable when the file was checked. */
static bool row_fits(const struct expansion *ex, const char *id,
                     const json_t *body)
{
    const struct schema *schema =
        schema_book_find(ex->build->catalog->library->book, "testcase");
    struct schema_output output = {0};
    bool fits =
        schema && schema_validate(schema, body, &output) == SCHEMA_VALID;

    for (size_t i = 0; i < output.len; i++)
        problem(ex, output.units[i].instance_location + 1, "%s",
                pool_text(&ex->build->catalog->pool, "%s: %s", id,
                          output.units[i].message));
    if (!fits && !output.len)
        problem(ex, "each", "%s: could not be checked", id);
    schema_output_clear(&output);
    return fits;
}

/* One testcase: the written one with a row's variables put in. */
static void add_row(const struct expansion *ex, const char *row_id, json_t *row)
{
    struct error err = {0};
    json_t *body = template_replace(ex->written, row, &err);
    const char *own = json_member_text(body, "id", "");
    char *id = row_id ? xasprintf("%s/%s/%s", ex->suite->id, own, row_id)
                      : xasprintf("%s/%s", ex->suite->id, own);

    json_object_del(body, "each");
    if (!body) {
        problem(ex, "each", "%s",
                pool_text(&ex->build->catalog->pool, "%s: %s", id, err.text));
    } else if (!row_id || row_fits(ex, id, body)) {
        json_object_set(body, "row", row);
        profile_apply(ex->build, id, body);
        build_testcase(ex->build, ex->suite, id, body, ex->pointer);
        body = NULL;
    }
    json_decref(body);
    free(id);
}

/* A table: an array of rows, or the name of one that suites share. */
static const json_t *table_of(const struct expansion *ex, const json_t *value)
{
    const json_t *tables = json_object_get(ex->content, "tables");

    return json_is_string(value)
               ? json_object_get(tables, json_string_value(value))
               : value;
}

/* Can these tables be combined? Says everything that is wrong. */
static bool tables_exist(const struct expansion *ex, const json_t *each)
{
    bool all = json_array_size(each) <= FACTORS_MAX;
    json_t *item;
    size_t i;

    if (!all)
        problem(ex, "each", "combines too many tables; %s", "8 are the most");
    json_array_foreach(each, i, item) {
        if (table_of(ex, item))
            continue;
        problem(ex, "each", "there is no table \"%s\"",
                json_string_value(item));
        all = false;
    }
    return all;
}

static json_t *join_rows(const json_t *left, const json_t *right)
{
    json_t *row = json_copy((json_t *)left);
    const char *id = json_member_text(left, "id", NULL);
    const char *end = json_member_text(right, "id", "");
    char *both = id ? xasprintf("%s-%s", id, end) : xstrdup(end);

    json_object_update(row, (json_t *)right);
    json_object_set_new(row, "id", json_string(both));
    free(both);
    return row;
}

/* Every row of the tables from `at` on, joined to the row so far. */
static void combine(const struct expansion *ex, const json_t *tables, size_t at,
                    const json_t *so_far)
{
    const json_t *table;
    json_t *item;
    size_t i;

    if (at == json_array_size(tables)) {
        add_row(ex, json_member_text(so_far, "id", ""), (json_t *)so_far);
        return;
    }
    table = table_of(ex, json_array_get(tables, at));
    json_array_foreach(table, i, item) {
        json_t *row;

        if (!has_room(ex))
            return;
        row = join_rows(so_far, item);
        combine(ex, tables, at + 1, row);
        json_decref(row);
    }
}

static void expand_testcase(const struct expansion *ex)
{
    const json_t *each = json_object_get(ex->written, "each");
    json_t *none = json_object();

    if (!each) {
        if (has_room(ex))
            add_row(ex, NULL, none);
    } else if (json_is_object(json_array_get(each, 0))) {
        json_t *tables = json_array();

        json_array_append(tables, (json_t *)each);
        combine(ex, tables, 0, none);
        json_decref(tables);
    } else if (tables_exist(ex, each)) {
        combine(ex, each, 0, none);
    }
    json_decref(none);
}

static void read_conclusions(struct suite *suite, const json_t *array)
{
    json_t *item;
    size_t i;

    suite->conclusions =
        xcalloc(json_array_size(array), sizeof(*suite->conclusions));
    suite->conclusions_len = json_array_size(array);
    json_array_foreach(array, i, item)
        suite->conclusions[i] = (struct conclusion){
            json_member_text(item, "id", ""),
            json_member_text(item, "kind", ""),
            json_member_text(item, "title", ""),
            json_member_text(item, "probes", ""),
            json_member_text(item, "at", ""),
            json_integer_value(json_object_get(item, "limit"))};
}

void build_suite(struct build *build, const struct library_file *file)
{
    struct catalog *catalog = build->catalog;
    struct suite *suite = &catalog->suites[catalog->suites_len];
    const char *operation = json_member_text(file->content, "operation", "");
    struct expansion ex = {build, suite, file->content, NULL, NULL};
    json_t *written;
    size_t i;

    suite->operation = catalog_operation(catalog, operation);
    if (!suite->operation) {
        problems_add(build->problems, file->name, "/operation",
                     "dialect \"%s\" has no operation \"%s\"",
                     json_member_text(catalog->dialect, "id", ""), operation);
        return;
    }
    catalog->suites_len++;
    build->ids = json_object();
    suite->id = json_member_text(file->content, "id", "");
    suite->title = json_member_text(file->content, "title", "");
    suite->file = file->name;
    memcpy(suite->digest, file->digest, sizeof(suite->digest));
    read_conclusions(suite, json_object_get(file->content, "conclusions"));
    json_array_foreach(json_object_get(file->content, "testcases"), i,
                       written) {
        ex.written = written;
        ex.pointer = pool_text(&catalog->pool, "/testcases/%zu", i);
        expand_testcase(&ex);
    }
    json_decref(build->ids);
    build->ids = NULL;
}

bool any_testcase_matches(const struct catalog *catalog, const char *glob)
{
    for (size_t i = 0; i < catalog->suites_len; i++)
        for (size_t k = 0; k < catalog->suites[i].testcases_len; k++)
            if (text_glob(glob, catalog->suites[i].testcases[k].id))
                return true;
    return false;
}

static void check_conclusions(struct build *build, const struct suite *suite)
{
    struct catalog *catalog = build->catalog;

    for (size_t i = 0; i < suite->conclusions_len; i++)
        if (!any_testcase_matches(catalog, suite->conclusions[i].probes))
            problems_add(
                build->problems, suite->file,
                pool_text(&catalog->pool, "/conclusions/%zu/probes", i),
                "\"%s\" matches no testcase", suite->conclusions[i].probes);
}

void conclusions_check(struct build *build)
{
    for (size_t i = 0; i < build->catalog->suites_len; i++)
        check_conclusions(build, &build->catalog->suites[i]);
}
