/* test_compare.c - the kinds of checks that compare exchanges. */
#include "tests/unit/test.h"

#include "tests/unit/check/rows.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_members_have_the_same_values),
        cmocka_unit_test(unchanged_members_neither_change_nor_come_nor_go),
        cmocka_unit_test(a_time_does_not_go_back),
        cmocka_unit_test(two_answers_are_alike_but_for_ids),
        cmocka_unit_test(a_value_is_one_of_those_that_reads_show),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
