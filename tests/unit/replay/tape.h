/*
 * tape.h - a made-up run over a scene's suites, recorded, and judged again.
 *
 * Two testcases: "one" with a step, "two" with a step whose answer gives the
 * next one what it sends. Answers are 200 with a body unless a test says
 * something else.
 */
#ifndef TESTS_UNIT_REPLAY_TAPE_H
#define TESTS_UNIT_REPLAY_TAPE_H

#include "tests/unit/suite/scene.h"

#include "base/buffer.h"
#include "replay/replay.h"
#include "reports/reports.h"
#include "run/conditions.h"
#include "run/course.h"
#include "run/lane.h"
#include "run/steps.h"
#include "suite/select.h"

#define TAPE_MAX ((size_t)1 << 20)

#define STEP(id, rest)                                                         \
    "{'id': '" id "', 'expect': {'outcome': 'accepted'}, " rest "}"
#define NAMED(name) "'request': {'body': {'thing': {'name': '" name "'}}}"
#define FIRST                                                                  \
    NAMED("${nonce}")                                                          \
    ", 'capture': {'got': {'from': 'answer', 'at': '/thing/v'}}"
#define ONE TESTCASE("one", STEPS(STEP("put", NAMED("n"))))
#define TWO                                                                    \
    TESTCASE("two",                                                            \
             STEPS(STEP("first", FIRST) "," STEP("second", NAMED("${got}"))))

/* Who asks, and where. */
#define TAPE_ROOT "http://127.0.0.1:1"

struct tape {
    struct scene *scene;
    char *directory; /* of the files: <scene>/out */
    struct run_options options;
    struct target target;
    json_t *resources;
    int stop_after;         /* testcases; 0: none */
    const char *abort_text; /* nothing is tried, for this reason */
    int (*answer)(const struct exchange *); /* status; NULL: 200 */
};

static inline char *tape_path(const struct tape *tape, const char *name)
{
    return path_join(tape->directory, name);
}

static inline void tape_open(struct tape *tape, struct scene *scene)
{
    struct error err = {0};

    *tape = (struct tape){.scene = scene,
                          .options = {.seed = 7, .max_errors = 5},
                          .target = {.base_url = TAPE_ROOT,
                                     .project_id = "P",
                                     .snapshot_id = "S"},
                          .resources = lane_resource_names(false, false)};
    tape->directory = path_join(scene->root, "out");
    assert_int_equal(directory_make(tape->directory, &err), 0);
    scene_write(scene, "suites/s.json", TESTCASES(ONE "," TWO));
    scene_load(scene);
    assert_problems(scene, "");
}

static inline void tape_close(struct tape *tape)
{
    json_decref(tape->resources);
    free(tape->directory);
}

/* Takes the request. */
static inline void tape_add(const struct tape *tape, struct result *result,
                            struct request *request, const char *step,
                            const char *name)
{
    struct exchange exchange = {
        .step = xstrdup(step),
        .name = xstrdup(name),
        .attempt = 1,
        .tries = 1,
        .started = xstrdup("2026-01-02T03:04:05.678Z"),
        .request = *request,
        .response = {.status = 200, .http_version = xstrdup("1.1")},
        .timings = {-1, -1, -1, 10, 20, 30, 60}};
    const char *body = "{\"thing\":{\"v\":\"seen\",\"id\":\"S\"}}";

    for (size_t i = 0; i < exchange.request.fields.len; i++) {
        struct field *field = &exchange.request.fields.items[i];

        if (!strcmp(field->name, "X-Auth-Token")) { /* as the client does */
            free(field->value);
            field->value = xstrdup("[masked]");
        }
    }
    fields_add(&exchange.response.fields, "Content-Type", "application/json");
    exchange.response.content = xstrdup(body);
    exchange.response.content_len = strlen(body);
    if (tape->answer)
        exchange.response.status = tape->answer(&exchange);
    exchanges_take(&result->exchanges, &exchange);
}

static inline void tape_step(const struct tape *tape, struct session *session,
                             const struct lane *lane, struct result *result,
                             const struct step *step)
{
    const struct operation *get =
        catalog_operation(session->catalog, "things.get");
    struct error err = {0};
    struct request request;

    assert_int_equal(request_for_operation(
                         &session->sender, get->method, get->path, get->path_id,
                         lane->snapshot_id, NULL, &request, &err),
                     0);
    tape_add(tape, result, &request, step->id, "before");
    assert_int_equal(request_for_step(&session->sender, step, result->variables,
                                      lane->snapshot_id, &request, &err),
                     0);
    tape_add(tape, result, &request, step->id, "answer");
}

static inline void tape_perform(const struct tape *tape,
                                struct session *session, struct result *result,
                                struct error *trouble)
{
    struct lane lane = {(char *)"S", NULL, false};
    const struct testcase *testcase = result->testcase;

    result->variables = lane_variables(&lane, session, testcase->id);
    result->duration_us = 1000;
    if (tape->stop_after && result->index >= (size_t)tape->stop_after) {
        error_set(trouble, ERROR_INTERRUPTED, "", "the deadline has passed");
        return;
    }
    for (size_t i = 0; i < testcase->steps_len; i++) {
        tape_step(tape, session, &lane, result, &testcase->steps[i]);
        if (steps_capture(&testcase->steps[i], &result->exchanges,
                          result->variables, trouble) < 0)
            return;
    }
}

static inline size_t tape_writers(const struct tape *tape,
                                  const char *const *formats,
                                  const char *prefix, struct writer *writers)
{
    struct report_options options = {.retry = ""};
    struct error err = {0};
    size_t len = 0;

    for (; *formats; formats++) {
        char *name = xasprintf("%s.%s", prefix, *formats);
        char *path = tape_path(tape, name);

        assert_int_equal(report_format_find(*formats)->open(
                             path, &options, &writers[len++], &err),
                         0);
        free(path);
        free(name);
    }
    return len;
}

static inline void tape_free(struct writer *writers, size_t len)
{
    for (size_t i = 0; i < len; i++)
        writers[i].free(writers[i].state);
}

/* Carry out and record: run.har, run.json, run.tap. Returns the exit status. */
static inline int tape_record(struct tape *tape)
{
    static const char *const formats[] = {"har", "json", "tap", NULL};
    const struct catalog *catalog = tape->scene->catalog;
    struct selection selection = {.resources = tape->resources,
                                  .has_token = true};
    struct endpoint endpoint = {.root = (char *)TAPE_ROOT};
    struct identity owner = {.token = "t", .project_id = "P"};
    struct session session = {
        .catalog = catalog,
        .options = &tape->options,
        .sender = {.endpoint = &endpoint, .owner = &owner}};
    struct judge_context judge = {.schemas = catalog->book,
                                  .schema_clauses = catalog->schema_clauses,
                                  .schema_clauses_len =
                                      catalog->schema_clauses_len,
                                  .resources = tape->resources};
    struct run_setup setup = {.catalog = catalog, .options = &tape->options};
    struct summary summary = {0};
    struct writer writers[3];
    struct emitter emitter;
    struct plan plan = {0};
    struct error err = {0};
    struct course course = {.catalog = catalog,
                            .plan = &plan,
                            .judge = &judge,
                            .emitter = &emitter,
                            .summary = &summary,
                            .max_errors = tape->options.max_errors,
                            .fail_fast = tape->options.fail_fast};
    json_t *conditions = conditions_record(&setup, tape->resources);
    struct run_info info = {.plan = &plan,
                            .target = &tape->target,
                            .version = "0.1.0",
                            .started = "2026-01-02T03:04:05.678Z",
                            .conditions = conditions};
    size_t len = tape_writers(tape, formats, "run", writers);

    assert_int_equal(plan_build(catalog, &selection, &plan, &err), 0);
    plan.seed = tape->options.seed;
    emitter_init(&emitter, writers, len);
    course_init(&course);
    emit_begin(&emitter, &info);
    emit_note(&emitter, "looking at a snapshot");
    if (tape->abort_text) {
        summary.abort_text = xstrdup(tape->abort_text);
        course_stop(&course, false, xstrdup(tape->abort_text));
    }
    for (size_t i = 0; i < plan.len; i++) {
        struct error trouble = {0};
        struct result result;

        course_open(&course, i, &result);
        if (!course_skips(&course, &result) &&
            !course_is_stopped(&course, &result)) {
            tape_perform(tape, &session, &result, &trouble);
            course_judge(&course, &result, &trouble);
        }
        course_close(&course, &result);
    }
    summary.requests = 6;
    summary.duration_us = 5000;
    course_end(&course);
    assert_false(error_is_set(&emitter.first));
    tape_free(writers, len);
    course_clear(&course);
    emitter_clear(&emitter);
    json_decref(conditions);
    plan_clear(&plan);
    len = (size_t)summary.exit_status;
    summary_clear(&summary);
    return (int)len;
}

static inline char *tape_read(const struct tape *tape, const char *name)
{
    char *path = tape_path(tape, name);
    struct error err = {0};
    size_t len;
    char *text = file_read(path, TAPE_MAX, &len, ERROR_INTERNAL, &err);

    if (!text)
        fail_msg("%s: %s", err.where, err.text);
    free(path);
    return text;
}

static inline void tape_write(const struct tape *tape, const char *name,
                              const char *text, size_t len)
{
    char *inside = path_join("out", name);

    scene_bytes(tape->scene, inside, text, len);
    free(inside);
}

/* What came of each testcase: "s/one pass; s/two error (why); ". */
struct told {
    struct buffer text;
    char *aborted; /* owned, or NULL */
};

static inline int told_result(void *state, const struct result *result,
                              struct error *err)
{
    struct told *told = state;

    (void)err;
    buffer_printf(&told->text, "%s %s%s%s%s; ", result->testcase->id,
                  verdict_name(result->verdict), result->reason ? " (" : "",
                  result->reason ? result->reason : "",
                  result->reason ? ")" : "");
    return 0;
}

static inline int told_end(void *state, const struct summary *summary,
                           struct error *err)
{
    struct told *told = state;

    (void)err;
    told->aborted = xstrdup(summary->abort_text);
    return 0;
}

static inline void told_clear(struct told *told)
{
    buffer_clear(&told->text);
    free(told->aborted);
    *told = (struct told){0};
}

/* Judge a file of the tape again. Returns the exit status; 2 with err. */
static inline int tape_judge(const struct tape *tape, const char *name,
                             struct told *told, struct error *err)
{
    struct summary summary = {.exit_status = 2};
    struct writer writer = {
        .state = told, .result = told_result, .end = told_end};
    char *path = tape_path(tape, name);
    struct transcript *transcript = transcript_open(path, err);
    int status = 2;

    *told = (struct told){0};
    if (transcript && replay_judge(transcript, tape->scene->catalog, NULL,
                                   "0.1.0", &writer, 1, &summary, err) == 0)
        status = summary.exit_status;
    transcript_close(transcript);
    summary_clear(&summary);
    free(path);
    return status;
}

/* With all reports: again.json, again.tap. */
static inline int tape_reports(const struct tape *tape)
{
    static const char *const formats[] = {"json", "tap", NULL};
    struct summary summary = {0};
    struct writer writers[2];
    struct error err = {0};
    size_t len = tape_writers(tape, formats, "again", writers);
    char *path = tape_path(tape, "run.har");
    struct transcript *transcript = transcript_open(path, &err);
    int status;

    if (!transcript || replay_judge(transcript, tape->scene->catalog, NULL,
                                    "0.1.0", writers, len, &summary, &err) < 0)
        fail_msg("%s: %s", err.where, err.text);
    tape_free(writers, len);
    transcript_close(transcript);
    free(path);
    status = summary.exit_status;
    summary_clear(&summary);
    return status;
}

/* The text with one part replaced, from its nth place on; new memory. */
static inline char *tape_replaced(const char *text, const char *part,
                                  size_t nth, const char *by)
{
    const char *at = strstr(text, part);

    for (; nth; nth--) {
        assert_non_null(at);
        at = strstr(at + 1, part);
    }
    if (!at)
        fail_msg("'%s' is not in:\n%s", part, text);
    return xasprintf("%.*s%s%s", (int)(at - text), text, by, at + strlen(part));
}

#endif
