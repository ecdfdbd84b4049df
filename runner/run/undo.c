#include "run/undo_parts.h"

#include "base/alloc.h"
#include "base/json.h"
#include "http/redact.h"

#include <stdlib.h>
#include <string.h>

/* What an end is called in the file. */
static const char *const end_words[] = {[UNDO_UNCHANGED] = "unchanged",
                                        [UNDO_PUT_BACK] = "put back",
                                        [UNDO_DELETED] = "deleted",
                                        [UNDO_ABSENT] = "not there"};

static const char *const members[] = {"name", "description", "metadata"};

/* Takes line. */
static int tell(const struct undo *undo, json_t *line, struct error *err)
{
    if (undo->file)
        return ledger_file_write(undo->file, line, err);
    json_decref(line);
    return 0;
}

/* Lines count entries from 1. */
static json_int_t number_of(const struct undo *undo,
                            const struct undo_entry *entry)
{
    return (json_int_t)(entry - undo->entries) + 1;
}

/* Set, and told to the file; what cannot be told is undone once more. */
static void end_entry(const struct undo *undo, struct undo_entry *entry,
                      enum undo_end end)
{
    struct error ignored = {0};

    entry->end = end;
    if (end != UNDO_LEFT)
        tell(undo,
             json_pack("{s:s, s:I, s:s}", "what", "undone", "entry",
                       number_of(undo, entry), "how", end_words[end]),
             &ignored);
}

/* Takes line; an entry that could not be told is not there. */
static int add(struct undo *undo, struct undo_entry entry, json_t *line,
               struct error *err)
{
    if (tell(undo, line, err) < 0) {
        free(entry.id);
        free(entry.name);
        json_decref(entry.original);
        return -1;
    }
    undo->entries =
        xgrow(undo->entries, undo->len, &undo->cap, sizeof(*undo->entries));
    undo->entries[undo->len++] = entry;
    return 0;
}

static int sync(const struct undo *undo, struct error *err)
{
    return undo->file ? ledger_file_sync(undo->file, err) : 0;
}

int undo_create(struct undo *undo, enum undo_resource resource,
                const char *name, const json_t *content, struct error *err)
{
    struct undo_entry entry = {
        .resource = resource, .name = xstrdup(name), .made = true};
    json_t *line =
        json_pack("{s:s, s:I, s:s, s:s, s:O}", "what", "create", "entry",
                  (json_int_t)undo->len + 1, "kind", undo_word(resource),
                  "name", name, "content", content);

    return add(undo, entry, line, err) < 0 ? -1 : sync(undo, err);
}

/* The latest of that name whose id is not known. */
static struct undo_entry *find_asked(const struct undo *undo,
                                     enum undo_resource resource,
                                     const char *name)
{
    for (size_t i = undo->len; i-- > 0;) {
        struct undo_entry *entry = &undo->entries[i];

        if (entry->resource == resource && !entry->id && entry->name &&
            entry->end == UNDO_OPEN && !strcmp(entry->name, name))
            return entry;
    }
    return NULL;
}

static struct undo_entry *find_id(const struct undo *undo,
                                  enum undo_resource resource, const char *id)
{
    for (size_t i = 0; i < undo->len; i++) {
        struct undo_entry *entry = &undo->entries[i];

        if (entry->resource == resource && entry->id && !strcmp(entry->id, id))
            return entry;
    }
    return NULL;
}

/* A mock may give one id to all: it is deleted once. */
void undo_created(struct undo *undo, enum undo_resource resource,
                  const char *name, const char *id)
{
    struct undo_entry *entry = find_asked(undo, resource, name);
    struct error ignored = {0};

    if (!entry)
        return;
    if (find_id(undo, resource, id)) {
        end_entry(undo, entry, UNDO_ABSENT);
        return;
    }
    entry->id = xstrdup(id);
    /* a line that is lost costs nothing: there is the name */
    tell(undo,
         json_pack("{s:s, s:I, s:s}", "what", "created", "entry",
                   number_of(undo, entry), "id", id),
         &ignored);
}

void undo_not_created(struct undo *undo, enum undo_resource resource,
                      const char *name)
{
    struct undo_entry *entry = find_asked(undo, resource, name);

    if (entry)
        end_entry(undo, entry, UNDO_ABSENT);
}

/* One that came, or may come, of an update. */
static struct undo_entry *find_appearing(const struct undo *undo,
                                         const char *id)
{
    for (size_t i = 0; i < undo->len; i++) {
        struct undo_entry *entry = &undo->entries[i];

        if (entry->made && !entry->name && entry->end == UNDO_OPEN &&
            !strcmp(entry->id, id))
            return entry;
    }
    return NULL;
}

int undo_may_appear(struct undo *undo, const char *id, struct error *err)
{
    if (find_appearing(undo, id))
        return 0;
    if (add(undo,
            (struct undo_entry){
                .resource = UNDO_SNAPSHOT, .id = xstrdup(id), .made = true},
            json_pack("{s:s, s:I, s:s, s:s}", "what", "may-appear", "entry",
                      (json_int_t)undo->len + 1, "kind", "snapshot", "id", id),
            err) < 0)
        return -1;
    return sync(undo, err);
}

void undo_not_appeared(struct undo *undo, const char *id)
{
    struct undo_entry *entry = find_appearing(undo, id);

    if (entry)
        end_entry(undo, entry, UNDO_ABSENT);
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
    struct undo_entry entry = {.resource = UNDO_SNAPSHOT};

    if (is_masked(original))
        return error_set(err, ERROR_TARGET, id,
                         "a read of it shows the token (or \"%s\"), which is "
                         "masked, so it could not be put back",
                         REDACT_MASK);
    entry.id = xstrdup(id);
    entry.original = json_object();
    for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
        json_t *value = json_object_get(original, members[i]);

        if (value)
            json_object_set(entry.original, members[i], value);
    }
    return add(undo, entry,
               json_pack("{s:s, s:I, s:s, s:s, s:O}", "what", "changed",
                         "entry", (json_int_t)undo->len + 1, "kind", "snapshot",
                         "id", id, "original", entry.original),
               err);
}

int undo_before_write(struct undo *undo, struct error *err)
{
    if (sync(undo, err) < 0)
        return -1;
    undo->wrote = true;
    return 0;
}

/*
 * A target where one thing did not go will not let go of the next either: a
 * stub that answers 200 to everything must not take minutes for each. What
 * came by an update may not even be there.
 */
static long limit_ms(const struct undo *undo, const struct session *session,
                     const struct undo_entry *entry)
{
    return undo->waited_in_vain || !entry->name
               ? session->options->settle_ms
               : session->options->provision_ms;
}

/* The ids that an entry may have, as a new array; NULL with the reason. */
static json_t *ids_of(const struct undo *undo, struct session *session,
                      const struct undo_entry *entry, char **reason)
{
    bool must_look = !entry->id;
    json_t *ids = NULL;

    if (entry->name && (must_look || undo->thorough))
        ids = undo_find(session, entry->resource, entry->name,
                        must_look ? session->options->settle_ms : 0, reason);
    if (must_look)
        return ids;
    /* where the id is known, a list that fails is no harm */
    free(*reason);
    *reason = NULL;
    if (!ids)
        ids = json_array();
    if (!json_array_has_text(ids, entry->id))
        json_array_insert_new(ids, 0, json_string(entry->id));
    return ids;
}

/* Delete all that an entry has brought about. */
static void take_back(struct undo *undo, struct session *session,
                      struct undo_entry *entry, struct summary *summary)
{
    char *reason = NULL;
    json_t *ids = ids_of(undo, session, entry, &reason), *id;
    enum undo_end end = ids ? UNDO_ABSENT : UNDO_LEFT;
    size_t i;

    if (!ids)
        undo_leave(summary, entry, NULL, reason);
    json_array_foreach(ids, i, id) {
        bool in_vain = false;
        enum undo_end one =
            undo_delete(session, entry->resource, json_string_value(id),
                        limit_ms(undo, session, entry), &in_vain, &reason);

        undo->waited_in_vain |= in_vain;
        summary->restored |= one != UNDO_ABSENT;
        if (one == UNDO_LEFT) {
            struct undo_entry left = *entry;

            left.id = (char *)json_string_value(id);
            undo_leave(summary, &left, NULL, reason);
        }
        if (one > end)
            end = one;
    }
    end_entry(undo, entry, end);
    json_decref(ids);
    free(reason);
}

bool undo_is_open(const struct undo *undo)
{
    for (size_t i = 0; i < undo->len; i++)
        if (undo->entries[i].end == UNDO_OPEN)
            return true;
    return false;
}

void undo_all(struct undo *undo, struct session *session,
              struct summary *summary)
{
    for (size_t i = undo->len; i-- > 0;) {
        struct undo_entry *entry = &undo->entries[i];

        if (entry->end != UNDO_OPEN)
            continue;
        if (entry->made)
            take_back(undo, session, entry, summary);
        else if (undo->wrote)
            undo_write_back(session, entry, summary);
        else
            end_entry(undo, entry, UNDO_UNCHANGED);
    }
    /* a write may have changed what had been put back before it */
    for (size_t i = undo->len; i-- > 0;)
        if (undo->entries[i].end == UNDO_OPEN)
            end_entry(undo, &undo->entries[i],
                      undo_check_back(session, &undo->entries[i], summary));
}

void undo_clear(struct undo *undo)
{
    for (size_t i = 0; i < undo->len; i++) {
        free(undo->entries[i].id);
        free(undo->entries[i].name);
        json_decref(undo->entries[i].original);
    }
    free(undo->entries);
    *undo = (struct undo){0};
}
