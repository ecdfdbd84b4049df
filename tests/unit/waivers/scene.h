/*
 * scene.h - a few testcases, waivers written as JSON with ' in place of ",
 * and what becomes of one result.
 */
#ifndef TESTS_UNIT_WAIVERS_SCENE_H
#define TESTS_UNIT_WAIVERS_SCENE_H

#include "tests/unit/test.h"

#include "base/alloc.h"
#include "waivers/entry.h"

#include <stdlib.h>
#include <string.h>

#define TESTCASES_LEN 4

/* What every waiver needs; the day of the run is the last one. */
#define REST                                                                   \
    "'reason': 'known', 'owner': 'storage',"                                   \
    " 'issue': 'https://issues.example/7', 'expires': '2026-11-23'"
#define EXPIRED                                                                \
    "'reason': 'known', 'owner': 'storage',"                                   \
    " 'issue': 'https://issues.example/7', 'expires': '2026-11-22'"
#define WORDS "known (storage, https://issues.example/7, until 2026-11-23)"

struct scene {
    struct testcase testcases[TESTCASES_LEN];
    struct suite suite;
    struct plan plan;
    struct target target;
    struct run_info info;
    struct waivers *waivers;
    struct result result;
    struct summary summary;
};

static inline json_t *scene_json(const char *text)
{
    char *copy = xstrdup(text);
    json_error_t at;
    json_t *value;

    for (char *quote = copy; (quote = strchr(quote, '\''));)
        *quote = '"';
    value = json_loads(copy, JSON_DECODE_ANY, &at);
    if (!value)
        fail_msg("%s: %s", text, at.text);
    free(copy);
    return value;
}

/* Waivers are the items of a list. The run starts on 2026-11-23. */
static inline void scene_open(struct scene *scene, const char *waivers,
                              bool strict)
{
    static char ids[TESTCASES_LEN][16] = {"s/a", "s/b/one", "s/b/two", "s/c"};
    char *document = xasprintf("{'waivers': [%s]}", waivers);

    *scene = (struct scene){
        .target = {.base_url = "https://evs.example/v3"},
        .plan = {.dialect = "cinder-v3", .profile = "otc"},
        .suite = {.id = "s", .testcases_len = TESTCASES_LEN},
    };
    for (size_t i = 0; i < TESTCASES_LEN; i++)
        scene->testcases[i].id = ids[i];
    scene->suite.testcases = scene->testcases;
    scene->info = (struct run_info){.plan = &scene->plan,
                                    .target = &scene->target,
                                    .started = "2026-11-23T23:59:59.999Z",
                                    .strict = strict};
    scene->waivers = waivers_of("w.json", scene_json(document));
    waivers_begin(scene->waivers, &scene->info, &scene->suite, 1);
    free(document);
}

static inline void scene_close(struct scene *scene)
{
    result_clear(&scene->result);
    summary_clear(&scene->summary);
    waivers_free(scene->waivers);
}

/* "must status", "must schema /a/b c/one", "should …"; level, check, place,
 * clause. */
static inline void scene_find(struct result *result, const char *text)
{
    char level[8] = "", check[16] = "", at[40] = "", clause[40] = "";
    struct finding *finding;

    sscanf(text, "%7s %15s %39s %39s", level, check, at, clause);
    finding = findings_add(&result->findings, check, "wrong");
    finding->level = (enum level)level_from_name(level);
    if (*at)
        finding->instance_location = xstrdup(at);
    if (*clause)
        finding->clause = xstrdup(clause);
}

/* Judge testcase index with these findings (NULL ends them) and waive. */
static inline void scene_apply(struct scene *scene, size_t index,
                               enum verdict verdict, const char *const *find)
{
    result_clear(&scene->result);
    scene->result = (struct result){.testcase = &scene->testcases[index],
                                    .verdict = verdict};
    for (; find && *find; find++)
        scene_find(&scene->result, *find);
    waivers_apply(scene->waivers, &scene->result);
}

/* "used stale": the states of all waivers. */
static inline void assert_states(struct scene *scene, const char *what,
                                 const char *expected)
{
    char text[200] = "";

    waivers_conclude(scene->waivers, &scene->summary);
    for (size_t i = 0; i < scene->summary.waivers.len; i++) {
        if (i)
            strcat(text, " ");
        strcat(text, waiver_state_name(scene->summary.waivers.items[i].state));
        assert_true(strlen(scene->summary.waivers.items[i].text) > 0);
    }
    if (strcmp(text, expected) != 0)
        fail_msg("%s: the waivers are %s, not %s", what, text, expected);
}

#endif
