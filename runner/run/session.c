#include "run/session.h"

#include "base/alloc.h"
#include "http/retry_after.h"
#include "run/renew.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The longest wait that a target may ask for when a run has no deadline. */
#define PATIENCE_MS 60000

#define NAP_MS      100
#define RETRIES_MAX 10

long session_elapsed_ms(const struct session *session)
{
    int64_t now = session->clock.monotonic_us(session->clock.state);

    return (long)((now - session->started_us) / 1000);
}

const char *session_stop_reason(const struct session *session)
{
    long deadline = session->deadline_ms;

    if (*session->signal)
        return "the run was interrupted by a signal";
    if (deadline && session_elapsed_ms(session) >= deadline)
        return "the deadline of the run has passed (--deadline)";
    if (session->max_requests &&
        http_client_requests(session->client) >= session->max_requests)
        return "as many requests as allowed were made (--max-requests)";
    return NULL;
}

void session_sleep(const struct session *session, long ms)
{
    /* in naps: a signal just before one costs no more than the nap */
    for (; ms > 0 && !*session->signal; ms -= NAP_MS) {
        long nap = ms < NAP_MS ? ms : NAP_MS;
        struct timespec rest = {0, nap * 1000000};

        nanosleep(&rest, NULL);
    }
}

/* Milliseconds that the target asks to wait, -1 when it does not. */
static long asked_to_wait_ms(const struct session *session,
                             const struct exchange *exchange)
{
    int status = exchange->response.status;

    if (exchange->transport != TRANSPORT_OK || (status != 429 && status != 503))
        return -1;
    return retry_after_ms(&exchange->response,
                          session->clock.wall_us(session->clock.state));
}

static bool can_wait(const struct session *session, long ms)
{
    long deadline = session->deadline_ms;

    if (*session->signal)
        return false;
    return deadline ? session_elapsed_ms(session) + ms < deadline
                    : ms <= PATIENCE_MS;
}

static void mark_throttled(struct exchange *exchange)
{
    exchange->transport = TRANSPORT_THROTTLED;
    exchange->transport_text =
        xasprintf("answered %d with Retry-After, which was not waited for "
                  "any longer",
                  exchange->response.status);
}

static int last_attempt(const struct exchanges *list, const char *step,
                        const char *name)
{
    const struct exchange *last = exchanges_find(list, step, name);

    return last ? last->attempt : 0;
}

static struct exchange *send_once(struct session *session,
                                  const struct request *request,
                                  const char *step, const char *name,
                                  struct exchanges *list)
{
    struct exchange exchange = {0};
    struct error err = {0};

    if (http_perform(session->client, request, &exchange, &err) < 0) {
        /* reports show what was to be sent; its fields hold the token */
        exchange.request.method = xstrdup(request->method);
        exchange.request.url = xstrdup(request->url);
        http_client_mask(session->client, &exchange.request.url);
        exchange.transport = TRANSPORT_OTHER;
        exchange.transport_text = xstrdup(err.text);
    }
    exchange.step = xstrdup(step);
    exchange.name = xstrdup(name);
    exchange.attempt = last_attempt(list, step, name) + 1;
    return exchanges_take(list, &exchange);
}

/* Again and again while the target asks to wait. */
static struct exchange *send_patiently(struct session *session,
                                       const struct request *request,
                                       const char *step, const char *name,
                                       struct exchanges *list)
{
    struct exchange *exchange;
    long wait;

    for (int tries = 0;; tries++) {
        exchange = send_once(session, request, step, name, list);
        wait = asked_to_wait_ms(session, exchange);
        if (wait < 0)
            return exchange;
        if (tries >= RETRIES_MAX || !can_wait(session, wait)) {
            mark_throttled(exchange);
            return exchange;
        }
        emit_note(&session->emitter, "the target asks to wait %.10g s",
                  (double)wait / 1000);
        session_sleep(session, wait);
    }
}

/* The last attempt, after others may have been appended. */
static struct exchange *latest(struct exchanges *list, const char *step,
                               const char *name)
{
    return (struct exchange *)exchanges_find(list, step, name);
}

/*
 * An answer of 401 says nothing about the request when the token has ended
 * and no new one can be had.
 */
static void mark_ended(struct exchange *exchange, const struct error *cause)
{
    exchange->transport = TRANSPORT_OTHER;
    exchange->transport_text =
        xasprintf("answered 401, and logging in again failed: %s", cause->text);
}

/* May this answer mean that the token has ended? */
static bool is_ended(const struct identity *identity,
                     const struct exchange *exchange)
{
    return exchange->response.status == 401 && identity->worked &&
           identity->in_vain < RENEWALS_IN_VAIN_MAX;
}

/* The request once more, with the new token. */
static void send_renewed(struct session *session, struct identity *identity,
                         struct request *request, const char *step,
                         const char *name, struct exchanges *list)
{
    const struct exchange *exchange =
        send_patiently(session, request, step, name, list);

    if (exchange->response.status == 401)
        identity->in_vain++;
    else
        identity->in_vain = 0;
}

/*
 * The same for a token that a login gave. A 401 after others were answered
 * may mean that it has ended: then it is renewed, once, and what comes of the
 * new one is the answer. Where that never helps the login server is left
 * alone: an account may be locked after many logins.
 */
static struct exchange *send_renewing(struct session *session,
                                      struct identity *identity,
                                      struct request *request, const char *step,
                                      const char *name, struct exchanges *list)
{
    struct clock *clock = &session->clock;
    struct error early = {0}, err = {0};
    struct exchange *exchange;

    if (identity_is_stale(identity, clock->wall_us(clock->state)))
        renew_token(session, identity, request, list, &early);
    exchange = send_patiently(session, request, step, name, list);
    if (is_ended(identity, exchange)) {
        if (renew_token(session, identity, request, list, &err) == 0)
            send_renewed(session, identity, request, step, name, list);
        else
            mark_ended(latest(list, step, name), &err);
    }
    exchange = latest(list, step, name);
    if (exchange->transport == TRANSPORT_OK && exchange->response.status != 401)
        identity->worked = true;
    return exchange;
}

static const struct exchange *
send_as_whoever(struct session *session, const struct request *request,
                const char *step, const char *name, struct exchanges *list)
{
    struct identity *identity = renew_whose(session, request);
    struct request own = {0};
    struct exchange *exchange;

    if (!identity)
        return send_patiently(session, request, step, name, list);
    request_copy(&own, request);
    exchange = send_renewing(session, identity, &own, step, name, list);
    request_clear(&own);
    return exchange;
}

const struct exchange *session_send(struct session *session,
                                    const struct request *request,
                                    const char *step, const char *name,
                                    struct exchanges *list)
{
    size_t before = list->len;
    const struct exchange *exchange =
        send_as_whoever(session, request, step, name, list);

    for (size_t i = before; !session->in_testcase && i < list->len; i++)
        emit_exchange(&session->emitter, &list->items[i]);
    return exchange;
}

const struct exchange *session_ask(struct session *session,
                                   const struct operation *operation,
                                   const char *id, const char *step,
                                   const char *name, struct exchanges *list,
                                   struct error *err)
{
    struct request request;
    const struct exchange *exchange;

    if (request_for_operation(&session->sender, operation->method,
                              operation->path, operation->path_id, id, NULL,
                              &request, err) < 0)
        return NULL;
    exchange = session_send(session, &request, step, name, list);
    request_clear(&request);
    return exchange;
}
