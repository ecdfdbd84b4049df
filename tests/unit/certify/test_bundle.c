#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/file.h"
#include "certify/bundle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
    char path[40];
};

static int set_up(void **state)
{
    struct folder *folder = xcalloc(1, sizeof(*folder));

    strcpy(folder->path, "/tmp/assay-bundle-XXXXXX");
    assert_non_null(mkdtemp(folder->path));
    *state = folder;
    return 0;
}

static int tear_down(void **state)
{
    struct folder *folder = *state;
    char *command = xasprintf("rm -rf '%s'", folder->path);

    assert_int_equal(system(command), 0);
    free(command);
    free(folder);
    return 0;
}

static void put(const struct folder *folder, const char *name, const char *text)
{
    char *path = path_join(folder->path, name);
    FILE *out = fopen(path, "wb");

    assert_non_null(out);
    fputs(text, out);
    fclose(out);
    free(path);
}

static void plain_files_are_read_in_order_and_the_rest_is_named(void **state)
{
    struct folder *folder = *state;
    struct bundle bundle = {0};
    struct error err = {0};
    char *path = path_join(folder->path, "folder");

    put(folder, "results.json", "{}");
    put(folder, "junit.xml", "");
    put(folder, "certificate.json", "x");
    put(folder, ".hidden", "x");
    put(folder, "two words", "x");
    put(folder, "line\nend", "x");
    assert_int_equal(mkdir(path, 0700), 0);
    free(path);
    path = path_join(folder->path, "link");
    assert_int_equal(symlink("/etc/passwd", path), 0);
    free(path);
    assert_int_equal(bundle_read(folder->path, &bundle, &err), 0);
    assert_int_equal(bundle.len, 3);
    assert_string_equal(bundle.files[0].name, "certificate.json");
    assert_string_equal(bundle.files[1].name, "junit.xml");
    assert_string_equal(bundle.files[2].name, "results.json");
    assert_int_equal(json_array_size(bundle.passed_over), 4);
    bundle_clear(&bundle);
}

static void a_folder_that_is_not_there_is_a_usage_error(void **state)
{
    struct bundle bundle = {0};
    struct error err = {0};

    (void)state;
    assert_int_equal(bundle_read("/nonexistent", &bundle, &err), -1);
    assert_int_equal(err.kind, ERROR_USAGE);
}

static void too_many_files_are_refused(void **state)
{
    struct folder *folder = *state;
    struct bundle bundle = {0};
    struct error err = {0};

    for (int i = 0; i <= BUNDLE_FILES_MAX; i++) {
        char name[20];

        snprintf(name, sizeof(name), "f%d", i);
        put(folder, name, "");
    }
    assert_int_equal(bundle_read(folder->path, &bundle, &err), -1);
    assert_non_null(strstr(err.text, "too many"));
    bundle_clear(&bundle);
}

static void a_file_that_is_put_replaces_the_one_of_its_name(void **state)
{
    struct bundle bundle = {0};

    (void)state;
    bundle_put(&bundle, "b", xstrdup("one"), 3);
    bundle_put(&bundle, "a", xstrdup(""), 0);
    bundle_put(&bundle, "b", xstrdup("three"), 5);
    assert_int_equal(bundle.len, 2);
    assert_string_equal(bundle.files[0].name, "a");
    assert_string_equal(bundle_find(&bundle, "b")->bytes, "three");
    /* SHA-256 of nothing */
    assert_string_equal(
        bundle.files[0].sha256,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_null(bundle_find(&bundle, "c"));
    bundle_clear(&bundle);
}

#define TEST(function)                                                         \
    cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(plain_files_are_read_in_order_and_the_rest_is_named),
        TEST(a_folder_that_is_not_there_is_a_usage_error),
        TEST(too_many_files_are_refused),
        TEST(a_file_that_is_put_replaces_the_one_of_its_name),
    };

    return cmocka_run_group_tests_name("certify/bundle", tests, NULL, NULL);
}
