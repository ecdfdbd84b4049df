#include "reports/evidence.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/text.h"
#include "reports/curl.h"

#include <stdlib.h>
#include <string.h>

char *evidence_text(const char *text, size_t max)
{
    return text ? text_visible(text, strlen(text), max) : xstrdup("");
}

char *evidence_value(const json_t *value, size_t max)
{
    char *text = json_text_short(value, max);
    char *safe = text_visible(text, strlen(text), 0);

    free(text);
    return safe;
}

const struct finding *evidence_finding(const struct result *result,
                                       size_t index)
{
    static const struct {
        enum level level;
        bool waived;
    } order[] = {{LEVEL_MUST, false},
                 {LEVEL_MUST, true},
                 {LEVEL_SHOULD, false},
                 {LEVEL_SHOULD, true}};
    const struct findings *list = &result->findings;

    for (size_t o = 0; o < sizeof(order) / sizeof(*order); o++)
        for (size_t i = 0; i < list->len; i++)
            if (list->items[i].level == order[o].level &&
                list->items[i].waived == order[o].waived && index-- == 0)
                return &list->items[i];
    return NULL;
}

char *evidence_sentence(const struct result *result)
{
    static const char *const words[VERDICT_COUNT] = {
        [VERDICT_PASS] = "every expectation held",
        [VERDICT_FAIL] = "a promise is broken",
        [VERDICT_ERROR] = "no verdict was possible",
        [VERDICT_SKIP] = "not applicable",
        [VERDICT_WAIVED] = "fails, and a waiver covers it",
        [VERDICT_STALE] = "passes, or its waiver is void",
    };
    const struct finding *finding = evidence_finding(result, 0);

    if (result->reason && *result->reason)
        return evidence_text(result->reason, SENTENCE_MAX);
    if (finding && finding->message && result->verdict != VERDICT_STALE)
        return evidence_text(finding->message, SENTENCE_MAX);
    return xstrdup(words[result->verdict]);
}

const struct exchange *evidence_exchange(const struct result *result,
                                         const struct finding *finding)
{
    const struct exchanges *list = &result->exchanges;
    const char *label = finding ? finding->exchange : NULL;
    const char *dot = label ? strrchr(label, '.') : NULL;
    const struct exchange *found = NULL;

    if (dot) {
        char *step = xmemdup(label, (size_t)(dot - label));

        found = exchanges_find(list, step, dot + 1);
        free(step);
    }
    for (size_t i = 0; !found && !finding && i < list->len; i++)
        if (list->items[i].transport != TRANSPORT_OK)
            found = &list->items[i];
    return found ? found : list->len ? &list->items[list->len - 1] : NULL;
}

const struct exchange *evidence_cause(const struct result *result,
                                      const struct exchange *exchange)
{
    const struct exchange *own =
        exchange ? exchanges_find(&result->exchanges, exchange->step, "answer")
                 : NULL;

    return own ? own : exchange;
}

static const struct clause *find_clause(const struct testcase *testcase,
                                        const char *id)
{
    if (!id)
        return testcase->clauses_len ? testcase->clauses[0] : NULL;
    for (size_t i = 0; i < testcase->clauses_len; i++)
        if (!strcmp(testcase->clauses[i]->id, id))
            return testcase->clauses[i];
    return NULL;
}

char *evidence_clause(const struct testcase *testcase,
                      const struct finding *finding)
{
    const char *id = finding ? finding->clause : NULL;
    const struct clause *clause = finding && finding->promise
                                      ? finding->promise
                                      : find_clause(testcase, id);
    char *text, *safe;

    if (!clause) /* a clause of the operation that the testcase lists not */
        text =
            xasprintf("%s  (%s)", id ? id : "(none)",
                      level_name(finding ? finding->level : testcase->level));
    else
        text = xasprintf("%s  (%s%s%s, %s, %s)", clause->id,
                         clause->page ? clause->page : "no page",
                         clause->element ? " #" : "",
                         clause->element ? clause->element : "",
                         basis_name(clause->basis), level_name(clause->level));
    safe = evidence_text(text, SENTENCE_MAX);
    free(text);
    return safe;
}

char *evidence_place(const struct finding *finding)
{
    const char *at = finding->instance_location;
    bool has_pointer = at && *at;
    char *text, *safe;

    text = xasprintf("%s, %s", finding->exchange ? finding->exchange : "run",
                     has_pointer      ? at
                     : finding->check ? finding->check
                                      : "content");
    safe = evidence_text(text, VALUE_MAX);
    free(text);
    return safe;
}

static const char *request_id(const struct response *response)
{
    static const char *const names[] = {"x-openstack-request-id",
                                        "x-compute-request-id", "x-request-id"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        const char *id = fields_get(&response->fields, names[i]);

        if (id)
            return id;
    }
    return NULL;
}

char *evidence_request(const struct exchange *exchange)
{
    const struct request *request = &exchange->request;
    const struct response *response = &exchange->response;
    const char *id = request_id(response);
    struct buffer line;
    char *url = evidence_text(request->url, SENTENCE_MAX);
    char *method = evidence_text(request->method, 40);
    char *safe_id = evidence_text(id, 80);

    buffer_init(&line, 0);
    buffer_printf(&line, "%s %s", method, url);
    if (request->content)
        buffer_printf(&line, "   (%zu bytes)", request->content_len);
    if (response->status)
        buffer_printf(&line, "   answer %d", response->status);
    else
        buffer_add_text(&line, "   no answer");
    if (id)
        buffer_printf(&line, ", request id %s", safe_id);
    free(url);
    free(method);
    free(safe_id);
    return buffer_take(&line);
}

/* The reads around a step are always the owner's. */
static const char *identity_of(const struct testcase *testcase,
                               const struct exchange *exchange)
{
    if (!exchange->name || strcmp(exchange->name, "answer"))
        return "owner";
    for (size_t i = 0; i < testcase->steps_len; i++)
        if (exchange->step && testcase->steps[i].id &&
            !strcmp(testcase->steps[i].id, exchange->step))
            return testcase->steps[i].identity;
    return "owner";
}

char *evidence_curl(const struct result *result,
                    const struct exchange *exchange)
{
    static const struct {
        const char *identity;
        const char *token; /* what the shell puts into the header */
    } tokens[] = {
        {"second", "$OS_TOKEN_SECOND"},
        {"stranger", "not-a-token"},
    };
    const char *identity = identity_of(result->testcase, exchange);
    const char *token = "$OS_TOKEN";

    for (size_t i = 0; identity && i < sizeof(tokens) / sizeof(*tokens); i++)
        if (!strcmp(tokens[i].identity, identity))
            token = tokens[i].token;
    return curl_line(&exchange->request, token);
}
