/*
 * json.c - results.json: everything that is known about a run, for programs.
 *
 * Streaming: the head in begin, each testcase on a line of its own as it
 * comes, the conclusions in end. The members are those of
 * schemas/assay/results.json, in that order.
 */
#include "base/alloc.h"
#include "reports/formats.h"
#include "reports/record.h"

#include <stdlib.h>

#define RESULTS_SCHEMA "urn:assay:results:1"

struct json_report {
    struct output out;
    size_t testcases; /* written so far */
    bool is_spoilt;   /* a value could not be written */
};

/* Takes the reference. A value that cannot be written spoils the report. */
static void put_value(struct json_report *report, json_t *value)
{
    if (json_dumpf(value, report->out.stream, JSON_ENCODE_ANY) < 0)
        report->is_spoilt = true;
    json_decref(value);
}

/* "name": value on a line of its own; takes the reference. */
static void put_member(struct json_report *report, const char *name,
                       json_t *value, const char *after)
{
    fprintf(report->out.stream, "\"%s\": ", name);
    put_value(report, value);
    fprintf(report->out.stream, "%s\n", after);
}

static int check(const struct json_report *report, struct error *err)
{
    if (output_check(&report->out, err) < 0)
        return -1;
    return report->is_spoilt
               ? error_set(err, ERROR_OUTPUT, report->out.path,
                           "holds a value that JSON cannot express")
               : 0;
}

static json_t *seed_text(unsigned long long seed)
{
    char *text = xasprintf("%llu", seed); /* beyond 2^53, hence no number */
    json_t *value = json_string(text);

    free(text);
    return value;
}

static int json_begin(void *state, const struct run_info *info,
                      struct error *err)
{
    struct json_report *report = state;
    const struct plan *plan = info->plan;
    const struct {
        const char *name;
        json_t *value; /* owned until put */
    } head[] = {
        {"$schema", json_string(RESULTS_SCHEMA)},
        {"assay", record_text(info->version)},
        {"started", record_text(info->started)},
        {"suites", record_suites(plan)},
        {"dialect", record_text(plan->dialect)},
        {"profile", record_text(plan->profile)},
        {"scope", record_text(plan->scope)},
        {"scope_reason", record_text(plan->scope_reason)},
        {"pages", record_pages(plan)},
        {"target", record_target(info->target)},
        {"seed", seed_text(plan->seed)},
        {"strict", json_boolean(info->strict)},
        {"waiver_file", record_waiver_file(info->waivers)},
        {"planned", json_integer((json_int_t)plan->len)},
    };

    fputs("{\n", report->out.stream);
    for (size_t i = 0; i < sizeof(head) / sizeof(*head); i++)
        put_member(report, head[i].name, head[i].value, ",");
    fputs("\"testcases\": [", report->out.stream);
    return check(report, err);
}

static int json_result(void *state, const struct result *result,
                       struct error *err)
{
    struct json_report *report = state;
    fputs(report->testcases++ ? ",\n" : "\n", report->out.stream);
    put_value(report, record_result(result));
    return check(report, err);
}

static int json_end(void *state, const struct summary *summary,
                    struct error *err)
{
    struct json_report *report = state;
    const struct {
        const char *name;
        json_t *value; /* owned until put */
        const char *after;
    } tail[] = {
        {"duration_us", json_integer(summary->duration_us), ","},
        {"counts", record_counts(summary), ","},
        {"advisories", json_integer((json_int_t)summary->advisories), ","},
        {"requests", json_integer((json_int_t)summary->requests), ","},
        {"clauses", record_clauses(summary), ","},
        {"waivers", record_waivers(&summary->waivers), ","},
        {"observations", record_observations(&summary->observations), ","},
        {"leftovers", record_leftovers(summary), ","},
        {"finish", record_text(summary->finish), ","},
        {"restored", json_boolean(summary->restored), ","},
        {"aborted", record_text(summary->abort_text), ","},
        {"signal", json_integer(summary->signal), ","},
        {"exit_status", json_integer(summary->exit_status), ""},
    };

    fputs("\n],\n", report->out.stream);
    for (size_t i = 0; i < sizeof(tail) / sizeof(*tail); i++)
        put_member(report, tail[i].name, tail[i].value, tail[i].after);
    fputs("}\n", report->out.stream);
    if (check(report, err) < 0)
        return -1;
    return output_commit(&report->out, err);
}

static void json_free(void *state)
{
    struct json_report *report = state;

    output_discard(&report->out);
    free(report);
}

int json_open(const char *path, const struct report_options *options,
              struct writer *writer, struct error *err)
{
    struct json_report *report = xcalloc(1, sizeof(*report));

    (void)options;
    if (output_open(&report->out, path, err) < 0) {
        free(report);
        return -1;
    }
    *writer = (struct writer){.state = report,
                              .begin = json_begin,
                              .result = json_result,
                              .end = json_end,
                              .free = json_free};
    return 0;
}
