/*
 * updates.h - scenes of one update: its outcomes, the reads around it, and
 * what a judgement of it has to say.
 */
#ifndef TESTS_UNIT_CHECK_UPDATES_H
#define TESTS_UNIT_CHECK_UPDATES_H

#include "tests/unit/check/scene.h"

#define A              "{'snapshot':{'name':'A'}}"
#define B              "{'snapshot':{'name':'B'}}"
#define READ_BEFORE    "{'name':'before','json':" A "}"
#define AFTER(content) "{'name':'after','json':" content "}"
#define OUTCOMES                                                               \
    "'outcomes':{"                                                             \
    "'accepted':[{'check':'status','in':[200,202]},"                           \
    "{'check':'echo','members':['name']},"                                     \
    "{'check':'echo','of':'after','members':['name']}],"                       \
    "'trimmed':[{'check':'status','in':[200]},"                                \
    "{'check':'echo','form':'trimmed','members':['name']}],"                   \
    "'refused':[{'check':'status','in':[400]},"                                \
    "{'check':'unchanged','from':'before','to':'after'}]}"

static inline void expect_verdict(const char *text, enum verdict verdict,
                                  const char *says)
{
    struct scene *scene = scene_new(text);
    const struct result *result = scene_judge(scene);
    char *shown = scene_text(result);

    if (result->verdict != verdict || !strstr(shown, says))
        fail_msg("want %s %s, got %s", verdict_name(verdict), says, shown);
    assert_int_equal(result->reason != NULL, verdict == VERDICT_ERROR);
    free(shown);
    scene_free(scene);
}

#define STEP(expect, status, sent, answer, after)                              \
    "{" OUTCOMES ",'expect':" expect ",'exchanges':[" READ_BEFORE              \
    ",{'status':" status ",'sent':" sent ",'json':" answer                     \
    "}," AFTER(after) "]}"

/* Which of two repeated values a server may have understood. */
#define AS(sent)      "{'outcome':'accepted','sent':" sent "}"
#define FIRST_OR_LAST "[" AS(A) "," AS(B) "]"

#endif
