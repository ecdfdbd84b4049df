#include "tests/unit/test.h"

#include "cli/table.h"

#include <stdlib.h>
#include <string.h>

#define ARGS_MAX 200

/* Split at blanks (a copy that lives as long as the test) and parse. */
static void parse_run(struct config *config, const char *line)
{
    static char copy[4096];
    static char *argv[ARGS_MAX + 1];
    struct error err = {0};
    size_t len = 0;
    char *save = NULL;

    assert_true(strlen(line) < sizeof(copy));
    strcpy(copy, line);
    for (char *word = strtok_r(copy, " ", &save); word && len < ARGS_MAX;
         word = strtok_r(NULL, " ", &save))
        argv[len++] = word;
    argv[len] = NULL;
    if (options_parse(config, FOR_RUN, argv, &err) < 0)
        fail_msg("%s: %s: %s", line, err.where, err.text);
}

static void what_to_type_again_has_no_secrets_selection_or_reports(void **state)
{
    static const struct {
        const char *line;
        const char *want;
    } rows[] = {
        {"", "assay run"},
        {"--emulator", "assay run --emulator"},
        {"--base-url https://a/v3 --token t0p --token-file f --include x "
         "--exclude y --tag z --tap - --junit j --json k --out o --quiet "
         "--verbose --color never --seed 1 --fail-fast --dry-run",
         "assay run --base-url https://a/v3"},
        {"--project-id p --snapshot-id s --neighbour-id n --strict "
         "--opt-in a --opt-in b --insecure --cacert c",
         "assay run --project-id p --snapshot-id s --neighbour-id n "
         "--opt-in a --opt-in b --strict --cacert c --insecure"},
        {"--timeout 30 --settle 2 --max-errors 5 --deadline 0 --dialect "
         "cinder-v3 --profile otc",
         "assay run"},
        {"--timeout 0.5 --settle 0 --max-errors 0 --max-body 9 --deadline 60",
         "assay run --timeout 0.5 --deadline 60 --settle 0 --max-body 9 "
         "--max-errors 0"},
        {"--os-cloud c --os-password t0p --sk t0p --second-token t0p "
         "--os-application-credential-secret t0p --ak a --rate 2.5 "
         "--without create --without read --show-config",
         "assay run --os-cloud c --ak a --without create --without read "
         "--rate 2.5"},
        {"--proxy http://p:1", "assay run --proxy http://p:1"},
        {"--proxy http://me:t0p@p:1", "assay run"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct config config;
        char *text;

        parse_run(&config, rows[i].line);
        text = options_retry(&config);
        assert_string_equal(rows[i].want, text);
        free(text);
    }
}

static void what_to_type_again_is_safe_in_a_shell(void **state)
{
    static const struct {
        const char *value;
        const char *want;
    } rows[] = {{"volume 3.50", "'volume 3.50'"},
                {"it's", "'it'\\''s'"},
                {"$(touch x)", "'$(touch x)'"},
                {"a;b", "'a;b'"},
                {"", "''"},
                {"~x", "'~x'"},
                {"a*?[", "'a*?['"},
                {"a\nb", "'a\nb'"},
                {"plain-1.2_3/4:5=6,7@8%9+0", "plain-1.2_3/4:5=6,7@8%9+0"}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct config config;
        char *text;

        parse_run(&config, "");
        config.microversion = rows[i].value;
        text = options_retry(&config);
        assert_string_equal(rows[i].want,
                            text + strlen("assay run --microversion "));
        free(text);
    }
}

static void a_long_number_of_seconds_is_typed_again_as_it_was(void **state)
{
    struct config config;
    char *text;

    (void)state;
    parse_run(&config, "--deadline 86400.5 --timeout 1000000");
    text = options_retry(&config);
    assert_string_equal("assay run --timeout 1000000 --deadline 86400.5", text);
    free(text);
}

/* What the caller has set must not end up in the command. */
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

/* As whom and how, but neither what is judged nor where: the ledger knows. */
static void the_command_to_restore_is_safe_in_a_shell(void **state)
{
    struct config config;
    char *text;

    (void)state;
    parse_run(&config, "--os-cloud mine --base-url http://a --project-id p "
                       "--snapshot-id s --token secret --include x "
                       "--insecure --settle 5 --profile openstack");
    text = options_restore(&config, "it's here");
    assert_string_equal(text, "assay restore 'it'\\''s here' --os-cloud mine "
                              "--settle 5 --insecure");
    free(text);
    config_clear(&config);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            what_to_type_again_has_no_secrets_selection_or_reports),
        cmocka_unit_test(what_to_type_again_is_safe_in_a_shell),
        cmocka_unit_test(the_command_to_restore_is_safe_in_a_shell),
        cmocka_unit_test(a_long_number_of_seconds_is_typed_again_as_it_was),
    };

    return cmocka_run_group_tests(tests, no_environment, NULL);
}
