/*
 * scene.h - a small matrix to change: four testcases in three groups, a plain
 * trial that passes, a fault that the first two catch, a rare one for each of
 * the others, and a variant. Nothing is wrong with it.
 */
#ifndef TESTS_UNIT_SELFTEST_SCENE_H
#define TESTS_UNIT_SELFTEST_SCENE_H

#include "tests/unit/test.h"

#include "base/alloc.h"
#include "selftest/judge.h"

#include <stdlib.h>
#include <string.h>

enum { PLAIN, FAULT_A, FAULT_B, FAULT_C, VARIANT, TRIALS };

struct scene {
    struct clause clauses[3]; /* a, b, c: must */
    const struct clause *own[4][1];
    struct testcase testcases[4]; /* s/one/x and s/one/y, s/two, s/three */
    struct matrix matrix;
};

static inline struct mark *scene_mark(struct scene *scene, int trial,
                                      int testcase)
{
    return &scene->matrix.trials[trial].marks[testcase];
}

static inline void scene_see(struct scene *scene, int trial, int testcase,
                             enum sight sight)
{
    mark_set(scene_mark(scene, trial, testcase), sight, false,
             sight == SIGHT_PASS ? NULL : "because");
}

static inline void scene_add_fault(struct scene *scene, const char *name,
                                   const struct clause *clause)
{
    struct trial *trial =
        matrix_add_trial(&scene->matrix, TRIAL_FAULT, name, "breaks something");

    trial->clause = xstrdup(clause->id);
    trial->promise = clause;
    trial_add_switch(trial, name);
}

static inline void scene_add_trials(struct scene *scene)
{
    matrix_add_trial(&scene->matrix, TRIAL_PLAIN, "plain", "as it is");
    scene_add_fault(scene, "fault-a", &scene->clauses[0]);
    scene_add_fault(scene, "fault-b", &scene->clauses[1]);
    scene_add_fault(scene, "fault-c", &scene->clauses[2]);
    trial_add_switch(
        matrix_add_trial(&scene->matrix, TRIAL_VARIANT, "variant", "different"),
        "variant");
    matrix_make_marks(&scene->matrix);
    for (int i = 0; i < TRIALS; i++) {
        bool is_fault = scene->matrix.trials[i].kind == TRIAL_FAULT;

        scene->matrix.trials[i].exit_status = is_fault ? 1 : 0;
        for (int k = 0; k < 4; k++)
            scene_see(scene, i, k, SIGHT_PASS);
    }
    scene_see(scene, FAULT_A, 1, SIGHT_FAIL);
    scene_see(scene, FAULT_B, 2, SIGHT_FAIL);
    scene_see(scene, FAULT_C, 3, SIGHT_FAIL);
}

static inline void scene_init(struct scene *scene)
{
    static const char *const names[] = {"a", "b", "c"};
    static const char *const ids[] = {"s/one/x", "s/one/y", "s/two", "s/three"};
    static const int about[] = {0, 0, 1, 2};

    *scene = (struct scene){0};
    for (int i = 0; i < 3; i++)
        scene->clauses[i] = (struct clause){.id = names[i], .page = "page"};
    for (int i = 0; i < 4; i++) {
        scene->own[i][0] = &scene->clauses[about[i]];
        scene->testcases[i] = (struct testcase){
            .id = xstrdup(ids[i]), .clauses = scene->own[i], .clauses_len = 1};
        matrix_take_testcase(&scene->matrix, &scene->testcases[i]);
    }
    scene->matrix.clauses = xcalloc(3, sizeof(*scene->matrix.clauses));
    scene->matrix.clauses_len = 3;
    for (int i = 0; i < 3; i++)
        scene->matrix.clauses[i] =
            (struct matrix_clause){&scene->clauses[i], "update", i < 2};
    scene->matrix.version = "0.1.0";
    scene->matrix.dialect = "d";
    scene->matrix.profile = "p";
    scene->matrix.started = "2026-01-02T03:04:05.678Z";
    scene_add_trials(scene);
}

static inline void scene_clear(struct scene *scene)
{
    matrix_clear(&scene->matrix);
    for (int i = 0; i < 4; i++)
        free(scene->testcases[i].id);
}

#endif
