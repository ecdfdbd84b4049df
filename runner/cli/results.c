#include "cli/results.h"

#include "base/file.h"
#include "cli/data.h"

#include <stdlib.h>

static json_t *read_json(const char *path, struct error *err)
{
    json_error_t at;
    json_t *value;
    size_t len;
    char *bytes = file_read(path, RESULTS_MAX, &len, ERROR_SUITE, err);

    if (!bytes)
        return NULL;
    value =
        json_loadb(bytes, len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &at);
    if (!value)
        error_set(err, ERROR_SUITE, path, "line %d column %d: %s", at.line,
                  at.column, at.text);
    free(bytes);
    return value;
}

static int check(const char *path, const json_t *results,
                 const struct schema *schema, struct error *err)
{
    struct schema_output output = {0};
    enum schema_verdict verdict = schema_validate(schema, results, &output);
    const struct schema_unit *first = output.units;

    if (verdict == SCHEMA_INVALID)
        error_set(err, ERROR_SUITE, path,
                  "%s%s%s (no results.json of this version; mistakes: %zu%s)",
                  first->instance_location,
                  *first->instance_location ? ": " : "", first->message,
                  output.len, output.truncated ? "+" : "");
    else if (verdict == SCHEMA_UNDECIDED)
        error_set(err, ERROR_SUITE, path, "could not be checked: %s",
                  output.undecided ? output.undecided : "a limit");
    schema_output_clear(&output);
    return verdict == SCHEMA_VALID ? 0 : -1;
}

/* They are most of the file, and nobody here looks at them. */
static void drop_exchanges(json_t *results)
{
    json_t *testcases = json_object_get(results, "testcases");
    json_t *testcase;
    size_t i;

    json_array_foreach(testcases, i, testcase)
        json_object_del(testcase, "exchanges");
}

json_t *results_load(const char *path, const struct library *library,
                     struct error *err)
{
    const struct schema *schema =
        schema_book_find(library->book, "assay/results.json");
    json_t *results;

    if (!schema) {
        error_set(err, ERROR_SUITE, "schemas/assay/results.json",
                  "is not there, or no schema");
        return NULL;
    }
    results = read_json(path, err);
    if (results && check(path, results, schema, err) < 0) {
        json_decref(results);
        return NULL;
    }
    drop_exchanges(results);
    return results;
}

struct library *results_library(const struct config *config, struct error *err)
{
    struct problems problems = {0};
    char *directory = data_directory(config, err);
    struct library *library =
        directory ? library_load(directory, NULL, 0, &problems, err) : NULL;

    problems_clear(&problems);
    free(directory);
    return library;
}
