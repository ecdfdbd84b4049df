/*
 * tap.c - Test Anything Protocol, version 14 (testanything.org).
 *
 * Nothing but TAP is on the stream: version, comments, plan, points with
 * their diagnostics. The plan comes first, so a run that ends early is seen
 * to lack points. YAML scalars are JSON strings, which YAML 1.2 contains.
 *
 * TAP::Harness before 3.48 knows the protocol up to version 13; what is
 * written here is valid there too when the first line says 13.
 */
#include "base/alloc.h"
#include "reports/evidence.h"
#include "reports/formats.h"

#include <stdlib.h>
#include <string.h>

/* YAML takes keys of at most 1024 characters, so no longer one may occur. */
#define YAML_VALUE_MAX 1000
#define FINDINGS_MAX   20 /* of one testcase; results.json has them all */

struct tap {
    struct output out;
    bool is_empty; /* nothing was selected */
};

/* One row a verdict: the point's words and whether diagnostics follow. */
static const struct {
    const char *ok;
    const char *directive; /* before the reason, or NULL */
    const char *severity;  /* in the diagnostics */
} rows[VERDICT_COUNT] = {
    [VERDICT_PASS] = {"ok", NULL, "comment"},
    [VERDICT_FAIL] = {"not ok", NULL, "fail"},
    [VERDICT_ERROR] = {"not ok", NULL, "error"},
    [VERDICT_SKIP] = {"ok", "SKIP", NULL},
    [VERDICT_WAIVED] = {"not ok", "TODO waived:", "todo"},
    [VERDICT_STALE] = {"not ok", NULL, "fail"},
};

/* The format's escapes: one safe line, "#" and "\" behind a backslash. */
static void put_text(FILE *out, const char *text)
{
    char *safe = evidence_text(text, SENTENCE_MAX);

    for (const char *at = safe; *at; at++) {
        if (*at == '#' || *at == '\\')
            fputc('\\', out);
        fputc(*at, out);
    }
    free(safe);
}

/* "# label: text"; a comment needs no escapes, only to stay one line. */
static void put_comment(FILE *out, const char *label, const char *text)
{
    char *safe = evidence_text(text, SENTENCE_MAX);

    fprintf(out, "# %s: %s\n", label, safe);
    free(safe);
}

/* JSON is YAML: on one line, hidden code points as \uXXXX. New memory. */
static char *yaml_value(const json_t *value)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY);
    char *safe = evidence_text(text ? text : "null", 0);

    free(text);
    return safe;
}

/* At most max bytes of the text; 0: all. */
static void put_yaml_cut(FILE *out, const char *indent, const char *name,
                         const char *text, size_t max)
{
    char *safe = evidence_text(text, max);
    json_t *value = json_string(safe);
    char *yaml = yaml_value(value);

    fprintf(out, "%s%s: %s\n", indent, name, yaml);
    free(yaml);
    json_decref(value);
    free(safe);
}

static void put_yaml_text(FILE *out, const char *indent, const char *name,
                          const char *text)
{
    put_yaml_cut(out, indent, name, text, SENTENCE_MAX);
}

/* Values of any size: beyond the limit a cut text stands for them. */
static void put_yaml_json(FILE *out, const char *indent, const char *name,
                          const json_t *value)
{
    char *yaml;

    if (!value)
        return;
    yaml = yaml_value(value);
    if (strlen(yaml) > YAML_VALUE_MAX)
        put_yaml_text(out, indent, name, yaml);
    else
        fprintf(out, "%s%s: %s\n", indent, name, yaml);
    free(yaml);
}

static void put_finding(FILE *out, const struct testcase *testcase,
                        const struct finding *finding)
{
    char *clause = evidence_clause(testcase, finding);
    char *place = evidence_place(finding);

    put_yaml_text(out, "    - ", "message", finding->message);
    put_yaml_text(out, "      ", "level", level_name(finding->level));
    put_yaml_text(out, "      ", "clause", clause);
    put_yaml_text(out, "      ", "at", place);
    put_yaml_json(out, "      ", "expected", finding->expected);
    put_yaml_json(out, "      ", "actual", finding->actual);
    free(clause);
    free(place);
}

static void put_diagnostics(FILE *out, const struct result *result)
{
    const struct finding *finding = evidence_finding(result, 0);
    const struct exchange *exchange =
        evidence_cause(result, evidence_exchange(result, finding));
    char *sentence = evidence_sentence(result);

    fputs("  ---\n", out);
    put_yaml_text(out, "  ", "message", sentence);
    put_yaml_text(out, "  ", "severity", rows[result->verdict].severity);
    put_yaml_text(out, "  ", "title", result->testcase->title);
    if (exchange) {
        char *request = evidence_request(exchange);
        char *curl = evidence_curl(result, exchange);

        put_yaml_text(out, "  ", "request", request);
        if (exchange->transport_text)
            put_yaml_text(out, "  ", "transport", exchange->transport_text);
        put_yaml_cut(out, "  ", "repeat", curl, 0);
        free(request);
        free(curl);
    }
    if (finding)
        fputs("  findings:\n", out);
    for (size_t i = 0;
         i < FINDINGS_MAX && (finding = evidence_finding(result, i)); i++)
        put_finding(out, result->testcase, finding);
    if (result->findings.len > FINDINGS_MAX)
        fprintf(out, "  more: %zu\n", result->findings.len - FINDINGS_MAX);
    fputs("  ...\n", out);
    free(sentence);
}

static int tap_begin(void *state, const struct run_info *info,
                     struct error *err)
{
    struct tap *tap = state;
    FILE *out = tap->out.stream;
    const struct plan *plan = info->plan;

    fputs("TAP version 14\n", out);
    put_comment(out, "assay", info->version);
    put_comment(out, "started", info->started);
    put_comment(out, "target", info->target->base_url);
    if (info->target->insecure)
        put_comment(out, "INSECURE", "the certificate is not verified");
    put_comment(out, "dialect", plan->dialect);
    put_comment(out, "profile", plan->profile);
    put_comment(out, "scope", plan->scope);
    if (plan->scope_reason)
        put_comment(out, "scope reason", plan->scope_reason);
    for (size_t i = 0; i < plan->suites_len; i++) {
        put_comment(out, "suite", plan->suites[i]->id);
        put_comment(out, "suite sha256", plan->suites[i]->digest);
    }
    for (size_t i = 0; i < plan->pages_len; i++) {
        put_comment(out, "page", plan->pages[i].id);
        put_comment(out, "page date", plan->pages[i].date);
    }
    tap->is_empty = plan->len == 0;
    if (tap->is_empty)
        fputs("1..0 # nothing selected\n", out);
    else
        fprintf(out, "1..%zu\n", plan->len);
    return output_check(&tap->out, err);
}

static void put_observations(FILE *out, const struct observations *list)
{
    for (size_t i = 0; i < list->len; i++)
        put_comment(out, "observed", list->items[i].text);
}

static int tap_result(void *state, const struct result *result,
                      struct error *err)
{
    struct tap *tap = state;
    FILE *out = tap->out.stream;
    const char *directive = rows[result->verdict].directive;

    fprintf(out, "%s %zu - ", rows[result->verdict].ok, result->index + 1);
    put_text(out, result->testcase->id);
    if (directive) {
        char *sentence = evidence_sentence(result);

        fprintf(out, " # %s ", directive);
        put_text(out, sentence);
        free(sentence);
    }
    fputc('\n', out);
    if (rows[result->verdict].severity &&
        (result->verdict != VERDICT_PASS || result->findings.len))
        put_diagnostics(out, result);
    put_observations(out, &result->observations);
    return output_check(&tap->out, err);
}

static int tap_note(void *state, const char *text, struct error *err)
{
    struct tap *tap = state;

    put_comment(tap->out.stream, "note", text);
    return output_check(&tap->out, err);
}

static int tap_end(void *state, const struct summary *summary,
                   struct error *err)
{
    struct tap *tap = state;
    FILE *out = tap->out.stream;

    put_observations(out, &summary->observations);
    for (size_t i = 0; i < summary->leftovers_len; i++) {
        put_comment(out, "LEFT", summary->leftovers[i].what);
        put_comment(out, "LEFT because", summary->leftovers[i].reason);
    }
    /* a harness calls an empty plan skipped and is content: we are not */
    if (summary->abort_text || tap->is_empty) {
        char *safe = evidence_text(summary->abort_text, SENTENCE_MAX);

        fprintf(out, "Bail out! %s\n", *safe ? safe : "nothing was selected");
        free(safe);
    }
    return output_commit(&tap->out, err);
}

static void tap_free(void *state)
{
    struct tap *tap = state;

    output_discard(&tap->out);
    free(tap);
}

int tap_open(const char *path, const struct report_options *options,
             struct writer *writer, struct error *err)
{
    struct tap *tap = xcalloc(1, sizeof(*tap));

    (void)options;
    if (output_open(&tap->out, path, err) < 0) {
        free(tap);
        return -1;
    }
    *writer = (struct writer){.state = tap,
                              .begin = tap_begin,
                              .result = tap_result,
                              .note = tap_note,
                              .end = tap_end,
                              .free = tap_free};
    return 0;
}
