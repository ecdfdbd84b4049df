#include "replay/match.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "http/login.h"
#include "replay/same.h"
#include "run/doubt.h"
#include "run/lane.h"
#include "run/steps.h"

#include <stdlib.h>
#include <string.h>

/* In place of tokens, which nobody has any more. */
#define SOME_TOKEN "token"

/* A testcase as it would be carried out, up to one exchange. */
struct match {
    const struct catalog *catalog;
    const struct testcase *testcase;
    const struct exchanges *exchanges;
    struct endpoint endpoint;
    struct identity owner;
    struct identity second;
    struct sender sender; /* borrows from the three above */
    char *fixtures;       /* owned */
    struct lane lane;     /* borrowed from the record */
    json_t *variables;
    size_t step;  /* how many steps are complete */
    int attempt;  /* of the step, as ${attempt} */
    bool started; /* its own request has been seen */
};

/* A recorded variable that is a text and not empty, or NULL. */
static char *recorded_text(const struct record *record, const char *name)
{
    const char *text = json_member_text(record->variables, name, "");

    return *text ? (char *)text : NULL;
}

/* NULL when the requests are the same, else what is different. */
static const char *compare(const struct match *match, const struct step *step,
                           const struct exchange *exchange, int attempt)
{
    struct request request;
    struct error ignored = {0};
    const char *trouble;

    json_object_set_new(match->variables, "attempt",
                        json_sprintf("%d", attempt));
    if (request_for_step(&match->sender, step, match->variables,
                         lane_resource(&match->lane, step->resource), &request,
                         &ignored) < 0)
        return "no request at all";
    trouble = same_trouble(&request, exchange);
    request_clear(&request);
    return trouble;
}

/* A step that is repeated may have gone on to its next attempt. */
static const char *compare_own(struct match *match, const struct step *step,
                               const struct exchange *exchange)
{
    const char *trouble = compare(match, step, exchange, match->attempt);

    if (!trouble || !match->started ||
        compare(match, step, exchange, match->attempt + 1))
        return trouble;
    match->attempt++;
    return NULL;
}

static const struct frame_read *read_find(const struct frame_read *reads,
                                          size_t len, const char *name)
{
    for (size_t i = 0; i < len; i++)
        if (!strcmp(reads[i].name, name))
            return &reads[i];
    return NULL;
}

static const char *compare_read(const struct match *match,
                                const struct step *step,
                                const struct exchange *exchange)
{
    const struct operation *operation = step->operation;
    const struct frame_read *read =
        read_find(operation->before, operation->before_len, exchange->name);
    const struct operation *get;
    struct request request;
    struct error ignored = {0};
    const char *trouble, *id;

    if (!read)
        read =
            read_find(operation->after, operation->after_len, exchange->name);
    id = read ? lane_resource(&match->lane, read->resource) : NULL;
    get = read ? catalog_operation(match->catalog, read->operation) : NULL;
    if (!id || !get ||
        request_for_operation(&match->sender, get->method, get->path,
                              get->path_id, id, NULL, &request, &ignored) < 0)
        return "nothing of this name";
    trouble = same_trouble(&request, exchange);
    request_clear(&request);
    return trouble;
}

/* On to a step; what those before it capture is known by then. */
static bool advance_to(struct match *match, size_t step)
{
    struct error ignored = {0};

    if (step < match->step)
        return false;
    while (match->step < step) {
        if (!match->started)
            return false;
        steps_capture(&match->testcase->steps[match->step], match->exchanges,
                      match->variables, &ignored);
        match->step++;
        match->attempt = 1;
        match->started = false;
    }
    return true;
}

static size_t step_index(const struct testcase *testcase, const char *id)
{
    size_t i = 0;

    while (i < testcase->steps_len && strcmp(testcase->steps[i].id, id) != 0)
        i++;
    return i;
}

/* Logins, and what asks after a token, are the run's own business. */
static bool is_of_run(const struct exchange *exchange)
{
    return !strcmp(exchange->step, LOGIN_STEP) ||
           !strcmp(exchange->step, DOUBT_STEP);
}

static const char *match_exchange(struct match *match,
                                  const struct exchange *exchange)
{
    size_t index = step_index(match->testcase, exchange->step);
    const struct step *step = &match->testcase->steps[index];
    const char *trouble;

    if (index == match->testcase->steps_len)
        return is_of_run(exchange) ? NULL : "no such step";
    if (!advance_to(match, index))
        return "its steps in another order";
    if (strcmp(exchange->name, "answer"))
        return compare_read(match, step, exchange);
    trouble = compare_own(match, step, exchange);
    match->started = true;
    return trouble;
}

/* Which steps were not made, though nothing kept the run from them? */
static char *missing_step(const struct match *match,
                          const struct record *record)
{
    const struct testcase *testcase = match->testcase;

    for (size_t i = 0; i < testcase->steps_len; i++)
        if (record->trouble.kind == ERROR_NONE &&
            !exchanges_find(match->exchanges, testcase->steps[i].id, "answer"))
            return xasprintf("cannot be judged: the transcript has no request "
                             "of the step %s",
                             testcase->steps[i].id);
    return NULL;
}

static char *match_all(struct match *match, const struct record *record)
{
    for (size_t i = 0; i < record->exchanges.len; i++) {
        const struct exchange *exchange = &record->exchanges.items[i];
        const char *trouble = match_exchange(match, exchange);

        if (trouble)
            return xasprintf("cannot be judged: where the transcript has "
                             "%s.%s, the suite has %s",
                             exchange->step, exchange->name, trouble);
    }
    return missing_step(match, record);
}

/* Requests that carry a signature have no token. */
static bool sends_token(const struct transcript_head *head)
{
    return json_is_true(json_object_get(head->selection, "has_token")) &&
           !json_is_true(json_object_get(head->selection, "signs"));
}

/* Who asks, where, and with which resources; the match must stay in place. */
static void begin(struct match *match, const struct transcript_head *head,
                  const struct record *record)
{
    const struct target *target = &head->target;

    match->exchanges = &record->exchanges;
    match->endpoint.root = (char *)target->base_url;
    match->owner =
        (struct identity){.token = sends_token(head) ? SOME_TOKEN : NULL,
                          .project_id = target->project_id};
    match->second = (struct identity){
        .token = SOME_TOKEN,
        .project_id = recorded_text(record, "second.project")};
    match->fixtures = path_join(match->catalog->library->directory, "fixtures");
    match->sender = (struct sender){
        .endpoint = &match->endpoint,
        .owner = &match->owner,
        .second = match->second.project_id ? &match->second : NULL,
        .stranger_token = SOME_TOKEN,
        .clock = clock_system(),
        .microversion = target->microversion,
        .fixtures = match->fixtures};
    match->lane = (struct lane){recorded_text(record, "snapshot.id"),
                                recorded_text(record, "neighbour.id"),
                                !target->snapshot_id};
    match->attempt = 1;
}

/* As at the beginning of a testcase in a run; new reference. */
static json_t *variables_of(const struct match *match, unsigned long long seed)
{
    struct run_options options = {.seed = seed};
    struct session session = {.options = &options, .sender = match->sender};

    return lane_variables(&match->lane, &session, match->testcase->id);
}

char *match_trouble(const struct catalog *catalog,
                    const struct transcript_head *head,
                    const struct testcase *testcase,
                    const struct record *record, json_t **variables)
{
    struct match match = {.catalog = catalog, .testcase = testcase};
    char *trouble;

    *variables = NULL;
    if (!recorded_text(record, "snapshot.id"))
        return xstrdup("cannot be judged: the transcript does not say which "
                       "snapshot it was made with");
    begin(&match, head, record);
    match.variables = variables_of(&match, head->seed);
    trouble = match_all(&match, record);
    if (!trouble)
        advance_to(&match, testcase->steps_len);
    *variables = match.variables;
    free(match.fixtures);
    return trouble;
}
