/*
 * sample.h - a made-up run for the tests of the writers: one testcase for
 * each verdict in one suite, a pass with advice in a second one.
 *
 * The text given to sample_init stands at the end of every string that a
 * writer prints, so a hostile one gets everywhere.
 */
#ifndef TESTS_UNIT_REPORTS_SAMPLE_H
#define TESTS_UNIT_REPORTS_SAMPLE_H

#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/file.h"
#include "model/event.h"
#include "reports/reports.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SAMPLE_LEN   7
#define SAMPLE_TEXTS 64

/* Ends CDATA, forges TAP lines, moves the cursor, turns the writing round. */
#define HOSTILE                                                                \
    "]]> \x1b[31m\x07 \xff\xfe # SKIP --- ... \\ ' \" $(id) `id` %s%n &<b> "   \
    "\xe2\x80\xae\xc2\x85\xef\xbf\xbe\xed\xa0\x80\xf0\x9f\x98\x80 é\n"        \
    "1..0\nok 99 - forged\nBail out! forged\n  ---\n\r\tend"

struct sample {
    const char *text;
    char *texts[SAMPLE_TEXTS]; /* owned */
    size_t texts_len;
    struct clause clause;
    const struct clause *clauses[1];
    struct suite suites[2];
    const struct suite *suite_list[2];
    struct step step;
    struct testcase testcases[SAMPLE_LEN];
    struct page page;
    struct plan plan;
    struct target target;
    struct run_info info;
    struct result results[SAMPLE_LEN];
    struct summary summary;
    struct report_options options;
    struct waiver_file waiver_file;
};

/* start + the sample's text, owned by the sample. */
static inline char *sample_text(struct sample *sample, const char *start)
{
    assert_true(sample->texts_len < SAMPLE_TEXTS);
    return sample->texts[sample->texts_len++] =
               xasprintf("%s%s", start, sample->text);
}

static inline char *sample_copy(const struct sample *sample, const char *start)
{
    return xasprintf("%s%s", start, sample->text);
}

/* The sample's text, and behind a NUL some more. */
static inline json_t *sample_json(const struct sample *sample)
{
    char *valid = xasprintf("value%s", sample->text);
    json_t *text;

    for (char *at = valid; *at; at++)
        if ((unsigned char)*at >= 0x80)
            *at = '?'; /* a JSON value is always UTF-8 */
    text = json_stringn(valid, strlen(valid) + 1);
    free(valid);
    return json_pack("{s:o, s:[i, b]}",
                     "\xe2\x80\xae"
                     "name",
                     text, "list", 1, 1);
}

static inline void sample_add_exchange(const struct sample *sample,
                                       struct result *result)
{
    struct exchange exchange = {
        .step = xstrdup("put"),
        .name = xstrdup("answer"),
        .attempt = 1,
        .started = xstrdup("2026-01-02T03:04:05.678Z"),
        .request = {.method = xstrdup("PUT"),
                    .url = sample_copy(sample, "http://127.0.0.1:1/v3/P/s/S"),
                    .content = sample_copy(sample, "{\"snapshot\":{}}")},
        .response = {.status = 200,
                     .http_version = xstrdup("1.1"),
                     .content = sample_copy(sample, "{\"answer\":1}")},
        .timings = {-1, -1, -1, 10, 20, 30, 60},
    };

    exchange.request.content_len = strlen(exchange.request.content);
    exchange.response.content_len = strlen(exchange.response.content) + 1;
    fields_add(&exchange.request.fields, "X-Auth-Token", "***");
    fields_add(&exchange.request.fields, "Content-Type", "application/json");
    fields_add(&exchange.response.fields, "X-Openstack-Request-Id",
               sample->texts[0]);
    exchanges_take(&result->exchanges, &exchange);
}

static inline struct finding *sample_add_finding(const struct sample *sample,
                                                 struct result *result,
                                                 enum level level,
                                                 const char *message)
{
    struct finding *finding = findings_add(&result->findings, "status", "%s%s",
                                           message, sample->text);

    finding->exchange = xstrdup("put.answer");
    finding->instance_location = sample_copy(sample, "/snapshot/name");
    finding->keyword_location = sample_copy(sample, "ops.json#/outcomes/0");
    finding->level = level;
    return finding;
}

static inline void sample_fill_result(const struct sample *sample,
                                      struct result *result,
                                      enum verdict verdict)
{
    result->verdict = verdict;
    result->duration_us = 1234567;
    if (verdict == VERDICT_ERROR || verdict == VERDICT_SKIP ||
        verdict == VERDICT_WAIVED || verdict == VERDICT_STALE)
        result->reason = sample_copy(sample, "the reason");
    if (verdict != VERDICT_SKIP)
        sample_add_exchange(sample, result);
    if (verdict == VERDICT_ERROR) {
        result->exchanges.items[0].transport = TRANSPORT_RESET;
        result->exchanges.items[0].transport_text =
            sample_copy(sample, "the connection was cut");
    }
    if (verdict == VERDICT_FAIL || verdict == VERDICT_WAIVED) {
        struct finding *finding = sample_add_finding(sample, result, LEVEL_MUST,
                                                     "the status is another");

        finding->expected = json_integer(400);
        finding->actual = sample_json(sample);
    }
    observations_add(&result->observations, "outcome", result->testcase->id,
                     json_string("stored"), "it was stored%s", sample->text);
}

static inline void sample_fill_plan(struct sample *sample)
{
    sample->plan = (struct plan){
        .suites = sample->suite_list,
        .suites_len = 2,
        .dialect = sample_text(sample, "otc"),
        .profile = sample_text(sample, "otc"),
        .profile_title = sample_text(sample, "as documented"),
        .scope = "full",
        .pages = &sample->page,
        .pages_len = 1,
        .seed = 18446744073709551615u,
    };
    sample->page = (struct page){"evs_04_3058", sample_text(sample, "Updating"),
                                 "2024-05-06"};
    sample->target =
        (struct target){.base_url = sample_text(sample, "http://h"),
                        .project_id = sample_text(sample, "P"),
                        .insecure = true};
    sample->info = (struct run_info){.plan = &sample->plan,
                                     .target = &sample->target,
                                     .version = "0.1.0",
                                     .started = "2026-01-02T03:04:05.678Z"};
    sample->plan.entries = xcalloc(SAMPLE_LEN, sizeof(struct plan_entry));
    sample->plan.len = SAMPLE_LEN;
    for (size_t i = 0; i < SAMPLE_LEN; i++)
        sample->plan.entries[i].testcase = &sample->testcases[i];
}

static inline void sample_fill_testcase(struct sample *sample, size_t i)
{
    static const char *const ids[SAMPLE_LEN] = {
        "evs.a/pass",   "evs.a/fail/256", "evs.a/error",  "evs.a/skip",
        "evs.a/waived", "evs.a/stale",    "evs.b/advice",
    };
    enum verdict verdict = i < VERDICT_COUNT ? (enum verdict)i : VERDICT_PASS;

    sample->testcases[i] = (struct testcase){
        .id = sample_text(sample, ids[i]),
        .suite = &sample->suites[i / VERDICT_COUNT],
        .title = sample_text(sample, "a name of 256 bytes is refused"),
        .clauses = sample->clauses,
        .clauses_len = 1,
        .steps = &sample->step,
        .steps_len = 1,
    };
    sample->results[i] =
        (struct result){.testcase = &sample->testcases[i], .index = i};
    sample_fill_result(sample, &sample->results[i], verdict);
    sample->summary.counts[verdict]++;
}

/* Fill; the text is borrowed. Release with sample_clear. */
static inline void sample_init(struct sample *sample, const char *text)
{
    static const char *const suite_ids[] = {"evs.a", "evs.b"};

    *sample = (struct sample){.text = text};
    sample_text(sample, "req-1");
    sample->clause = (struct clause){
        .id = sample_text(sample, "request/name/max-bytes"),
        .page = sample_text(sample, "evs_04_3058"),
        .element = sample_text(sample, "p600"),
    };
    sample->clauses[0] = &sample->clause;
    sample->step = (struct step){.id = "put", .identity = "owner"};
    for (size_t i = 0; i < 2; i++) {
        sample->suites[i] = (struct suite){
            .id = suite_ids[i],
            .title = sample_text(sample, "a suite"),
            .file = sample_text(sample, "suites/evs.json"),
        };
        memset(sample->suites[i].digest, 'a', 64);
        sample->suite_list[i] = &sample->suites[i];
    }
    sample_fill_plan(sample);
    for (size_t i = 0; i < SAMPLE_LEN; i++)
        sample_fill_testcase(sample, i);
    sample_add_finding(sample, &sample->results[SAMPLE_LEN - 1], LEVEL_SHOULD,
                       "the field Date is missing");
    sample->summary.advisories = 1;
    sample->summary.requests = 712;
    sample->summary.duration_us = 840000;
    sample->summary.restored = true;
    sample->summary.exit_status = 1;
    observations_add(&sample->summary.observations, "lag", "run", NULL,
                     "reads lag by 3 ms%s", text);
    sample->options = (struct report_options){.retry = "assay run --x 'y'"};
}

static inline void sample_add_leftover(struct sample *sample)
{
    struct summary *summary = &sample->summary;

    summary->leftovers = xcalloc(1, sizeof(*summary->leftovers));
    summary->leftovers_len = 1;
    summary->leftovers[0].what = sample_copy(sample, "snapshot 1: name");
    summary->leftovers[0].reason = sample_copy(sample, "answered 500");
}

/* Three waivers: one used, one that nobody needs, one not tried. */
static inline void sample_add_waivers(struct sample *sample)
{
    static const enum waiver_state states[] = {WAIVER_USED, WAIVER_UNUSED,
                                               WAIVER_UNTRIED};
    struct waiver_results *waivers = &sample->summary.waivers;
    json_t *document =
        json_pack("{s[{ss}{ss}{ss}]}", "waivers", "testcase", "evs.a/used",
                  "testcase", "evs.a/unused", "testcase", "evs.a/untried");

    waivers->len = 3;
    waivers->items = xcalloc(waivers->len, sizeof(*waivers->items));
    for (size_t i = 0; i < waivers->len; i++)
        waivers->items[i] = (struct waiver_result){
            .entry = json_incref(
                json_array_get(json_object_get(document, "waivers"), i)),
            .pointer = xasprintf("/waivers/%zu", i),
            .state = states[i],
            .matched = 1,
            .text = sample_copy(sample, "what to do")};
    sample->waiver_file = (struct waiver_file){
        sample_text(sample, "w.json"),
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        document, waivers->len};
    sample->info.waivers = &sample->waiver_file;
}

static inline void sample_clear(struct sample *sample)
{
    for (size_t i = 0; i < SAMPLE_LEN; i++)
        result_clear(&sample->results[i]);
    for (size_t i = 0; i < sample->texts_len; i++)
        free(sample->texts[i]);
    json_decref((json_t *)sample->waiver_file.document);
    sample->plan.suites = NULL; /* the sample's own array */
    plan_clear(&sample->plan);
    summary_clear(&sample->summary);
}

/* Send the run up to (not including) end. 0, or -1 as the writer says. */
static inline int sample_send(struct sample *sample, struct writer *writer,
                              struct error *err)
{
    if (writer->begin(writer->state, &sample->info, err) < 0)
        return -1;
    if (writer->note && writer->note(writer->state, sample->text, err) < 0)
        return -1;
    for (size_t i = 0; i < sample->plan.len; i++) {
        if (writer->start &&
            writer->start(writer->state, &sample->testcases[i], i, err) < 0)
            return -1;
        if (writer->result(writer->state, &sample->results[i], err) < 0)
            return -1;
    }
    return 0;
}

/* The whole run in a format. 0, or -1 with err. */
static inline int sample_write(struct sample *sample, const char *format,
                               const char *path, struct error *err)
{
    struct writer writer = {0};
    int rc;

    if (report_format_find(format)->open(path, &sample->options, &writer, err) <
        0)
        return -1;
    rc = sample_send(sample, &writer, err);
    if (rc == 0)
        rc = writer.end(writer.state, &sample->summary, err);
    writer.free(writer.state);
    return rc;
}

/* A new name in a new folder below /tmp; free with sample_remove. */
static inline char *sample_path(void)
{
    char folder[] = "/tmp/assay-reports-XXXXXX";

    assert_non_null(mkdtemp(folder));
    return path_join(folder, "report");
}

/* The file, and the folder, which must be empty by then. */
static inline void sample_remove(char *path)
{
    char *folder = path_directory(path);

    unlink(path);
    assert_int_equal(rmdir(folder), 0);
    free(folder);
    free(path);
}

/* The whole report as text. New memory; the file is gone. */
static inline char *sample_report(struct sample *sample, const char *format)
{
    struct error err = {0};
    char *path = sample_path(), *text;
    size_t len;

    if (sample_write(sample, format, path, &err) < 0)
        fail_msg("%s: %s", err.where, err.text);
    text = file_read(path, (size_t)64 << 20, &len, ERROR_INTERNAL, &err);
    assert_non_null(text);
    assert_int_equal(strlen(text), len);
    sample_remove(path);
    return text;
}

static inline void assert_has(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("'%s' is not in:\n%s", part, text);
}

static inline void assert_has_not(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("'%s' is in:\n%s", part, text);
}

#endif
