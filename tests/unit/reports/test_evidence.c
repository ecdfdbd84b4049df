#include "tests/unit/test.h"

#include "base/alloc.h"
#include "reports/evidence.h"

#include <stdlib.h>
#include <string.h>

/* An exchange with the token's field, moved into the result. */
static void add_exchange(struct result *result, const char *step,
                         const char *name, int attempt)
{
    struct exchange exchange = {
        .step = xstrdup(step),
        .name = xstrdup(name),
        .attempt = attempt,
        .request = {.method = xstrdup("GET"), .url = xstrdup("http://h/")},
    };

    fields_add(&exchange.request.fields, "X-Auth-Token", "***");
    exchanges_take(&result->exchanges, &exchange);
}

static void a_finding_leads_to_its_last_exchange(void **state)
{
    static const struct {
        const char *label; /* NULL: none is named */
        size_t index;      /* of the exchange */
    } rows[] = {{"put.before", 0}, {"put.answer", 2}, {"a.b.after", 3},
                {"put.none", 3},   {"nonsense", 3},   {NULL, 3}};
    struct result result = {0};

    (void)state;
    assert_null(evidence_exchange(&result, NULL));
    add_exchange(&result, "put", "before", 1);
    add_exchange(&result, "put", "answer", 1);
    add_exchange(&result, "put", "answer", 2);
    add_exchange(&result, "a.b", "after", 1);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct finding finding = {.exchange = xstrdup(rows[i].label)};

        assert_ptr_equal(evidence_exchange(&result, &finding),
                         &result.exchanges.items[rows[i].index]);
        free(finding.exchange);
    }
    result_clear(&result);
}

static void the_token_is_that_of_the_identity(void **state)
{
    static const struct {
        const char *identity;
        const char *name; /* of the exchange */
        const char *field;
    } rows[] = {
        {"owner", "answer", "-H \"X-Auth-Token: $OS_TOKEN\""},
        {"second", "answer", "-H \"X-Auth-Token: $OS_TOKEN_SECOND\""},
        {"stranger", "answer", "-H \"X-Auth-Token: not-a-token\""},
        {"stranger", "before", "-H \"X-Auth-Token: $OS_TOKEN\""},
        {NULL, "answer", "-H \"X-Auth-Token: $OS_TOKEN\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct step step = {.id = "put", .identity = rows[i].identity};
        struct testcase testcase = {.steps = &step, .steps_len = 1};
        struct result result = {.testcase = &testcase};
        char *line;

        add_exchange(&result, "put", rows[i].name, 1);
        line = evidence_curl(&result, &result.exchanges.items[0]);
        assert_non_null(strstr(line, rows[i].field));
        free(line);
        result_clear(&result);
    }
}

static void every_verdict_has_a_sentence(void **state)
{
    (void)state;
    for (int verdict = 0; verdict < VERDICT_COUNT; verdict++) {
        struct result result = {.verdict = (enum verdict)verdict};
        char *text = evidence_sentence(&result);

        assert_true(*text);
        free(text);
        result.reason = xstrdup("because");
        text = evidence_sentence(&result);
        assert_string_equal(text, "because");
        free(text);
        result_clear(&result);
    }
}

static void must_findings_come_before_advice(void **state)
{
    struct result result = {.verdict = VERDICT_FAIL};
    char *text;

    (void)state;
    findings_add(&result.findings, "header", "advice")->level = LEVEL_SHOULD;
    findings_add(&result.findings, "status", "broken");
    assert_string_equal(evidence_finding(&result, 0)->message, "broken");
    assert_string_equal(evidence_finding(&result, 1)->message, "advice");
    assert_null(evidence_finding(&result, 2));
    text = evidence_sentence(&result);
    assert_string_equal(text, "broken");
    free(text);
    result_clear(&result);
}

static void what_nobody_waived_comes_before_what_is_waived(void **state)
{
    static const struct {
        const char *message;
        enum level level;
        bool waived;
    } rows[] = {{"waived advice", LEVEL_SHOULD, true},
                {"advice", LEVEL_SHOULD, false},
                {"waived", LEVEL_MUST, true},
                {"broken", LEVEL_MUST, false}};
    struct result result = {0};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct finding *finding =
            findings_add(&result.findings, "status", "%s", rows[i].message);

        finding->level = rows[i].level;
        finding->waived = rows[i].waived;
    }
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(evidence_finding(&result, i)->message,
                            rows[3 - i].message);
    result_clear(&result);
}

static void a_clause_is_named_even_when_unknown(void **state)
{
    static const struct clause clauses[] = {
        {.id = "a", .page = "p1", .element = "e1"},
        {.id = "b", .level = LEVEL_SHOULD, .basis = BASIS_INHERITED}};
    static const struct {
        const char *clause; /* NULL: the finding names none */
        size_t clauses_len; /* of the testcase */
        const char *text;
    } rows[] = {
        {NULL, 2, "a  (p1 #e1, documented, must)"},
        {"b", 2, "b  (no page, inherited, should)"},
        {"c", 2, "c  (must)"},
        {NULL, 0, "(none)  (must)"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct clause *list[] = {&clauses[0], &clauses[1]};
        struct testcase testcase = {.clauses = list,
                                    .clauses_len = rows[i].clauses_len};
        struct finding finding = {.clause = xstrdup(rows[i].clause)};
        char *text = evidence_clause(&testcase, &finding);

        assert_string_equal(text, rows[i].text);
        free(text);
        free(finding.clause);
    }
}

static void a_place_is_a_pointer_or_the_check(void **state)
{
    static const struct {
        const char *exchange, *check, *location, *text;
    } rows[] = {
        {"put.answer", "schema", "/a/b", "put.answer, /a/b"},
        {"put.answer", "status", "", "put.answer, status"},
        {"put.answer", NULL, NULL, "put.answer, content"},
        {NULL, "x", NULL, "run, x"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct finding finding = {
            .exchange = xstrdup(rows[i].exchange),
            .check = xstrdup(rows[i].check),
            .instance_location = xstrdup(rows[i].location),
        };
        char *text = evidence_place(&finding);

        assert_string_equal(text, rows[i].text);
        free(text);
        free(finding.exchange);
        free(finding.check);
        free(finding.instance_location);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_leads_to_its_last_exchange),
        cmocka_unit_test(the_token_is_that_of_the_identity),
        cmocka_unit_test(every_verdict_has_a_sentence),
        cmocka_unit_test(must_findings_come_before_advice),
        cmocka_unit_test(what_nobody_waived_comes_before_what_is_waived),
        cmocka_unit_test(a_clause_is_named_even_when_unknown),
        cmocka_unit_test(a_place_is_a_pointer_or_the_check),
    };

    return cmocka_run_group_tests_name("reports/evidence", tests, NULL, NULL);
}
