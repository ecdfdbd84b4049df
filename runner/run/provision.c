#include "run/provision.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "run/identifiers.h"
#include "run/refusal.h"

#include <stdlib.h>
#include <string.h>

#define SIZE_FALLBACK_GB 1
#define POLL_MAX_MS      1000

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
        refusal_explain(exchange, err);
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

/* A page for a person, say, which no service of ours would answer. */
static bool is_foreign(const struct response *response)
{
    json_t *content = NULL;

    if (!response->content_len)
        return false;
    json_parse_text(response->content, response->content_len, &content, NULL);
    json_decref(content);
    return !content;
}

/*
 * Has the target certainly made nothing? It did not get the request, speaks
 * another language, or has refused it. Of everything else, also of an answer
 * without an id, nobody knows.
 */
static bool is_refused(const struct exchange *exchange)
{
    int status = exchange->response.status;

    if (exchange->transport != TRANSPORT_OK)
        return exchange->timings.send_us < 0 ||
               exchange->transport == TRANSPORT_PROTOCOL;
    if (status / 100 == 2)
        return is_foreign(&exchange->response);
    return status < 500;
}

/* Under that name. */
static json_t *create_object(struct session *session,
                             enum undo_resource resource, const char *name,
                             const json_t *body, struct undo *undo,
                             struct error *err)
{
    const struct operation *create =
        catalog_operation(session->catalog, operation_of(resource, true));
    struct exchanges list = {0};
    struct request request;
    json_t *object = NULL;

    if (!create) {
        error_set(err, ERROR_SUITE, operation_of(resource, true),
                  "is no operation of this dialect");
    } else if (undo_create(undo, resource, name, body, err) == 0 &&
               request_for_operation(&session->sender, create->method,
                                     create->path, NULL, NULL, body, &request,
                                     err) == 0) {
        const struct exchange *exchange =
            session_send(session, &request, "provide", "create", &list);

        object = object_of(exchange, resource, err);
        if (!object && is_refused(exchange))
            undo_not_created(undo, resource, name);
        request_clear(&request);
    }
    exchanges_clear(&list);
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
                             "this %s was made but is \"%s\", not "
                             "\"available\"",
                             subject_of(resource) + 1, status);
        session_sleep(session, pause_ms);
        pause_ms = pause_ms < POLL_MAX_MS ? pause_ms * 2 : pause_ms;
    }
}

/*
 * Make, note, wait; returns the id in new memory, or NULL with err. Takes
 * body.
 */
static char *make(struct session *session, enum undo_resource resource,
                  const char *name, json_t *body, struct undo *undo,
                  struct error *err)
{
    json_t *object = create_object(session, resource, name, body, undo, err);
    char *id;

    json_decref(body);
    if (!object)
        return NULL;
    id = xstrdup(json_member_text(object, "id", ""));
    json_decref(object);
    undo_created(undo, resource, name, id);
    if (wait_available(session, resource, id, err) == 0)
        return id;
    free(id);
    return NULL;
}

static char *make_snapshot(struct session *session, const char *volume_id,
                           const char *name, struct undo *undo,
                           struct error *err)
{
    return make(session, UNDO_SNAPSHOT, name,
                json_pack("{s:{s:s, s:s, s:s, s:{s:s}}}", "snapshot",
                          "volume_id", volume_id, "name", name, "description",
                          "made by assay, to be deleted", "metadata", "made-by",
                          "assay"),
                undo, err);
}

/* The first zone that is available; new memory, NULL when none is told. */
static char *first_zone(const json_t *content)
{
    const json_t *zones = json_object_get(content, "availabilityZoneInfo");
    json_t *zone;
    size_t i;

    json_array_foreach(zones, i, zone) {
        const char *name = json_member_text(zone, "zoneName", NULL);

        if (name && json_is_true(pointer_get(zone, "/zoneState/available")))
            return xstrdup(name);
    }
    return NULL;
}

/*
 * Some services want to be told a zone. One that does not list its zones
 * wants none, so no answer here is no trouble.
 */
static char *look_up_zone(struct session *session)
{
    const struct operation *list =
        catalog_operation(session->catalog, "zones.list");
    struct exchanges exchanges = {0};
    struct error ignored = {0};
    const struct exchange *exchange =
        list ? session_ask(session, list, NULL, "provide", "zones", &exchanges,
                           &ignored)
             : NULL;
    json_t *content = NULL;
    char *zone;

    if (exchange && exchange->response.status == 200 &&
        exchange->response.content)
        json_parse_text(exchange->response.content,
                        exchange->response.content_len, &content, NULL);
    zone = first_zone(content);
    json_decref(content);
    exchanges_clear(&exchanges);
    return zone;
}

/* In GB: the user's word, else the profile's smallest. */
static long long volume_size(const struct session *session)
{
    const json_t *smallest =
        json_object_get(session->catalog->profile, "volume-size");

    if (session->options->volume_size)
        return session->options->volume_size;
    return smallest ? json_integer_value(smallest) : SIZE_FALLBACK_GB;
}

/* Returns the id in new memory, or NULL with err. */
static char *make_volume(struct session *session, const char *name,
                         struct undo *undo, struct error *err)
{
    const struct run_options *options = session->options;
    char *zone = options->availability_zone
                     ? xstrdup(options->availability_zone)
                     : look_up_zone(session);
    json_t *volume =
        json_pack("{s:s, s:I, s:s*, s:s*}", "name", name, "size",
                  (json_int_t)volume_size(session), "availability_zone", zone,
                  "volume_type", options->volume_type);

    free(zone);
    return make(session, UNDO_VOLUME, name,
                json_pack("{s:o}", "volume", volume), undo, err);
}

/* The two snapshots; a volume that the user named must be there. */
static int make_snapshots(struct session *session, struct lane *lane,
                          const char *volume_id, const char *name,
                          struct undo *undo, struct error *err)
{
    char *next = xasprintf("%s-neighbour", name);

    lane->snapshot_id = make_snapshot(session, volume_id, name, undo, err);
    if (lane->snapshot_id)
        lane->neighbour_id = make_snapshot(session, volume_id, next, undo, err);
    free(next);
    if (!lane->neighbour_id)
        return -1;
    if (!strcmp(lane->snapshot_id, lane->neighbour_id))
        return error_set(err, ERROR_TARGET, lane->snapshot_id,
                         "is the id that the target gave to both snapshots, "
                         "so one cannot be told from the other (for a mock: "
                         "--snapshot-id)");
    lane->is_own = true;
    return 0;
}

int provision_make(struct session *session, struct lane *lane,
                   struct undo *undo, struct error *err)
{
    const char *named = session->options->volume_id;
    char *name = xasprintf("assay-%s", session->options->marker);
    char *volume_id;
    int rc = -1;

    if (named)
        emit_note(&session->emitter,
                  "making two snapshots of volume %s called %s", named, name);
    else
        emit_note(&session->emitter,
                  "making a volume and two snapshots called %s", name);
    volume_id = named ? xstrdup(named) : make_volume(session, name, undo, err);
    if (volume_id)
        rc = make_snapshots(session, lane, volume_id, name, undo, err);
    free(volume_id);
    free(name);
    return rc;
}

/* Writing a substitute back would destroy what it stands for. */
static int check_shown(const struct session *session, const char *id,
                       const json_t *object, struct error *err)
{
    static const char *const members[] = {"name", "description"};

    for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
        if (http_client_masks(session->client,
                              json_member_text(object, members[i], "")))
            return error_set(err, ERROR_TARGET, id,
                             "its %s holds what is masked, so it could not "
                             "be put back",
                             members[i]);
    return 0;
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
        rc = check_shown(session, id, object, err);
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
