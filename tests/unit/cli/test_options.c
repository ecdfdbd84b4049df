#include "tests/unit/test.h"

#include "cli/table.h"

#include <stdlib.h>
#include <string.h>

#define ARGS_MAX  (2 * LIST_MAX + 10)
#define LINE_SIZE (8 * LIST_MAX + 100)

/* Split at blanks (a copy that lives as long as the test) and parse. */
static int parse(struct config *config, enum command_set command,
                 const char *line, struct error *err)
{
    static char copy[LINE_SIZE];
    static char *argv[ARGS_MAX + 1];
    size_t len = 0;
    char *save = NULL;

    assert_true(strlen(line) < sizeof(copy));
    strcpy(copy, line);
    for (char *word = strtok_r(copy, " ", &save); word && len < ARGS_MAX;
         word = strtok_r(NULL, " ", &save))
        argv[len++] = word;
    argv[len] = NULL;
    return options_parse(config, command, argv, err);
}

static void parse_run(struct config *config, const char *line)
{
    struct error err = {0};

    if (parse(config, FOR_RUN, line, &err) < 0)
        fail_msg("%s: %s: %s", line, err.where, err.text);
}

/* Each test starts and ends without our variables. */
static int no_environment(void **state)
{
    size_t len;
    const struct option *table = option_table(&len);

    (void)state;
    for (size_t i = 0; i < len; i++) {
        char variable[VARIABLE_SIZE];

        option_variable(&table[i], variable);
        unsetenv(variable);
        for (const char *const *name = table[i].variables; *name; name++)
            unsetenv(*name);
    }
    return 0;
}

static void without_arguments_there_are_the_defaults(void **state)
{
    struct config config;

    (void)state;
    parse_run(&config, "");
    assert_null(config.base_url);
    assert_null(config.token);
    assert_string_equal("cinder-v3", config.dialect);
    assert_string_equal("otc", config.profile);
    assert_string_equal("auto", config.color);
    assert_int_equal(30000, config.timeout_ms);
    assert_int_equal(10000, config.connect_timeout_ms);
    assert_int_equal(0, config.deadline_ms);
    assert_int_equal(2000, config.settle_ms);
    assert_int_equal(16777216, config.max_body);
    assert_int_equal(5, config.max_errors);
    assert_false(config.quiet);
    assert_int_equal(0, config.words.len);
}

static void a_value_follows_or_is_attached(void **state)
{
    static const char *const lines[] = {"--base-url http://a?b=c",
                                        "--base-url=http://a?b=c",
                                        "--base-url x --base-url=http://a?b=c"};
    struct config config;

    (void)state;
    for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
        parse_run(&config, lines[i]);
        assert_string_equal("http://a?b=c", config.base_url);
    }
    parse_run(&config, "--base-url=");
    assert_string_equal("", config.base_url);
    parse_run(&config, "--base-url --quiet");
    assert_string_equal("--quiet", config.base_url);
    assert_false(config.quiet);
}

static void seconds_may_have_decimals(void **state)
{
    static const struct {
        const char *line;
        long want;
    } rows[] = {{"--timeout 1", 1000},      {"--timeout 0.05", 50},
                {"--timeout .5", 500},      {"--timeout 0", 0},
                {"--timeout 0.0014", 1},    {"--timeout 1000000", 1000000000},
                {"--timeout=2.9996", 3000}, {"--timeout 1e2", 100000}};
    struct config config;

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        parse_run(&config, rows[i].line);
        assert_int_equal(rows[i].want, config.timeout_ms);
    }
}

static void lists_keep_their_order(void **state)
{
    struct config config;

    (void)state;
    parse_run(&config, "--include b --include=a --include b --tag t");
    assert_int_equal(3, config.include.len);
    assert_string_equal("b", config.include.items[0]);
    assert_string_equal("a", config.include.items[1]);
    assert_string_equal("b", config.include.items[2]);
    assert_null(config.include.items[3]);
    assert_int_equal(1, config.tags.len);
    assert_int_equal(0, config.exclude.len);
}

static void words_are_what_is_no_option(void **state)
{
    struct config config;
    struct error err = {0};

    (void)state;
    assert_int_equal(
        0, parse(&config, FOR_LIST, "a - --verbose b -- --quiet -x --", &err));
    assert_int_equal(6, config.words.len);
    assert_string_equal("a", config.words.items[0]);
    assert_string_equal("-", config.words.items[1]);
    assert_string_equal("b", config.words.items[2]);
    assert_string_equal("--quiet", config.words.items[3]);
    assert_string_equal("-x", config.words.items[4]);
    assert_string_equal("--", config.words.items[5]);
    assert_true(config.verbose);
    assert_false(config.quiet);
}

static void mistakes_name_the_option(void **state)
{
    static const struct {
        enum command_set command;
        const char *line;
        const char *where;
        const char *text;
    } rows[] = {
        {FOR_RUN, "--nonsense", "--nonsense", "is no option here"},
        {FOR_RUN, "--base", "--base", "is no option here"},
        {FOR_RUN, "--", "", NULL},
        {FOR_RUN, "--=x", "--", "is no option here"},
        {FOR_LINT, "--quiet", "--quiet", "is no option here"},
        {FOR_LIST, "--base-url x", "--base-url", "is no option here"},
        {FOR_RUN, "-q", "-q", "is no option; long names only"},
        {FOR_RUN, "-token=canary", "-token", "is no option; long names only"},
        {FOR_RUN, "--quiet=1", "--quiet", "takes no value"},
        {FOR_RUN, "--quiet --seed", "--seed", "needs a value"},
        {FOR_RUN, "--timeout x", "--timeout",
         "\"x\" is not a number of seconds from 0 to 1000000"},
        {FOR_RUN, "--timeout=-1", "--timeout=-1",
         "\"-1\" is not a number of seconds from 0 to 1000000"},
        {FOR_RUN, "--timeout inf", "--timeout",
         "\"inf\" is not a number of seconds from 0 to 1000000"},
        {FOR_RUN, "--max-errors 1.5", "--max-errors",
         "\"1.5\" is not a whole number from 0"},
        {FOR_RUN, "--rate x", "--rate",
         "\"x\" is not a number of requests a second from 0 to 1000000"},
        {FOR_RUN, "--rate nan", "--rate",
         "\"nan\" is not a number of requests a second from 0 to 1000000"},
        {FOR_RUN, "--without write", "--without",
         "\"write\" is none of read, create, second-identity"},
        {FOR_RUN, "--without creat", "--without",
         "\"creat\" is none of read, create, second-identity"},
        {FOR_RUN, "--without=", "--without=",
         "\"\" is none of read, create, second-identity"},
        {FOR_RUN, "--color blue", "--color",
         "\"blue\" is none of auto, always, never"},
        {FOR_LINT, "--show-config", "--show-config", "is no option here"},
        {FOR_RUN, "--max-body 99999999999999999999", "--max-body",
         "\"99999999999999999999\" is not a whole number from 0"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct config config;
        struct error err = {0};
        int rc = parse(&config, rows[i].command, rows[i].line, &err);

        assert_int_equal(rows[i].text ? -1 : 0, rc);
        if (!rows[i].text)
            continue;
        assert_int_equal(ERROR_USAGE, err.kind);
        assert_string_equal(rows[i].where, err.where);
        assert_string_equal(rows[i].text, err.text);
    }
}

static void a_list_has_an_end(void **state)
{
    char line[LINE_SIZE] = "";
    struct config config;
    struct error err = {0};

    (void)state;
    for (int i = 0; i < LIST_MAX; i++)
        strcat(line, "--tag x ");
    assert_int_equal(0, parse(&config, FOR_RUN, line, &err));
    assert_int_equal(LIST_MAX, config.tags.len);
    strcat(line, "--tag x");
    assert_int_equal(-1, parse(&config, FOR_RUN, line, &err));
    assert_string_equal("is given more than 1000 times", err.text);
}

static void the_command_line_beats_the_environment(void **state)
{
    struct config config;

    (void)state;
    setenv("ASSAY_BASE_URL", "http://env", 1);
    setenv("OS_PROJECT_ID", "os", 1);
    setenv("ASSAY_QUIET", "1", 1);
    setenv("ASSAY_TIMEOUT", "7", 1);
    setenv("ASSAY_INCLUDE", "env*", 1);
    parse_run(&config, "");
    assert_string_equal("http://env", config.base_url);
    assert_string_equal("os", config.project_id);
    assert_true(config.quiet);
    assert_int_equal(7000, config.timeout_ms);
    assert_string_equal("env*", config.include.items[0]);
    setenv("ASSAY_PROJECT_ID", "own", 1);
    parse_run(&config, "--base-url http://line --timeout 8 --include line*");
    assert_string_equal("http://line", config.base_url);
    assert_string_equal("own", config.project_id);
    assert_int_equal(8000, config.timeout_ms);
    assert_int_equal(1, config.include.len);
    assert_string_equal("line*", config.include.items[0]);
}

static void a_rival_of_the_environment_is_not_read(void **state)
{
    struct config config;

    (void)state;
    setenv("ASSAY_BASE_URL", "http://env", 1);
    setenv("ASSAY_SNAPSHOT_ID", "s", 1);
    setenv("ASSAY_TOKEN_FILE", "file", 1);
    setenv("OS_TOKEN", "os", 1);
    parse_run(&config, "--emulator --token line");
    assert_null(config.base_url);
    assert_null(config.snapshot_id);
    assert_null(config.token_file);
    assert_string_equal("line", config.token);
    setenv("ASSAY_EMULATOR", "yes", 1);
    parse_run(&config, "--base-url http://line --token-file line");
    assert_false(config.emulator);
    assert_null(config.token);
    assert_string_equal("line", config.token_file);
    assert_string_equal("s", config.snapshot_id);
}

static void the_first_variable_of_an_option_counts(void **state)
{
    struct config config;

    (void)state;
    setenv("OS_ENDPOINT_TYPE", "admin", 1);
    parse_run(&config, "");
    assert_string_equal("admin", config.interface);
    setenv("OS_INTERFACE", "internal", 1);
    parse_run(&config, "");
    assert_string_equal("internal", config.interface);
    setenv("ASSAY_INTERFACE", "public", 1);
    parse_run(&config, "");
    assert_string_equal("public", config.interface);
    setenv("ASSAY_WITHOUT", "write", 1);
    assert_int_equal(-1, parse(&config, FOR_RUN, "", &(struct error){0}));
}

/* openstack would send the id of one project and the name of another. */
static void a_name_displaces_the_id_of_a_weaker_source(void **state)
{
    struct config config;

    (void)state;
    setenv("OS_TENANT_ID", "id", 1);
    setenv("OS_TOKEN", "token", 1);
    setenv("OS_CLOUD", "env", 1);
    parse_run(&config, "--os-project-name name");
    assert_null(config.project_id);
    assert_string_equal("token", config.token);
    assert_string_equal("env", config.os_cloud);
    parse_run(&config, "--os-cloud line");
    assert_null(config.token);
    assert_string_equal("id", config.project_id);
    parse_run(&config, "--token line");
    assert_null(config.os_cloud);
}

static void a_rate_may_be_a_fraction(void **state)
{
    struct config config;

    (void)state;
    parse_run(&config, "--rate 0.5 --retries 3 --wait-ready 1.5");
    assert_true(config.rate == 0.5);
    assert_int_equal(3, config.retries);
    assert_int_equal(1500, config.wait_ready_ms);
    parse_run(&config, "");
    assert_true(config.rate == 0);
    assert_int_equal(0, config.volume_size);
}

static void no_is_no_in_the_environment(void **state)
{
    static const char *const noes[] = {"", "0", "no", "false"};
    struct config config;

    (void)state;
    for (size_t i = 0; i < sizeof(noes) / sizeof(*noes); i++) {
        setenv("ASSAY_QUIET", noes[i], 1);
        parse_run(&config, "");
        assert_false(config.quiet);
    }
    setenv("ASSAY_HELP", "1", 1);
    parse_run(&config, "");
    assert_false(config.help);
}

static void a_mistake_in_the_environment_names_the_variable(void **state)
{
    struct config config;
    struct error err = {0};

    (void)state;
    setenv("ASSAY_MAX_ERRORS", "many", 1);
    assert_int_equal(-1, parse(&config, FOR_RUN, "", &err));
    assert_string_equal("ASSAY_MAX_ERRORS", err.where);
    /* who does not know the option does not mind */
    err = (struct error){0};
    assert_int_equal(0, parse(&config, FOR_LINT, "", &err));
}

#define option_test(name)                                                      \
    cmocka_unit_test_setup_teardown(name, no_environment, no_environment)

int main(void)
{
    const struct CMUnitTest tests[] = {
        option_test(without_arguments_there_are_the_defaults),
        option_test(a_value_follows_or_is_attached),
        option_test(seconds_may_have_decimals),
        option_test(lists_keep_their_order),
        option_test(words_are_what_is_no_option),
        option_test(mistakes_name_the_option),
        option_test(a_list_has_an_end),
        option_test(the_command_line_beats_the_environment),
        option_test(a_rival_of_the_environment_is_not_read),
        option_test(the_first_variable_of_an_option_counts),
        option_test(a_name_displaces_the_id_of_a_weaker_source),
        option_test(a_rate_may_be_a_fraction),
        option_test(no_is_no_in_the_environment),
        option_test(a_mistake_in_the_environment_names_the_variable),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
