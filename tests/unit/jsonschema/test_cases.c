/*
 * test_cases.c - every case of tests/schema has the verdict it states.
 *
 * The official suite is run by tests/tools/schema_suite.c.
 */
#include "tests/unit/test.h"

#include "tests/unit/jsonschema/support.h"

#include "base/alloc.h"
#include "base/file.h"

#include <dirent.h>
#include <stdlib.h>

static json_t *load(const char *directory, const char *name)
{
    char *path = path_join(directory, name);
    struct error err = {0};
    size_t len;
    char *bytes = file_read(path, JSON_FILE_MAX, &len, ERROR_SUITE, &err);
    json_t *json = NULL;

    if (!bytes)
        fail_msg("%s: %s", err.where, err.text);
    json_parse_text(bytes, len, &json, NULL);
    free(bytes);
    free(path);
    return json;
}

/* With output, without, and with annotations the verdict must be the same. */
static void judge(const struct schema *schema, const json_t *test,
                  const char *file)
{
    const json_t *data = json_object_get(test, "data");
    const enum schema_verdict want =
        json_is_true(json_object_get(test, "valid")) ? SCHEMA_VALID
                                                     : SCHEMA_INVALID;
    struct schema_output full = {0}, noted = {.annotate = true};

    if (schema_validate(schema, data, NULL) != want ||
        schema_validate(schema, data, &full) != want ||
        schema_validate(schema, data, &noted) != want)
        fail_msg("%s: %s", file, json_member_text(test, "description", "?"));
    assert_int_equal(full.len > 0, want == SCHEMA_INVALID);
    assert_int_equal(noted.len, full.len);
    schema_output_clear(&full);
    schema_output_clear(&noted);
}

/* Returns the number of cases. */
static size_t run_file(const char *directory, const char *name)
{
    json_t *groups = load(directory, name), *group, *test;
    size_t count = 0, i, k;

    assert_true(json_array_size(groups) > 0);
    json_array_foreach(groups, i, group) {
        struct compiled made = compile_json(json_object_get(group, "schema"));

        if (!made.schema)
            fail_msg("%s: %s: %s", name,
                     json_member_text(group, "description", "?"),
                     made.err.text);
        json_array_foreach(json_object_get(group, "tests"), k, test) {
            judge(made.schema, test, name);
            count++;
        }
        compiled_clear(&made);
    }
    json_decref(groups);
    return count;
}

static void every_case_has_the_stated_verdict(void **state)
{
    const char *root = getenv("ASSAY_SOURCE_DIR");
    char *directory = path_join(root ? root : ".", "tests/schema");
    DIR *dir = opendir(directory);
    size_t count = 0;
    struct dirent *entry;

    (void)state;
    assert_non_null(dir);
    while ((entry = readdir(dir)))
        if (strstr(entry->d_name, ".json"))
            count += run_file(directory, entry->d_name);
    assert_true(count > 100);
    closedir(dir);
    free(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_has_the_stated_verdict),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
