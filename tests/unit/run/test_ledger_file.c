/* test_ledger_file.c - what is written to a ledger, and read from it again. */
#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/file.h"
#include "run/ledger_read.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define HEAD                                                                   \
    "{\"what\":\"run\",\"ledger\":1,\"assay\":\"0\",\"marker\":\"m\","         \
    "\"base_url\":\"http://a\",\"project_id\":\"p\",\"dialect\":\"d\","        \
    "\"profile\":\"o\",\"started\":\"t\",\"host\":\"\",\"pid\":1}\n"
#define CREATE                                                                 \
    "{\"what\":\"create\",\"entry\":1,\"kind\":\"volume\",\"name\":\"n\","     \
    "\"content\":{}}\n"
#define CREATED "{\"what\":\"created\",\"entry\":1,\"id\":\"i\"}\n"
#define UNDONE  "{\"what\":\"undone\",\"entry\":1,\"how\":\"deleted\"}\n"
#define DONE    "{\"what\":\"done\",\"time\":\"t\"}\n"

static const struct ledger_head head = {.version = "0",
                                        .marker = "m",
                                        .base_url = "http://a",
                                        .project_id = "p",
                                        .dialect = "d",
                                        .profile = "o"};

/* A directory of its own for each test. */
static int set_up(void **state)
{
    char name[] = "/tmp/assay-ledger-XXXXXX";

    *state = xstrdup(mkdtemp(name));
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    char *command = xasprintf("rm -r '%s'", (char *)*state);
    int rc = system(command);

    free(command);
    free(*state);
    return rc;
}

static char *put_file(const char *directory, const char *content)
{
    char *path = path_join(directory, "l");
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    fputs(content, file);
    assert_int_equal(fclose(file), 0);
    return path;
}

static void create(const char *directory, struct ledger_file *file)
{
    char *path = path_join(directory, "new/ledger.jsonl");
    struct clock clock = clock_system();
    struct error err = {0};

    assert_int_equal(ledger_file_create(file, path, &head, &clock, &err), 0);
    free(path);
}

static void what_is_told_is_read_again(void **state)
{
    struct ledger_file file;
    struct ledger_record record;
    struct undo undo = {.file = &file};
    json_t *original = json_pack("{s:s, s:n, s:{s:s}}", "name", "a\xE2\x82\xAC",
                                 "description", "metadata", "k", "v");
    json_t *content = json_object();
    struct error err = {0};

    create(*state, &file);
    assert_int_equal(undo_changed(&undo, "s-1", original, &err), 0);
    assert_int_equal(undo_create(&undo, UNDO_VOLUME, "n", content, &err), 0);
    undo_created(&undo, UNDO_VOLUME, "n", "v-1");
    assert_int_equal(undo_create(&undo, UNDO_SNAPSHOT, "n", content, &err), 0);
    assert_int_equal(undo_may_appear(&undo, "s-2", &err), 0);
    undo_not_appeared(&undo, "s-2");
    assert_int_equal(ledger_read(file.fd, "l", &record, &err), 0);
    assert_int_equal(record.undo.len, 4);
    assert_int_equal(ledger_record_open(&record), 3);
    assert_true(json_equal(record.undo.entries[0].original, original));
    assert_string_equal(record.undo.entries[0].id, "s-1");
    assert_string_equal(record.undo.entries[1].id, "v-1");
    assert_int_equal(record.undo.entries[1].resource, UNDO_VOLUME);
    assert_null(record.undo.entries[2].id);
    assert_string_equal(record.undo.entries[2].name, "n");
    assert_true(record.undo.entries[2].made);
    assert_false(record.done);
    ledger_record_clear(&record);
    undo_clear(&undo);
    ledger_file_close(&file);
    json_decref(original);
    json_decref(content);
}

static void each_resource_waits_for_the_disk_once(void **state)
{
    struct ledger_file file;
    struct undo undo = {.file = &file};
    json_t *object = json_pack("{s:s}", "name", "n");
    struct error err = {0};

    create(*state, &file);
    assert_int_equal(file.syncs, 1);
    undo_changed(&undo, "s-1", object, &err);
    undo_changed(&undo, "s-2", object, &err);
    assert_true(file.dirty);
    for (int i = 0; i < 3; i++)
        assert_int_equal(undo_before_write(&undo, &err), 0);
    assert_false(file.dirty);
    assert_int_equal(file.syncs, 2);
    undo_create(&undo, UNDO_VOLUME, "n", object, &err);
    assert_int_equal(file.syncs, 3);
    undo_clear(&undo);
    ledger_file_close(&file);
    json_decref(object);
}

static void it_is_the_users_alone_and_takes_no_file_that_is_there(void **state)
{
    struct ledger_file file, again;
    struct clock clock = clock_system();
    struct error err = {0};
    struct stat st;

    create(*state, &file);
    assert_int_equal(stat(file.path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(ledger_file_create(&again, file.path, &head, &clock, &err),
                     -1);
    assert_int_equal(err.kind, ERROR_OUTPUT);
    assert_int_equal(access(file.path, F_OK), 0);
    ledger_file_close(&file);
}

static void what_cannot_be_written_stops_the_run(void **state)
{
    struct ledger_file file;
    struct undo undo = {.file = &file};
    json_t *object = json_pack("{s:s}", "name", "n");
    struct error err = {0}, later = {0};

    create(*state, &file);
    close(file.fd);
    file.fd = open("/dev/full", O_WRONLY);
    assert_true(file.fd >= 0);
    assert_int_equal(undo_create(&undo, UNDO_VOLUME, "n", object, &err), -1);
    assert_int_equal(err.kind, ERROR_OUTPUT);
    assert_int_equal(undo.len, 0);
    assert_int_equal(undo_before_write(&undo, &later), -1);
    assert_false(undo.wrote);
    ledger_file_close(&file);
    json_decref(object);
}

/* One that is taken over by another process while its owner lives. */
static int take_over_elsewhere(const char *path)
{
    int status;
    pid_t child = fork();

    if (child == 0) {
        struct ledger_file file;
        struct ledger_record record;
        struct error err = {0};

        _exit(ledger_take_over(path, &file, &record, &err) == 0 ? 0
              : strstr(err.text, "still going on")              ? 1
                                                                : 2);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WEXITSTATUS(status);
}

static void a_run_that_lives_keeps_its_ledger(void **state)
{
    struct ledger_file file;
    char *path;

    create(*state, &file);
    path = xstrdup(file.path);
    assert_int_equal(take_over_elsewhere(path), 1);
    ledger_file_close(&file);
    assert_int_equal(take_over_elsewhere(path), 0);
    free(path);
}

/* However much of the last line is there: all before it counts. */
static void a_torn_last_line_is_not_there(void **state)
{
    static const char *const lines[] = {HEAD, CREATE, CREATED, UNDONE, DONE};
    char text[2000] = "";

    for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
        size_t before = strlen(text);

        for (size_t cut = 0; cut < strlen(lines[i]); cut++) {
            struct ledger_file file;
            struct ledger_record record;
            struct error err = {0};
            struct stat st;
            char *path;

            text[before] = '\0';
            strncat(text, lines[i], cut);
            path = put_file(*state, text);
            if (ledger_take_over(path, &file, &record, &err) < 0)
                fail_msg("line %zu cut at %zu: %s", i + 1, cut, err.text);
            assert_int_equal(record.undo.len, i > 1);
            assert_false(record.done);
            assert_int_equal(record.whole, before);
            /* what follows must stand in a line of its own */
            assert_int_equal(fstat(file.fd, &st), 0);
            assert_int_equal(st.st_size, before ? before : cut);
            ledger_record_clear(&record);
            ledger_file_close(&file);
            free(path);
        }
        text[before] = '\0';
        strcat(text, lines[i]);
    }
}

static const struct {
    const char *text;
    const char *says;
} damaged[] = {
    {"hello\n", "line 1"},
    {"hello", "line 1"},
    {CREATE, "line 1"},
    {HEAD HEAD, "line 2"},
    {HEAD "\n" CREATE, "line 2"},
    {HEAD "[]\n", "line 2"},
    {HEAD "{\"what\":\"else\"}\n", "line 2"},
    {HEAD "{\"what\":\"create\",\"entry\":2,\"kind\":\"volume\","
          "\"name\":\"n\",\"content\":{}}\n",
     "line 2"},
    {HEAD "{\"what\":\"create\",\"entry\":1,\"kind\":\"disk\","
          "\"name\":\"n\",\"content\":{}}\n",
     "line 2"},
    {HEAD "{\"what\":\"create\",\"entry\":1,\"kind\":\"volume\","
          "\"name\":7,\"content\":{}}\n",
     "\"name\""},
    {HEAD "{\"what\":\"changed\",\"entry\":1,\"kind\":\"snapshot\","
          "\"id\":\"\",\"original\":{}}\n",
     "\"id\""},
    {HEAD CREATED, "line 2"},
    {HEAD CREATE CREATED CREATED, "line 4"},
    {HEAD CREATE DONE, "line 3"},
    {HEAD CREATE UNDONE DONE CREATE, "line 5"},
    {HEAD CREATE "{\"what\":\"created\",\"entry\":1,\"id\":\"i\"\n" UNDONE,
     "line 3"},
};

static void any_other_damage_is_named_by_its_line(void **state)
{
    for (size_t i = 0; i < sizeof(damaged) / sizeof(*damaged); i++) {
        char *path = put_file(*state, damaged[i].text);
        struct ledger_file file;
        struct ledger_record record;
        struct error err = {0};
        struct stat st;

        assert_int_equal(ledger_take_over(path, &file, &record, &err), -1);
        assert_int_equal(err.kind, ERROR_USAGE);
        assert_string_equal(err.where, path);
        if (!strstr(err.text, damaged[i].says))
            fail_msg("row %zu: %s", i, err.text);
        /* somebody else's file stays as it is */
        assert_int_equal(stat(path, &st), 0);
        assert_int_equal(st.st_size, strlen(damaged[i].text));
        free(path);
    }
}

static void a_line_beyond_the_limit_is_neither_written_nor_read(void **state)
{
    char *text = xcalloc(LEDGER_LINE_MAX + 600, 1);
    struct ledger_file file;
    struct ledger_record record;
    struct error err = {0}, again = {0};
    char *path;

    create(*state, &file);
    memset(text, 'x', LEDGER_LINE_MAX);
    assert_int_equal(
        ledger_file_write(&file, json_pack("{s:s}", "n", text), &err), -1);
    assert_false(file.broken);
    ledger_file_close(&file);
    strcpy(text, HEAD);
    memset(text + strlen(HEAD), ' ', LEDGER_LINE_MAX);
    text[strlen(HEAD) + LEDGER_LINE_MAX] = '\n';
    path = put_file(*state, text);
    assert_int_equal(ledger_take_over(path, &file, &record, &again), -1);
    assert_non_null(strstr(again.text, "line 2: is too long"));
    free(path);
    free(text);
}

#define ledger_test(name)                                                      \
    cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ledger_test(what_is_told_is_read_again),
        ledger_test(each_resource_waits_for_the_disk_once),
        ledger_test(it_is_the_users_alone_and_takes_no_file_that_is_there),
        ledger_test(what_cannot_be_written_stops_the_run),
        ledger_test(a_run_that_lives_keeps_its_ledger),
        ledger_test(a_torn_last_line_is_not_there),
        ledger_test(any_other_damage_is_named_by_its_line),
        ledger_test(a_line_beyond_the_limit_is_neither_written_nor_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
