/* test_schema.c - contracts as schemas: what is asserted, and where it is
   from. */
#include "tests/unit/test.h"

#include "tests/unit/derive/page.h"

#include "base/json.h"
#include "base/pointer.h"
#include "derive/check_store.h"
#include "derive/schema.h"

static json_t *schema_of(const struct page_parts *parts,
                         enum contract_part part)
{
    struct derived_page page = page_derive(parts);
    json_t *schema = schema_derive(page.contract, part);

    page_clear(&page);
    return schema;
}

/* What stands at a place must be this JSON; NULL: nothing. */
static void assert_at(const json_t *schema, const char *pointer,
                      const char *expected)
{
    json_t *value = pointer_get(schema, pointer);
    char *text =
        value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;

    if (!expected)
        assert_null(text);
    else
        assert_string_equal(text ? text : "(nothing)", expected);
    free(text);
}

static void a_row_of_a_request_becomes_type_presence_and_limit(void **state)
{
    static const char *const rows[] = {
        "name|String|Yes|A maximum of 255 bytes.", "size|Integer|No|The size.",
        NULL};
    json_t *schema =
        schema_of(&(struct page_parts){.request = rows}, PART_REQUEST);

    (void)state;
    assert_at(schema, "/required", "[\"name\"]");
    assert_at(schema, "/properties/name/type", "\"string\"");
    assert_at(schema, "/properties/name/maxBytes", "255");
    assert_at(schema, "/properties/name/$comment", "\"page #r1\"");
    assert_at(schema, "/properties/size/type", "\"integer\"");
    assert_at(schema, "/properties/size/maxBytes", NULL);
    /* our keyword needs our dialect, and unknown members are not forbidden */
    assert_at(schema, "/$schema", "\"https://assay.invalid/schema/dialect\"");
    assert_at(schema, "/additionalProperties", NULL);
    json_decref(schema);
}

static void words_are_ours_and_made_of_facts(void **state)
{
    static const char *const rows[] = {
        "name|String|Yes|What everybody calls it, a maximum of 255 bytes.",
        NULL};
    json_t *schema =
        schema_of(&(struct page_parts){.request = rows}, PART_REQUEST);

    (void)state;
    assert_at(schema, "/properties/name/description",
              "\"String, at most 255 bytes; mandatory.\"");
    json_decref(schema);
}

static void an_answer_has_what_every_example_shows(void **state)
{
    static const char *const rows[] = {
        "id|String|The id.", "name|String|The name.",
        "spare|String|The reserved field.", "note|String|A note.", NULL};
    const struct page_parts parts = {
        .response = rows,
        .answered = "{\"id\": \"1\", \"spare\": \"x\", \"note\": null}"};
    json_t *schema = schema_of(&parts, PART_RESPONSE);

    (void)state;
    assert_at(schema, "/required", "[\"id\",\"note\"]");
    assert_at(schema, "/properties/note/type", "[\"string\",\"null\"]");
    assert_at(schema, "/properties/id/type", "\"string\"");
    json_decref(schema);
}

static void without_an_example_nothing_is_required_of_an_answer(void **state)
{
    static const char *const rows[] = {"id|String|The id.", NULL};
    json_t *schema =
        schema_of(&(struct page_parts){.response = rows}, PART_RESPONSE);

    (void)state;
    assert_at(schema, "/required", NULL);
    json_decref(schema);
}

static void a_page_without_a_body_has_no_schema_of_one(void **state)
{
    static const char *const rows[] = {"id|String|The id.", NULL};

    (void)state;
    assert_null(
        schema_of(&(struct page_parts){.response = rows}, PART_REQUEST));
    assert_null(schema_of(&(struct page_parts){.response = rows}, PART_QUERY));
}

/* A page with a table below a link, both forms of an error. */
static json_t *part_of_file(const char *file, enum contract_part part)
{
    char *path = xasprintf("fixtures/pages/%s", file);
    struct error err = {0};
    struct remarks remarks = {0};
    struct document *page = document_load(path, &err);
    struct contract *contract;
    json_t *schema;

    assert_non_null(page);
    contract = contract_derive(page, NULL, 0, &remarks);
    assert_non_null(contract);
    schema = schema_derive(contract, part);
    contract_free(contract);
    document_free(page);
    remarks_clear(&remarks);
    free(path);
    return schema;
}

static enum schema_verdict judge_text(json_t *schema, const char *text)
{
    json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
    struct error err = {0};
    struct judge judge;
    enum schema_verdict verdict;

    assert_non_null(value);
    judge_init(&judge, schema, &err);
    assert_non_null(judge.schema);
    verdict = schema_validate(judge.schema, value, NULL);
    judge_clear(&judge);
    json_decref(value);
    return verdict;
}

/* The page's own answer of success as text. */
static json_t *answer_of_file(const char *file)
{
    char *path = xasprintf("fixtures/pages/%s", file);
    struct error err = {0};
    struct remarks remarks = {0};
    struct document *page = document_load(path, &err);
    struct contract *contract = contract_derive(page, NULL, 0, &remarks);
    json_t *answer = NULL;

    for (size_t i = 0; i < contract->examples_len && !answer; i++)
        if (contract->examples[i].role == EXAMPLE_RESPONSE)
            answer = json_deep_copy(contract->examples[i].content);
    contract_free(contract);
    document_free(page);
    remarks_clear(&remarks);
    free(path);
    return answer;
}

static enum schema_verdict judge_value(json_t *schema, const json_t *value)
{
    char *text = json_dumps(value, 0);
    enum schema_verdict verdict = judge_text(schema, text);

    free(text);
    return verdict;
}

static void success_and_error_are_alternatives(void **state)
{
    json_t *schema = part_of_file("t0-nested.html", PART_RESPONSE);
    json_t *answer = answer_of_file("t0-nested.html");

    (void)state;
    assert_int_equal(judge_value(schema, answer), SCHEMA_VALID);
    /* an unknown member is none of ours, an error beside it is */
    json_object_set_new(answer, "other", json_object());
    assert_int_equal(judge_value(schema, answer), SCHEMA_VALID);
    json_object_set_new(answer, "notFound",
                        json_pack("{ss, ss}", "message", "m", "code", "c"));
    assert_int_equal(judge_value(schema, answer), SCHEMA_INVALID);
    json_decref(answer);
    json_decref(schema);
}

static void an_error_has_one_of_two_envelopes(void **state)
{
    static const struct {
        const char *text;
        enum schema_verdict verdict;
    } cases[] = {
        {"{\"error\":{\"message\":\"m\",\"code\":\"c\"}}", SCHEMA_VALID},
        {"{\"itemNotFound\":{\"message\":\"m\",\"code\":\"c\"}}", SCHEMA_VALID},
        {"{\"error\":{\"message\":\"m\"}}", SCHEMA_INVALID},
        {"{\"error\":{\"message\":\"m\",\"code\":\"c\"},\"x\":{}}",
         SCHEMA_INVALID},
        {"{\"book\":{\"message\":\"m\",\"code\":\"c\"}}", SCHEMA_INVALID},
        {"{\"NotFound\":{\"message\":\"m\",\"code\":\"c\"}}", SCHEMA_INVALID},
        {"{}", SCHEMA_INVALID},
    };
    json_t *schema = part_of_file("t0-nested.html", PART_ERROR);

    (void)state;
    assert_non_null(schema);
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        assert_int_equal(judge_text(schema, cases[i].text), cases[i].verdict);
    json_decref(schema);
}

static void a_placeholder_describes_every_value_of_a_map(void **state)
{
    json_t *schema = part_of_file("map-of-labels.html", PART_REQUEST);
    char *text = json_dumps(schema, 0);

    (void)state;
    assert_non_null(strstr(text, "additionalProperties"));
    assert_null(strstr(text, "key_val"));
    free(text);
    json_decref(schema);
}

static void a_schema_inside_itself_is_a_reference(void **state)
{
    json_t *schema = part_of_file("link-to-own-table.html", PART_RESPONSE);
    char *text;

    (void)state;
    if (!schema)
        schema = part_of_file("link-to-own-table.html", PART_REQUEST);
    text = json_dumps(schema, 0);
    assert_non_null(strstr(text, "\"$ref\": \"#/"));
    free(text);
    assert_int_not_equal(judge_text(schema, "{}"), SCHEMA_UNDECIDED);
    json_decref(schema);
}

static void a_body_that_is_an_array_has_its_members_in_items(void **state)
{
    json_t *schema = part_of_file("array-at-top.html", PART_RESPONSE);

    (void)state;
    assert_at(schema, "/type", "\"array\"");
    assert_at(schema, "/items/type", "\"object\"");
    json_decref(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_of_a_request_becomes_type_presence_and_limit),
        cmocka_unit_test(words_are_ours_and_made_of_facts),
        cmocka_unit_test(an_answer_has_what_every_example_shows),
        cmocka_unit_test(without_an_example_nothing_is_required_of_an_answer),
        cmocka_unit_test(a_page_without_a_body_has_no_schema_of_one),
        cmocka_unit_test(success_and_error_are_alternatives),
        cmocka_unit_test(an_error_has_one_of_two_envelopes),
        cmocka_unit_test(a_placeholder_describes_every_value_of_a_map),
        cmocka_unit_test(a_schema_inside_itself_is_a_reference),
        cmocka_unit_test(a_body_that_is_an_array_has_its_members_in_items),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
