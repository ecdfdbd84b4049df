/*
 * test_format_suite.c - the formats and the official JSON Schema test suite.
 *
 * The suite is no part of this repository: JSON_SCHEMA_TEST_SUITE names its
 * directory. Groups in which we differ are listed, with the reason, in
 * tests/schema/official/format-differences.json; an entry that no longer
 * differs is an error.
 */
#include "tests/unit/test.h"

#include "tests/unit/jsonschema/support.h"

#include "base/alloc.h"
#include "base/file.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

struct score {
    size_t right;
    size_t wrong;
    size_t listed;    /* groups of the list that were met */
    size_t surprises; /* groups that differ, or agree, against the list */
};

/* Does the schema say of the data what the suite says? */
static bool agrees(const struct schema *schema, const json_t *test)
{
    const enum schema_verdict want =
        json_is_true(json_object_get(test, "valid")) ? SCHEMA_VALID
                                                     : SCHEMA_INVALID;

    return schema &&
           schema_validate(schema, json_object_get(test, "data"), NULL) == want;
}

static bool is_listed(const json_t *differences, const char *file,
                      const json_t *group)
{
    const char *title = json_member_text(group, "description", "");
    size_t i;
    json_t *entry;

    json_array_foreach(differences, i, entry) {
        if (!strcmp(json_member_text(entry, "file", ""), file) &&
            !strcmp(json_member_text(entry, "group", ""), title))
            return true;
    }
    return false;
}

static void run_group(const json_t *group, const char *file, bool may_differ,
                      struct score *score)
{
    static const struct schema_options options = {.assert_format = true};
    struct compiled made =
        compile_in(store_with(&options), json_object_get(group, "schema"));
    const size_t wrong = score->wrong;
    size_t i;
    json_t *test;

    json_array_foreach(json_object_get(group, "tests"), i, test) {
        bool right = agrees(made.schema, test);

        score->right += right;
        score->wrong += !right;
        if (!right && !may_differ)
            print_message("  differs: %s: %s\n", file,
                          json_member_text(test, "description", "?"));
    }
    score->listed += may_differ;
    if ((score->wrong > wrong) != may_differ) {
        score->surprises++;
        print_message("  %s: %s: %s\n", file,
                      json_member_text(group, "description", "?"),
                      may_differ ? "is listed but agrees" : "differs");
    }
    compiled_clear(&made);
}

static void run_file(const char *suite, const char *file,
                     const json_t *differences, struct score *score)
{
    struct error err = {0};
    char *path = path_join(suite, file);
    json_t *groups = json_load_checked(path, ERROR_SUITE, &err);
    size_t i;
    json_t *group;

    if (!groups)
        fail_msg("%s: %s", path, err.text);
    json_array_foreach(groups, i, group)
        run_group(group, file, is_listed(differences, file, group), score);
    json_decref(groups);
    free(path);
}

static void run_draft(const char *suite, const char *draft,
                      const json_t *differences, struct score *score)
{
    char *folder = xasprintf("%s/%s/optional/format", suite, draft);
    DIR *dir = opendir(folder);
    struct dirent *entry;

    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        char *file = xasprintf("%s/optional/format/%s", draft, entry->d_name);

        if (entry->d_name[0] != '.')
            run_file(suite, file, differences, score);
        free(file);
    }
    closedir(dir);
    free(folder);
    print_message("%s: %zu of %zu formats as the suite has them\n", draft,
                  score->right, score->right + score->wrong);
}

static void formats_are_as_the_official_suite_has_them(void **state)
{
    static const struct {
        const char *draft;
        size_t least; /* tests that must be there and right */
    } drafts[] = {{"draft2020-12", 450}, {"draft7", 400}, {"draft4", 100}};
    const char *root = getenv("ASSAY_SOURCE_DIR");
    const char *directory = getenv("JSON_SCHEMA_TEST_SUITE");
    struct error err = {0};
    char *list = path_join(root ? root : ".",
                           "tests/schema/official/format-differences.json");
    json_t *differences = json_load_checked(list, ERROR_SUITE, &err);
    char *suite;
    size_t listed = 0;

    (void)state;
    assert_non_null(differences);
    free(list);
    if (!directory) {
        print_message("JSON_SCHEMA_TEST_SUITE is not set: skipped\n");
        json_decref(differences);
        return;
    }
    suite = path_join(directory, "tests");
    for (size_t i = 0; i < sizeof(drafts) / sizeof(drafts[0]); i++) {
        struct score score = {0};

        run_draft(suite, drafts[i].draft, differences, &score);
        assert_int_equal(score.surprises, 0);
        assert_true(score.right >= drafts[i].least);
        listed += score.listed;
    }
    assert_int_equal(listed, json_array_size(differences));
    json_decref(differences);
    free(suite);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_are_as_the_official_suite_has_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
