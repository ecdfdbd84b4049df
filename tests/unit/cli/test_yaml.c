#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"
#include "cli/yaml.h"

#include <stdlib.h>
#include <string.h>

/* A text and what it becomes, as compact JSON. */
static const struct {
    const char *yaml;
    const char *json;
} good[] = {
    {"", "null"},
    {"# nothing\n", "null"},
    {"a: b\n", "{\"a\":\"b\"}"},
    {"{a: b, c: [1, 2.50, 0123, true, '', \"\", ~, null]}",
     "{\"a\":\"b\",\"c\":[\"1\",\"2.50\",\"0123\",\"true\",\"\",\"\",null,"
     "null]}"},
    {"a:\n  b: 2026-11-23\n  c: yes\n  d:\n",
     "{\"a\":{\"b\":\"2026-11-23\",\"c\":\"yes\",\"d\":null}}"},
    {"a: '~'\n", "{\"a\":\"~\"}"},
    {"a: !!str ~\n", "{\"a\":\"~\"}"},
    {"a: |\n  x\n  y\n", "{\"a\":\"x\\ny\\n\"}"},
    {"a: 1\na: 2\n", "{\"a\":\"2\"}"},
    {"x: &x {p: 1}\ny: *x\n", "{\"x\":{\"p\":\"1\"},\"y\":{\"p\":\"1\"}}"},
    {"x: &x t\ny: [*x, *x]\n", "{\"x\":\"t\",\"y\":[\"t\",\"t\"]}"},
    {"b: &b {p: 1, q: 2}\nd:\n  q: 3\n  <<: *b\n",
     "{\"b\":{\"p\":\"1\",\"q\":\"2\"},\"d\":{\"q\":\"3\",\"p\":\"1\"}}"},
    {"b: &b {p: 1}\nc: &c {p: 2, r: 4}\nd:\n  <<: [*b, *c]\n",
     "{\"b\":{\"p\":\"1\"},\"c\":{\"p\":\"2\",\"r\":\"4\"},"
     "\"d\":{\"p\":\"1\",\"r\":\"4\"}}"},
    {"'<<': plain\n", "{\"<<\":\"plain\"}"},
    {"{\"a\": \"b\"}", "{\"a\":\"b\"}"},
};

static void scalars_are_texts_as_they_are_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
        struct error err = {0};
        json_t *value =
            yaml_parse("f", good[i].yaml, strlen(good[i].yaml), &err);
        char *text;

        if (!value)
            fail_msg("%s: %s: %s", good[i].yaml, err.where, err.text);
        text = json_text(value);
        assert_string_equal(good[i].json, text);
        free(text);
        json_decref(value);
    }
}

static const struct {
    const char *yaml;
    const char *where;
    const char *text;
} bad[] = {
    {"a: b\n c: d\n", "f:2", "mapping values are not allowed"},
    {"a: [1\n", "f:2", "did not find expected"},
    {"a: *x\n", "f:1", "is an alias of an anchor that is not there"},
    {"a: &a\n  b: *a\n", "f:2", "is an alias of an anchor"},
    {"\n\na: !!python/object:os.system x\n", "f:3", "has a tag"},
    {"a: !x [1]\n", "f:1", "has a tag"},
    {"a: b\n---\nc: d\n", "f:2", "a second document begins"},
    {"? [x]\n: y\n", "f:1", "a key must be a text"},
    {"~: y\n", "f:1", "a key must be a text"},
    {"<<: x\n", "f:1", "\"<<\" takes a mapping"},
    {"<<: [x]\n", "f:1", "\"<<\" takes a mapping"},
    {"a: \"x\\0y\"\n", "f:1", "holds a NUL"},
    {"a: \xff\n", "f:1", NULL},
};

static void mistakes_have_a_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct error err = {0};
        json_t *value = yaml_parse("f", bad[i].yaml, strlen(bad[i].yaml), &err);

        if (value)
            fail_msg("accepted: %s", bad[i].yaml);
        assert_int_equal(ERROR_USAGE, err.kind);
        assert_string_equal(bad[i].where, err.where);
        if (bad[i].text && !strstr(err.text, bad[i].text))
            fail_msg("%s: %s", bad[i].yaml, err.text);
    }
}

static void expect_refused(const char *yaml, size_t len, const char *why)
{
    struct error err = {0};
    json_t *value = yaml_parse("f", yaml, len, &err);

    assert_null(value);
    if (!strstr(err.text, why))
        fail_msg("%s", err.text);
}

static void a_billion_laughs_are_not_laughed(void **state)
{
    struct buffer buf;

    (void)state;
    buffer_init(&buf, 0);
    buffer_add_text(&buf, "a0: &a0 [lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 12; i++)
        buffer_printf(&buf, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d]\n", i, i,
                      i - 1, i - 1, i - 1, i - 1, i - 1);
    expect_refused(buf.data, buf.len, "is too large");
    buffer_clear(&buf);
}

static void a_long_text_is_not_multiplied(void **state)
{
    struct buffer buf;
    size_t len = 500000;
    char *text = xcalloc(len + 1, 1);

    (void)state;
    memset(text, 'x', len);
    buffer_init(&buf, 0);
    buffer_printf(&buf, "a: &a %s\nb: [", text);
    for (int i = 0; i < 20; i++)
        buffer_add_text(&buf, "*a, ");
    buffer_add_text(&buf, "x]\n");
    expect_refused(buf.data, buf.len, "is too large");
    buffer_clear(&buf);
    free(text);
}

static void depth_has_a_limit_also_by_aliases(void **state)
{
    struct buffer buf;

    (void)state;
    buffer_init(&buf, 0);
    for (int i = 0; i < 100; i++)
        buffer_add_text(&buf, "[");
    expect_refused(buf.data, buf.len, "is nested too deeply");
    buffer_reset(&buf);
    buffer_add_text(&buf, "a0: &a0 [x]\n");
    for (int i = 1; i < 100; i++)
        buffer_printf(&buf, "a%d: &a%d [*a%d]\n", i, i, i - 1);
    expect_refused(buf.data, buf.len, "is nested too deeply");
    buffer_clear(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalars_are_texts_as_they_are_written),
        cmocka_unit_test(mistakes_have_a_line),
        cmocka_unit_test(a_billion_laughs_are_not_laughed),
        cmocka_unit_test(a_long_text_is_not_multiplied),
        cmocka_unit_test(depth_has_a_limit_also_by_aliases),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
