#include "check/trial.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "check/content.h"

#include <stdlib.h>
#include <string.h>

const char *trial_at(const struct trial *trial)
{
    return json_member_text(trial->check->spec, "at",
                            trial->judging->step->operation->subject);
}

enum check_state trial_undecided(struct trial *trial, const char *fmt, ...)
{
    va_list args;

    if (trial->reason)
        return CHECK_UNDECIDED;
    va_start(args, fmt);
    trial->reason = xvasprintf(fmt, args);
    va_end(args);
    return CHECK_UNDECIDED;
}

json_t *value_keep(const json_t *value)
{
    return json_incref((json_t *)value);
}

const struct clause *main_clause(const struct testcase *testcase)
{
    for (size_t i = 0; i < testcase->clauses_len; i++)
        if (!testcase->clauses[i]->is_off)
            return testcase->clauses[i];
    return NULL;
}

void finding_set_clause(struct finding *finding, const struct clause *clause)
{
    free(finding->clause);
    finding->clause = clause ? xstrdup(clause->id) : NULL;
    finding->promise = clause;
}

struct finding *trial_found(struct trial *trial, const struct place *place,
                            const char *location, const char *fmt, ...)
{
    const struct clause *clause = trial->check->clause;
    struct finding *finding;
    char *message;
    va_list args;

    va_start(args, fmt);
    message = xvasprintf(fmt, args);
    va_end(args);
    finding = findings_add(trial->findings, trial->check->kind, "%s", message);
    free(message);
    finding->exchange = xasprintf("%s.%s", place->step->id, place->name);
    finding->instance_location = xstrdup(location);
    finding->keyword_location = xstrdup(trial->check->location);
    finding_set_clause(finding,
                       clause ? clause : main_clause(trial->judging->testcase));
    finding->level = trial->check->level;
    return finding;
}

bool check_applies(const struct judging *judging, const struct check *check)
{
    return (!check->when || lane_has(judging, check->when)) &&
           (!check->clause || !check->clause->is_off);
}

/* Does one of these checks find that the exchange's content is no JSON? */
static bool has_json_check(const struct judging *judging,
                           const struct checks *checks,
                           const struct exchange *exchange)
{
    for (size_t i = 0; i < checks->len; i++) {
        const struct check *check = &checks->items[i];

        if (!strcmp(check->kind, "json") && check->level == LEVEL_MUST &&
            check_applies(judging, check) &&
            lookup(judging, json_member_text(check->spec, "of", "answer"))
                    .exchange == exchange)
            return true;
    }
    return false;
}

static bool is_reported(const struct trial *trial,
                        const struct exchange *exchange)
{
    const struct judging *judging = trial->judging;
    const struct step *step = judging->step;

    return has_json_check(judging, &step->operation->always, exchange) ||
           has_json_check(judging, &step->checks, exchange) ||
           (trial->alternative &&
            has_json_check(judging, &trial->alternative->outcome->checks,
                           exchange));
}

static enum check_state no_content(struct trial *trial,
                                   const struct place *place, enum blame blame,
                                   const struct content *content)
{
    const char *why = content->is_empty ? "is empty" : "is no JSON text";

    if (content->problem == JSON_TEXT_LIMIT)
        return trial_undecided(
            trial, "the content of %s.%s is beyond what we can read: %s",
            place->step->id, place->name, content->message);
    if (is_reported(trial, place->exchange))
        return CHECK_SUBSUMED;
    if (blame == BLAME_NOBODY)
        return trial_undecided(trial, "the content of %s.%s %s",
                               place->step->id, place->name, why);
    trial_found(trial, place, "", "the content %s", why);
    return CHECK_FOUND;
}

enum check_state trial_content(struct trial *trial, const struct place *place,
                               enum blame blame, const json_t **value)
{
    const struct content *content =
        content_of_response(trial->judging->contents, place->exchange);

    *value = content->value;
    return *value ? CHECK_HELD : no_content(trial, place, blame, content);
}

enum check_state trial_object(struct trial *trial, const struct place *place,
                              const char *at, enum blame blame,
                              const json_t **object)
{
    const json_t *content = NULL;
    enum check_state state = trial_content(trial, place, blame, &content);

    if (state != CHECK_HELD)
        return state;
    *object = pointer_get(content, at);
    if (json_is_object(*object))
        return CHECK_HELD;
    if (blame == BLAME_NOBODY)
        return trial_undecided(trial, "no object stands at \"%s\" in %s.%s", at,
                               place->step->id, place->name);
    trial_found(trial, place, at, "no object stands here")->actual =
        value_keep(*object);
    return CHECK_FOUND;
}

enum check_state trial_sent(struct trial *trial, const char *at,
                            const json_t **object)
{
    const struct judging *judging = trial->judging;
    const json_t *sent = NULL;
    struct place place;

    if (trial->alternative && trial->alternative->sent)
        sent = content_finish(judging->contents, trial->alternative->sent);

    *object = NULL;
    if (!sent) {
        const struct content *content;

        place = lookup(judging, "answer");
        if (!place.exchange)
            return trial_undecided(trial, "%s.%s did not happen",
                                   place.step->id, place.name);
        if (place.exchange->masked)
            return trial_undecided(trial,
                                   "what %s sent was masked, since it may "
                                   "hold a secret",
                                   place.step->id);
        content = content_of_request(judging->contents, place.exchange);
        if (content->problem == JSON_TEXT_LIMIT)
            return trial_undecided(
                trial, "what %s sent is beyond what we can read: %s",
                place.step->id, content->message);
        sent = content->value;
    }
    sent = pointer_get(sent, at);
    *object = json_is_object(sent) ? sent : NULL;
    return CHECK_HELD;
}
