#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/value.h"

#include <stdlib.h>
#include <string.h>

static void no_two_options_share_a_name_a_member_or_a_variable(void **state)
{
    size_t len;
    const struct option *table = option_table(&len);

    (void)state;
    for (size_t i = 0; i < len; i++) {
        char variable[VARIABLE_SIZE];

        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(table[i].name, table[k].name);
            assert_int_not_equal(table[i].at, table[k].at);
            for (const char *const *a = table[i].variables; *a; a++)
                for (const char *const *b = table[k].variables; *b; b++)
                    assert_string_not_equal(*a, *b);
        }
        option_variable(&table[i], variable);
        assert_int_equal(strlen("ASSAY_") + strlen(table[i].name),
                         strlen(variable));
    }
}

static void every_row_says_what_a_reader_needs(void **state)
{
    size_t len;
    const struct option *table = option_table(&len);

    (void)state;
    for (size_t i = 0; i < len; i++) {
        const struct option *option = &table[i];
        struct config config = {0};
        struct error err = {0};

        assert_int_equal(option->type == FLAG, !option->value);
        assert_true(strlen(option->help) > 4);
        assert_true(option->commands & FOR_ALL);
        assert_true(option->group < GROUPS_LEN);
        if (option->marks & SECRET)
            assert_false(option->marks & AGAIN);
        /* numbers have a default, and it is one */
        if (option->type > LIST)
            assert_non_null(option->fallback);
        if (option->fallback)
            assert_int_equal(0, value_set(&config, option, option->fallback,
                                          option->name, &err));
        assert_true(value_is_default(&config, option));
    }
}

/* `assay list` is not asked for what its help does not show. */
static void every_command_is_found_by_its_name(void **state)
{
    size_t len;
    const struct command *commands = command_table(&len);

    (void)state;
    for (size_t i = 0; i < len; i++)
        assert_ptr_equal(&commands[i], command_find(commands[i].name));
    assert_null(command_find("dance"));
    assert_null(command_find(NULL));
}

static json_t *load(const char *name)
{
    const char *root = getenv("ASSAY_SOURCE_DIR");
    char *path = xasprintf("%s/%s", root ? root : ".", name);
    struct error err = {0};
    json_t *document = json_load_checked(path, ERROR_SUITE, &err);

    if (!document)
        fail_msg("%s: %s", err.where, err.text);
    free(path);
    return document;
}

static void the_schema_has_the_options_and_no_others(void **state)
{
    json_t *schema = load("schemas/assay/config.json");
    json_t *members = json_object_get(schema, "properties");
    size_t len, wanted = 1; /* "$schema" */
    const struct option *table = option_table(&len);

    (void)state;
    for (size_t i = 0; i < len; i++) {
        bool belongs = !(table[i].marks & (LINE_ONLY | NOT_IN_FILE));

        if (belongs != (json_object_get(members, table[i].name) != NULL))
            fail_msg("%s", table[i].name);
        wanted += belongs;
    }
    assert_int_equal(wanted, json_object_size(members));
    assert_true(json_is_false(json_object_get(schema, "additionalProperties")));
    json_decref(schema);
}

/* What shells offer for --dialect and --profile is what there is. */
static void offered_words_name_files(void **state)
{
    static const char *const names[][2] = {{"dialect", "suites/dialects"},
                                           {"profile", "suites/profiles"}};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        const struct option *option =
            option_find(names[i][0], strlen(names[i][0]), FOR_ALL);
        char *words = xstrdup(option->known), *save = NULL;

        for (char *word = strtok_r(words, " ", &save); word;
             word = strtok_r(NULL, " ", &save)) {
            char *path = xasprintf("%s/%s.json", names[i][1], word);

            json_decref(load(path));
            free(path);
        }
        free(words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_two_options_share_a_name_a_member_or_a_variable),
        cmocka_unit_test(every_row_says_what_a_reader_needs),
        cmocka_unit_test(every_command_is_found_by_its_name),
        cmocka_unit_test(the_schema_has_the_options_and_no_others),
        cmocka_unit_test(offered_words_name_files),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
