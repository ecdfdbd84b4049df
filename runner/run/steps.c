#include "run/steps.h"

#include "base/json.h"
#include "base/pointer.h"
#include "run/doubt.h"

#include <string.h>
#include <strings.h>

#define VAIN_WAITS_MAX   5
#define HOPELESS_DIVISOR 20

/* A long --settle must not leave a poll with one attempt. */
#define POLL_ATTEMPTS_MIN 3

/* One testcase under way. */
struct progress {
    struct session *session;
    const struct lane *lane;
    struct undo *undo;
    struct result *result;
};

static int check_stop(const struct progress *p, struct error *err)
{
    const char *reason = session_stop_reason(p->session);

    return reason ? error_set(err, ERROR_INTERRUPTED, "", "%s", reason) : 0;
}

static int perform_reads(struct progress *p, const struct step *step,
                         const struct frame_read *reads, size_t len,
                         struct error *err)
{
    if (p->session->options->without_read)
        return 0;
    for (size_t i = 0; i < len; i++) {
        const char *id = lane_resource(p->lane, reads[i].resource);
        const struct operation *operation =
            catalog_operation(p->session->catalog, reads[i].operation);

        if (!id)
            continue; /* the lane has no such resource */
        if (!operation)
            return error_set(err, ERROR_SUITE, reads[i].operation,
                             "is no operation of this dialect");
        if (check_stop(p, err) < 0 ||
            !session_ask(p->session, operation, id, step->id, reads[i].name,
                         &p->result->exchanges, err))
            return -1;
    }
    return 0;
}

static bool is_write(const struct request *request)
{
    return strcmp(request->method, "GET") && strcmp(request->method, "HEAD");
}

/*
 * The id that names nothing, when the write is to it: one that is accepted
 * may make something, and that must not stay. Else NULL.
 */
static const char *unknown_id(const struct progress *p,
                              const struct request *request)
{
    const char *unknown =
        json_member_text(p->result->variables, "unknown.id", "");

    return unknown[0] && is_write(request) && strstr(request->url, unknown)
               ? unknown
               : NULL;
}

/* The ledger knows of a write before it is sent. */
static int tell_ledger(const struct progress *p, const struct request *request,
                       struct error *err)
{
    const char *unknown = unknown_id(p, request);

    if (!is_write(request))
        return 0;
    if (unknown && undo_may_appear(p->undo, unknown, err) < 0)
        return -1;
    return undo_before_write(p->undo, err);
}

/* Of an answer that did not come, or of trouble, nobody knows. */
static bool is_refused(const struct exchange *answer)
{
    return answer->transport == TRANSPORT_OK &&
           answer->response.status >= 300 && answer->response.status < 500;
}

/* A step that sends a token of its own has that one judged. */
static bool has_own_token(const struct step *step)
{
    const json_t *headers = json_object_get(step->request, "headers");
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)headers, name, value)
        if (!strcasecmp(name, "X-Auth-Token"))
            return true;
    return false;
}

static void send_own(struct progress *p, const struct step *step,
                     const struct request *request)
{
    struct exchanges *list = &p->result->exchanges;
    const char *unknown = unknown_id(p, request);
    const struct exchange *answer =
        session_send(p->session, request, step->id, "answer", list);

    if (unknown && is_refused(answer))
        undo_not_appeared(p->undo, unknown);
    if (answer->transport == TRANSPORT_OK && answer->response.status == 401 &&
        !has_own_token(step))
        doubt_unauthorized(p->session, step, list);
}

static int perform_own(struct progress *p, const struct step *step,
                       struct error *err)
{
    const char *id = lane_resource(p->lane, step->resource);
    struct request request;
    int rc = -1;

    if (check_stop(p, err) < 0 ||
        request_for_step(&p->session->sender, step, p->result->variables, id,
                         &request, err) < 0)
        return -1;
    if (tell_ledger(p, &request, err) == 0) {
        send_own(p, step, &request);
        rc = 0;
    }
    request_clear(&request);
    return rc;
}

/*
 * A target that has never caught up does not lag, it loses updates: after a
 * few whole waits in vain the later ones are short, or a broken target would
 * take minutes.
 */
static long settle_ms(const struct session *session)
{
    bool hopeless =
        session->waits_vain >= VAIN_WAITS_MAX && session->waits_helped == 0;

    return session->options->settle_ms / (hopeless ? HOPELESS_DIVISOR : 1);
}

static bool may_settle(const struct progress *p, const struct step *step)
{
    return judge_step(&p->session->judge, p->result, step) == STEP_MAY_SETTLE;
}

/* Read again while that is all that keeps an allowed outcome from holding. */
static int settle(struct progress *p, const struct step *step,
                  struct error *err)
{
    const struct operation *operation = step->operation;
    struct session *session = p->session;
    long until = session_elapsed_ms(session) + settle_ms(session);
    long pause_ms = 10;
    bool waiting = may_settle(p, step);
    bool waited = waiting;

    while (waiting && session_elapsed_ms(session) + pause_ms <= until) {
        session_sleep(session, pause_ms);
        if (perform_reads(p, step, operation->after, operation->after_len,
                          err) < 0)
            return -1;
        pause_ms = pause_ms < 250 ? pause_ms * 2 : pause_ms;
        waiting = may_settle(p, step);
    }
    session->waits_helped += waited && !waiting;
    session->waits_vain += waiting;
    return 0;
}

static int perform_once(struct progress *p, const struct step *step,
                        struct error *err)
{
    const struct operation *operation = step->operation;

    if (perform_reads(p, step, operation->before, operation->before_len, err) <
            0 ||
        perform_own(p, step, err) < 0 ||
        perform_reads(p, step, operation->after, operation->after_len, err) < 0)
        return -1;
    return settle(p, step, err);
}

/* So that a step that is repeated need not send the same again. */
static void set_attempt(struct progress *p, int attempt)
{
    json_object_set_new(p->result->variables, "attempt",
                        json_sprintf("%d", attempt));
}

static int perform_step(struct progress *p, const struct step *step,
                        struct error *err)
{
    struct session *session = p->session;
    long until = session_elapsed_ms(session) + step->poll_deadline_ms;

    for (int attempt = 1;; attempt++) {
        set_attempt(p, attempt);
        if (perform_once(p, step, err) < 0)
            return -1;
        if (!step->poll_interval_ms ||
            judge_until(&session->judge, p->result, step) ||
            (attempt >= POLL_ATTEMPTS_MIN &&
             session_elapsed_ms(session) + step->poll_interval_ms > until))
            return 0;
        session_sleep(session, step->poll_interval_ms);
    }
}

static int capture_one(const struct step *step, const char *name,
                       const json_t *spec, const struct exchanges *exchanges,
                       json_t *variables, struct error *err)
{
    const char *from = json_member_text(spec, "from", "answer");
    const char *at = json_member_text(spec, "at", "");
    const struct exchange *exchange = exchanges_find(exchanges, step->id, from);
    json_t *content = NULL, *value;

    if (exchange && exchange->response.content)
        json_parse_text(exchange->response.content,
                        exchange->response.content_len, &content, NULL);
    value = pointer_get(content, at);
    if (value && exchange->masked)
        error_set(err, ERROR_TARGET, step->id,
                  "the content of %s, from where %s is taken, was masked, "
                  "since it may hold a secret",
                  from, name);
    else if (value)
        json_object_set(variables, name, value);
    else
        error_set(err, ERROR_TARGET, step->id,
                  "nothing stands at \"%s\" in %s, from where %s is taken", at,
                  from, name);
    json_decref(content);
    return error_is_set(err) ? -1 : 0;
}

int steps_capture(const struct step *step, const struct exchanges *exchanges,
                  json_t *variables, struct error *err)
{
    const char *name;
    json_t *spec;

    json_object_foreach((json_t *)step->capture, name, spec)
        if (capture_one(step, name, spec, exchanges, variables, err) < 0)
            return -1;
    return 0;
}

int steps_perform(struct session *session, const struct lane *lane,
                  struct undo *undo, struct result *result, struct error *err)
{
    const struct testcase *testcase = result->testcase;
    struct progress p = {session, lane, undo, result};
    int rc = 0;

    result->variables = lane_variables(lane, session, testcase->id);
    for (size_t i = 0; rc == 0 && i < testcase->steps_len; i++) {
        rc = perform_step(&p, &testcase->steps[i], err);
        if (rc == 0)
            rc = steps_capture(&testcase->steps[i], &result->exchanges,
                               result->variables, err);
    }
    return rc;
}
