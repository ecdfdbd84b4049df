#include "tests/unit/reports/sample.h"

#include <sys/wait.h>

static void every_format_is_found_by_its_name(void **state)
{
    static const char *const names[] = {"console", "tap",  "junit",
                                        "json",    "html", "har"};
    size_t len;
    const struct report_format *formats = report_formats(&len);

    (void)state;
    assert_int_equal(len, sizeof(names) / sizeof(*names));
    for (size_t i = 0; i < len; i++) {
        assert_string_equal(formats[i].name, names[i]);
        assert_ptr_equal(report_format_find(names[i]), &formats[i]);
    }
    assert_null(report_format_find("xml"));
}

static void a_full_disk_is_an_output_error(void **state)
{
    struct sample sample;
    size_t len;
    const struct report_format *formats = report_formats(&len);

    (void)state;
    sample_init(&sample, "");
    for (size_t i = 0; i < len; i++) {
        struct error err = {0};

        assert_int_equal(
            sample_write(&sample, formats[i].name, "/dev/full", &err), -1);
        assert_int_equal(err.kind, ERROR_OUTPUT);
        assert_string_equal(err.where, "/dev/full");
    }
    sample_clear(&sample);
}

/* JUnit writes nothing before the end, hence has nothing to notice. */
static void a_full_disk_is_noticed_while_running(void **state)
{
    static const char *const names[] = {"console", "tap", "json", "har"};
    struct sample sample;

    (void)state;
    sample_init(&sample, "");
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        struct writer writer = {0};
        struct error err = {0};
        int rc = 0;

        assert_int_equal(report_format_find(names[i])->open(
                             "/dev/full", &sample.options, &writer, &err),
                         0);
        for (size_t k = 0; rc == 0 && k < 100; k++)
            rc = sample_send(&sample, &writer, &err);
        assert_int_equal(rc, -1);
        assert_int_equal(err.kind, ERROR_OUTPUT);
        writer.free(writer.state);
    }
    sample_clear(&sample);
}

static void a_missing_folder_is_an_output_error(void **state)
{
    struct sample sample;
    size_t len;
    const struct report_format *formats = report_formats(&len);

    (void)state;
    sample_init(&sample, "");
    for (size_t i = 0; i < len; i++) {
        struct error err = {0};

        assert_int_equal(
            sample_write(&sample, formats[i].name, "/nonexistent/x", &err), -1);
        assert_int_equal(err.kind, ERROR_OUTPUT);
    }
    sample_clear(&sample);
}

/* Run in a child, since stdout is closed for good. */
static void a_closed_stdout_is_an_output_error(void **state)
{
    struct sample sample;
    size_t len;
    const struct report_format *formats = report_formats(&len);

    (void)state;
    sample_init(&sample, "");
    for (size_t i = 0; i < len; i++) {
        int status;
        pid_t child;

        fflush(NULL);
        child = fork();
        if (child == 0) {
            struct error err = {0};

            close(STDOUT_FILENO);
            sample_write(&sample, formats[i].name, "-", &err);
            _exit(err.kind == ERROR_OUTPUT ? 7 : 1);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 7);
    }
    sample_clear(&sample);
}

static void nothing_has_the_final_name_before_the_end(void **state)
{
    struct sample sample;
    size_t len;
    const struct report_format *formats = report_formats(&len);

    (void)state;
    sample_init(&sample, "");
    for (size_t i = 0; i < len; i++) {
        char *path = sample_path();
        struct writer writer = {0};
        struct error err = {0};

        assert_int_equal(formats[i].open(path, &sample.options, &writer, &err),
                         0);
        assert_int_equal(sample_send(&sample, &writer, &err), 0);
        assert_int_equal(access(path, F_OK), -1);
        assert_int_equal(writer.end(writer.state, &sample.summary, &err), 0);
        assert_int_equal(access(path, F_OK), 0);
        writer.free(writer.state);
        sample_remove(path);
    }
    sample_clear(&sample);
}

static void a_writer_freed_before_the_end_leaves_nothing(void **state)
{
    struct sample sample;
    size_t len;
    const struct report_format *formats = report_formats(&len);

    (void)state;
    sample_init(&sample, "");
    for (size_t i = 0; i < len; i++) {
        char *path = sample_path(), *folder = path_directory(path);
        struct writer writer = {0};
        struct error err = {0};

        assert_int_equal(formats[i].open(path, &sample.options, &writer, &err),
                         0);
        assert_int_equal(sample_send(&sample, &writer, &err), 0);
        writer.free(writer.state);
        assert_int_equal(rmdir(folder), 0); /* fails when not empty */
        free(folder);
        free(path);
    }
    sample_clear(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_is_found_by_its_name),
        cmocka_unit_test(a_full_disk_is_an_output_error),
        cmocka_unit_test(a_full_disk_is_noticed_while_running),
        cmocka_unit_test(a_missing_folder_is_an_output_error),
        cmocka_unit_test(a_closed_stdout_is_an_output_error),
        cmocka_unit_test(nothing_has_the_final_name_before_the_end),
        cmocka_unit_test(a_writer_freed_before_the_end_leaves_nothing),
    };

    return cmocka_run_group_tests_name("reports/reports", tests, NULL, NULL);
}
