#include "run/undo_parts.h"

#include "base/json.h"

#include <stdlib.h>
#include <string.h>

#define POLL_FIRST_MS 20
#define POLL_MAX_MS   1000

static const char *const get_ids[] = {
    [UNDO_SNAPSHOT] = "snapshots.get", [UNDO_VOLUME] = "volumes.get"};
static const char *const delete_ids[] = {
    [UNDO_SNAPSHOT] = "snapshots.delete", [UNDO_VOLUME] = "volumes.delete"};

/*
 * Ask until the resource is gone. Returns false with the reason. A target that
 * does not answer any more is given up after --settle.
 */
static bool wait_gone(struct session *session, enum undo_resource resource,
                      const char *id, long limit_ms, char **reason)
{
    const struct operation *get =
        catalog_operation(session->catalog, get_ids[resource]);
    long start = session_elapsed_ms(session);
    long settle_ms = session->options->settle_ms;
    long pause_ms = POLL_FIRST_MS;

    for (;;) {
        struct exchanges list = {0};
        struct error err = {0};
        const struct exchange *exchange =
            session_ask(session, get, id, "undo", "gone", &list, &err);
        bool answered = exchange && exchange->transport == TRANSPORT_OK;
        bool gone = answered && exchange->response.status == 404;
        long most_ms = answered || settle_ms > limit_ms ? limit_ms : settle_ms;

        free(*reason);
        *reason = undo_reason(exchange, &err);
        exchanges_clear(&list);
        if (gone || session_elapsed_ms(session) >= start + most_ms ||
            *session->signal)
            return gone;
        session_sleep(session, pause_ms);
        pause_ms = pause_ms < POLL_MAX_MS ? pause_ms * 2 : pause_ms;
    }
}

/* Is it in a state that passes by itself: "creating", "deleting"? */
static bool is_passing(struct session *session, enum undo_resource resource,
                       const char *id)
{
    char *reason = NULL;
    json_t *object = undo_read(session, resource, id, &reason);
    const char *status = json_member_text(object, "status", "");
    size_t len = strlen(status);
    bool passing = len > 3 && !strcmp(status + len - 3, "ing");

    json_decref(object);
    free(reason);
    return passing;
}

/*
 * The last answer, or NULL with err. What is still being made cannot be
 * deleted (400, EVS.1046 and EVS.1047 of evs_04_0038; upstream too), so then
 * it is asked again.
 */
static const struct exchange *ask_to_delete(struct session *session,
                                            enum undo_resource resource,
                                            const char *id, long limit_ms,
                                            struct exchanges *list,
                                            struct error *err)
{
    const struct operation *delete =
        catalog_operation(session->catalog, delete_ids[resource]);
    long until = session_elapsed_ms(session) + limit_ms;
    long pause_ms = POLL_FIRST_MS;

    for (;;) {
        const struct exchange *exchange =
            session_ask(session, delete, id, "undo", "delete", list, err);

        if (!exchange ||
            (exchange->response.status != 400 &&
             exchange->response.status != 409) ||
            session_elapsed_ms(session) >= until || *session->signal ||
            !is_passing(session, resource, id))
            return exchange;
        session_sleep(session, pause_ms);
        pause_ms = pause_ms < POLL_MAX_MS ? pause_ms * 2 : pause_ms;
    }
}

enum undo_end undo_delete(struct session *session, enum undo_resource resource,
                          const char *id, long limit_ms, bool *in_vain,
                          char **reason)
{
    struct exchanges list = {0};
    struct error err = {0};
    const struct exchange *exchange =
        ask_to_delete(session, resource, id, limit_ms, &list, &err);
    bool answered = exchange && exchange->transport == TRANSPORT_OK;
    int status = answered ? exchange->response.status : 0;
    enum undo_end end = UNDO_LEFT;

    free(*reason);
    *reason = NULL;
    if (status == 404) {
        end = UNDO_ABSENT;
    } else if (status / 100 != 2) {
        *reason = undo_reason(exchange, &err);
    } else if (wait_gone(session, resource, id, limit_ms, reason)) {
        end = UNDO_DELETED;
    } else {
        *in_vain = true;
    }
    exchanges_clear(&list);
    return end;
}
