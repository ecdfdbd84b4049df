/* test_override.c - changes to schemas: each applies, or is a mistake. */
#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "derive/override.h"

#include <stdlib.h>
#include <string.h>

#define BASE                                                                   \
    "{\"$comment\":\"p #r1\",\"type\":\"object\",\"required\":[\"a\"],"        \
    "\"properties\":{"                                                         \
    "\"a\":{\"$comment\":\"p #r2\",\"description\":\"A.\",\"type\":"           \
    "\"string\"},"                                                             \
    "\"b\":{\"$comment\":\"p #r3\",\"description\":\"B.\",\"type\":"           \
    "[\"object\",\"null\"],\"properties\":{\"c\":{\"type\":\"integer\"}}}}}"

#define DRAFT "\"$schema\":\"https://json-schema.org/draft/2020-12/schema\""

static struct override override_of(const char *text)
{
    struct override override = {.path = xstrdup("over.json")};

    override.content = json_loads(text, 0, NULL);
    assert_non_null(override.content);
    override.page = "page";
    return override;
}

static void clear(struct override *override)
{
    json_decref(override->content);
    free(override->path);
}

/* Apply the entries to the base. *said: what does not apply, new. */
static json_t *applied(const char *members, char **said)
{
    char *text = xasprintf("{%s}", members);
    struct override override = override_of(text);
    json_t *schema = json_loads(BASE, 0, NULL);
    struct buffer problems;

    buffer_init(&problems, 0);
    override_apply(&override, "response", schema, &problems);
    *said = buffer_take(&problems);
    clear(&override);
    free(text);
    return schema;
}

static void assert_same(json_t *value, const char *expected)
{
    json_t *other = json_loads(expected, JSON_DECODE_ANY, NULL);

    assert_non_null(other);
    assert_true(json_same(value, other));
    json_decref(other);
}

static void a_change_takes_its_place(void **state)
{
    static const struct {
        const char *entry, *pointer, *expected;
    } cases[] = {
        {"\"at\":\"/properties/a/minLength\",\"set\":1",
         "/properties/a/minLength", "1"},
        {"\"at\":\"/properties/a/type\",\"set\":[\"string\",\"null\"]",
         "/properties/a/type", "[\"string\",\"null\"]"},
        {"\"at\":\"/required\",\"set\":[\"a\",\"b\"]", "/required",
         "[\"a\",\"b\"]"},
        {"\"at\":\"/properties/a\",\"array\":true", "/properties/a",
         "{\"$comment\":\"p #r2\",\"description\":\"A.\",\"type\":\"array\","
         "\"items\":{\"type\":\"string\"}}"},
        {"\"at\":\"/properties/b\",\"array\":true", "/properties/b/type",
         "[\"array\",\"null\"]"},
        {"\"at\":\"/properties/b\",\"array\":true", "/properties/b/items",
         "{\"type\":\"object\",\"properties\":{\"c\":{\"type\":\"integer\"}}}"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char *members = xasprintf("\"overrides\":[{\"part\":\"response\",%s}]",
                                  cases[i].entry);
        char *said;
        json_t *schema = applied(members, &said);

        assert_string_equal(said, "");
        assert_same(pointer_get(schema, cases[i].pointer), cases[i].expected);
        json_decref(schema);
        free(said);
        free(members);
    }
}

static void what_is_removed_is_gone(void **state)
{
    char *said;
    json_t *schema =
        applied("\"overrides\":[{\"part\":\"response\",\"at\":\"/required\","
                "\"remove\":true}]",
                &said);

    (void)state;
    assert_string_equal(said, "");
    assert_null(json_object_get(schema, "required"));
    json_decref(schema);
    free(said);
}

static void a_change_that_no_longer_applies_is_a_mistake(void **state)
{
    static const struct {
        const char *members, *said;
    } cases[] = {
        {"\"overrides\":[{\"part\":\"response\",\"at\":\"/properties/x/type\","
         "\"set\":1}]",
         "over.json: /overrides/0: nothing stands there to be changed\n"},
        {"\"overrides\":[{\"part\":\"response\",\"at\":\"/properties/a/type\","
         "\"set\":\"string\"}]",
         "over.json: /overrides/0: the page says the same without it\n"},
        {"\"overrides\":[{\"part\":\"response\",\"at\":\"/minLength\","
         "\"remove\":true}]",
         "over.json: /overrides/0: nothing stands there to be removed\n"},
        {"\"overrides\":[{\"part\":\"response\",\"at\":\"/properties/x\","
         "\"array\":true}]",
         "over.json: /overrides/0: nothing stands there that is not an "
         "array\n"},
        {"\"words\":{\"response\":{\"/properties/x/description\":\"X\"}}",
         "over.json: /words//properties/x/description: nothing stands there "
         "to be described\n"},
        {"\"words\":{\"response\":{\"/properties/a/description\":\"A.\"}}",
         "over.json: /words//properties/a/description: the page says the same "
         "without it\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char *said;
        json_t *schema = applied(cases[i].members, &said);

        assert_string_equal(said, cases[i].said);
        json_decref(schema);
        free(said);
    }
}

static void an_entry_for_a_part_that_is_not_there_is_a_mistake(void **state)
{
    struct override override = override_of(
        "{\"overrides\":[{\"part\":\"request\",\"at\":\"/a\",\"set\":1}],"
        "\"words\":{\"query\":{\"/title\":\"T\"}}}");
    json_t *schemas = json_pack("{s{}}", "response");
    struct buffer problems;

    (void)state;
    buffer_init(&problems, 0);
    override_check_parts(&override, schemas, &problems);
    assert_string_equal(buffer_text(&problems),
                        "over.json: /overrides/0: the page gives no request\n"
                        "over.json: /words/query: the page gives no such "
                        "part\n");
    buffer_clear(&problems);
    json_decref(schemas);
    clear(&override);
}

static json_t *variant_of(const char *variant, char **said)
{
    char *text = xasprintf(
        "{\"prefix\":\"evs/get.\",\"variants\":[{\"file\":\"v.json\",%s}]}",
        variant);
    struct override override = override_of(text);
    json_t *schemas = json_pack("{so}", "response", json_loads(BASE, 0, NULL));
    struct buffer problems;
    const char *file;
    json_t *schema;

    buffer_init(&problems, 0);
    schema = override_variant(&override, 0, schemas, &file, &problems);
    *said = buffer_take(&problems);
    json_decref(schemas);
    clear(&override);
    free(text);
    return schema;
}

static void a_variant_is_its_base_but_for_the_edits(void **state)
{
    static const struct {
        const char *variant, *pointer, *expected;
    } cases[] = {
        /* RFC 7396: null removes, objects are merged, the rest is replaced */
        {"\"base\":\"response\",\"edits\":{\"required\":null,\"properties\":"
         "{\"a\":{\"type\":\"integer\"}}}",
         "",
         "{" DRAFT ",\"$comment\":\"p #r1\",\"type\":\"object\","
         "\"properties\":{"
         "\"a\":{\"$comment\":\"p #r2\",\"description\":\"A.\",\"type\":"
         "\"integer\"},"
         "\"b\":{\"$comment\":\"p #r3\",\"description\":\"B.\",\"type\":"
         "[\"object\",\"null\"],\"properties\":{\"c\":{\"type\":\"integer\"}}"
         "}}}"},
        {"\"base\":\"response\",\"transform\":\"names\",\"edits\":{}", "",
         "{" DRAFT ",\"$comment\":\"p #r1\",\"type\":\"object\","
         "\"properties\":{"
         "\"a\":{\"$comment\":\"p #r2\",\"description\":\"Named by the "
         "page.\"},"
         "\"b\":{\"$comment\":\"p #r3\",\"type\":\"object\",\"properties\":{"
         "\"c\":{\"description\":\"Named by the page.\"}},"
         "\"additionalProperties\":false}},\"additionalProperties\":false}"},
        {"\"base\":\"response\",\"transform\":\"references\",\"edits\":{"
         "\"properties\":{\"a\":{\"type\":\"integer\"}}}",
         "/properties/b",
         "{\"$comment\":\"p #r3\",\"description\":\"As in "
         "get.response.json.\",\"$ref\":\"get.response.json#/properties/b\"}"},
        {"\"base\":\"response\",\"transform\":\"references\",\"edits\":{"
         "\"properties\":{\"a\":{\"type\":\"integer\"}}}",
         "/properties/a/type", "\"integer\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char *said;
        json_t *schema = variant_of(cases[i].variant, &said);

        assert_string_equal(said, "");
        assert_same(pointer_get(schema, cases[i].pointer), cases[i].expected);
        json_decref(schema);
        free(said);
    }
}

static void a_variant_without_base_or_difference_is_a_mistake(void **state)
{
    char *said;

    (void)state;
    assert_null(variant_of("\"base\":\"query\",\"edits\":{}", &said));
    assert_string_equal(said,
                        "over.json: /variants/0: the page gives no query\n");
    free(said);
    json_decref(variant_of("\"base\":\"response\",\"edits\":{}", &said));
    assert_string_equal(said,
                        "over.json: /variants/0: is the same as its base\n");
    free(said);
}

static void parts_are_named_by_page_prefix_or_file(void **state)
{
    struct override override =
        override_of("{\"prefix\":\"evs/get.\",\"files\":{\"error\":"
                    "\"evs/error.json\",\"clauses\":null,\"examples\":"
                    "{\"2\":\"fixtures/get.json\"}}}");
    static const struct {
        bool is_overridden;
        const char *part, *expected;
    } cases[] = {
        {false, "request", "a-page/request.json"},
        {true, "request", "evs/get.request.json"},
        {true, "error", "evs/error.json"},
        {true, "clauses", NULL},
    };
    char *name;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        name = override_file(cases[i].is_overridden ? &override : NULL,
                             "A Page", cases[i].part);
        if (cases[i].expected)
            assert_string_equal(name, cases[i].expected);
        else
            assert_null(name);
        free(name);
    }
    assert_null(override_example(&override, "p", 1, "request"));
    name = override_example(&override, "p", 2, "request");
    assert_string_equal(name, "fixtures/get.json");
    free(name);
    name = override_example(NULL, "p", 2, "request");
    assert_string_equal(name, "p/example-2.request.json");
    free(name);
    clear(&override);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_takes_its_place),
        cmocka_unit_test(what_is_removed_is_gone),
        cmocka_unit_test(a_change_that_no_longer_applies_is_a_mistake),
        cmocka_unit_test(an_entry_for_a_part_that_is_not_there_is_a_mistake),
        cmocka_unit_test(a_variant_is_its_base_but_for_the_edits),
        cmocka_unit_test(a_variant_without_base_or_difference_is_a_mistake),
        cmocka_unit_test(parts_are_named_by_page_prefix_or_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
