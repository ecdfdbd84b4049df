/*
 * transcript.c - transcript.har: everything that verdicts are derived from,
 * as HAR 1.2, so that `assay judge` can derive them again without a network.
 *
 * Streaming: the head before any traffic, each exchange when its testcase has
 * ended, flushed, so that a run that dies leaves what it has seen until then;
 * the tail in end. Nothing of a testcase is kept but where it began. The
 * members are those of schemas/assay/transcript.json.
 */
#include "base/alloc.h"
#include "model/transcript.h"
#include "reports/formats.h"
#include "reports/har.h"
#include "reports/record.h"

#include <stdlib.h>
#include <string.h>

#define STARTED_SIZE 40

/* For the list of pages, which HAR has after the entries or not at all. */
struct page_start {
    char *id; /* owned: the testcase's */
    char started[STARTED_SIZE];
};

struct transcript {
    struct output out;
    size_t entries;           /* written so far */
    struct page_start *pages; /* owned */
    size_t pages_len;
    size_t pages_cap;
    json_t *silent; /* owned: of testcases without an exchange, not written */
    json_t *notes;  /* owned: [before which result, text], not written */
    size_t next;    /* the plan's entry whose result comes next */
    bool is_spoilt; /* a value could not be written */
};

/* Takes the reference. A value that cannot be written spoils the file. */
static void put_value(struct transcript *transcript, json_t *value)
{
    if (json_dumpf(value, transcript->out.stream,
                   JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(15)) <
        0)
        transcript->is_spoilt = true;
    json_decref(value);
}

/* On the disk before the run goes on: the next request may be its last. */
static int check(const struct transcript *transcript, struct error *err)
{
    if (output_check(&transcript->out, err) < 0)
        return -1;
    return transcript->is_spoilt
               ? error_set(err, ERROR_OUTPUT, transcript->out.path,
                           "holds a value that JSON cannot express")
               : 0;
}

static json_t *record_plan(const struct plan *plan)
{
    json_t *list = json_array();

    for (size_t i = 0; i < plan->len; i++)
        json_array_append_new(
            list, json_pack("[oo]", record_text(plan->entries[i].testcase->id),
                            record_text(plan->entries[i].skip_reason)));
    return list;
}

static json_t *seed_text(unsigned long long seed)
{
    char *text = xasprintf("%llu", seed); /* beyond 2^53, hence no number */
    json_t *value = json_string(text);

    free(text);
    return value;
}

static json_t *record_head(const struct run_info *info)
{
    const struct plan *plan = info->plan;
    json_t *head = json_pack(
        "{ss so so so so so so sb so so so sO?}", "format", TRANSCRIPT_FORMAT,
        "assay", record_text(info->version), "started",
        record_text(info->started), "dialect", record_text(plan->dialect),
        "profile", record_text(plan->profile), "scope",
        record_text(plan->scope), "seed", seed_text(plan->seed), "strict",
        info->strict, "target", record_target(info->target), "suites",
        record_suites(plan), "plan", record_plan(plan), "selection",
        plan->selection);

    if (info->waivers)
        json_object_set_new(head, "waivers", record_waiver_file(info->waivers));
    if (info->conditions)
        json_object_update(head, (json_t *)info->conditions);
    return head;
}

static int transcript_begin(void *state, const struct run_info *info,
                            struct error *err)
{
    struct transcript *transcript = state;
    FILE *out = transcript->out.stream;

    fputs("{\"log\":{\n\"version\":\"1.2\",\n\"creator\":", out);
    put_value(transcript, json_pack("{ss so}", "name", "assay", "version",
                                    record_text(info->version)));
    fputs(",\n\"" TRANSCRIPT_HEAD "\":", out);
    put_value(transcript, record_head(info));
    fputs(",\n\"entries\":[", out);
    return check(transcript, err);
}

/* What had no entry of its own goes with the next one. */
static void put_off(json_t *extension, const char *name, json_t **list)
{
    if (!json_array_size(*list))
        return;
    json_object_set_new(extension, name, *list);
    *list = json_array();
}

/* Takes extension. page: the testcase's id, or NULL. */
static void put_entry(struct transcript *transcript,
                      const struct exchange *exchange, const char *page,
                      json_t *extension)
{
    json_t *entry = har_entry(exchange, extension);

    if (page)
        json_object_set_new(entry, "pageref", record_text(page));
    put_off(extension, "silent", &transcript->silent);
    put_off(extension, "notes", &transcript->notes);
    fputs(transcript->entries++ ? ",\n" : "\n", transcript->out.stream);
    put_value(transcript, entry);
}

static int transcript_exchange(void *state, const struct exchange *exchange,
                               struct error *err)
{
    struct transcript *transcript = state;

    put_entry(transcript, exchange, NULL, json_object());
    return check(transcript, err);
}

static json_t *record_trouble(const struct error *trouble)
{
    if (trouble->kind == ERROR_NONE)
        return json_null();
    return json_pack("{ss so so}", "kind", error_kind_name(trouble->kind),
                     "where", record_text(trouble->where), "text",
                     record_text(trouble->text));
}

/* What the run knows of a testcase besides its exchanges. */
static json_t *record_run(const struct result *result)
{
    return json_pack(
        "{so sI sI so so}", "testcase", record_text(result->testcase->id),
        "index", (json_int_t)result->index, "duration_us",
        (json_int_t)result->duration_us, "error",
        record_trouble(&result->trouble), "variables",
        result->variables ? json_incref(result->variables) : json_null());
}

static void note_page(struct transcript *transcript,
                      const struct result *result)
{
    struct page_start *page;

    transcript->pages = xgrow(transcript->pages, transcript->pages_len,
                              &transcript->pages_cap, sizeof(*page));
    page = &transcript->pages[transcript->pages_len++];
    page->id = xstrdup(result->testcase->id);
    snprintf(page->started, sizeof(page->started), "%s",
             result->exchanges.items[0].started
                 ? result->exchanges.items[0].started
                 : "");
}

/*
 * The first entry of a testcase says what the run knows of it, and each which
 * of how many it is: what is missing later is noticed.
 */
static void put_testcase(struct transcript *transcript,
                         const struct result *result)
{
    size_t len = result->exchanges.len;
    const char *id = result->testcase->id;

    note_page(transcript, result);
    for (size_t i = 0; i < len; i++) {
        json_t *extension =
            json_pack("{so si s[II]}", "testcase", record_text(id), "lane", 0,
                      "part", (json_int_t)(i + 1), (json_int_t)len);

        if (i == 0)
            json_object_set_new(extension, "run", record_run(result));
        put_entry(transcript, &result->exchanges.items[i], id, extension);
    }
}

static int transcript_result(void *state, const struct result *result,
                             struct error *err)
{
    struct transcript *transcript = state;

    transcript->next = result->index + 1;
    if (result->verdict == VERDICT_SKIP || result->not_tried)
        return 0; /* the plan or an earlier testcase says so */
    if (result->exchanges.len)
        put_testcase(transcript, result);
    else
        json_array_append_new(transcript->silent, record_run(result));
    return check(transcript, err);
}

static int transcript_note(void *state, const char *text, struct error *err)
{
    struct transcript *transcript = state;

    (void)err;
    json_array_append_new(
        transcript->notes,
        json_pack("[Io]", (json_int_t)transcript->next, record_text(text)));
    return 0;
}

static json_t *record_pages_of(const struct transcript *transcript)
{
    json_t *list = json_array();

    for (size_t i = 0; i < transcript->pages_len; i++) {
        const struct page_start *page = &transcript->pages[i];

        json_array_append_new(list,
                              json_pack("{so so so s{}}", "startedDateTime",
                                        record_text(page->started), "id",
                                        record_text(page->id), "title",
                                        record_text(page->id), "pageTimings"));
    }
    return list;
}

/* Of the observations only those that the run noted: the rest follows. */
static json_t *record_facts(const struct summary *summary)
{
    struct observations facts = summary->observations;

    facts.len = summary->facts_len < facts.len ? summary->facts_len : facts.len;
    return record_observations(&facts);
}

static json_t *record_tail(struct transcript *transcript,
                           const struct summary *summary)
{
    return json_pack(
        "{sI sI sI so sO sO sb so so so si}", "entries",
        (json_int_t)transcript->entries, "requests",
        (json_int_t)summary->requests, "duration_us",
        (json_int_t)summary->duration_us, "observations", record_facts(summary),
        "silent", transcript->silent, "notes", transcript->notes, "restored",
        summary->restored, "leftovers", record_leftovers(summary), "finish",
        record_text(summary->finish), "aborted",
        record_text(summary->abort_text), "signal", summary->signal);
}

static int transcript_end(void *state, const struct summary *summary,
                          struct error *err)
{
    struct transcript *transcript = state;
    FILE *out = transcript->out.stream;

    fputs("\n],\n\"pages\":", out);
    put_value(transcript, record_pages_of(transcript));
    fputs(",\n\"" TRANSCRIPT_TAIL "\":", out);
    put_value(transcript, record_tail(transcript, summary));
    fputs("\n}}\n", out);
    if (check(transcript, err) < 0)
        return -1;
    return output_commit(&transcript->out, err);
}

static void transcript_free(void *state)
{
    struct transcript *transcript = state;

    output_discard(&transcript->out);
    for (size_t i = 0; i < transcript->pages_len; i++)
        free(transcript->pages[i].id);
    free(transcript->pages);
    json_decref(transcript->silent);
    json_decref(transcript->notes);
    free(transcript);
}

int har_open(const char *path, const struct report_options *options,
             struct writer *writer, struct error *err)
{
    struct transcript *transcript = xcalloc(1, sizeof(*transcript));

    (void)options;
    if (output_open(&transcript->out, path, err) < 0) {
        free(transcript);
        return -1;
    }
    transcript->silent = json_array();
    transcript->notes = json_array();
    *writer = (struct writer){.state = transcript,
                              .begin = transcript_begin,
                              .result = transcript_result,
                              .note = transcript_note,
                              .end = transcript_end,
                              .free = transcript_free,
                              .exchange = transcript_exchange};
    return 0;
}
