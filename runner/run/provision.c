#include "run/provision.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "base/text.h"
#include "run/identifiers.h"

#include <stdlib.h>
#include <string.h>

#define VOLUME_SIZE_GB 1
#define POLL_MAX_MS    1000
#define SHOWN_BYTES    120

static const char *operation_of(enum undo_resource resource, bool create)
{
    static const char *const names[][2] = {
        {"snapshots.get", "snapshots.create"},
        {"volumes.get", "volumes.create"}};

    return names[resource][create];
}

static const char *subject_of(enum undo_resource resource)
{
    return resource == UNDO_VOLUME ? "/volume" : "/snapshot";
}

/* Why an answer is not the resource we asked for. */
static void explain(const struct exchange *exchange, struct error *err)
{
    const struct response *response = &exchange->response;
    const char *type = fields_get(&response->fields, "Content-Type");
    char *url =
        xasprintf("%s %s", exchange->request.method, exchange->request.url);
    char *start = text_visible(response->content ? response->content : "",
                               response->content_len, SHOWN_BYTES);

    if (exchange->transport != TRANSPORT_OK)
        error_set(err, ERROR_TRANSPORT, url, "%s",
                  exchange->transport_text ? exchange->transport_text
                                           : "no response came");
    else if (response->status == 401 || response->status == 403)
        error_set(err, ERROR_TARGET, url,
                  "the target answered %d: is the token right (--token), "
                  "and of this project? %s",
                  response->status, start);
    else
        error_set(err, ERROR_TARGET, url,
                  "the target answered %d with %s, which is not what an "
                  "EVS endpoint answers here (--base-url, --project-id, "
                  "--snapshot-id): %s",
                  response->status, type ? type : "no content type", start);
    free(start);
    free(url);
}

/* The object at the resource's pointer, new reference; or NULL with err. */
static json_t *object_of(const struct exchange *exchange,
                         enum undo_resource resource, struct error *err)
{
    json_t *content = NULL, *object = NULL;

    if (exchange->transport == TRANSPORT_OK &&
        exchange->response.status / 100 == 2 && exchange->response.content)
        json_parse_text(exchange->response.content,
                        exchange->response.content_len, &content, NULL);
    object = pointer_get(content, subject_of(resource));
    if (!json_is_string(json_object_get(object, "id")))
        object = NULL;
    json_incref(object);
    json_decref(content);
    if (!object)
        explain(exchange, err);
    return object;
}

static json_t *ask_object(struct session *session, enum undo_resource resource,
                          const char *id, struct error *err)
{
    const struct operation *get =
        catalog_operation(session->catalog, operation_of(resource, false));
    struct exchanges list = {0};
    const struct exchange *exchange =
        session_ask(session, get, id, "provide", "read", &list, err);
    json_t *object = exchange ? object_of(exchange, resource, err) : NULL;

    exchanges_clear(&list);
    return object;
}

/* It went out, and nobody said what came of it. */
static bool is_lost(const struct exchange *exchange)
{
    return exchange->transport != TRANSPORT_OK &&
           exchange->transport != TRANSPORT_PROTOCOL &&
           exchange->timings.send_us >= 0;
}

/* Takes body. */
static json_t *create_object(struct session *session,
                             enum undo_resource resource, json_t *body,
                             struct undo *undo, struct error *err)
{
    const struct operation *create =
        catalog_operation(session->catalog, operation_of(resource, true));
    struct exchanges list = {0};
    struct request request;
    json_t *object = NULL;

    if (!create) {
        error_set(err, ERROR_SUITE, operation_of(resource, true),
                  "is no operation of this dialect");
    } else if (request_for_operation(&session->sender, create->method,
                                     create->path, NULL, NULL, body, &request,
                                     err) == 0) {
        const struct exchange *exchange =
            session_send(session, &request, "provide", "create", &list);

        object = object_of(exchange, resource, err);
        if (is_lost(exchange))
            undo_lost(undo, resource, request.content);
        request_clear(&request);
    }
    exchanges_clear(&list);
    json_decref(body);
    return object;
}

/* What was just made may not be seen by the first reads (--settle). */
static json_t *ask_new_object(struct session *session,
                              enum undo_resource resource, const char *id,
                              struct error *err)
{
    long until = session_elapsed_ms(session) + session->options->settle_ms;

    for (;;) {
        struct error again = {0};
        json_t *object = ask_object(session, resource, id, &again);

        if (object)
            return object;
        if (again.kind != ERROR_TARGET || session_stop_reason(session) ||
            session_elapsed_ms(session) >= until) {
            *err = again;
            return NULL;
        }
        session_sleep(session, 50);
    }
}

/* Ask until the status is "available". */
static int wait_available(struct session *session, enum undo_resource resource,
                          const char *id, struct error *err)
{
    long until = session_elapsed_ms(session) + session->options->provision_ms;
    long pause_ms = 20;

    for (;;) {
        json_t *object = ask_new_object(session, resource, id, err);
        char status[40];

        if (!object)
            return -1;
        snprintf(status, sizeof(status), "%s",
                 json_member_text(object, "status", "(no status)"));
        json_decref(object);
        if (!strcmp(status, "available"))
            return 0;
        if (session_stop_reason(session))
            return error_set(err, ERROR_INTERRUPTED, "", "%s",
                             session_stop_reason(session));
        if (!strcmp(status, "error") || session_elapsed_ms(session) > until)
            return error_set(err, ERROR_TARGET, id,
                             "was made but is \"%s\", not \"available\"",
                             status);
        session_sleep(session, pause_ms);
        pause_ms = pause_ms < POLL_MAX_MS ? pause_ms * 2 : pause_ms;
    }
}

/* Make, note, wait; returns the id in new memory, or NULL with err. */
static char *make(struct session *session, enum undo_resource resource,
                  json_t *body, struct undo *undo, struct error *err)
{
    json_t *object = create_object(session, resource, body, undo, err);
    char *id;

    if (!object)
        return NULL;
    id = xstrdup(json_member_text(object, "id", ""));
    json_decref(object);
    undo_created(undo, resource, id, "made by this run");
    if (wait_available(session, resource, id, err) == 0)
        return id;
    free(id);
    return NULL;
}

static char *make_snapshot(struct session *session, const char *volume_id,
                           const char *name, struct undo *undo,
                           struct error *err)
{
    return make(session, UNDO_SNAPSHOT,
                json_pack("{s:{s:s, s:s, s:s, s:{s:s}}}", "snapshot",
                          "volume_id", volume_id, "name", name, "description",
                          "made by assay, to be deleted", "metadata", "made-by",
                          "assay"),
                undo, err);
}

int provision_make(struct session *session, struct lane *lane,
                   struct undo *undo, struct error *err)
{
    char *mark = identifier_hex(session->options->seed, "", "resources", 8);
    char *name = xasprintf("assay-%s", mark);
    char *next = xasprintf("assay-%s-neighbour", mark);
    char *volume_id;

    emit_note(&session->emitter, "making a volume and two snapshots called %s",
              name);
    volume_id = make(session, UNDO_VOLUME,
                     json_pack("{s:{s:s, s:i}}", "volume", "name", name, "size",
                               VOLUME_SIZE_GB),
                     undo, err);
    if (volume_id)
        lane->snapshot_id = make_snapshot(session, volume_id, name, undo, err);
    if (lane->snapshot_id)
        lane->neighbour_id = make_snapshot(session, volume_id, next, undo, err);
    lane->is_own = lane->neighbour_id != NULL;
    free(volume_id);
    free(next);
    free(name);
    free(mark);
    return lane->is_own ? 0 : -1;
}

static int adopt(struct session *session, const char *id, struct undo *undo,
                 struct error *err)
{
    json_t *object = ask_object(session, UNDO_SNAPSHOT, id, err);
    const char *got = json_member_text(object, "id", "");
    int rc = object ? 0 : -1;

    if (object && strcmp(got, id))
        rc = error_set(err, ERROR_TARGET, id,
                       "a read of this snapshot shows another one: %.60s", got);
    if (rc == 0)
        rc = undo_changed(undo, id, object, err);
    json_decref(object);
    return rc;
}

int provision_adopt(struct session *session, const struct lane *lane,
                    struct undo *undo, struct error *err)
{
    if (adopt(session, lane->snapshot_id, undo, err) < 0)
        return -1;
    return lane->neighbour_id ? adopt(session, lane->neighbour_id, undo, err)
                              : 0;
}
