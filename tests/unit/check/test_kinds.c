#include "tests/unit/test.h"

#include "check/kinds.h"
#include "tests/unit/check/scene.h"

#include "base/pointer.h"

/*
 * A check on a snapshot that was {name A, description D}. answer and after
 * are the further members of these exchanges; NULL: 200 with what was before.
 * An expected place is "step.name pointer", or just the start of the reason.
 */
struct row {
    const char *what;
    const char *check;
    const char *answer;
    const char *after;
    enum verdict verdict;
    const char *says;
};

#define BEFORE           "{'snapshot':{'name':'A','description':'D','updated_at':null}}"
#define JSON_OF(members) "'json':{'snapshot':{" members "}}"

static struct scene *scene_of(const struct row *row)
{
    char *text =
        xasprintf("{'checks':[%s],'exchanges':["
                  "{'name':'before','json':" BEFORE "},"
                  "{'name':'answer',%s},{'name':'after',%s}]}",
                  row->check, row->answer ? row->answer : "'json':" BEFORE,
                  row->after ? row->after : "'json':" BEFORE);
    struct scene *scene = scene_new(text);

    free(text);
    return scene;
}

static void judge_row(const struct row *row)
{
    struct scene *scene = scene_of(row);
    const struct result *result = scene_judge(scene);
    char *text = scene_text(result);
    const char *says = row->says ? row->says : "";

    if (result->verdict != row->verdict)
        fail_msg("%s: %s", row->what, text);
    if (row->verdict == VERDICT_PASS && result->findings.len != 0)
        fail_msg("%s: %s", row->what, text);
    if (row->verdict == VERDICT_ERROR && !strstr(result->reason, says))
        fail_msg("%s: %s", row->what, result->reason);
    if (row->verdict == VERDICT_FAIL) {
        const struct finding *first = &result->findings.items[0];
        char *place = xasprintf(
            "%s %s", first->exchange,
            first->instance_location ? first->instance_location : "-");

        if (strcmp(place, says) != 0)
            fail_msg("%s: %s", row->what, text);
        assert_string_equal(first->keyword_location, "op.json#/checks/0");
        assert_string_equal(first->clause, "main");
        free(place);
    }
    free(text);
    scene_free(scene);
}

static void judge_rows(const struct row *rows, size_t len)
{
    for (size_t i = 0; i < len; i++)
        judge_row(&rows[i]);
}

#define JUDGE(rows)   judge_rows(rows, sizeof(rows) / sizeof((rows)[0]))
#define PASS          VERDICT_PASS, NULL
#define FAIL(place)   VERDICT_FAIL, place
#define ERROR(reason) VERDICT_ERROR, reason

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
#define SENT(members) "'sent':{'snapshot':{" members "}},"
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

static void same_members_have_the_same_values(void **state)
{
#define SAME_MEMBERS   "{'check':'same','of':'answer','as':'after','except':['x']"
#define SAME           SAME_MEMBERS "}"
#define SAME_OF(names) SAME_MEMBERS ",'members':[" names "]}"
    static const struct row rows[] = {
        {"same", SAME, JSON_OF("'name':1"), JSON_OF("'name':1.0"), PASS},
        {"present in one", SAME, JSON_OF("'a':1"), JSON_OF("'b':1"), PASS},
        {"differing", SAME, JSON_OF("'a/b':1"), JSON_OF("'a/b':2"),
         FAIL("s.answer /snapshot/a~1b")},
        {"excepted", SAME, JSON_OF("'x':1"), JSON_OF("'x':2"), PASS},
        {"named", SAME_OF("'a','x'"), JSON_OF("'a':1,'b':1,'x':1"),
         JSON_OF("'a':2,'b':2,'x':2"), FAIL("s.answer /snapshot/a")},
        {"not named", SAME_OF("'a'"), JSON_OF("'a':1,'b':1"),
         JSON_OF("'a':1,'b':2"), PASS},
        {"none named", SAME_OF(""), JSON_OF("'a':1"), JSON_OF("'a':2"), PASS},
        {"no object", SAME, JSON_OF("'x':1"), "'json':{'snapshot':[]}",
         FAIL("s.after /snapshot")},
        {"no response", SAME, NULL, "'transport':'cut'", ERROR("cut")}};

    (void)state;
    JUDGE(rows);
}

static void unchanged_members_neither_change_nor_come_nor_go(void **state)
{
#define KEPT   "{'check':'unchanged','from':'before','to':'after'"
#define D_NULL "'description':'D','updated_at':null"
    static const struct row rows[] = {
        {"as before", KEPT "}", NULL, NULL, PASS},
        {"changed", KEPT "}", NULL, JSON_OF("'name':'B'," D_NULL),
         FAIL("s.after /snapshot/name")},
        {"gone", KEPT "}", NULL, JSON_OF(D_NULL),
         FAIL("s.after /snapshot/name")},
        {"new", KEPT "}", NULL, JSON_OF("'x':null,'name':'A'," D_NULL),
         FAIL("s.after /snapshot/x")},
        {"one of these changed", KEPT ",'members':['name']}", NULL,
         JSON_OF("'name':'B'," D_NULL), FAIL("s.after /snapshot/name")},
        {"one of these gone", KEPT ",'members':['name']}", NULL,
         JSON_OF(D_NULL), FAIL("s.after /snapshot/name")},
        {"one of these new", KEPT ",'members':['x']}", NULL,
         JSON_OF("'x':null,'name':'A'," D_NULL), FAIL("s.after /snapshot/x")},
        {"others changed, gone and new", KEPT ",'members':['name']}", NULL,
         JSON_OF("'x':null,'name':'A','updated_at':0"), PASS},
        {"excepted", KEPT ",'except':['name']}", NULL,
         JSON_OF("'name':'B'," D_NULL), PASS},
        {"sent", KEPT ",'except-sent':true}", SENT("'name':0") "'status':200",
         JSON_OF("'name':'B'," D_NULL), PASS},
        {"another was sent", KEPT ",'except-sent':true}",
         SENT("'x':0") "'status':200", JSON_OF("'name':'B'," D_NULL),
         FAIL("s.after /snapshot/name")},
        {"what is sent is not excepted by itself", KEPT "}",
         SENT("'name':0") "'status':200", JSON_OF("'name':'B'," D_NULL),
         FAIL("s.after /snapshot/name")},
        {"part of the resource", KEPT ",'at':'/snapshot/name'}", NULL, NULL,
         ERROR("no object stands at \"/snapshot/name\" in s.before")},
        {"gone altogether", KEPT "}", NULL, "'status':404,'json':{}",
         FAIL("s.after /snapshot")},
        {"compared with no JSON", "{'check':'unchanged','from':'answer'}",
         "'text':'{'", NULL, ERROR("the content of s.answer is no JSON")}};

    (void)state;
    JUDGE(rows);
}

static void a_time_does_not_go_back(void **state)
{
#define ORDER   "{'check':'order','from':'answer','to':'after','at':'/snapshot/t'"
#define T(time) JSON_OF("'t':" time)
    static const struct row rows[] = {
        {"later", ORDER "}", T("'2024-05-16T10:00:00'"),
         T("'2024-05-16T10:00:01'"), PASS},
        {"earlier", ORDER "}", T("'2024-05-16T10:00:00'"),
         T("'2023-12-31T23:59:59'"), FAIL("s.after /snapshot/t")},
        {"equal", ORDER "}", T("'2024-05-16T10:00:00.5'"),
         T("'2024-05-16T10:00:00.500Z'"), PASS},
        {"equal is not later", ORDER ",'strict':true}",
         T("'2024-05-16T10:00:00.5'"), T("'2024-05-16T10:00:00.500Z'"),
         FAIL("s.after /snapshot/t")},
        {"later by a microsecond", ORDER ",'strict':true}",
         T("'2024-05-16T10:00:00'"), T("'2024-05-16T10:00:00.000001'"), PASS},
        {"earlier by less than a double holds", ORDER "}",
         T("'2024-05-16T10:00:00.00000000000000000002'"),
         T("'2024-05-16T10:00:00.00000000000000000001'"),
         FAIL("s.after /snapshot/t")},
        {"later and said to be UTC", ORDER ",'strict':true}",
         T("'2024-05-16T10:00:00Z'"), T("'2024-05-16T10:00:01Z'"), PASS},
        {"null is earliest", ORDER ",'strict':true}", T("null"),
         T("'0001-01-01T00:00:00'"), PASS},
        {"back to null", ORDER "}", T("'2024-05-16T10:00:00'"), T("null"),
         FAIL("s.after /snapshot/t")},
        {"null twice", ORDER "}", T("null"), T("null"), PASS},
        {"null twice does not move on", ORDER ",'strict':true}", T("null"),
         T("null"), FAIL("s.after /snapshot/t")},
        {"absent before", ORDER ",'strict':true}", JSON_OF(""),
         T("'2024-05-16T10:00:00'"), PASS},
        {"no time is left to the schema", ORDER "}", T("'yesterday'"),
         T("'2024-05-16T10:00:00'"), PASS},
        {"no time is never later", ORDER ",'strict':true}",
         T("'2024-05-16T10:00:00'"), T("'2024-13-16T10:00:00'"),
         FAIL("s.after /snapshot/t")},
        {"offsets are no times here", ORDER ",'strict':true}",
         T("'2024-05-16T10:00:00'"), T("'2024-05-17T10:00:00+00:00'"),
         FAIL("s.after /snapshot/t")},
        {"two times of one resource", ORDER ",'from-at':'/snapshot/u'}",
         JSON_OF("'u':'2024-05-16T10:00:00'"), T("'2024-05-16T09:00:00'"),
         FAIL("s.after /snapshot/t")},
        {"a NUL ends nothing", ORDER ",'strict':true}",
         T("'2024-05-16T10:00:00'"),
         "'text':"
         "'{`snapshot`:{`t`:`2024-05-17T10:00:00\\\\u0000`}}'",
         FAIL("s.after /snapshot/t")}};

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

static void two_answers_are_alike_but_for_ids(void **state)
{
#define ALIKE      "{'check':'alike','as':'after'}"
#define ID1        "5aa119a8-d25b-45a7-8d1b-88e127885635"
#define ID2        "0123456789abcdef0123456789abcdef"
#define GONE(id)   "'status':404,'json':{'itemNotFound':{'message':'no " id "'}}"
#define TEXT(text) "'status':404,'type':'text/plain','text':'" text "'"
    static const struct row rows[] = {
        {"ids differ", ALIKE, GONE(ID1), GONE(ID2), PASS},
        {"a word differs", ALIKE, GONE(ID1), GONE("x " ID1), FAIL("s.answer ")},
        {"31 digits are no id", ALIKE, GONE("0123456789abcdef0123456789abcde"),
         GONE(ID2), FAIL("s.answer ")},
        {"a status", ALIKE, "'status':403,'json':{}", "'status':404,'json':{}",
         FAIL("s.answer -")},
        {"members in another order", ALIKE, "'status':404,'json':{'a':1,'b':2}",
         "'status':404,'json':{'b':2,'a':1}", PASS},
        {"text", ALIKE, TEXT("no " ID1), TEXT("no " ID2), PASS},
        {"another text", ALIKE, TEXT("no " ID1), TEXT("not " ID1),
         FAIL("s.answer ")},
        {"nothing came", ALIKE, GONE(ID1), "'transport':'reset'",
         ERROR("s.after got no whole response")},
    };

    (void)state;
    JUDGE(rows);
}

static void a_value_is_one_of_those_that_reads_show(void **state)
{
#define ONE_OF "{'check':'one-of','at':'/snapshot/t','as':['before','after']}"
    static const struct row rows[] = {
        {"as neither", ONE_OF, T("null"), T("1"), FAIL("s.answer /snapshot/t")},
        {"as before",
         "{'check':'one-of','at':'/snapshot/name','as':['after','before']}",
         JSON_OF("'name':'A'"), JSON_OF("'name':'B'"), PASS},
        {"as after", ONE_OF, T("1"), T("1"), PASS},
        {"absent", ONE_OF, JSON_OF(""), T("1"), PASS},
        {"no JSON", ONE_OF, "'text':'{'", T("1"), FAIL("s.answer ")},
        {"nothing to compare with", ONE_OF, T("1"), JSON_OF(""),
         ERROR("no read shows")}};

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
        cmocka_unit_test(same_members_have_the_same_values),
        cmocka_unit_test(unchanged_members_neither_change_nor_come_nor_go),
        cmocka_unit_test(a_time_does_not_go_back),
        cmocka_unit_test(nothing_stands_where_nothing_may),
        cmocka_unit_test(two_answers_are_alike_but_for_ids),
        cmocka_unit_test(a_value_is_one_of_those_that_reads_show),
        cmocka_unit_test(an_item_is_not_in_a_list),
        cmocka_unit_test(an_unknown_kind_is_never_held),
        cmocka_unit_test(every_kind_has_a_name),
        cmocka_unit_test(the_schema_of_checks_has_the_same_kinds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
