#include "check/step.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "check/content.h"
#include "check/kinds.h"
#include "check/tally.h"

#include <stdlib.h>
#include <string.h>

/* Why a read before the write says nothing, in new memory; or NULL. */
static char *before_trouble(const struct judging *judging, const char *name)
{
    struct place place = lookup(judging, name);
    const char *subject = judging->step->operation->subject;
    const struct content *content;
    char *trouble = place.left_out ? NULL : place_trouble(&place);

    if (trouble || place.left_out)
        return trouble;
    if (place.exchange->response.status != 200)
        return xasprintf("the resource could not be read before: %s.%s was "
                         "answered with %d",
                         place.step->id, name, place.exchange->response.status);
    content = content_of_response(judging->contents, place.exchange);
    if (json_is_object(pointer_get(content->value, subject)))
        return NULL;
    return xasprintf("the resource could not be read before: %s.%s has no "
                     "object at \"%s\"",
                     place.step->id, name, subject);
}

/*
 * What nothing can be said without: the resources as they were, and an
 * answer. A request that was cut may have arrived or not, so what later reads
 * show tells neither for nor against the target.
 */
static char *step_trouble(const struct judging *judging)
{
    const struct operation *op = judging->step->operation;
    struct place answer = lookup(judging, "answer");
    char *trouble = NULL;

    for (size_t i = 0; i < op->before_len && !trouble; i++)
        trouble = before_trouble(judging, op->before[i].name);
    /* the status of an answer counts also where its content is masked */
    return trouble ? trouble : place_absence(&answer);
}

static bool looks_at_status(const struct checks *checks)
{
    for (size_t i = 0; i < checks->len; i++) {
        const struct check *check = &checks->items[i];

        if ((!strcmp(check->kind, "status") ||
             !strcmp(check->kind, "no-server-error")) &&
            !strcmp(json_member_text(check->spec, "of", "answer"), "answer"))
            return true;
    }
    return false;
}

/* Whatever comes is taken where nothing is expected, but never a 5xx. */
static void tally_unexpected(struct tally *tally, const struct judging *judging)
{
    const struct step *step = judging->step;
    struct check check = {.kind = "no-server-error",
                          .location = judging->testcase->location,
                          .level = LEVEL_MUST};
    struct checks implied = {.items = &check, .len = 1, .cap = 1};

    if (step->alternatives_len == 0 &&
        !looks_at_status(&step->operation->always) &&
        !looks_at_status(&step->checks))
        tally_checks(tally, judging, &implied, NULL);
}

/* A testcase that only advises makes advice of what is its own. */
static void lower(const struct testcase *testcase, struct findings *findings,
                  size_t start)
{
    for (size_t i = start; i < findings->len; i++)
        if (testcase->level == LEVEL_SHOULD)
            findings->items[i].level = LEVEL_SHOULD;
}

/* The better of two alternatives that hold: with less advice. */
static size_t find_held(const struct tally *tallies, size_t len)
{
    size_t best = len;

    for (size_t i = 0; i < len; i++)
        if (tally_holds(&tallies[i]) &&
            (best == len ||
             tallies[i].findings.len < tallies[best].findings.len))
            best = i;
    return best;
}

/* None broken, but not all of it could be judged: it may well have held. */
static size_t find_undecided(const struct tally *tallies, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (tallies[i].must == 0 && tallies[i].undecided)
            return i;
    return len;
}

static bool is_closer(const struct tally *a, const struct tally *b)
{
    if (a->status_held != b->status_held)
        return a->status_held;
    return a->must < b->must;
}

static size_t find_closest(const struct tally *tallies, size_t len)
{
    size_t best = 0;

    for (size_t i = 1; i < len; i++)
        if (is_closer(&tallies[i], &tallies[best]))
            best = i;
    return best;
}

/* Did every outcome's status check say no, so that there is no closest? */
static bool status_fits_none(const struct tally *tallies, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!tallies[i].status || tallies[i].status_held ||
            tallies[i].status->level != LEVEL_MUST)
            return false;
    return len > 1;
}

/* All status codes that some outcome allows, each once. New array. */
static json_t *allowed_statuses(const struct tally *tallies, size_t len)
{
    json_t *all = json_array();

    for (size_t i = 0; i < len; i++) {
        const json_t *in = json_object_get(tallies[i].status->spec, "in");

        for (size_t k = 0; k < json_array_size(in); k++) {
            json_t *status = json_array_get(in, k);
            size_t n = 0;

            while (n < json_array_size(all) &&
                   !json_same(json_array_get(all, n), status))
                n++;
            if (n == json_array_size(all))
                json_array_append(all, status);
        }
    }
    return all;
}

/* One finding for all outcomes: their others would only repeat it. */
static void status_found(const struct judging *judging,
                         const struct tally *tallies, size_t len,
                         struct findings *findings)
{
    struct trial trial = {
        .judging = judging, .check = tallies[0].status, .findings = findings};
    struct place answer = lookup(judging, "answer");
    struct finding *finding = trial_found(
        &trial, &answer, NULL, "the status code fits no allowed outcome");

    finding_set_clause(finding, main_clause(judging->testcase));
    finding->expected = allowed_statuses(tallies, len);
    finding->actual = json_integer(answer.exchange->response.status);
}

/* Move what one set of checks said into the judgement. */
static void absorb(struct step_judgement *judgement, struct tally *tally)
{
    findings_move(&judgement->findings, &tally->findings);
    judgement->judged += tally->judged;
    judgement->undecided |= tally->undecided;
    if (!judgement->reason) {
        judgement->reason = tally->reason;
        tally->reason = NULL;
    }
}

static void choose(const struct judging *judging, struct tally *tallies,
                   struct step_judgement *judgement)
{
    const size_t len = judging->step->alternatives_len;
    size_t chosen = find_held(tallies, len);

    if (chosen < len)
        judgement->ended = &judging->step->alternatives[chosen];
    else
        chosen = find_undecided(tallies, len);
    if (chosen == len && status_fits_none(tallies, len)) {
        status_found(judging, tallies, len, &judgement->findings);
        judgement->judged++;
        return;
    }
    absorb(judgement,
           &tallies[chosen < len ? chosen : find_closest(tallies, len)]);
}

static bool can_settle(const struct tally *base, const struct tally *tallies,
                       size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (tallies[i].stuck == 0)
            return base->stuck == 0;
    return base->stuck == 0 && len == 0;
}

static void judge_alternatives(const struct judging *judging,
                               struct tally *base,
                               struct step_judgement *judgement)
{
    const struct step *step = judging->step;
    const size_t len = step->alternatives_len;
    struct tally *tallies = xcalloc(len + 1, sizeof(*tallies));
    size_t own = judgement->findings.len;

    for (size_t i = 0; i < len; i++)
        tally_checks(&tallies[i], judging,
                     &step->alternatives[i].outcome->checks,
                     &step->alternatives[i]);
    if (len > 0)
        choose(judging, tallies, judgement);
    judgement->holds = tally_holds(base) && (len == 0 || judgement->ended);
    judgement->may_settle = !judgement->holds && can_settle(base, tallies, len);
    lower(judging->testcase, &judgement->findings, own);
    for (size_t i = 0; i < len; i++)
        tally_clear(&tallies[i]);
    free(tallies);
}

void step_judge(const struct judging *judging, struct step_judgement *judgement)
{
    const struct step *step = judging->step;
    const struct alternative *only =
        step->alternatives_len == 1 ? &step->alternatives[0] : NULL;
    struct tally base = {0};
    size_t always;

    judgement->reason = step_trouble(judging);
    judgement->undecided = judgement->reason != NULL;
    if (judgement->undecided)
        return;
    tally_unexpected(&base, judging);
    tally_checks(&base, judging, &step->operation->always, only);
    always = base.findings.len;
    tally_checks(&base, judging, &step->checks, only);
    lower(judging->testcase, &base.findings, always);
    absorb(judgement, &base);
    judge_alternatives(judging, &base, judgement);
    tally_clear(&base);
}

void step_judgement_clear(struct step_judgement *judgement)
{
    findings_clear(&judgement->findings);
    free(judgement->reason);
    *judgement = (struct step_judgement){0};
}

bool checks_hold(const struct judging *judging, const struct checks *checks)
{
    struct tally tally = {0};
    bool hold;

    tally_checks(&tally, judging, checks, NULL);
    hold = tally_holds(&tally) && tally.findings.len == 0;
    tally_clear(&tally);
    return hold;
}
