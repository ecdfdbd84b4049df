/* test_cases.c - every case of tests/schema, and of the official suite. */
#include "tests/unit/test.h"

#include "jsonschema/jsonschema.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define META "https://json-schema.org/draft/2020-12/"

/* Names of a directory, sorted. */
struct names {
    char **items;
    size_t len;
    size_t cap;
};

/* Documents that schemas of a suite refer to. */
struct remote {
    char *uri;
    json_t *document;
};

struct remotes {
    struct remote *items;
    size_t len;
    size_t cap;
};

struct tally {
    size_t passed;
    size_t failed;
    size_t refused; /* the schema uses what is not implemented */
};

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static struct names names_read(const char *directory)
{
    struct names names = {0};
    DIR *dir = opendir(directory);
    struct dirent *entry;

    while (dir && (entry = readdir(dir))) {
        if (entry->d_name[0] == '.')
            continue;
        names.items =
            xgrow(names.items, names.len, &names.cap, sizeof(*names.items));
        names.items[names.len++] = xstrdup(entry->d_name);
    }
    if (dir)
        closedir(dir);
    if (names.len)
        qsort(names.items, names.len, sizeof(*names.items), by_text);
    return names;
}

static void names_clear(struct names *names)
{
    for (size_t i = 0; i < names->len; i++)
        free(names->items[i]);
    free(names->items);
}

static json_t *load(const char *path)
{
    struct error err = {0};
    size_t len;
    char *bytes = file_read(path, JSON_FILE_MAX, &len, ERROR_SUITE, &err);
    json_t *json = NULL;

    if (!bytes)
        return NULL;
    json_parse_text(bytes, len, &json, NULL);
    free(bytes);
    return json;
}

static bool is_directory(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Takes the URI and the document. */
static void remotes_add(struct remotes *remotes, char *uri, json_t *document)
{
    remotes->items = xgrow(remotes->items, remotes->len, &remotes->cap,
                           sizeof(*remotes->items));
    remotes->items[remotes->len++] = (struct remote){uri, document};
}

/* Every file below the directory, under prefix + its path. */
static void remotes_read(struct remotes *remotes, const char *directory,
                         const char *prefix)
{
    struct names names = names_read(directory);

    for (size_t i = 0; i < names.len; i++) {
        char *path = path_join(directory, names.items[i]);
        char *uri = path_join(prefix, names.items[i]);
        json_t *document;

        if (is_directory(path)) {
            remotes_read(remotes, path, uri);
            free(uri);
        } else {
            document = load(path);
            assert_non_null(document);
            remotes_add(remotes, uri, document);
        }
        free(path);
    }
    names_clear(&names);
}

/* The documents of the dialect itself, found by their "$id". */
static void metaschemas_read(struct remotes *remotes, const char *directory)
{
    struct names names = names_read(directory);

    for (size_t i = 0; i < names.len; i++) {
        char *path = path_join(directory, names.items[i]);
        json_t *document = is_directory(path) ? NULL : load(path);
        const char *id = json_member_text(document, "$id", NULL);

        if (is_directory(path))
            metaschemas_read(remotes, path);
        else if (id && !strncmp(id, META, strlen(META)))
            remotes_add(remotes, xstrdup(id), document);
        else
            json_decref(document);
        free(path);
    }
    names_clear(&names);
}

static void remotes_clear(struct remotes *remotes)
{
    for (size_t i = 0; i < remotes->len; i++) {
        free(remotes->items[i].uri);
        json_decref(remotes->items[i].document);
    }
    free(remotes->items);
}

static struct schema_store *new_store(const struct remotes *remotes)
{
    struct schema_store *store = schema_store_new();

    for (size_t i = 0; i < remotes->len; i++) {
        struct error err = {0};
        const struct remote *remote = &remotes->items[i];

        assert_int_equal(schema_store_add(store, remote->uri, remote->uri,
                                          remote->document, &err),
                         0);
    }
    return store;
}

/* With and without output the verdict must be the same. */
static bool verdict_is_right(const struct schema *schema, const json_t *test)
{
    const json_t *data = json_object_get(test, "data");
    enum schema_verdict want = json_is_true(json_object_get(test, "valid"))
                                   ? SCHEMA_VALID
                                   : SCHEMA_INVALID;
    struct schema_output output = {0};
    enum schema_verdict quick = schema_validate(schema, data, NULL);
    enum schema_verdict full = schema_validate(schema, data, &output);
    bool has_units = output.len > 0;

    schema_output_clear(&output);
    return quick == want && full == want &&
           has_units == (want == SCHEMA_INVALID);
}

static struct tally run_group(const json_t *group,
                              const struct remotes *remotes, const char *path,
                              bool is_loud)
{
    struct schema_store *store = new_store(remotes);
    const json_t *tests = json_object_get(group, "tests");
    const char *title = json_member_text(group, "description", "?");
    struct schema *schema = NULL;
    struct error err = {0};
    struct tally tally = {0};

    if (schema_store_add(store, "test:schema", path,
                         json_object_get(group, "schema"), &err) == 0)
        schema = schema_compile(store, "test:schema", &err);
    if (!schema && is_loud)
        print_message("  refused: %s: %s\n", title, err.text);
    for (size_t i = 0; i < json_array_size(tests); i++) {
        const json_t *test = json_array_get(tests, i);

        if (!schema) {
            tally.refused++;
        } else if (verdict_is_right(schema, test)) {
            tally.passed++;
        } else {
            tally.failed++;
            if (is_loud)
                print_message("  failed: %s: %s: %s\n", path, title,
                              json_member_text(test, "description", "?"));
        }
    }
    schema_free(schema);
    schema_store_free(store);
    return tally;
}

static struct tally run_file(const char *path, const struct remotes *remotes,
                             bool is_loud)
{
    struct tally sum = {0};
    json_t *groups = load(path);

    if (json_array_size(groups) == 0) {
        print_message("  refused: %s: cannot be read\n", path);
        sum.refused = 1;
    }
    for (size_t i = 0; i < json_array_size(groups); i++) {
        struct tally one =
            run_group(json_array_get(groups, i), remotes, path, is_loud);

        sum.passed += one.passed;
        sum.failed += one.failed;
        sum.refused += one.refused;
    }
    json_decref(groups);
    return sum;
}

static void every_case_of_ours_has_the_stated_verdict(void **state)
{
    const char *root = getenv("ASSAY_SOURCE_DIR");
    char *directory = path_join(root ? root : ".", "tests/schema");
    struct names names = names_read(directory);
    struct remotes none = {0};
    size_t count = 0;

    (void)state;
    assert_true(names.len > 0);
    for (size_t i = 0; i < names.len; i++) {
        char *path = path_join(directory, names.items[i]);
        struct tally tally = {0};

        if (!is_directory(path)) /* those of other drafts */
            tally = run_file(path, &none, true);
        assert_int_equal(tally.failed + tally.refused, 0);
        count += tally.passed;
        free(path);
    }
    print_message("tests/schema: %zu cases in %zu files\n", count, names.len);
    names_clear(&names);
    free(directory);
}

/*
 * Where we differ from the suite's required part, and why:
 * format.json      "format" is asserted here, there it only annotates
 * vocabulary.json  other dialects do not compile
 */
static bool is_known_difference(const char *name)
{
    return !strcmp(name, "format.json") || !strcmp(name, "vocabulary.json");
}

/* Returns the number of failures that are not known differences. */
static size_t run_directory(const char *directory,
                            const struct remotes *remotes, struct tally *sum)
{
    struct names names = names_read(directory);
    const bool is_loud = getenv("JSON_SCHEMA_TEST_LOUD") != NULL;
    size_t surprises = 0;

    for (size_t i = 0; i < names.len; i++) {
        char *path = path_join(directory, names.items[i]);
        struct tally one = {0};

        if (!is_directory(path)) {
            one = run_file(path, remotes, is_loud);
            print_message("%-28s passed %3zu, failed %3zu, refused %3zu\n",
                          names.items[i], one.passed, one.failed, one.refused);
            if (!is_known_difference(names.items[i]))
                surprises += one.failed + one.refused;
        }
        sum->passed += one.passed;
        sum->failed += one.failed;
        sum->refused += one.refused;
        free(path);
    }
    names_clear(&names);
    return surprises;
}

static void report(const char *title, const struct tally *sum)
{
    print_message("%s: %zu of %zu passed, %zu failed, %zu refused\n", title,
                  sum->passed, sum->passed + sum->failed + sum->refused,
                  sum->failed, sum->refused);
}

static void run_part(const char *suite, const char *part, bool must_hold)
{
    const char *metaschemas = getenv("JSON_SCHEMA_METASCHEMAS");
    char *tests = path_join(suite, part);
    char *documents = path_join(suite, "remotes/draft2020-12");
    struct remotes remotes = {0};
    struct tally sum = {0};
    size_t surprises;

    remotes_read(&remotes, documents, "http://localhost:1234/draft2020-12");
    if (metaschemas)
        metaschemas_read(&remotes, metaschemas);
    surprises = run_directory(tests, &remotes, &sum);
    report(part, &sum);
    remotes_clear(&remotes);
    free(documents);
    free(tests);
    if (!must_hold)
        return;
    assert_true(sum.passed > 1000);
    if (metaschemas) /* some cases refer to them */
        assert_int_equal(surprises, 0);
    else
        assert_true(surprises <= 10);
}

static void the_official_suite_agrees(void **state)
{
    const char *suite = getenv("JSON_SCHEMA_TEST_SUITE");

    (void)state;
    if (!suite) {
        print_message("JSON_SCHEMA_TEST_SUITE is not set: skipped\n");
        return;
    }
    run_part(suite, "tests/draft2020-12", true);
    run_part(suite, "tests/draft2020-12/optional", false);
    run_part(suite, "tests/draft2020-12/optional/format", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_of_ours_has_the_stated_verdict),
        cmocka_unit_test(the_official_suite_agrees),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
