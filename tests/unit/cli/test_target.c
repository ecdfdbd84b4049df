#include "tests/unit/test.h"

#include "cli/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PROJECT "0123456789abcdef0123456789abcdef"
#define CANARY  "canary-4711"

/* What goes in and the mistake that comes of it; NULL: none. */
static const struct {
    const char *url, *project, *snapshot, *neighbour, *token;
    bool emulator;
    const char *where, *text;
} rows[] = {
    {"http://a", "p", NULL, NULL, NULL, false, NULL, NULL},
    {"http://a/v3/" PROJECT, NULL, NULL, NULL, NULL, false, NULL, NULL},
    {"http://a/v3/" PROJECT, PROJECT, NULL, NULL, NULL, false, NULL, NULL},
    {"http://a", "p", "s", "n", CANARY, false, NULL, NULL},
    {NULL, "p", NULL, NULL, NULL, false, "--base-url", "is needed"},
    {"http://a", NULL, NULL, NULL, NULL, false, "--project-id", "is needed"},
    {"http://a/v3/" PROJECT, "p", NULL, NULL, NULL, false, "--project-id",
     "\"p\" is not the project that the URL ends in"},
    {"http://a", "", NULL, NULL, NULL, false, "--project-id", "is not an id"},
    {"http://a", "p/q", NULL, NULL, NULL, false, "--project-id",
     "is not an id"},
    {"http://a", "p", "s?", NULL, NULL, false, "--snapshot-id", "is not an id"},
    {"http://a", "p", "s", "%6e", NULL, false, "--neighbour-id",
     "is not an id"},
    {"http://a", "p", NULL, "n", NULL, false, "--neighbour-id",
     "only makes sense with --snapshot-id"},
    {"http://a", "p", NULL, NULL, "", false, "--token", "is empty"},
    {"http://a", "p", NULL, NULL, CANARY "\nX: y", false, "--token",
     "holds a blank"},
    {"http://a", "p", NULL, NULL, CANARY " ", false, "--token",
     "holds a blank"},
    {"http://a", "p", NULL, NULL, CANARY "\xc3\xa9", false, "--token",
     "outside ASCII"},
    {"http://a", NULL, NULL, NULL, NULL, true, "--emulator",
     "cannot be combined"},
    {NULL, NULL, "s", NULL, NULL, true, "--emulator", "cannot be combined"},
    {NULL, NULL, NULL, NULL, NULL, true, NULL, NULL},
};

static void mistakes_are_named_and_no_token_with_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct config config = {.base_url = rows[i].url,
                                .project_id = rows[i].project,
                                .snapshot_id = rows[i].snapshot,
                                .neighbour_id = rows[i].neighbour,
                                .token = rows[i].token,
                                .emulator = rows[i].emulator,
                                .dry_run = true};
        struct aim aim;
        struct error err = {0};

        assert_int_equal(rows[i].text ? -1 : 0, aim_take(&config, &aim, &err));
        if (rows[i].text) {
            assert_int_equal(ERROR_USAGE, err.kind);
            assert_string_equal(rows[i].where, err.where);
            assert_non_null(strstr(err.text, rows[i].text));
            assert_null(strstr(err.text, "canary"));
        }
        aim_drop(&aim);
    }
}

/* What a file holds and the token it gives; NULL: refused. */
static const struct {
    const char *content;
    const char *token;
} files[] = {{"abc", "abc"},         {"abc\n", "abc"}, {"abc\r\n", "abc"},
             {"abc\nsecond", "abc"}, {"", NULL},       {"\nabc", NULL},
             {"a c", NULL},          {"abc\t\n", NULL}};

static void a_token_file_gives_its_first_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
        char path[] = "/tmp/assay-token-XXXXXX";
        int fd = mkstemp(path);
        struct config config = {
            .base_url = "http://a", .project_id = "p", .token_file = path};
        struct aim aim;
        struct error err = {0};
        ssize_t wrote = write(fd, files[i].content, strlen(files[i].content));

        assert_int_equal(strlen(files[i].content), wrote);
        close(fd);
        assert_int_equal(files[i].token ? 0 : -1,
                         aim_take(&config, &aim, &err));
        if (files[i].token)
            assert_string_equal(files[i].token, aim.token);
        aim_drop(&aim);
        unlink(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named_and_no_token_with_them),
        cmocka_unit_test(a_token_file_gives_its_first_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
