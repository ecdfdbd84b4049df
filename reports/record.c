#include "reports/record.h"

#include "base/text.h"
#include "reports/record_exchange.h"

#include <stdlib.h>
#include <string.h>

/* Contents of passing testcases are kept up to this many bytes. */
#define PASSING_CONTENT_MAX ((size_t)64 * 1024)

json_t *record_text(const char *text)
{
    json_t *value;
    char *safe;

    if (!text)
        return json_null();
    value = json_string(text);
    if (value)
        return value;
    safe = text_visible(text, strlen(text), 0);
    value = json_string(safe);
    free(safe);
    return value;
}

/* A borrowed value as a new reference; NULL is null. */
static json_t *shared(json_t *value)
{
    return value ? json_incref(value) : json_null();
}

json_t *record_suites(const struct plan *plan)
{
    json_t *list = json_array();

    for (size_t i = 0; i < plan->suites_len; i++) {
        const struct suite *suite = plan->suites[i];

        json_array_append_new(
            list, json_pack("{so so so so}", "id", record_text(suite->id),
                            "title", record_text(suite->title), "file",
                            record_text(suite->file), "digest",
                            record_text(suite->digest)));
    }
    return list;
}

json_t *record_pages(const struct plan *plan)
{
    json_t *list = json_array();

    for (size_t i = 0; i < plan->pages_len; i++)
        json_array_append_new(
            list, json_pack("{so so so}", "id", record_text(plan->pages[i].id),
                            "title", record_text(plan->pages[i].title), "date",
                            record_text(plan->pages[i].date)));
    return list;
}

json_t *record_target(const struct target *target)
{
    return json_pack("{so so so so so sb sb}", "base_url",
                     record_text(target->base_url), "project_id",
                     record_text(target->project_id), "snapshot_id",
                     record_text(target->snapshot_id), "neighbour_id",
                     record_text(target->neighbour_id), "microversion",
                     record_text(target->microversion), "insecure",
                     target->insecure, "emulator", target->emulator);
}

static json_t *record_clause(const struct clause *clause)
{
    return json_pack(
        "{so so so ss ss}", "id", record_text(clause->id), "page",
        record_text(clause->page), "element", record_text(clause->element),
        "level", level_name(clause->level), "basis", basis_name(clause->basis));
}

static json_t *record_own_clauses(const struct testcase *testcase)
{
    json_t *list = json_array();

    for (size_t i = 0; i < testcase->clauses_len; i++)
        json_array_append_new(list, record_clause(testcase->clauses[i]));
    return list;
}

json_t *record_clauses(const struct summary *summary)
{
    json_t *list = json_array();

    for (size_t i = 0; i < summary->clauses_len; i++) {
        const struct clause_result *result = &summary->clauses[i];
        json_t *item = record_clause(result->clause);
        json_t *more = json_pack("{so ss so sI sI sI sI sI}", "operation",
                                 record_text(result->operation), "state",
                                 clause_state_name(result->state), "reason",
                                 record_text(result->reason), "passed",
                                 (json_int_t)result->passed, "failed",
                                 (json_int_t)result->failed, "in_error",
                                 (json_int_t)result->in_error, "skipped",
                                 (json_int_t)result->skipped, "findings",
                                 (json_int_t)result->findings);

        json_object_update_new(item, more);
        json_array_append_new(list, item);
    }
    return list;
}

static json_t *record_findings(const struct findings *findings)
{
    json_t *list = json_array();

    for (size_t i = 0; i < findings->len; i++) {
        const struct finding *finding = &findings->items[i];
        json_t *item = json_pack(
            "{so so so ss so so so}", "exchange",
            record_text(finding->exchange), "check",
            record_text(finding->check), "clause", record_text(finding->clause),
            "level", level_name(finding->level), "instanceLocation",
            record_text(finding->instance_location ? finding->instance_location
                                                   : ""),
            "keywordLocation", record_text(finding->keyword_location), "error",
            record_text(finding->message));

        /* absent and null are different: an absent value has no member */
        if (finding->expected)
            json_object_set(item, "expected", finding->expected);
        if (finding->actual)
            json_object_set(item, "actual", finding->actual);
        if (finding->waived)
            json_object_set_new(item, "waived", json_true());
        json_array_append_new(list, item);
    }
    return list;
}

json_t *record_observations(const struct observations *observations)
{
    json_t *list = json_array();

    for (size_t i = 0; i < observations->len; i++) {
        const struct observation *item = &observations->items[i];

        json_array_append_new(list, json_pack("{so so so so}", "id",
                                              record_text(item->id), "subject",
                                              record_text(item->subject),
                                              "text", record_text(item->text),
                                              "value", shared(item->value)));
    }
    return list;
}

static json_t *record_exchanges(const struct result *result)
{
    size_t max = result->verdict == VERDICT_PASS ? PASSING_CONTENT_MAX : 0;
    json_t *list = json_array();

    for (size_t i = 0; i < result->exchanges.len; i++)
        json_array_append_new(
            list, record_exchange(&result->exchanges.items[i], max));
    return list;
}

/* Those that say something of the testcase, verbatim. */
static json_t *record_own_waivers(const struct result *result)
{
    return result->waivers ? json_incref(result->waivers) : json_array();
}

json_t *record_result(const struct result *result)
{
    const struct testcase *testcase = result->testcase;

    return json_pack(
        "{so so so so ss ss ss so so sI so so so}", "id",
        record_text(testcase->id), "title", record_text(testcase->title),
        "suite", record_text(testcase->suite->id), "clauses",
        record_own_clauses(testcase), "level", level_name(testcase->level),
        "basis", basis_name(testcase->basis), "verdict",
        verdict_name(result->verdict), "reason", record_text(result->reason),
        "waivers", record_own_waivers(result), "duration_us",
        (json_int_t)result->duration_us, "findings",
        record_findings(&result->findings), "observations",
        record_observations(&result->observations), "exchanges",
        record_exchanges(result));
}

json_t *record_leftovers(const struct summary *summary)
{
    json_t *list = json_array();

    for (size_t i = 0; i < summary->leftovers_len; i++)
        json_array_append_new(
            list, json_pack("{so so}", "what",
                            record_text(summary->leftovers[i].what), "reason",
                            record_text(summary->leftovers[i].reason)));
    return list;
}

json_t *record_waiver_file(const struct waiver_file *file)
{
    if (!file)
        return json_null();
    return json_pack("{so so sO}", "file", record_text(file->path), "digest",
                     record_text(file->digest), "content",
                     (json_t *)file->document);
}

json_t *record_waivers(const struct waiver_results *results)
{
    json_t *list = json_array();

    for (size_t i = 0; i < results->len; i++) {
        const struct waiver_result *item = &results->items[i];

        json_array_append_new(
            list, json_pack("{so ss sb sI sI sI so sO}", "pointer",
                            record_text(item->pointer), "state",
                            waiver_state_name(item->state), "fails",
                            waiver_state_fails(item->state), "matched",
                            (json_int_t)item->matched, "tried",
                            (json_int_t)item->tried, "waived",
                            (json_int_t)item->waived, "text",
                            record_text(item->text), "waiver", item->entry));
    }
    return list;
}

json_t *record_counts(const struct summary *summary)
{
    json_t *counts = json_object();

    for (size_t i = 0; i < VERDICT_COUNT; i++)
        json_object_set_new(counts, verdict_name((enum verdict)i),
                            json_integer((json_int_t)summary->counts[i]));
    return counts;
}
