/*
 * comparison_json.c - a comparison for programs. The members are those of
 * schemas/assay/comparison.json.
 */
#include "base/file.h"
#include "reports/comparison.h"
#include "reports/record.h"

#define COMPARISON_SCHEMA "urn:assay:comparison:1"

static json_t *record_run(const struct compared_run *run)
{
    return json_pack(
        "{so so so so so so so so sO sI}", "file", record_text(run->file),
        "assay", record_text(run->version), "started",
        record_text(run->started), "base_url", record_text(run->base_url),
        "dialect", record_text(run->dialect), "profile",
        record_text(run->profile), "scope", record_text(run->scope), "aborted",
        record_text(run->aborted), "counts", (json_t *)run->counts, "testcases",
        (json_int_t)run->testcases);
}

static json_t *record_change_counts(const struct comparison *comparison)
{
    json_t *counts = json_object();

    for (int i = 0; i < CHANGE_COUNT; i++)
        json_object_set_new(counts, change_name((enum change)i),
                            json_integer((json_int_t)comparison->counts[i]));
    return counts;
}

static json_t *record_testcases(const struct comparison *comparison)
{
    json_t *list = json_array();

    for (size_t i = 0; i < comparison->testcases_len; i++) {
        const struct testcase_change *item = &comparison->testcases[i];

        if (item->change == CHANGE_SAME && !item->old_id)
            continue;
        json_array_append_new(
            list,
            json_pack(
                "{ss so so so so so so}", "change", change_name(item->change),
                "id", record_text(item->id), "old_id",
                record_text(item->old_id), "title", record_text(item->title),
                "old", record_text(item->old_verdict), "new",
                record_text(item->new_verdict), "why", record_text(item->why)));
    }
    return list;
}

static json_t *record_clause_changes(const struct comparison *comparison)
{
    json_t *list = json_array();

    for (size_t i = 0; i < comparison->clauses_len; i++) {
        const struct clause_change *item = &comparison->clauses[i];

        json_array_append_new(list,
                              json_pack("{ss so so so so}", "change",
                                        change_name(item->change), "id",
                                        record_text(item->id), "operation",
                                        record_text(item->operation), "old",
                                        record_text(item->old_state), "new",
                                        record_text(item->new_state)));
    }
    return list;
}

static json_t *record_observation_changes(const struct comparison *comparison)
{
    json_t *list = json_array();

    for (size_t i = 0; i < comparison->observations_len; i++) {
        const struct observation_change *item = &comparison->observations[i];

        json_array_append_new(
            list, json_pack("{so so so so}", "id", record_text(item->id),
                            "subject", record_text(item->subject), "old",
                            record_text(item->old_text), "new",
                            record_text(item->new_text)));
    }
    return list;
}

static json_t *record_advice_changes(const struct comparison *comparison)
{
    json_t *list = json_array();

    for (size_t i = 0; i < comparison->advice_len; i++) {
        const struct advice_change *item = &comparison->advice[i];

        json_array_append_new(
            list, json_pack("{so so sI sI}", "text", record_text(item->text),
                            "clause", record_text(item->clause), "old",
                            (json_int_t)item->old_count, "new",
                            (json_int_t)item->new_count));
    }
    return list;
}

static json_t *record_suite_changes(const struct comparison *comparison)
{
    json_t *list = json_array();

    for (size_t i = 0; i < comparison->suites_len; i++) {
        const struct suite_change *item = &comparison->suites[i];

        json_array_append_new(
            list, json_pack("{so so so}", "id", record_text(item->id), "old",
                            record_text(item->old_digest), "new",
                            record_text(item->new_digest)));
    }
    return list;
}

static json_t *record_all(const struct comparison *comparison)
{
    static const char *const ends[] = {[COMPARISON_FINE] = "fine",
                                       [COMPARISON_WORSE] = "worse",
                                       [COMPARISON_UNDECIDED] = "undecided"};

    return json_pack("{ss sb ss so so so sI so so so so so}", "$schema",
                     COMPARISON_SCHEMA, "parity", comparison->is_parity, "end",
                     ends[comparison->end], "old", record_run(&comparison->old),
                     "new", record_run(&comparison->new), "counts",
                     record_change_counts(comparison), "decided",
                     (json_int_t)comparison->decided, "suites",
                     record_suite_changes(comparison), "testcases",
                     record_testcases(comparison), "clauses",
                     record_clause_changes(comparison), "observations",
                     record_observation_changes(comparison), "advice",
                     record_advice_changes(comparison));
}

int comparison_write_json(const struct comparison *comparison, const char *path,
                          struct error *err)
{
    struct output out;
    json_t *document;
    int rc = -1;

    if (output_open(&out, path, err) < 0)
        return -1;
    document = record_all(comparison);
    if (!document || json_dumpf(document, out.stream, JSON_INDENT(1)) < 0) {
        error_set(err, ERROR_OUTPUT, path, "could not be written");
    } else {
        fputc('\n', out.stream);
        rc = output_commit(&out, err);
    }
    output_discard(&out);
    json_decref(document);
    return rc;
}
