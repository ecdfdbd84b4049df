/* rows.h - tables of checks, each judged on the exchanges of one step. */
#ifndef TESTS_UNIT_CHECK_ROWS_H
#define TESTS_UNIT_CHECK_ROWS_H

#include "tests/unit/check/scene.h"

/*
 * A check on a snapshot that was {name A, description D}. answer and after
 * are the further members of these exchanges; NULL: 200 with what was before.
 * An expected place is "step.name pointer", or just the start of the reason.
 */
struct row {
    const char *what;
    const char *check;
    const char *answer;
    const char *after;
    enum verdict verdict;
    const char *says;
};

#define BEFORE           "{'snapshot':{'name':'A','description':'D','updated_at':null}}"
#define JSON_OF(members) "'json':{'snapshot':{" members "}}"

static inline struct scene *scene_of(const struct row *row)
{
    char *text =
        xasprintf("{'checks':[%s],'exchanges':["
                  "{'name':'before','json':" BEFORE "},"
                  "{'name':'answer',%s},{'name':'after',%s}]}",
                  row->check, row->answer ? row->answer : "'json':" BEFORE,
                  row->after ? row->after : "'json':" BEFORE);
    struct scene *scene = scene_new(text);

    free(text);
    return scene;
}

static inline void judge_row(const struct row *row)
{
    struct scene *scene = scene_of(row);
    const struct result *result = scene_judge(scene);
    char *text = scene_text(result);
    const char *says = row->says ? row->says : "";

    if (result->verdict != row->verdict)
        fail_msg("%s: %s", row->what, text);
    if (row->verdict == VERDICT_PASS && result->findings.len != 0)
        fail_msg("%s: %s", row->what, text);
    if (row->verdict == VERDICT_ERROR && !strstr(result->reason, says))
        fail_msg("%s: %s", row->what, result->reason);
    if (row->verdict == VERDICT_FAIL) {
        const struct finding *first = &result->findings.items[0];
        char *place = xasprintf(
            "%s %s", first->exchange,
            first->instance_location ? first->instance_location : "-");

        if (strcmp(place, says) != 0)
            fail_msg("%s: %s", row->what, text);
        assert_string_equal(first->keyword_location, "op.json#/checks/0");
        assert_string_equal(first->clause, "main");
        free(place);
    }
    free(text);
    scene_free(scene);
}

static inline void judge_rows(const struct row *rows, size_t len)
{
    for (size_t i = 0; i < len; i++)
        judge_row(&rows[i]);
}

#define JUDGE(rows)   judge_rows(rows, sizeof(rows) / sizeof((rows)[0]))
#define PASS          VERDICT_PASS, NULL
#define FAIL(place)   VERDICT_FAIL, place
#define ERROR(reason) VERDICT_ERROR, reason

/* What the request of the step has sent below "snapshot". */
#define SENT(members) "'sent':{'snapshot':{" members "}},"

#endif
