#include "tests/unit/test.h"

#include "check/counting.h"
#include "tests/unit/check/scene.h"

#include "base/text.h"

#define LIMIT 10

/* A server and how it counts: false means refused. */
struct server {
    const char *name;
    bool (*accepts)(const struct probe *probe);
    const char *unit; /* what has to be concluded */
};

static bool by_bytes(const struct probe *probe)
{
    return probe->bytes <= LIMIT;
}

static bool by_code_points(const struct probe *probe)
{
    return probe->code_points <= LIMIT;
}

static bool by_utf16_units(const struct probe *probe)
{
    return probe->utf16_units <= LIMIT;
}

static bool without_limit(const struct probe *probe)
{
    return probe->bytes > 0;
}

static bool by_one_more(const struct probe *probe)
{
    return probe->bytes <= LIMIT + 1;
}

/* Three bytes at most in a character, as in some databases; else by bytes. */
static bool without_emoji(const struct probe *probe)
{
    return by_bytes(probe) && strcmp(probe->characters, "emoji") != 0;
}

static const struct server servers[] = {
    {"bytes", by_bytes, "bytes"},
    {"code points", by_code_points, "code points"},
    {"UTF-16 units", by_utf16_units, "UTF-16 units"},
    {"no limit", without_limit, "none"},
    {"one more byte", by_one_more, "inconclusive"},
    {"no emoji", without_emoji, "bytes"}};

static const struct {
    const char *characters;
    const char *unit;
    size_t times;
    bool is_control;
} texts[] = {
    {"ascii", "a", 10, false},         {"ascii", "a", 11, false},
    {"accent", "\u00e9", 5, false},    {"accent", "\u00e9", 6, false},
    {"accent", "\u00e9", 10, false},   {"accent", "\u00e9", 11, false},
    {"emoji", "\U0001F600", 1, true},  {"emoji", "\U0001F600", 5, false},
    {"emoji", "\U0001F600", 6, false}, {"emoji", "\U0001F600", 10, false},
    {"emoji", "\U0001F600", 11, false}};

#define TEXTS (sizeof(texts) / sizeof(texts[0]))

static const struct conclusion conclusion = {
    .id = "name-limit-unit",
    .kind = "counting-unit",
    .title = "what the limit of name counts",
    .probes = "suite/*",
    .at = "/snapshot/name",
    .limit = LIMIT};

static void probe_server(const struct server *server, struct probe *probes)
{
    for (size_t i = 0; i < TEXTS; i++) {
        size_t len = strlen(texts[i].unit);

        probes[i] =
            (struct probe){.bytes = texts[i].times * len,
                           .code_points = texts[i].times *
                                          utf8_code_points(texts[i].unit, len),
                           .utf16_units = texts[i].times *
                                          utf8_utf16_units(texts[i].unit, len),
                           .is_control = texts[i].is_control,
                           .characters = texts[i].characters};
        probes[i].accepted = server->accepts(&probes[i]);
    }
}

static void expect_unit(const struct probe *probes, size_t len,
                        const char *unit, const char *candidates, int counted)
{
    struct observations list = {0};
    const json_t *value;
    char *text;

    conclude(&conclusion, probes, len, &list);
    assert_int_equal(list.len, 1);
    assert_string_equal(list.items[0].id, "counting-unit");
    assert_string_equal(list.items[0].subject, "name-limit-unit");
    value = list.items[0].value;
    assert_string_equal(json_member_text(value, "unit", ""), unit);
    text = json_text(json_object_get(value, "candidates"));
    assert_string_equal(text, candidates);
    assert_int_equal(json_integer_value(json_object_get(value, "limit")),
                     LIMIT);
    assert_int_equal(json_integer_value(json_object_get(value, "probes")),
                     counted);
    free(text);
    observations_clear(&list);
}

static void the_unit_that_explains_every_answer_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(servers) / sizeof(servers[0]); i++) {
        const struct server *server = &servers[i];
        bool is_unit = strcmp(server->unit, "none") != 0 &&
                       strcmp(server->unit, "inconclusive") != 0;
        char *candidates =
            is_unit ? xasprintf("[\"%s\"]", server->unit) : xstrdup("[]");
        struct probe probes[TEXTS];

        probe_server(server, probes);
        expect_unit(probes, TEXTS, server->unit, candidates,
                    server->accepts == without_emoji ? 6 : (int)TEXTS);
        free(candidates);
    }
}

static void ascii_alone_is_inconclusive(void **state)
{
    struct probe probes[TEXTS];

    (void)state;
    probe_server(&servers[0], probes);
    expect_unit(probes, 2, "inconclusive",
                "[\"bytes\",\"code points\",\"UTF-16 units\"]", 2);
}

static void acceptance_alone_is_no_limit(void **state)
{
    const struct probe probe = {
        .bytes = 40, .code_points = 10, .utf16_units = 20, .accepted = true};

    (void)state;
    expect_unit(&probe, 1, "inconclusive", "[\"code points\"]", 1);
}

static void characters_refused_even_when_short_are_named(void **state)
{
    struct observations list = {0};
    struct probe probes[TEXTS];

    (void)state;
    probe_server(&servers[5], probes);
    conclude(&conclusion, probes, TEXTS, &list);
    assert_string_equal(list.items[0].text,
                        "what the limit of name counts: bytes (limit 10, 6 "
                        "probes); refused even when short: emoji");
    observations_clear(&list);
    conclude(&conclusion, probes, 0, &list);
    assert_int_equal(list.len, 0);
}

static void
a_refused_control_without_characters_excludes_only_itself(void **state)
{
    const struct probe probes[] = {
        {.bytes = 1, .code_points = 1, .utf16_units = 1, .is_control = true},
        {.bytes = 40, .code_points = 10, .utf16_units = 20, .accepted = true},
        {.bytes = 11, .code_points = 11, .utf16_units = 11}};

    (void)state;
    expect_unit(probes, 3, "code points", "[\"code points\"]", 2);
    expect_unit(probes, 1, "inconclusive", "[]", 0);
}

static void a_probe_is_read_from_the_last_answer(void **state)
{
    static const struct {
        const char *exchange;
        bool is_probe;
        bool accepted;
    } rows[] = {
        {"{'status':202,'sent':{'snapshot':{'name':'\u00e9\U0001F600'}}}", true,
         true},
        {"{'status':400,'sent':{'snapshot':{'name':'\u00e9\U0001F600'}}}", true,
         false},
        {"{'status':500,'sent':{'snapshot':{'name':'a'}}}", false, false},
        {"{'status':302,'sent':{'snapshot':{'name':'a'}}}", false, false},
        {"{'status':401,'sent':{'snapshot':{'name':'a'}}}", false, false},
        {"{'status':429,'sent':{'snapshot':{'name':'a'}}}", false, false},
        {"{'sent':{'snapshot':{'name':null}}}", false, false},
        {"{'sent-text':'{'}", false, false},
        {"{'status':200}", false, false},
        {"{'sent':{'snapshot':{'name':'a'}},'transport':'x'}", false, false}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char *text = xasprintf("{'exchanges':[%s]}", rows[i].exchange);
        struct scene *scene = scene_new(text);
        struct probe probe;

        assert_int_equal(probe_read(&conclusion, &scene->result, &probe),
                         rows[i].is_probe);
        if (rows[i].is_probe) {
            assert_int_equal(probe.accepted, rows[i].accepted);
            assert_int_equal(probe.bytes, 6);
            assert_int_equal(probe.code_points, 2);
            assert_int_equal(probe.utf16_units, 3);
        }
        free(text);
        scene_free(scene);
    }
}

static void a_probe_belongs_to_the_conclusion_and_was_run(void **state)
{
    struct scene *scene =
        scene_new("{'row':{'characters':'ascii'},'tags':['control'],"
                  "'exchanges':[{'sent':{'snapshot':{'name':'a'}}}]}");
    struct conclusion other = conclusion;
    struct probe probe;

    (void)state;
    scene->testcase.body = scene->doc;
    scene->testcase.tags = json_object_get(scene->doc, "tags");
    assert_true(probe_read(&conclusion, &scene->result, &probe));
    assert_true(probe.is_control);
    assert_string_equal(probe.characters, "ascii");
    other.probes = "other/*";
    assert_false(probe_read(&other, &scene->result, &probe));
    scene->result.verdict = VERDICT_SKIP;
    assert_false(probe_read(&conclusion, &scene->result, &probe));
    scene_free(scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_unit_that_explains_every_answer_is_found),
        cmocka_unit_test(ascii_alone_is_inconclusive),
        cmocka_unit_test(acceptance_alone_is_no_limit),
        cmocka_unit_test(characters_refused_even_when_short_are_named),
        cmocka_unit_test(
            a_refused_control_without_characters_excludes_only_itself),
        cmocka_unit_test(a_probe_is_read_from_the_last_answer),
        cmocka_unit_test(a_probe_belongs_to_the_conclusion_and_was_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
