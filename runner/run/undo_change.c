#include "run/undo_parts.h"

#include "base/alloc.h"
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

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

/* Takes body; what comes of it a read will tell. */
static void write_to(struct session *session, const char *operation_id,
                     const char *id, json_t *body)
{
    const struct operation *operation =
        catalog_operation(session->catalog, operation_id);
    struct exchanges list = {0};
    struct request request;
    struct error err = {0};

    if (operation && request_for_operation(&session->sender, operation->method,
                                           operation->path, operation->path_id,
                                           id, body, &request, &err) == 0) {
        session_send(session, &request, "undo", "write", &list);
        request_clear(&request);
    }
    exchanges_clear(&list);
    json_decref(body);
}

/*
 * Metadata has an operation of its own, which replaces all of it (evs_04_2102,
 * evs_04_3065); not every dialect has that.
 */
static void write_members(struct session *session, const char *id,
                          const json_t *different)
{
    json_t *texts = json_copy((json_t *)different);
    json_t *metadata = json_object_get(different, "metadata");

    json_object_del(texts, "metadata");
    if (json_object_size(texts))
        write_to(session, "snapshots.update", id,
                 json_pack("{s:O}", "snapshot", texts));
    if (metadata)
        write_to(session, "snapshots.metadata.update", id,
                 json_pack("{s:O}", "metadata", metadata));
    json_decref(texts);
}

void undo_write_back(struct session *session, struct undo_entry *entry,
                     struct summary *summary)
{
    char *reason = NULL;
    json_t *now = undo_read(session, UNDO_SNAPSHOT, entry->id, &reason);
    /* one read that failed is no reason to leave things as they are */
    json_t *different =
        now ? differing(entry->original, now) : json_incref(entry->original);

    if (json_object_size(different)) {
        write_members(session, entry->id, different);
        entry->written = true;
        summary->restored = true;
    }
    json_decref(different);
    json_decref(now);
    free(reason);
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

        undo_leave(summary, entry, name, reason);
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

        now = undo_read(session, UNDO_SNAPSHOT, entry->id, reason);
        json_decref(different);
        different = now ? differing(entry->original, now) : NULL;
        json_decref(now);
        if ((different && !json_object_size(different)) ||
            session_elapsed_ms(session) >= until || *session->signal)
            return different;
        session_sleep(session, 50);
    }
}

enum undo_end undo_check_back(struct session *session,
                              const struct undo_entry *entry,
                              struct summary *summary)
{
    char *reason = NULL;
    json_t *different = still_differing(session, entry, &reason);
    bool same = different && !json_object_size(different);

    if (different)
        report_differing(summary, entry, different);
    else
        undo_leave(summary, entry, NULL, reason ? reason : "could not be read");
    json_decref(different);
    free(reason);
    if (!same)
        return UNDO_LEFT;
    return entry->written ? UNDO_PUT_BACK : UNDO_UNCHANGED;
}
