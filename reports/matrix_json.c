/*
 * matrix_json.c - selftest.json: the matrix of a selftest for programs. The
 * members are those of schemas/assay/selftest.json.
 */
#include "reports/matrix.h"

#include "base/file.h"
#include "reports/record.h"

#include <jansson.h>
#include <string.h>

#define SELFTEST_SCHEMA "urn:assay:selftest:1"

static json_t *record_share(const char *name, const struct share *share)
{
    return json_pack("{sI sI}", name, (json_int_t)share->part, "all",
                     (json_int_t)share->all);
}

static json_t *record_conditions(const struct matrix *matrix)
{
    json_t *object = json_object();

    for (int i = 0; i < CONDITIONS; i++) {
        enum condition condition = (enum condition)i;
        size_t complaints = matrix_complaints(matrix, condition);
        json_t *holds = matrix_judges(matrix, condition)
                            ? json_boolean(!complaints)
                            : json_null();

        json_object_set_new(
            object, condition_name(condition),
            json_pack("{ss so sI}", "sentence", condition_sentence(condition),
                      "holds", holds, "complaints", (json_int_t)complaints));
    }
    return object;
}

static json_t *record_summary(const struct matrix *matrix)
{
    return json_pack("{so so so so so}", "faults",
                     record_share("caught", &matrix->tally.faults), "testcases",
                     record_share("catching", &matrix->tally.testcases),
                     "variants",
                     record_share("accused", &matrix->tally.variants),
                     "clauses", record_share("tested", &matrix->tally.clauses),
                     "conditions", record_conditions(matrix));
}

static json_t *record_group(const struct matrix *matrix,
                            const struct group *group)
{
    const struct testcase *first = matrix->testcases[group->first];
    json_t *rarest = json_null();

    if (group->rarest)
        rarest = json_pack("{so sI}", "fault", record_text(group->rarest->name),
                           "catchers", (json_int_t)group->rarest->catchers);
    return json_pack(
        "{so sI ss sI so sb}", "id", record_text(group->id), "rows",
        (json_int_t)group->len, "level", level_name(first->level), "catches",
        (json_int_t)group->catches, "rarest", rarest, "ok", group->is_ok);
}

/* What is not as with the plain emulator, by group. */
static json_t *record_cells(const struct matrix *matrix,
                            const struct trial *trial)
{
    const struct trial *plain = &matrix->trials[0];
    json_t *cells = json_object();

    for (size_t g = 0; g < matrix->groups_len; g++)
        if (trial->sights[g] != plain->sights[g])
            json_object_set_new(cells, matrix->groups[g].id,
                                json_string(sight_name(trial->sights[g])));
    return cells;
}

/* The members that all trials have. */
static json_t *record_trial(const struct matrix *matrix,
                            const struct trial *trial)
{
    return json_pack(
        "{so so sb si so sI sI sI so}", "name", record_text(trial->name),
        "description", record_text(trial->description), "ok", trial->is_ok,
        "exit_status", trial->exit_status, "trouble",
        record_text(trial->trouble), "duration_us",
        (json_int_t)trial->duration_us, "errors", (json_int_t)trial->errors,
        "advised", (json_int_t)trial->advised, "cells",
        record_cells(matrix, trial));
}

/* Those of a group's rows that catch it; none when it has no table. */
static json_t *record_rows(const struct matrix *matrix,
                           const struct trial *trial, const struct group *group)
{
    size_t len = strlen(group->id);
    json_t *list = json_array();

    for (size_t i = group->first; i < group->first + group->len; i++)
        if (trial->marks[i].caught && matrix->testcases[i]->id[len] == '/')
            json_array_append_new(
                list, record_text(matrix->testcases[i]->id + len + 1));
    return list;
}

static json_t *record_catchers(const struct matrix *matrix,
                               const struct trial *trial)
{
    json_t *object = json_object();

    for (size_t g = 0; g < matrix->groups_len; g++)
        if (trial->caught_by[g])
            json_object_set_new(object, matrix->groups[g].id,
                                record_rows(matrix, trial, &matrix->groups[g]));
    return object;
}

static const char *catch_name(const struct trial *trial)
{
    if (trial->as_error)
        return "error";
    return trial->is_advice ? "advice" : "finding";
}

static json_t *record_fault(const struct matrix *matrix,
                            const struct trial *trial)
{
    json_t *object = record_trial(matrix, trial);
    json_t *more = json_pack(
        "{so ss so sI}", "clause", record_text(trial->clause), "caught_as",
        catch_name(trial), "catchers", record_catchers(matrix, trial),
        "about_clause", (json_int_t)trial->own);

    json_object_update_new(object, more);
    return object;
}

static json_t *record_variant(const struct matrix *matrix,
                              const struct trial *trial)
{
    json_t *object = record_trial(matrix, trial);
    json_t *names = json_array();

    for (size_t i = 0; i < trial->switches_len; i++)
        json_array_append_new(names, record_text(trial->switches[i]));
    json_object_set_new(object, "variants", names);
    return object;
}

static json_t *record_trials(const struct matrix *matrix, enum trial_kind kind,
                             json_t *(*record)(const struct matrix *,
                                               const struct trial *))
{
    json_t *list = json_array();

    for (size_t i = 0; i < matrix->trials_len; i++)
        if (matrix->trials[i].kind == kind)
            json_array_append_new(list, record(matrix, &matrix->trials[i]));
    return list;
}

static json_t *record_faults_of(const struct matrix *matrix,
                                const struct clause *clause)
{
    json_t *list = json_array();

    for (size_t i = 0; i < matrix->trials_len; i++)
        if (matrix->trials[i].promise == clause)
            json_array_append_new(list, record_text(matrix->trials[i].name));
    return list;
}

static json_t *record_matrix_clauses(const struct matrix *matrix)
{
    json_t *list = json_array();

    for (size_t i = 0; i < matrix->clauses_len; i++) {
        const struct matrix_clause *row = &matrix->clauses[i];

        json_array_append_new(
            list,
            json_pack("{so so ss sb sb so}", "id", record_text(row->clause->id),
                      "operation", record_text(row->operation), "level",
                      level_name(row->clause->level), "off",
                      row->clause->is_off, "tested", row->is_tested, "faults",
                      record_faults_of(matrix, row->clause)));
    }
    return list;
}

static json_t *record_complaints(const struct matrix *matrix)
{
    json_t *list = json_array();

    for (size_t i = 0; i < matrix->complaints_len; i++) {
        const struct complaint *complaint = &matrix->complaints[i];

        json_array_append_new(
            list, json_pack("{ss so so}", "condition",
                            condition_name(complaint->condition), "subject",
                            record_text(complaint->subject), "text",
                            record_text(complaint->text)));
    }
    return list;
}

static json_t *record_groups(const struct matrix *matrix)
{
    json_t *list = json_array();

    for (size_t g = 0; g < matrix->groups_len; g++)
        json_array_append_new(list, record_group(matrix, &matrix->groups[g]));
    return list;
}

static json_t *record_all(const struct matrix *matrix)
{
    return json_pack(
        "{ss so so so so sI sb sI so so so so so so so so}", "$schema",
        SELFTEST_SCHEMA, "assay", record_text(matrix->version), "started",
        record_text(matrix->started), "dialect", record_text(matrix->dialect),
        "profile", record_text(matrix->profile), "duration_us",
        (json_int_t)matrix->duration_us, "part", matrix->is_part, "rare",
        (json_int_t)matrix->rare, "summary", record_summary(matrix),
        "complaints", record_complaints(matrix), "plain",
        record_trial(matrix, &matrix->trials[0]), "dialects",
        record_trials(matrix, TRIAL_DIALECT, record_trial), "faults",
        record_trials(matrix, TRIAL_FAULT, record_fault), "variants",
        record_trials(matrix, TRIAL_VARIANT, record_variant), "testcases",
        record_groups(matrix), "clauses", record_matrix_clauses(matrix));
}

int matrix_write_json(const struct matrix *matrix, const char *path,
                      struct error *err)
{
    struct output out;
    json_t *document;
    int rc = -1;

    if (output_open(&out, path, err) < 0)
        return -1;
    document = record_all(matrix);
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
