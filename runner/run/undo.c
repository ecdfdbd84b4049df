#include "run/undo.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "http/redact.h"

#include <stdlib.h>
#include <string.h>

#define GONE_POLL_MAX_MS 1000

static const struct {
    const char *word;
    const char *subject; /* where its object stands in what get answers */
    const char *get;
    const char *delete;
} kinds[] = {{"snapshot", "/snapshot", "snapshots.get", "snapshots.delete"},
             {"volume", "/volume", "volumes.get", "volumes.delete"}};

static const char *const members[] = {"name", "description"};

static void add(struct undo *undo, struct undo_entry entry)
{
    undo->entries =
        xgrow(undo->entries, undo->len, &undo->cap, sizeof(*undo->entries));
    undo->entries[undo->len++] = entry;
}

void undo_created(struct undo *undo, enum undo_resource resource,
                  const char *id, const char *how)
{
    for (size_t i = 0; i < undo->len; i++)
        if (undo->entries[i].resource == resource &&
            !strcmp(undo->entries[i].id, id))
            return;
    add(undo, (struct undo_entry){.resource = resource,
                                  .id = xstrdup(id),
                                  .created = true,
                                  .how = xstrdup(how)});
}

void undo_lost(struct undo *undo, enum undo_resource resource,
               const char *wanted)
{
    add(undo, (struct undo_entry){
                  .resource = resource, .id = xstrdup(wanted), .lost = true});
}

void undo_accident(struct undo *undo, const char *id)
{
    size_t before = undo->len;

    undo_created(undo, UNDO_SNAPSHOT, id, "by an accepted update");
    if (undo->len > before)
        undo->entries[before].by_accident = true;
}

/*
 * What was recorded is masked, so it may not be what the target holds; a name
 * of a member may be hit as well, so all of the object counts.
 */
static bool is_masked(const json_t *object)
{
    char *text = json_text(object);
    bool masked = strstr(text, REDACT_MASK) != NULL;

    free(text);
    return masked;
}

int undo_changed(struct undo *undo, const char *id, const json_t *original,
                 struct error *err)
{
    json_t *kept;

    if (is_masked(original))
        return error_set(err, ERROR_TARGET, id,
                         "a read of it shows the token (or \"%s\"), which is "
                         "masked, so it could not be put back",
                         REDACT_MASK);
    kept = json_object();
    for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
        json_t *value = json_object_get(original, members[i]);

        if (value)
            json_object_set(kept, members[i], value);
    }
    add(undo, (struct undo_entry){.resource = UNDO_SNAPSHOT,
                                  .id = xstrdup(id),
                                  .original = kept});
    return 0;
}

int undo_before_write(struct undo *undo, struct error *err)
{
    (void)err;
    undo->wrote = true;
    return 0;
}

static void leave(struct summary *summary, const struct undo_entry *entry,
                  const char *member, const char *reason)
{
    struct leftover *left;

    summary->leftovers =
        xgrow(summary->leftovers, summary->leftovers_len,
              &summary->leftovers_cap, sizeof(*summary->leftovers));
    left = &summary->leftovers[summary->leftovers_len++];
    left->what = xasprintf("%s %s%s%s", kinds[entry->resource].word, entry->id,
                           member ? ": " : "", member ? member : "");
    left->reason = xstrdup(reason);
}

/* What an answer was, for a leftover's reason; new memory. */
static char *describe(const struct exchange *exchange)
{
    if (exchange->transport != TRANSPORT_OK)
        return xstrdup(exchange->transport_text);
    return xasprintf("the target answered %d", exchange->response.status);
}

/*
 * The object that a read of the resource shows, as a new reference; NULL with
 * the reason in new memory when it shows none. An older reason is freed.
 */
static json_t *read_object(struct session *session, enum undo_resource resource,
                           const char *id, char **reason)
{
    const struct operation *get =
        catalog_operation(session->catalog, kinds[resource].get);
    struct exchanges list = {0};
    struct error err = {0};
    const struct exchange *exchange =
        session_ask(session, get, id, "undo", "read", &list, &err);
    json_t *content = NULL, *object = NULL;

    free(*reason);
    *reason = NULL;
    if (exchange && exchange->response.status == 200 &&
        exchange->response.content)
        json_parse_text(exchange->response.content,
                        exchange->response.content_len, &content, NULL);
    object = json_incref(pointer_get(content, kinds[resource].subject));
    if (!object)
        *reason = exchange ? describe(exchange) : xstrdup(err.text);
    json_decref(content);
    exchanges_clear(&list);
    return object;
}

/* Members of the original that now differ; new reference. */
static json_t *differing(const json_t *original, const json_t *now)
{
    json_t *different = json_object();
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)original, name, value)
        if (!json_same(value, json_object_get(now, name)))
            json_object_set(different, name, value);
    return different;
}

static void write_back(struct session *session, const char *id,
                       const json_t *different)
{
    const struct operation *update =
        catalog_operation(session->catalog, "snapshots.update");
    json_t *body = json_pack("{s:O}", "snapshot", different);
    struct exchanges list = {0};
    struct request request;
    struct error err = {0};

    if (update &&
        request_for_operation(&session->sender, update->method, update->path,
                              update->path_id, id, body, &request, &err) == 0) {
        session_send(session, &request, "undo", "write", &list);
        request_clear(&request);
    }
    exchanges_clear(&list);
    json_decref(body);
}

static void report_differing(struct summary *summary,
                             const struct undo_entry *entry,
                             const json_t *different)
{
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)different, name, value) {
        char *text = json_text_short(value, 80);
        char *reason = xasprintf("was %s and could not be put back", text);

        leave(summary, entry, name, reason);
        free(reason);
        free(text);
    }
}

/* A read judges it; reads may lag, so it is asked for up to --settle. */
static json_t *still_differing(struct session *session,
                               const struct undo_entry *entry, char **reason)
{
    long until = session_elapsed_ms(session) + session->options->settle_ms;
    json_t *different = NULL;

    for (;;) {
        json_t *now;

        free(*reason);
        *reason = NULL;
        now = read_object(session, UNDO_SNAPSHOT, entry->id, reason);
        json_decref(different);
        different = now ? differing(entry->original, now) : NULL;
        json_decref(now);
        if ((different && !json_object_size(different)) ||
            session_elapsed_ms(session) >= until || *session->signal)
            return different;
        session_sleep(session, 50);
    }
}

/* Only what differs is written. */
static void put_back(struct session *session, const struct undo_entry *entry,
                     struct summary *summary)
{
    char *reason = NULL;
    json_t *now = read_object(session, UNDO_SNAPSHOT, entry->id, &reason);
    /* one read that failed is no reason to leave things as they are */
    json_t *different =
        now ? differing(entry->original, now) : json_incref(entry->original);

    if (json_object_size(different)) {
        write_back(session, entry->id, different);
        summary->restored = true;
    }
    json_decref(different);
    json_decref(now);
    free(reason);
}

static void check_back(struct session *session, const struct undo_entry *entry,
                       struct summary *summary)
{
    char *reason = NULL;
    json_t *different = still_differing(session, entry, &reason);

    if (different)
        report_differing(summary, entry, different);
    else
        leave(summary, entry, NULL, reason ? reason : "could not be read");
    json_decref(different);
    free(reason);
}

/* Ask until the resource is gone. Returns false with the reason. */
static bool wait_gone(struct session *session, const struct undo_entry *entry,
                      long limit_ms, char **reason)
{
    const struct operation *get =
        catalog_operation(session->catalog, kinds[entry->resource].get);
    long until = session_elapsed_ms(session) + limit_ms;
    long pause_ms = 20;

    for (;;) {
        struct exchanges list = {0};
        struct error err = {0};
        const struct exchange *exchange =
            session_ask(session, get, entry->id, "undo", "gone", &list, &err);
        bool gone = exchange && exchange->response.status == 404;

        free(*reason);
        *reason = exchange ? describe(exchange) : xstrdup(err.text);
        exchanges_clear(&list);
        if (gone || session_elapsed_ms(session) >= until || *session->signal)
            return gone;
        session_sleep(session, pause_ms);
        pause_ms = pause_ms < GONE_POLL_MAX_MS ? pause_ms * 2 : pause_ms;
    }
}

/*
 * A target where one thing did not go will not let go of the next either: a
 * stub that answers 200 to everything must not take minutes for each.
 */
static long gone_limit_ms(const struct undo *undo,
                          const struct session *session,
                          const struct undo_entry *entry)
{
    return undo->waited_in_vain || entry->by_accident
               ? session->options->settle_ms
               : session->options->provision_ms;
}

/* Is it in a state that passes by itself: "creating", "deleting"? */
static bool is_passing(struct session *session, const struct undo_entry *entry)
{
    char *reason = NULL;
    json_t *object = read_object(session, entry->resource, entry->id, &reason);
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
static const struct exchange *delete_one(struct session *session,
                                         const struct undo_entry *entry,
                                         long limit_ms, struct exchanges *list,
                                         struct error *err)
{
    const struct operation *delete =
        catalog_operation(session->catalog, kinds[entry->resource].delete);
    long until = session_elapsed_ms(session) + limit_ms;
    long pause_ms = 20;

    for (;;) {
        const struct exchange *exchange = session_ask(
            session, delete, entry->id, "undo", "delete", list, err);

        if (!exchange ||
            (exchange->response.status != 400 &&
             exchange->response.status != 409) ||
            session_elapsed_ms(session) >= until || *session->signal ||
            !is_passing(session, entry))
            return exchange;
        session_sleep(session, pause_ms);
        pause_ms = pause_ms < GONE_POLL_MAX_MS ? pause_ms * 2 : pause_ms;
    }
}

static void take_back(struct undo *undo, struct session *session,
                      const struct undo_entry *entry, struct summary *summary)
{
    long limit_ms = gone_limit_ms(undo, session, entry);
    struct exchanges list = {0};
    struct error err = {0};
    char *reason = NULL;
    const struct exchange *exchange =
        delete_one(session, entry, limit_ms, &list, &err);

    summary->restored = true;
    if (!exchange)
        reason = xstrdup(err.text);
    else if (exchange->response.status != 404 &&
             exchange->response.status / 100 != 2)
        reason = describe(exchange);
    if (reason) {
        leave(summary, entry, entry->how, reason);
    } else if (exchange->response.status != 404 &&
               !wait_gone(session, entry, limit_ms, &reason)) {
        undo->waited_in_vain = true;
        leave(summary, entry, entry->how, reason);
    }
    exchanges_clear(&list);
    free(reason);
}

void undo_all(struct undo *undo, struct session *session,
              struct summary *summary)
{
    for (size_t i = undo->len; i-- > 0;) {
        const struct undo_entry *entry = &undo->entries[i];

        if (entry->lost)
            leave(summary, entry, NULL,
                  "was asked for, but no answer says whether it was made");
        else if (entry->created)
            take_back(undo, session, entry, summary);
        else if (undo->wrote)
            put_back(session, entry, summary);
    }
    /* a write may have changed what had been put back before it */
    for (size_t i = undo->len; undo->wrote && i-- > 0;)
        if (!undo->entries[i].created)
            check_back(session, &undo->entries[i], summary);
}

void undo_clear(struct undo *undo)
{
    for (size_t i = 0; i < undo->len; i++) {
        free(undo->entries[i].id);
        free(undo->entries[i].how);
        json_decref(undo->entries[i].original);
    }
    free(undo->entries);
    *undo = (struct undo){0};
}
