#include "tests/unit/test.h"

#include "check/kinds.h"
#include "tests/unit/check/rows.h"

#include "base/pointer.h"

static void a_status_is_one_of_those_allowed(void **state)
{
    static const struct row rows[] = {
        {"one of them", "{'check':'status','in':[404,200]}", NULL, NULL, PASS},
        {"none of them", "{'check':'status','in':[404]}", NULL, NULL,
         FAIL("s.answer -")},
        {"of another exchange", "{'check':'status','in':[200],'of':'after'}",
         NULL, "'status':404", FAIL("s.after -")},
        {"named with its step", "{'check':'status','in':[404],'of':'s.after'}",
         NULL, "'status':404", PASS},
        {"no response", "{'check':'status','in':[200],'of':'after'}", NULL,
         "'transport':'no route'", ERROR("s.after got no whole response: no")},
        {"no such exchange", "{'check':'status','in':[200],'of':'later'}", NULL,
         NULL, ERROR("s.later did not happen")}};

    (void)state;
    JUDGE(rows);
}

static void a_server_error_is_found_from_500_on(void **state)
{
    static const struct row rows[] = {
        {"499", "{'check':'no-server-error'}", "'status':499", NULL, PASS},
        {"500", "{'check':'no-server-error'}", "'status':500", NULL,
         FAIL("s.answer -")},
        {"599", "{'check':'no-server-error'}", "'status':599", NULL,
         FAIL("s.answer -")}};

    (void)state;
    JUDGE(rows);
}

static void a_media_type_is_compared_without_case_and_parameters(void **state)
{
#define TYPE "{'check':'media-type','is':'application/json'}"
    static const struct row rows[] = {
        {"as it is", TYPE, NULL, NULL, PASS},
        {"parameter", TYPE, "'type':'Application/JSON ; charset=utf-8'", NULL,
         PASS},
        {"another", TYPE, "'type':'text/html'", NULL, FAIL("s.answer -")},
        {"longer", TYPE, "'type':'application/json5'", NULL,
         FAIL("s.answer -")},
        {"a list", TYPE, "'type':'application/json, text/html'", NULL,
         FAIL("s.answer -")},
        {"none", TYPE, "'type':null", NULL, FAIL("s.answer -")}};

    (void)state;
    JUDGE(rows);
}

static void json_is_one_text_without_repeated_members(void **state)
{
#define JSON "{'check':'json'}"
    static const struct row rows[] = {
        {"object", JSON, NULL, NULL, PASS},
        {"number", JSON, "'text':'1'", NULL, PASS},
        {"two texts", JSON, "'text':'1 2'", NULL, FAIL("s.answer ")},
        {"cut", JSON, "'text':'{`a`:'", NULL, FAIL("s.answer ")},
        {"nothing", JSON, "'status':200", NULL, FAIL("s.answer ")},
        {"empty", JSON, "'text':''", NULL, FAIL("s.answer ")},
        {"repeated", JSON, "'text':'{`a`:1,`a`:1}'", NULL, FAIL("s.answer ")},
        {"beyond 64 bits", JSON, "'text':'12345678901234567890123'", NULL,
         ERROR("the content of s.answer is beyond what we can read")}};

    (void)state;
    JUDGE(rows);
}

static void an_echo_has_each_sent_member_in_its_form(void **state)
{
#define ECHO(form)                                                             \
    "{'check':'echo','form':'" form "','members':['name','description']}"
    static const struct row rows[] = {
        {"sent", ECHO("sent"), SENT("'name':'B'") JSON_OF("'name':'B'"), NULL,
         PASS},
        {"another value", ECHO("sent"),
         SENT("'name':'B'") JSON_OF("'name':'A'"), NULL,
         FAIL("s.answer /snapshot/name")},
        {"missing", ECHO("sent"), SENT("'name':null") JSON_OF(""), NULL,
         FAIL("s.answer /snapshot/name")},
        {"not listed", ECHO("sent"), SENT("'x':'B'") JSON_OF("'x':'A'"), NULL,
         PASS},
        {"default form", "{'check':'echo','members':['name']}",
         SENT("'name':' B'") JSON_OF("'name':'B'"), NULL,
         FAIL("s.answer /snapshot/name")},
        {"trimmed", ECHO("trimmed"),
         SENT("'name':'\\u3000\\t B \\u00a0C\\u2028\\n'")
             JSON_OF("'name':'B \\u00a0C'"),
         NULL, PASS},
        {"not trimmed", ECHO("trimmed"),
         SENT("'name':' B'") JSON_OF("'name':' B'"), NULL,
         FAIL("s.answer /snapshot/name")},
        {"zero-width is no blank", ECHO("trimmed"),
         SENT("'name':'\\u200bB'") JSON_OF("'name':'B'"), NULL,
         FAIL("s.answer /snapshot/name")},
        {"all blanks", ECHO("trimmed"),
         SENT("'name':'  '") JSON_OF("'name':''"), NULL, PASS},
        {"empty for null", ECHO("empty-for-null"),
         SENT("'description':null") JSON_OF("'description':''"), NULL, PASS},
        {"null for null", ECHO("empty-for-null"),
         SENT("'description':null") JSON_OF("'description':null"), NULL,
         FAIL("s.answer /snapshot/description")},
        {"null for blanks", ECHO("null-for-blank"),
         SENT("'name':'  '") JSON_OF("'name':null"), NULL, PASS},
        {"trimmed, not null", ECHO("null-for-blank"),
         SENT("'name':' A '") JSON_OF("'name':'A'"), NULL, PASS},
        {"blanks are not null", ECHO("null-for-blank"),
         SENT("'name':'  '") JSON_OF("'name':''"), NULL,
         FAIL("s.answer /snapshot/name")},
        {"null for empty", ECHO("null-for-empty"),
         SENT("'name':''") JSON_OF("'name':null"), NULL, PASS},
        {"empty for empty", ECHO("null-for-empty"),
         SENT("'name':''") JSON_OF("'name':''"), NULL,
         FAIL("s.answer /snapshot/name")},
        {"ignored", ECHO("ignored"), SENT("'name':'B'") JSON_OF("'name':'A'"),
         NULL, PASS},
        {"not ignored", ECHO("ignored"),
         SENT("'name':'B'") JSON_OF("'name':'B'"), NULL,
         FAIL("s.answer /snapshot/name")},
        {"no JSON sent", ECHO("sent"),
         "'sent-text':'{`snapshot`:'," JSON_OF("'name':'A'"), NULL, PASS},
        {"last of repeated members sent", ECHO("sent"),
         "'sent-text':'{`snapshot`:{`name`:`B`,`name`:`C`}}'," JSON_OF(
             "'name':'B'"),
         NULL, FAIL("s.answer /snapshot/name")},
        {"nothing sent there", ECHO("sent"), "'sent':{'snapshot':1}", NULL,
         PASS},
        {"no object in the answer", ECHO("sent"),
         SENT("'name':'B'") "'json':{}", NULL, FAIL("s.answer /snapshot")},
        {"no JSON in the answer", ECHO("sent"), SENT("'name':'B'") "'text':'{'",
         NULL, FAIL("s.answer ")},
        {"sent beyond our reading", ECHO("sent"),
         "'sent-text':'{`snapshot`:{`name`:1e400}}'", NULL,
         ERROR("what s sent is beyond")},
        {"unknown form", ECHO("mirrored"), SENT("'name':'B'") JSON_OF(""), NULL,
         ERROR("echo has no form mirrored")}};

    (void)state;
    JUDGE(rows);
}

static void nothing_stands_where_nothing_may(void **state)
{
#define ABSENT "{'check':'absent','at':'/snapshot/x'}"
    static const struct row rows[] = {
        {"absent", ABSENT, NULL, NULL, PASS},
        {"null is something", ABSENT, JSON_OF("'x':null"), NULL,
         FAIL("s.answer /snapshot/x")},
        {"no content", ABSENT, "'status':204", NULL, PASS},
        {"no JSON", ABSENT, "'text':'<x>'", NULL, FAIL("s.answer ")},
        {"the subject", "{'check':'absent'}", NULL, NULL,
         FAIL("s.answer /snapshot")}};

    (void)state;
    JUDGE(rows);
}

static void an_item_is_not_in_a_list(void **state)
{
#define NOT_LISTED                                                             \
    "{'check':'not-listed','at':'/l','member':'name','value':'A'}"
    static const struct row rows[] = {
        {"empty", NOT_LISTED, "'json':{'l':[]}", NULL, PASS},
        {"others", NOT_LISTED, "'json':{'l':[{'name':'B'},{},1]}", NULL, PASS},
        {"there", NOT_LISTED, "'json':{'l':[{'name':'B'},{'name':'A'}]}", NULL,
         FAIL("s.answer /l/1")},
        {"no array", NOT_LISTED, "'json':{'l':{}}", NULL, FAIL("s.answer /l")},
        {"no list", NOT_LISTED, "'json':{}", NULL, FAIL("s.answer /l")}};

    (void)state;
    JUDGE(rows);
}

static void an_unknown_kind_is_never_held(void **state)
{
    static const struct row rows[] = {{"unknown", "{'check':'magic'}", NULL,
                                       NULL, ERROR("no check named magic")}};

    (void)state;
    JUDGE(rows);
    assert_false(check_kind_exists("magic"));
}

static void every_kind_has_a_name(void **state)
{
    size_t len = 0;

    (void)state;
    for (const char *const *name = check_kind_names(); *name; name++, len++)
        assert_true(check_kind_exists(*name));
    assert_int_equal(len, 13);
}

/* Lint takes the kinds from the schema, the runner from its table. */
static void the_schema_of_checks_has_the_same_kinds(void **state)
{
    const char *root = getenv("ASSAY_SOURCE_DIR");
    char *path = xasprintf("%s/schemas/assay/checks.json", root ? root : ".");
    struct error err = {0};
    json_t *schema = json_load_checked(path, ERROR_SUITE, &err);
    const json_t *kinds =
        pointer_get(schema, "/$defs/check/properties/check/enum");
    size_t len = 0;

    (void)state;
    for (const char *const *name = check_kind_names(); *name; name++, len++)
        assert_true(json_array_has_text(kinds, *name));
    assert_int_equal(json_array_size(kinds), len);
    json_decref(schema);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_status_is_one_of_those_allowed),
        cmocka_unit_test(a_server_error_is_found_from_500_on),
        cmocka_unit_test(a_media_type_is_compared_without_case_and_parameters),
        cmocka_unit_test(json_is_one_text_without_repeated_members),
        cmocka_unit_test(an_echo_has_each_sent_member_in_its_form),
        cmocka_unit_test(nothing_stands_where_nothing_may),
        cmocka_unit_test(an_item_is_not_in_a_list),
        cmocka_unit_test(an_unknown_kind_is_never_held),
        cmocka_unit_test(every_kind_has_a_name),
        cmocka_unit_test(the_schema_of_checks_has_the_same_kinds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
