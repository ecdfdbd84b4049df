#include "tests/unit/test.h"

#include "engine/opinion.h"

#include "base/alloc.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Engines that do one thing each. */

static enum opinion say_valid(const json_t *schema, const json_t *instance,
                              char **text)
{
    (void)schema;
    (void)instance;
    (void)text;
    return OPINION_VALID;
}

static enum opinion say_invalid(const json_t *schema, const json_t *instance,
                                char **text)
{
    (void)schema;
    (void)instance;
    *text = xstrdup("I do not like it");
    return OPINION_INVALID;
}

static enum opinion say_nothing(const json_t *schema, const json_t *instance,
                                char **text)
{
    (void)schema;
    (void)instance;
    *text = xstrdup("I do not know");
    return OPINION_NONE;
}

static enum opinion crash(const json_t *schema, const json_t *instance,
                          char **text)
{
    (void)schema;
    (void)instance;
    (void)text;
    raise(SIGKILL);
    return OPINION_VALID;
}

static enum opinion leave(const json_t *schema, const json_t *instance,
                          char **text)
{
    (void)schema;
    (void)instance;
    (void)text;
    _exit(0);
}

static enum opinion hang(const json_t *schema, const json_t *instance,
                         char **text)
{
    (void)schema;
    (void)instance;
    (void)text;
    while (pause() < 0)
        ;
    return OPINION_VALID;
}

/* Valid when no file can be opened and none is open but the way back. */
static enum opinion look_at_files(const json_t *schema, const json_t *instance,
                                  char **text)
{
    int fd = dup(0), other = dup(1);

    (void)schema;
    (void)instance;
    if (fd < 0 && other < 0 && !fopen("/dev/null", "r"))
        return OPINION_VALID;
    *text = xasprintf("%d, %d", fd, other);
    return OPINION_INVALID;
}

/* A text that is longer than anybody wants to read. */
static enum opinion talk(const json_t *schema, const json_t *instance,
                         char **text)
{
    (void)schema;
    (void)instance;
    *text = xcalloc(1000000, 1);
    memset(*text, 'x', 999999);
    return OPINION_VALID;
}

static const struct {
    const char *name;
    enum opinion (*judge)(const json_t *schema, const json_t *instance,
                          char **text);
    enum schema_verdict verdict;
    int limit_ms;
    enum second_opinion wanted;
    const char *text;
} rows[] = {
    {"stub", say_valid, SCHEMA_VALID, 5000, SECOND_AGREES, "stub says valid"},
    {"stub", say_invalid, SCHEMA_INVALID, 5000, SECOND_AGREES,
     "stub says invalid: I do not like it"},
    {"stub", say_valid, SCHEMA_INVALID, 5000, SECOND_DISAGREES,
     "stub says valid"},
    {"stub", say_invalid, SCHEMA_VALID, 5000, SECOND_DISAGREES,
     "stub says invalid: I do not like it"},
    {"stub", say_nothing, SCHEMA_VALID, 5000, SECOND_SILENT, "I do not know"},
    {"stub", say_valid, SCHEMA_UNDECIDED, 5000, SECOND_SILENT,
     "there is no verdict to compare with"},
    {"stub", crash, SCHEMA_VALID, 5000, SECOND_SILENT,
     "stub was ended by signal 9"},
    {"stub", leave, SCHEMA_VALID, 5000, SECOND_SILENT,
     "stub ended without an answer"},
    {"stub", hang, SCHEMA_VALID, 50, SECOND_SILENT,
     "stub took longer than 50 ms"},
    {"stub", look_at_files, SCHEMA_VALID, 5000, SECOND_AGREES,
     "stub says valid"},
};

static void an_engine_is_quoted_and_cannot_harm(void **state)
{
    json_t *schema = json_pack("{s:s}", "type", "object");
    json_t *instance = json_object();

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct schema_engine engine = {rows[i].name, rows[i].judge};
        char *text;

        assert_int_equal(rows[i].wanted,
                         second_opinion(&engine, schema, instance,
                                        rows[i].verdict, rows[i].limit_ms,
                                        &text));
        assert_string_equal(rows[i].text, text);
        free(text);
    }
    json_decref(instance);
    json_decref(schema);
}

static void a_long_answer_is_cut(void **state)
{
    const struct schema_engine engine = {"stub", talk};
    json_t *schema = json_pack("{s:s}", "type", "object");
    char *text;

    (void)state;
    assert_int_equal(SECOND_AGREES, second_opinion(&engine, schema, schema,
                                                   SCHEMA_VALID, 5000, &text));
    assert_true(strlen(text) < 3000);
    free(text);
    json_decref(schema);
}

static void a_schema_that_is_read_differently_is_not_asked_about(void **state)
{
    const struct schema_engine engine = {"stub", crash};
    json_t *schema =
        json_pack("{s:s, s:b}", "type", "object", "additionalProperties", 0);
    json_t *instance = json_object();
    char *text;

    (void)state;
    assert_int_equal(SECOND_SILENT, second_opinion(&engine, schema, instance,
                                                   SCHEMA_VALID, 5000, &text));
    assert_non_null(strstr(text, "/additionalProperties: "));
    free(text);
    json_decref(instance);
    json_decref(schema);
}

static void the_built_in_engine_agrees_with_itself(void **state)
{
    struct error err = {0};
    const struct schema_engine *engine = engine_find("built-in", &err);
    json_t *schema =
        json_pack("{s:s, s:i}", "type", "object", "minProperties", 1);
    json_t *instance = json_object();
    char *text;

    (void)state;
    assert_non_null(engine);
    assert_int_equal(
        SECOND_AGREES,
        second_opinion(engine, schema, instance, SCHEMA_INVALID, 5000, &text));
    free(text);
    json_decref(instance);
    json_decref(schema);
}

static void a_name_that_is_no_engine_is_an_error(void **state)
{
    struct error err = {0};

    (void)state;
    assert_null(engine_find("ouija", &err));
    assert_int_equal(ERROR_USAGE, err.kind);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_engine_is_quoted_and_cannot_harm),
        cmocka_unit_test(a_long_answer_is_cut),
        cmocka_unit_test(a_schema_that_is_read_differently_is_not_asked_about),
        cmocka_unit_test(the_built_in_engine_agrees_with_itself),
        cmocka_unit_test(a_name_that_is_no_engine_is_an_error),
    };

    return cmocka_run_group_tests_name("engine/opinion", tests, NULL, NULL);
}
