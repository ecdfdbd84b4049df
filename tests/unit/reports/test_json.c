#include "tests/unit/reports/sample.h"

#include "base/pointer.h"
#include "reports/record_exchange.h"

static json_t *parse(struct sample *sample)
{
    char *text = sample_report(sample, "json");
    json_error_t at;
    json_t *doc =
        json_loads(text, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &at);

    if (!doc)
        fail_msg("line %d: %s", at.line, at.text);
    free(text);
    return doc;
}

static json_t *at(const json_t *doc, const char *pointer)
{
    json_t *value = pointer_get(doc, pointer);

    if (!value)
        fail_msg("nothing at %s", pointer);
    return value;
}

static void assert_text(const json_t *doc, const char *pointer,
                        const char *want)
{
    const json_t *value = at(doc, pointer);

    assert_true(json_is_string(value));
    assert_string_equal(json_string_value(value), want);
}

/* Every value of the sample that a member shows, by pointer. */
static void every_member_has_its_value(void **state)
{
    static const struct {
        const char *pointer;
        const char *json; /* compact */
    } rows[] = {
        {"/$schema", "\"urn:assay:results:1\""},
        {"/assay", "\"0.1.0\""},
        {"/started", "\"2026-01-02T03:04:05.678Z\""},
        {"/suites/1/id", "\"evs.b\""},
        {"/suites/0/file", "\"suites/evs.json\""},
        {"/dialect", "\"otc\""},
        {"/profile", "\"otc\""},
        {"/pages", "[{\"id\":\"evs_04_3058\",\"title\":\"Updating\","
                   "\"date\":\"2024-05-06\"}]"},
        {"/target",
         "{\"base_url\":\"http://h\",\"project_id\":\"P\","
         "\"snapshot_id\":null,\"neighbour_id\":null,\"microversion\":null,"
         "\"insecure\":true,\"emulator\":false}"},
        {"/seed", "\"18446744073709551615\""},
        {"/strict", "false"},
        {"/planned", "7"},
        {"/duration_us", "840000"},
        {"/counts",
         "{\"pass\":2,\"fail\":1,\"error\":1,\"skip\":1,\"waived\":1,"
         "\"stale\":1}"},
        {"/advisories", "1"},
        {"/requests", "712"},
        {"/observations", "[{\"id\":\"lag\",\"subject\":\"run\","
                          "\"text\":\"reads lag by 3 ms\",\"value\":null}]"},
        {"/leftovers",
         "[{\"what\":\"snapshot 1: name\",\"reason\":\"answered 500\"}]"},
        {"/restored", "true"},
        {"/aborted", "null"},
        {"/signal", "0"},
        {"/exit_status", "1"},
        {"/testcases/1/id", "\"evs.a/fail/256\""},
        {"/testcases/1/suite", "\"evs.a\""},
        {"/testcases/1/clauses",
         "[{\"id\":\"request/name/max-bytes\",\"page\":\"evs_04_3058\","
         "\"element\":\"p600\",\"level\":\"must\",\"basis\":\"documented\"}]"},
        {"/testcases/1/level", "\"must\""},
        {"/testcases/1/basis", "\"documented\""},
        {"/testcases/1/reason", "null"},
        {"/testcases/1/duration_us", "1234567"},
        {"/testcases/1/findings/0/exchange", "\"put.answer\""},
        {"/testcases/1/findings/0/check", "\"status\""},
        {"/testcases/1/findings/0/clause", "null"},
        {"/testcases/1/findings/0/level", "\"must\""},
        {"/testcases/1/findings/0/instanceLocation", "\"/snapshot/name\""},
        {"/testcases/1/findings/0/keywordLocation", "\"ops.json#/outcomes/0\""},
        {"/testcases/1/findings/0/error", "\"the status is another\""},
        {"/testcases/1/findings/0/expected", "400"},
        {"/testcases/1/observations/0/value", "\"stored\""},
        {"/testcases/1/exchanges/0/attempt", "1"},
        {"/testcases/1/exchanges/0/request",
         "{\"method\":\"PUT\",\"url\":\"http://127.0.0.1:1/v3/P/s/S\","
         "\"headers\":[[\"X-Auth-Token\",\"***\"],"
         "[\"Content-Type\",\"application/json\"]],"
         "\"content\":{\"size\":15,\"encoding\":\"utf-8\","
         "\"data\":\"{\\\"snapshot\\\":{}}\",\"cut\":false}}"},
        {"/testcases/1/exchanges/0/response/status", "200"},
        {"/testcases/1/exchanges/0/response/httpVersion", "\"1.1\""},
        {"/testcases/1/exchanges/0/response/content/data",
         "\"{\\\"answer\\\":1}\\u0000\""},
        {"/testcases/1/exchanges/0/timings_us",
         "{\"dns\":-1,\"connect\":-1,\"tls\":-1,\"send\":10,\"wait\":20,"
         "\"receive\":30,\"total\":60}"},
        {"/testcases/1/exchanges/0/tls", "null"},
        {"/testcases/1/exchanges/0/transport", "\"ok\""},
        {"/testcases/1/exchanges/0/error", "null"},
        {"/testcases/2/exchanges/0/transport", "\"reset\""},
        {"/testcases/2/exchanges/0/error", "\"the connection was cut\""},
        {"/testcases/3/exchanges", "[]"},
    };
    struct sample sample;
    json_t *doc;

    (void)state;
    sample_init(&sample, "");
    sample_add_leftover(&sample);
    doc = parse(&sample);
    assert_int_equal(json_object_size(doc), 28);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *text = json_dumps(at(doc, rows[i].pointer),
                                JSON_COMPACT | JSON_ENCODE_ANY);

        assert_string_equal(text, rows[i].json);
        free(text);
    }
    json_decref(doc);
    sample_clear(&sample);
}

static void each_verdict_has_its_word(void **state)
{
    static const char *const words[SAMPLE_LEN] = {
        "pass", "fail", "error", "skip", "waived", "stale", "pass"};
    struct sample sample;
    json_t *doc, *list;

    (void)state;
    sample_init(&sample, "");
    doc = parse(&sample);
    list = at(doc, "/testcases");
    assert_int_equal(json_array_size(list), SAMPLE_LEN);
    for (size_t i = 0; i < SAMPLE_LEN; i++)
        assert_text(json_array_get(list, i), "/verdict", words[i]);
    json_decref(doc);
    sample_clear(&sample);
}

static void hostile_strings_survive(void **state)
{
    struct sample sample;
    json_t *doc;

    (void)state;
    sample_init(&sample, HOSTILE);
    doc = parse(&sample);
    assert_has(json_string_value(at(doc, "/testcases/1/findings/0/error")),
               "]]> \\u001b[31m\\u0007 \\xff\\xfe #");
    assert_text(doc, "/testcases/1/exchanges/0/request/content/encoding",
                "base64");
    assert_true(json_equal(at(doc, "/testcases/1/findings/0/actual"),
                           sample.results[1].findings.items[0].actual));
    json_decref(doc);
    sample_clear(&sample);
}

static void a_content_is_text_or_base64(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        size_t max;
        const char *json;
    } rows[] = {
        {NULL, 0, 0, "null"},
        {"", 0, 0,
         "{\"size\":0,\"encoding\":\"utf-8\",\"data\":\"\",\"cut\":false}"},
        {"\xff", 1, 0,
         "{\"size\":1,\"encoding\":\"base64\",\"data\":\"/w==\","
         "\"cut\":false}"},
        {"\xff\xfe", 2, 0,
         "{\"size\":2,\"encoding\":\"base64\",\"data\":\"//4=\","
         "\"cut\":false}"},
        {"\xff\xfe\xfd\0", 4, 0,
         "{\"size\":4,\"encoding\":\"base64\",\"data\":\"//79AA==\","
         "\"cut\":false}"},
        {"abcdef", 6, 6,
         "{\"size\":6,\"encoding\":\"utf-8\",\"data\":\"abcdef\","
         "\"cut\":false}"},
        {"abcdef", 6, 5,
         "{\"size\":6,\"encoding\":\"utf-8\",\"data\":\"abcde\","
         "\"cut\":true}"},
        {"ab\xf0\x9f\x98\x80", 6, 4,
         "{\"size\":6,\"encoding\":\"utf-8\",\"data\":\"ab\",\"cut\":true}"},
        {"\x80\x80\x80\x80\x80", 5, 3,
         "{\"size\":5,\"encoding\":\"base64\",\"data\":\"gICA\","
         "\"cut\":true}"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        json_t *value = record_content(rows[i].bytes, rows[i].len, rows[i].max);
        char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

        assert_string_equal(text, rows[i].json);
        free(text);
        json_decref(value);
    }
}

static void only_contents_of_passing_testcases_are_cut(void **state)
{
    struct sample sample;
    json_t *doc;

    (void)state;
    sample_init(&sample, "");
    for (size_t i = 0; i < 2; i++) {
        struct response *response =
            &sample.results[i].exchanges.items[0].response;

        free(response->content);
        response->content_len = 100000;
        response->content = xcalloc(response->content_len + 1, 1);
        memset(response->content, 'x', response->content_len);
    }
    doc = parse(&sample);
    assert_int_equal(
        json_string_length(
            at(doc, "/testcases/0/exchanges/0/response/content/data")),
        65536);
    assert_true(
        json_is_true(at(doc, "/testcases/0/exchanges/0/response/content/cut")));
    assert_int_equal(
        json_string_length(
            at(doc, "/testcases/1/exchanges/0/response/content/data")),
        100000);
    json_decref(doc);
    sample_clear(&sample);
}

static void an_empty_run_is_still_json(void **state)
{
    struct sample sample;
    json_t *doc;

    (void)state;
    sample_init(&sample, "");
    sample.plan.len = 0;
    doc = parse(&sample);
    assert_int_equal(json_array_size(at(doc, "/testcases")), 0);
    json_decref(doc);
    sample_clear(&sample);
}

/* The value there, compact. */
static void assert_json(const json_t *doc, const char *pointer,
                        const char *want)
{
    char *text = json_dumps(at(doc, pointer), JSON_COMPACT | JSON_ENCODE_ANY);

    assert_non_null(text);
    assert_string_equal(text, want);
    free(text);
}

static void
waivers_stand_in_the_head_at_their_testcases_and_at_the_end(void **state)
{
    struct sample sample;
    struct result *waived;
    json_t *doc;

    (void)state;
    sample_init(&sample, "");
    sample_add_waivers(&sample);
    waived = &sample.results[VERDICT_WAIVED];
    waived->waivers = json_pack("[{ss}]", "testcase", "evs.a/waived");
    waived->findings.items[0].waived = true;
    doc = parse(&sample);
    assert_json(doc, "/waiver_file/file", "\"w.json\"");
    assert_true(json_equal(at(doc, "/waiver_file/content"),
                           sample.waiver_file.document));
    assert_true(json_equal(at(doc, "/testcases/4/waivers"), waived->waivers));
    assert_json(doc, "/testcases/4/findings/0/waived", "true");
    assert_null(json_object_get(at(doc, "/testcases/1/findings/0"), "waived"));
    assert_json(doc, "/testcases/1/waivers", "[]");
    assert_int_equal(json_array_size(at(doc, "/waivers")), 3);
    assert_json(doc, "/waivers/0/state", "\"used\"");
    assert_json(doc, "/waivers/0/fails", "false");
    assert_json(doc, "/waivers/1/pointer", "\"/waivers/1\"");
    assert_json(doc, "/waivers/1/state", "\"unused\"");
    assert_json(doc, "/waivers/1/fails", "true");
    assert_json(doc, "/waivers/1/text", "\"what to do\"");
    assert_json(doc, "/waivers/2/waiver", "{\"testcase\":\"evs.a/untried\"}");
    json_decref(doc);
    sample_clear(&sample);

    sample_init(&sample, "");
    doc = parse(&sample);
    assert_true(json_is_null(at(doc, "/waiver_file")));
    assert_json(doc, "/waivers", "[]");
    json_decref(doc);
    sample_clear(&sample);
}

/*
 * Members of each kind of object against the schema's "required" and
 * "properties", so that neither can grow without the other.
 */
static void assert_members(const json_t *schema, const char *where,
                           const json_t *object, size_t optional)
{
    const json_t *kind = at(schema, where);
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)object, name, value) {
        if (!json_object_get(json_object_get(kind, "properties"), name))
            fail_msg("%s: %s is not in the schema", where, name);
    }
    assert_int_equal(json_array_size(json_object_get(kind, "required")) +
                         optional,
                     json_object_size(object));
}

static void the_schema_names_every_member(void **state)
{
    static const struct {
        const char *kind;
        const char *pointer;
        size_t optional;
    } rows[] = {
        /* results of before there were waivers stay valid */
        {"", "", 2},
        {"/$defs/waiver_file", "/waiver_file", 0},
        {"/$defs/waiver_result", "/waivers/0", 0},
        {"/$defs/suite", "/suites/0", 0},
        {"/$defs/page", "/pages/0", 0},
        {"/$defs/target", "/target", 0},
        {"/$defs/counts", "/counts", 0},
        {"/$defs/testcase", "/testcases/1", 1},
        {"/$defs/clause", "/testcases/1/clauses/0", 0},
        {"/$defs/finding", "/testcases/1/findings/0", 2},
        {"/$defs/observation", "/testcases/1/observations/0", 0},
        {"/$defs/exchange", "/testcases/1/exchanges/0", 0},
        {"/$defs/request", "/testcases/1/exchanges/0/request", 0},
        {"/$defs/response", "/testcases/1/exchanges/0/response", 0},
        {"/$defs/content", "/testcases/1/exchanges/0/request/content", 0},
        {"/$defs/timings", "/testcases/1/exchanges/0/timings_us", 0},
        {"/$defs/leftover", "/leftovers/0", 0},
    };
    struct sample sample;
    json_error_t error;
    json_t *schema = json_load_file("schemas/assay/results.json",
                                    JSON_REJECT_DUPLICATES, &error);
    json_t *doc;

    (void)state;
    assert_non_null(schema); /* tests run in the project's root */
    sample_init(&sample, "");
    sample_add_leftover(&sample);
    sample_add_waivers(&sample);
    doc = parse(&sample);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_members(schema, rows[i].kind, at(doc, rows[i].pointer),
                       rows[i].optional);
    json_decref(doc);
    json_decref(schema);
    sample_clear(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_member_has_its_value),
        cmocka_unit_test(each_verdict_has_its_word),
        cmocka_unit_test(hostile_strings_survive),
        cmocka_unit_test(a_content_is_text_or_base64),
        cmocka_unit_test(only_contents_of_passing_testcases_are_cut),
        cmocka_unit_test(an_empty_run_is_still_json),
        cmocka_unit_test(
            waivers_stand_in_the_head_at_their_testcases_and_at_the_end),
        cmocka_unit_test(the_schema_names_every_member),
    };

    return cmocka_run_group_tests_name("reports/json", tests, NULL, NULL);
}
