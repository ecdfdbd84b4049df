#include "tests/unit/test.h"

#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[64];

static int set_up(void **state)
{
    (void)state;
    strcpy(path, "/tmp/assay-config-XXXXXX");
    close(mkstemp(path));
    unsetenv("OS_TOKEN");
    unsetenv("OS_CLOUD");
    unsetenv("ASSAY_QUIET");
    unsetenv("ASSAY_TIMEOUT");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unsetenv("ASSAY_QUIET");
    unsetenv("ASSAY_TIMEOUT");
    return unlink(path);
}

/* Parse with the content as the file, and perhaps one more argument. */
static int parse(struct config *config, const char *content,
                 const char *argument, struct error *err)
{
    static char data_option[] = "--data", data[256], more[256];
    static char config_option[] = "--config";
    const char *root = getenv("ASSAY_SOURCE_DIR");
    char *argv[] = {config_option, path, data_option, data, NULL, NULL};
    FILE *stream = fopen(path, "w");

    assert_true(stream && fputs(content, stream) >= 0);
    fclose(stream);
    snprintf(data, sizeof(data), "%s", root ? root : ".");
    snprintf(more, sizeof(more), "%s", argument ? argument : "");
    argv[4] = argument ? more : NULL;
    return options_parse(config, FOR_RUN, argv, err);
}

static void parsed(struct config *config, const char *content,
                   const char *argument)
{
    struct error err = {0};

    if (parse(config, content, argument, &err) < 0)
        fail_msg("%s: %s", err.where, err.text);
}

static void every_type_of_option_is_read(void **state)
{
    struct config config;

    (void)state;
    parsed(&config,
           "{\"base-url\": \"https://a\", \"quiet\": true, \"timeout\": 0.25,"
           " \"max-errors\": 7, \"rate\": 1.5, \"retries\": 2.0,"
           " \"include\": [\"a*\", \"b\"], \"without\": [\"create\"]}",
           NULL);
    assert_string_equal("https://a", config.base_url);
    assert_true(config.quiet);
    assert_int_equal(250, config.timeout_ms);
    assert_int_equal(7, config.max_errors);
    assert_true(config.rate == 1.5);
    assert_int_equal(2, config.retries);
    assert_int_equal(2, config.include.len);
    assert_string_equal("b", config.include.items[1]);
    assert_string_equal("create", config.without.items[0]);
    config_clear(&config);
}

static void line_and_environment_win(void **state)
{
    static const char content[] = "{\"timeout\": 1, \"quiet\": true,"
                                  " \"settle\": 3, \"include\": [\"file\"]}";
    struct config config;

    (void)state;
    setenv("ASSAY_TIMEOUT", "5", 1);
    setenv("ASSAY_QUIET", "no", 1);
    parsed(&config, content, "--settle=4");
    assert_int_equal(5000, config.timeout_ms);
    assert_int_equal(4000, config.settle_ms);
    assert_false(config.quiet);
    assert_string_equal("file", config.include.items[0]);
    config_clear(&config);
    parsed(&config, content, "--include=line");
    assert_int_equal(1, config.include.len);
    config_clear(&config);
}

static void a_rival_in_the_file_is_not_read(void **state)
{
    struct config config;

    (void)state;
    parsed(&config, "{\"base-url\": \"https://a\", \"token\": \"t\"}",
           "--emulator");
    assert_null(config.base_url);
    assert_string_equal("t", config.token);
    config_clear(&config);
}

static const struct {
    const char *content;
    const char *text;
} bad[] = {
    {"{", "line 1"},
    {"[]", "\"\": "},
    {"{\"nonsense\": 1}", "/nonsense: "},
    {"{\"help\": true}", "/help: "},
    {"{\"show-config\": true}", "/show-config: "},
    {"{\"config\": \"other\"}", "/config: "},
    {"{\"timeout\": \"1\"}", "/timeout: "},
    {"{\"timeout\": -1}", "/timeout: "},
    {"{\"max-errors\": 1.5}", "/max-errors: "},
    {"{\"quiet\": \"yes\"}", "/quiet: "},
    {"{\"without\": \"create\"}", "/without: "},
    {"{\"without\": [\"read\", \"write\"]}", "/without/1: "},
    {"{\"color\": \"blue\"}", "/color: "},
    {"{\"quiet\": true, \"quiet\": false}", "duplicate"},
};

static void mistakes_have_a_pointer(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct config config;
        struct error err = {0};

        assert_int_equal(-1, parse(&config, bad[i].content, NULL, &err));
        assert_int_equal(ERROR_USAGE, err.kind);
        assert_string_equal(path, err.where);
        if (!strstr(err.text, bad[i].text))
            fail_msg("%s: %s", bad[i].content, err.text);
        config_clear(&config);
    }
}

static void a_file_that_is_not_there_is_a_mistake(void **state)
{
    static char argument[] = "--config=/nowhere/at/all.json";
    char *argv[] = {argument, NULL};
    struct config config;
    struct error err = {0};

    (void)state;
    assert_int_equal(-1, options_parse(&config, FOR_RUN, argv, &err));
    assert_string_equal("/nowhere/at/all.json", err.where);
    config_clear(&config);
}

static void what_to_type_again_names_the_file(void **state)
{
    struct config config;
    char *text;

    (void)state;
    parsed(&config, "{\"base-url\": \"https://a\", \"timeout\": 1}",
           "--max-errors=1");
    text = options_retry(&config);
    assert_null(strstr(text, "base-url"));
    assert_null(strstr(text, "timeout"));
    assert_non_null(strstr(text, "--config"));
    assert_non_null(strstr(text, "--max-errors 1"));
    free(text);
    config_clear(&config);
}

#define file_test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        file_test(every_type_of_option_is_read),
        file_test(line_and_environment_win),
        file_test(a_rival_in_the_file_is_not_read),
        file_test(mistakes_have_a_pointer),
        file_test(a_file_that_is_not_there_is_a_mistake),
        file_test(what_to_type_again_names_the_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
