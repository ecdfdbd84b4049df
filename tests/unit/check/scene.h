/*
 * scene.h - a testcase and its exchanges from a few lines of JSON.
 *
 * In the text ' stands for " and ` for an escaped one. Members, all optional:
 *   resources  names the lane has; default ["snapshot"]
 *   level, basis, clauses [{id, level, off}]: the first is the testcase's
 *   schemas {name: schema}, schema-clauses {"name#pointer": clause id}
 *   before, after [{name, resource}]; default: "before" and "after"
 *   always [checks], outcomes {name: [checks]}
 *   steps [{id, expect, checks, until, capture}]; default: one step "s" whose
 *     members stand in the scene itself
 *   exchanges [{step, name, status, json | text, sent | sent-text, type,
 *     transport}]; default: "answer" of step "s", 200, application/json
 */
#ifndef TESTS_UNIT_CHECK_SCENE_H
#define TESTS_UNIT_CHECK_SCENE_H

#include "base/alloc.h"
#include "base/json.h"
#include "check/judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCENE_MAX 8

struct scene {
    json_t *doc;
    struct clause clauses[SCENE_MAX];
    const struct clause *main_clause[1];
    struct schema_clause schema_clauses[SCENE_MAX];
    struct frame_read reads[2][SCENE_MAX];
    struct outcome outcomes[SCENE_MAX];
    struct alternative alternatives[SCENE_MAX][SCENE_MAX];
    struct operation operation;
    struct step steps[SCENE_MAX];
    struct testcase testcase;
    struct schema_store *store;
    struct schema_book *book;
    struct judge_context context;
    struct result result;
};

static inline json_t *scene_json(const char *text)
{
    char *plain = xcalloc(2 * strlen(text) + 1, 1);
    json_error_t at;
    json_t *value;
    size_t len = 0;

    for (const char *p = text; *p; p++) {
        if (*p == '`')
            plain[len++] = '\\';
        plain[len++] = (char)(*p == '\'' || *p == '`' ? '"' : *p);
    }
    value = json_loads(plain, JSON_DECODE_ANY, &at);
    if (!value)
        fail_msg("%s\n%s", at.text, plain);
    free(plain);
    return value;
}

static inline const struct clause *scene_clause(const struct scene *scene,
                                                const char *id)
{
    for (size_t i = 0; id && i < SCENE_MAX; i++)
        if (scene->clauses[i].id && !strcmp(scene->clauses[i].id, id))
            return &scene->clauses[i];
    return NULL;
}

static inline enum level scene_level(const json_t *spec)
{
    return strcmp(json_member_text(spec, "level", "must"), "should") == 0
               ? LEVEL_SHOULD
               : LEVEL_MUST;
}

static inline void scene_checks(const struct scene *scene, const json_t *specs,
                                const char *where, struct checks *checks)
{
    for (size_t i = 0; i < json_array_size(specs); i++) {
        const json_t *spec = json_array_get(specs, i);

        checks->items = xgrow(checks->items, checks->len, &checks->cap,
                              sizeof(*checks->items));
        checks->items[checks->len++] =
            (struct check){.kind = json_member_text(spec, "check", NULL),
                           .when = json_member_text(spec, "when", NULL),
                           .spec = spec,
                           .location = xasprintf("op.json#/%s/%zu", where, i),
                           .clause = scene_clause(
                               scene, json_member_text(spec, "clause", NULL)),
                           .level = scene_level(spec)};
    }
}

static inline void scene_clauses(struct scene *scene)
{
    const json_t *list = json_object_get(scene->doc, "clauses");
    json_t *places = json_object_get(scene->doc, "schema-clauses");

    scene->clauses[0] = (struct clause){.id = "main"};
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *spec = json_array_get(list, i);

        scene->clauses[i] = (struct clause){
            .id = json_member_text(spec, "id", NULL),
            .level = scene_level(spec),
            .is_off = json_is_true(json_object_get(spec, "off"))};
    }
    scene->main_clause[0] = &scene->clauses[0];
    for (void *it = json_object_iter(places); it;
         it = json_object_iter_next(places, it))
        scene->schema_clauses[scene->context.schema_clauses_len++] =
            (struct schema_clause){
                json_object_iter_key(it),
                scene_clause(scene,
                             json_string_value(json_object_iter_value(it)))};
    scene->context.schema_clauses = scene->schema_clauses;
}

static inline void scene_schemas(struct scene *scene)
{
    json_t *schemas = json_object_get(scene->doc, "schemas");
    struct error err = {0};

    scene->store = schema_store_new();
    scene->book = schema_book_new(scene->store);
    for (void *it = json_object_iter(schemas); it;
         it = json_object_iter_next(schemas, it)) {
        const char *name = json_object_iter_key(it);
        char *uri = xasprintf("https://assay.invalid/schemas/%s", name);

        if (schema_store_add(scene->store, uri, name,
                             json_object_iter_value(it), &err) < 0 ||
            schema_book_add(scene->book, name, uri, &err) < 0)
            fail_msg("%s: %s", err.where, err.text);
        free(uri);
    }
    scene->context.schemas = scene->book;
}

static inline size_t scene_reads(const struct scene *scene, const char *name,
                                 struct frame_read *reads)
{
    const json_t *list = json_object_get(scene->doc, name);

    reads[0] = (struct frame_read){name, "snapshots.get", "snapshot"};
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *spec = json_array_get(list, i);

        reads[i] = (struct frame_read){
            json_member_text(spec, "name", name), "snapshots.get",
            json_member_text(spec, "resource", "snapshot")};
    }
    return list ? json_array_size(list) : 1;
}

static inline void scene_operation(struct scene *scene)
{
    struct operation *operation = &scene->operation;
    json_t *outcomes = json_object_get(scene->doc, "outcomes");

    operation->id = "snapshots.update";
    operation->subject = "/snapshot";
    operation->before = scene->reads[0];
    operation->before_len = scene_reads(scene, "before", scene->reads[0]);
    operation->after = scene->reads[1];
    operation->after_len = scene_reads(scene, "after", scene->reads[1]);
    scene_checks(scene, json_object_get(scene->doc, "always"), "always",
                 &operation->always);
    operation->outcomes = scene->outcomes;
    for (void *it = json_object_iter(outcomes); it;
         it = json_object_iter_next(outcomes, it)) {
        struct outcome *outcome = &scene->outcomes[operation->outcomes_len++];

        outcome->name = json_object_iter_key(it);
        outcome->title = "a title";
        scene_checks(scene, json_object_iter_value(it), outcome->name,
                     &outcome->checks);
    }
}

static inline void scene_step(struct scene *scene, size_t index,
                              const json_t *spec)
{
    struct step *step = &scene->steps[index];
    const json_t *expect = json_object_get(spec, "expect");

    step->id = json_member_text(spec, "id", "s");
    step->operation = &scene->operation;
    step->alternatives = scene->alternatives[index];
    step->alternatives_len = json_array_size(expect);
    for (size_t i = 0; i < json_array_size(expect); i++) {
        const json_t *one = json_array_get(expect, i);
        const char *name = json_is_string(one)
                               ? json_string_value(one)
                               : json_member_text(one, "outcome", NULL);

        scene->alternatives[index][i] =
            (struct alternative){operation_outcome(&scene->operation, name),
                                 json_object_get(one, "sent")};
        assert_non_null(scene->alternatives[index][i].outcome);
    }
    scene_checks(scene, json_object_get(spec, "checks"), "checks",
                 &step->checks);
    scene_checks(scene, json_object_get(spec, "until"), "until", &step->until);
    step->capture = json_object_get(spec, "capture");
}

static inline void scene_testcase(struct scene *scene)
{
    const json_t *steps = json_object_get(scene->doc, "steps");
    struct testcase *testcase = &scene->testcase;
    int basis =
        basis_from_name(json_member_text(scene->doc, "basis", "documented"));

    testcase->id = (char *)"suite/testcase";
    testcase->location = (char *)"suite.json#/testcases/0";
    testcase->clauses = scene->main_clause;
    testcase->clauses_len = 1;
    testcase->level = scene_level(scene->doc);
    testcase->basis = (enum basis)basis;
    testcase->steps = scene->steps;
    testcase->steps_len = steps ? json_array_size(steps) : 1;
    for (size_t i = 0; i < testcase->steps_len; i++)
        scene_step(scene, i, steps ? json_array_get(steps, i) : scene->doc);
}

static inline char *scene_content(const json_t *spec, const char *json,
                                  const char *text, size_t *len)
{
    const json_t *value = json_object_get(spec, json);
    const json_t *raw = json_object_get(spec, text);
    char *content = NULL;

    if (raw)
        content = xmemdup(json_string_value(raw), json_string_length(raw));
    else if (value)
        content = json_text(value);
    *len = raw ? json_string_length(raw) : content ? strlen(content) : 0;
    return content;
}

static inline void scene_exchange(struct exchanges *list, const json_t *spec)
{
    const json_t *type = json_object_get(spec, "type");
    const char *transport = json_member_text(spec, "transport", NULL);
    struct exchange exchange = {
        .step = xstrdup(json_member_text(spec, "step", "s")),
        .name = xstrdup(json_member_text(spec, "name", "answer")),
        .attempt = 1};

    exchange.response.status =
        (int)json_integer_value(json_object_get(spec, "status"));
    if (!json_object_get(spec, "status"))
        exchange.response.status = 200;
    exchange.request.content =
        scene_content(spec, "sent", "sent-text", &exchange.request.content_len);
    exchange.response.content =
        scene_content(spec, "json", "text", &exchange.response.content_len);
    if (!json_is_null(type))
        fields_add(&exchange.response.fields, "content-type",
                   type ? json_string_value(type) : "application/json");
    if (transport) {
        exchange.transport = TRANSPORT_TIMEOUT;
        exchange.transport_text = xstrdup(transport);
    }
    exchanges_take(list, &exchange);
}

/* All exchanges that a text describes are appended. */
static inline void scene_add(struct scene *scene, const char *exchanges)
{
    json_t *list = scene_json(exchanges);

    for (size_t i = 0; i < json_array_size(list); i++)
        scene_exchange(&scene->result.exchanges, json_array_get(list, i));
    json_decref(list);
}

static inline struct scene *scene_new(const char *text)
{
    struct scene *scene = xcalloc(1, sizeof(*scene));
    const json_t *exchanges;
    json_t *resources;

    scene->doc = scene_json(text);
    if (!json_object_get(scene->doc, "resources"))
        json_object_set_new(scene->doc, "resources",
                            scene_json("['snapshot']"));
    resources = json_object_get(scene->doc, "resources");
    scene->context.resources = resources;
    scene_clauses(scene);
    scene_schemas(scene);
    scene_operation(scene);
    scene_testcase(scene);
    exchanges = json_object_get(scene->doc, "exchanges");
    for (size_t i = 0; i < json_array_size(exchanges); i++)
        scene_exchange(&scene->result.exchanges, json_array_get(exchanges, i));
    scene->result.testcase = &scene->testcase;
    return scene;
}

static inline void scene_checks_free(struct checks *checks)
{
    for (size_t i = 0; i < checks->len; i++)
        free(checks->items[i].location);
    free(checks->items);
}

static inline void scene_free(struct scene *scene)
{
    result_clear(&scene->result);
    scene_checks_free(&scene->operation.always);
    for (size_t i = 0; i < SCENE_MAX; i++) {
        scene_checks_free(&scene->outcomes[i].checks);
        scene_checks_free(&scene->steps[i].checks);
        scene_checks_free(&scene->steps[i].until);
    }
    schema_book_free(scene->book);
    schema_store_free(scene->store);
    json_decref(scene->doc);
    free(scene);
}

/* Judge; the result is borrowed from the scene. */
static inline const struct result *scene_judge(struct scene *scene)
{
    judge_testcase(&scene->context, &scene->result);
    return &scene->result;
}

static inline enum step_state scene_state(const struct scene *scene)
{
    return judge_step(&scene->context, &scene->result, &scene->steps[0]);
}

/* Everything a judgement says, as text to compare; new memory. */
static inline char *scene_text(const struct result *result)
{
    json_t *lines = json_array();
    char *text;

    for (size_t i = 0; i < result->findings.len; i++) {
        const struct finding *f = &result->findings.items[i];

        json_array_append_new(
            lines, json_pack("[s,s,s?,s?,s?,s,s,O?,O?]", f->exchange, f->check,
                             f->instance_location, f->keyword_location,
                             f->clause, level_name(f->level), f->message,
                             f->expected, f->actual));
    }
    for (size_t i = 0; i < result->observations.len; i++) {
        const struct observation *o = &result->observations.items[i];

        json_array_append_new(lines, json_pack("[s,s,s,O?]", o->id, o->subject,
                                               o->text, o->value));
    }
    json_array_append_new(
        lines,
        json_pack("[s,s?]", verdict_name(result->verdict), result->reason));
    text = json_text(lines);
    json_decref(lines);
    return text;
}

#endif
