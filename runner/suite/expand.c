#include "suite/build.h"

#include "base/alloc.h"
#include "base/json.h"
#include "model/template.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_MAX 10000

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

/* One testcase: the written one with a row's variables put in. */
static void add_row(const struct expansion *ex, const char *row_id, json_t *row)
{
    json_t *body = template_replace(ex->written, row);
    const char *own = json_member_text(body, "id", "");
    char *id = row_id ? xasprintf("%s/%s/%s", ex->suite->id, own, row_id)
                      : xasprintf("%s/%s", ex->suite->id, own);

    json_object_del(body, "each");
    json_object_set(body, "row", row);
    profile_apply(ex->build, id, body);
    build_testcase(ex->build, ex->suite, id, body, ex->pointer);
    free(id);
}

/* A table: an array of rows, or the name of one that suites share. */
static const json_t *table_of(const struct expansion *ex, const json_t *value)
{
    const json_t *tables = json_object_get(ex->content, "tables");
    const json_t *table = value;

    if (json_is_string(value))
        table = json_object_get(tables, json_string_value(value));
    if (!table)
        problem(ex, "each", "there is no table \"%s\"",
                json_string_value(value));
    return table;
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
    json_array_foreach(table, i, item)
    {
        json_t *row = join_rows(so_far, item);

        if (ex->suite->testcases_len < ROWS_MAX)
            combine(ex, tables, at + 1, row);
        json_decref(row);
    }
}

static void expand_testcase(const struct expansion *ex)
{
    const json_t *each = json_object_get(ex->written, "each");
    json_t *none = json_object();

    if (!each) {
        add_row(ex, NULL, none);
    } else if (json_is_object(json_array_get(each, 0))) {
        json_t *tables = json_array();

        json_array_append(tables, (json_t *)each);
        combine(ex, tables, 0, none);
        json_decref(tables);
    } else {
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
    json_array_foreach(array, i, item) suite->conclusions[i] =
        (struct conclusion){json_member_text(item, "id", ""),
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
    suite->id = json_member_text(file->content, "id", "");
    suite->title = json_member_text(file->content, "title", "");
    suite->file = file->name;
    memcpy(suite->digest, file->digest, sizeof(suite->digest));
    read_conclusions(suite, json_object_get(file->content, "conclusions"));
    json_array_foreach(json_object_get(file->content, "testcases"), i, written)
    {
        ex.written = written;
        ex.pointer = pool_text(&catalog->pool, "/testcases/%zu", i);
        expand_testcase(&ex);
    }
}
