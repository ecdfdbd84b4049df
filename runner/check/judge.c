#include "check/judge.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "check/content.h"
#include "check/step.h"

#include <stdlib.h>
#include <string.h>

/* How much of a value is shown in a sentence. */
#define SHOWN_MAX 120

enum verdict verdict_of(const struct findings *findings, bool undecided,
                        bool strict)
{
    if (findings_count(findings, LEVEL_MUST) > 0 ||
        (strict && findings_count(findings, LEVEL_SHOULD) > 0))
        return VERDICT_FAIL;
    return undecided ? VERDICT_ERROR : VERDICT_PASS;
}

/* Which of several allowed ways came. */
static void observe_outcome(struct result *result, const struct step *step,
                            const struct alternative *ended,
                            struct content_cache *contents)
{
    const struct outcome *outcome = ended->outcome;
    json_t *value = json_pack("{s:s}", "outcome", outcome->name);
    char *sent = NULL;

    if (step->alternatives_len < 2 &&
        result->testcase->basis != BASIS_AMBIGUOUS)
        goto out;
    if (ended->sent) {
        const json_t *meant = content_finish(contents, ended->sent);

        json_object_set_new(value, "sent", json_deep_copy(meant));
        sent = json_text_short(meant, SHOWN_MAX);
    }
    observations_add(&result->observations, "outcome", result->testcase->id,
                     json_incref(value), "answered as `%s`: %s%s%s",
                     outcome->name,
                     outcome->title ? outcome->title : outcome->name,
                     sent ? "; understood as " : "", sent ? sent : "");
out:
    free(sent);
    json_decref(value);
}

/* How often an exchange was made since the step's last answer. */
static size_t reads_since(const struct exchanges *exchanges,
                          const struct step *step, const char *name)
{
    const struct exchange *answer =
        exchanges_find(exchanges, step->id, "answer");
    size_t count = 0;

    for (size_t i = 0; answer && i < exchanges->len; i++) {
        const struct exchange *exchange = &exchanges->items[i];

        count += exchange > answer && !strcmp(exchange->step, step->id) &&
                 !strcmp(exchange->name, name);
    }
    return count;
}

/* Reads that did not show the write at once. */
static void observe_lag(struct result *result, const struct step *step)
{
    const struct operation *op = step->operation;
    size_t attempts = 0;

    for (size_t i = 0; i < op->after_len; i++) {
        size_t count = reads_since(&result->exchanges, step, op->after[i].name);

        attempts = count > attempts ? count : attempts;
    }
    if (attempts > 1)
        observations_add(&result->observations, "lag", result->testcase->id,
                         json_pack("{s:I}", "attempts", (json_int_t)attempts),
                         "the reads after %s were made %zu times", step->id,
                         attempts);
}

/* Why a value that later steps need is not there, in new memory; or NULL. */
static char *capture_trouble(const struct judging *judging,
                             const json_t *capture, const char *variable)
{
    const char *from = json_member_text(capture, "from", "answer");
    const char *at = json_member_text(capture, "at", "");
    struct place place = lookup(judging, from);
    char *trouble = place_trouble(&place);
    const struct content *content;

    if (trouble)
        return trouble;
    content = content_of_response(judging->contents, place.exchange);
    if (pointer_get(content->value, at))
        return NULL;
    return xasprintf("%s.%s has nothing at \"%s\" to capture as %s",
                     place.step->id, place.name, at, variable);
}

static void judge_captures(const struct judging *judging,
                           struct step_judgement *judgement)
{
    json_t *capture = (json_t *)judging->step->capture;

    for (void *it = json_object_iter(capture); it;
         it = json_object_iter_next(capture, it)) {
        char *trouble = capture_trouble(judging, json_object_iter_value(it),
                                        json_object_iter_key(it));

        judgement->undecided |= trouble != NULL;
        if (!judgement->reason)
            judgement->reason = trouble;
        else
            free(trouble);
    }
}

static struct judging judging_of(const struct judge_context *context,
                                 const struct result *result,
                                 const struct step *step,
                                 struct content_cache *contents)
{
    return (struct judging){.context = context,
                            .testcase = result->testcase,
                            .step = step,
                            .exchanges = contents->exchanges,
                            .contents = contents};
}

/* Sum of all steps. */
struct sum {
    bool undecided;
    size_t judged;
};

static void judge_one(const struct judge_context *context,
                      struct result *result, const struct step *step,
                      struct content_cache *contents, struct sum *sum)
{
    struct step_judgement judgement = {0};
    struct judging judging = judging_of(context, result, step, contents);

    step_judge(&judging, &judgement);
    judge_captures(&judging, &judgement);
    findings_move(&result->findings, &judgement.findings);
    sum->undecided |= judgement.undecided;
    sum->judged += judgement.judged;
    if (!result->reason) {
        result->reason = judgement.reason;
        judgement.reason = NULL;
    }
    if (judgement.ended)
        observe_outcome(result, step, judgement.ended, contents);
    observe_lag(result, step);
    step_judgement_clear(&judgement);
}

/* A verdict needs something that was judged; only an error has a reason. */
static void decide(const struct judge_context *context, struct result *result,
                   const struct sum *sum)
{
    result->verdict = verdict_of(
        &result->findings, sum->undecided || sum->judged == 0, context->strict);
    if (result->verdict == VERDICT_FAIL && sum->undecided) {
        result->undecided = result->reason
                                ? result->reason
                                : xstrdup("something could not be judged");
        result->reason = NULL;
    } else if (result->verdict != VERDICT_ERROR) {
        free(result->reason);
        result->reason = NULL;
    } else if (!result->reason) {
        result->reason =
            xstrdup(sum->judged == 0 ? "no check applies, so nothing is judged"
                                     : "something could not be judged");
    }
}

void judge_testcase(const struct judge_context *context, struct result *result)
{
    const struct testcase *testcase = result->testcase;
    struct content_cache contents;
    struct sum sum = {0};

    findings_clear(&result->findings);
    observations_clear(&result->observations);
    free(result->reason);
    free(result->undecided);
    result->reason = result->undecided = NULL;
    content_cache_init(&contents, &result->exchanges, result->variables);
    for (size_t i = 0; i < testcase->steps_len; i++)
        judge_one(context, result, &testcase->steps[i], &contents, &sum);
    content_cache_clear(&contents);
    decide(context, result, &sum);
}

enum step_state judge_step(const struct judge_context *context,
                           const struct result *result, const struct step *step)
{
    struct step_judgement judgement = {0};
    struct content_cache contents;
    struct judging judging;
    enum step_state state;

    content_cache_init(&contents, &result->exchanges, result->variables);
    judging = judging_of(context, result, step, &contents);
    step_judge(&judging, &judgement);
    state = judgement.holds        ? STEP_HOLDS
            : judgement.may_settle ? STEP_MAY_SETTLE
                                   : STEP_FAILS;
    step_judgement_clear(&judgement);
    content_cache_clear(&contents);
    return state;
}

bool judge_until(const struct judge_context *context,
                 const struct result *result, const struct step *step)
{
    struct content_cache contents;
    struct judging judging;
    bool hold;

    content_cache_init(&contents, &result->exchanges, result->variables);
    judging = judging_of(context, result, step, &contents);
    hold = checks_hold(&judging, &step->until);
    content_cache_clear(&contents);
    return hold;
}
