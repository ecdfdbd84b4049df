/* test_file.c - in a directory of its own that is removed afterwards. */
#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/file.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int make_directory(void **state)
{
    char *name = xstrdup("/tmp/assay-test-file-XXXXXX");

    *state = mkdtemp(name);
    return *state ? 0 : -1;
}

/* Removes the files, also those of one level of directories. */
static int remove_directory(void **state)
{
    DIR *dir = opendir(*state);
    struct dirent *entry;

    while (dir && (entry = readdir(dir))) {
        char *path = path_join(*state, entry->d_name);

        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            remove(path);
        free(path);
    }
    if (dir)
        closedir(dir);
    rmdir(*state);
    free(*state);
    return 0;
}

static size_t count_files(const char *directory)
{
    DIR *dir = opendir(directory);
    struct dirent *entry;
    size_t count = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir)))
        count += entry->d_name[0] != '.';
    closedir(dir);
    return count;
}

static void write_file(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");

    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static void assert_holds(const char *path, const char *text)
{
    struct error err = {0};
    size_t len;
    char *bytes = file_read(path, 1000, &len, ERROR_USAGE, &err);

    assert_non_null(bytes);
    assert_string_equal(bytes, text);
    assert_int_equal(len, strlen(text));
    free(bytes);
}

static void a_file_of_the_maximum_is_read_and_one_more_is_not(void **state)
{
    char *path = path_join(*state, "in");
    struct error err = {0};
    size_t len = 0;
    char *bytes;

    write_file(path, "12345");
    bytes = file_read(path, 5, &len, ERROR_SUITE, &err);
    assert_non_null(bytes);
    assert_int_equal(len, 5);
    assert_int_equal(bytes[5], '\0');
    free(bytes);
    assert_null(file_read(path, 4, &len, ERROR_SUITE, &err));
    assert_int_equal(err.kind, ERROR_SUITE);
    assert_string_equal(err.where, path);
    assert_string_equal(err.text, "is larger than 4 bytes");
    free(path);
}

static void an_empty_file_is_an_empty_text(void **state)
{
    char *path = path_join(*state, "empty");

    write_file(path, "");
    assert_holds(path, "");
    free(path);
}

static void what_cannot_be_read_is_an_error_of_the_given_kind(void **state)
{
    char *missing = path_join(*state, "missing");
    const char *const paths[] = {missing, *state};

    for (size_t i = 0; i < 2; i++) {
        struct error err = {0};
        size_t len;

        assert_null(file_read(paths[i], 99, &len, ERROR_USAGE, &err));
        assert_int_equal(err.kind, ERROR_USAGE);
        assert_string_equal(err.where, paths[i]);
        assert_memory_equal(err.text, "cannot be read", 14);
    }
    free(missing);
}

static void the_old_file_stays_until_the_commit(void **state)
{
    char *path = path_join(*state, "out");
    struct error err = {0};
    struct output out;

    write_file(path, "old");
    assert_int_equal(output_open(&out, path, &err), 0);
    fputs("new", out.stream);
    fflush(out.stream);
    assert_holds(path, "old");
    assert_int_equal(count_files(*state), 2);
    assert_int_equal(output_commit(&out, &err), 0);
    assert_holds(path, "new");
    assert_int_equal(count_files(*state), 1);
    assert_null(out.stream);
    output_discard(&out);
    assert_holds(path, "new");
    free(path);
}

static void a_discarded_file_leaves_nothing(void **state)
{
    char *path = path_join(*state, "out");
    struct error err = {0};
    struct output out;

    assert_int_equal(output_open(&out, path, &err), 0);
    fputs("half", out.stream);
    output_discard(&out);
    output_discard(&out);
    assert_int_equal(count_files(*state), 0);
    free(path);
}

static void a_new_file_has_the_permissions_of_the_umask(void **state)
{
    char *path = path_join(*state, "out");
    struct error err = {0};
    struct output out;
    struct stat st;
    mode_t before = umask(027);

    assert_int_equal(output_open(&out, path, &err), 0);
    assert_int_equal(output_commit(&out, &err), 0);
    umask(before);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    free(path);
}

static void a_place_that_cannot_be_written_is_an_output_error(void **state)
{
    char *below = path_join(*state, "missing/out");
    const char *const paths[] = {below, *state};

    for (size_t i = 0; i < 2; i++) {
        struct error err = {0};
        struct output out;

        assert_int_equal(output_open(&out, paths[i], &err), -1);
        assert_int_equal(err.kind, ERROR_OUTPUT);
        assert_string_equal(err.where, paths[i]);
        assert_null(out.stream);
    }
    free(below);
}

static void a_full_device_fails_at_the_commit(void **state)
{
    struct error err = {0};
    struct output out;

    (void)state;
    if (access("/dev/full", W_OK) != 0) {
        print_message("/dev/full is not there: skipped\n");
        return;
    }
    assert_int_equal(output_open(&out, "/dev/full", &err), 0);
    assert_null(out.temp);
    fputs("x", out.stream);
    assert_int_equal(output_commit(&out, &err), -1);
    assert_int_equal(err.kind, ERROR_OUTPUT);
    assert_string_equal(err.where, "/dev/full");
}

static void a_directory_is_made_with_its_parents(void **state)
{
    char *path = path_join(*state, "a/b//c");
    char *file = path_join(*state, "a/b/c/f");
    struct error err = {0};

    assert_int_equal(directory_make(path, &err), 0);
    assert_int_equal(directory_make(path, &err), 0);
    write_file(file, "x");
    assert_holds(file, "x");
    remove(file);
    for (int i = 0; i < 3; i++) {
        char *up = path_directory(file);

        rmdir(up);
        free(file);
        file = up;
    }
    free(file);
    free(path);
}

static void a_directory_below_a_file_cannot_be_made(void **state)
{
    char *file = path_join(*state, "f"), *path = path_join(file, "d");
    struct error err = {0};

    write_file(file, "x");
    assert_int_equal(directory_make(path, &err), -1);
    assert_int_equal(err.kind, ERROR_OUTPUT);
    assert_string_equal(err.where, path);
    free(path);
    free(file);
}

static void paths_are_joined_and_cut(void **state)
{
    static const struct {
        const char *directory;
        const char *name;
        const char *joined;
        const char *cut; /* directory part of joined */
    } rows[] = {
        {"a", "b", "a/b", "a"},
        {"a/", "b", "a/b", "a"},
        {"/", "b", "/b", "/"},
        {"a/b", "c/d", "a/b/c/d", "a/b/c"},
    };
    char *none = path_directory("file");

    (void)state;
    assert_string_equal(none, ".");
    free(none);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char *joined = path_join(rows[i].directory, rows[i].name);
        char *cut = path_directory(joined);

        assert_string_equal(joined, rows[i].joined);
        assert_string_equal(cut, rows[i].cut);
        free(cut);
        free(joined);
    }
}

#define IN_DIRECTORY(test)                                                     \
    cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

static void a_directory_without_a_name_cannot_be_made(void **state)
{
    struct error err = {0};

    (void)state;
    assert_int_equal(directory_make("", &err), -1);
    assert_int_equal(err.kind, ERROR_OUTPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_directory_without_a_name_cannot_be_made),
        IN_DIRECTORY(a_file_of_the_maximum_is_read_and_one_more_is_not),
        IN_DIRECTORY(an_empty_file_is_an_empty_text),
        IN_DIRECTORY(what_cannot_be_read_is_an_error_of_the_given_kind),
        IN_DIRECTORY(the_old_file_stays_until_the_commit),
        IN_DIRECTORY(a_discarded_file_leaves_nothing),
        IN_DIRECTORY(a_new_file_has_the_permissions_of_the_umask),
        IN_DIRECTORY(a_place_that_cannot_be_written_is_an_output_error),
        cmocka_unit_test(a_full_device_fails_at_the_commit),
        IN_DIRECTORY(a_directory_is_made_with_its_parents),
        IN_DIRECTORY(a_directory_below_a_file_cannot_be_made),
        cmocka_unit_test(paths_are_joined_and_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
