#include "run/undo_parts.h"

#include "base/alloc.h"
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

/* A target that shows another page for ever is not asked for ever. */
#define PAGES_MAX 1000

#define PAUSE_FIRST_MS 20
#define PAUSE_MAX_MS   500

static const struct {
    const char *list;
    const char *member; /* that holds the array */
} lists[] = {[UNDO_SNAPSHOT] = {"snapshots.list", "snapshots"},
             [UNDO_VOLUME] = {"volumes.list", "volumes"}};

/*
 * One page of the project's resources, as a new array; NULL with the reason.
 * Takes query, which may be NULL.
 */
static json_t *ask_page(struct session *session, enum undo_resource resource,
                        json_t *query, char **reason)
{
    const struct operation *operation =
        catalog_operation(session->catalog, lists[resource].list);
    const struct exchange *exchange = NULL;
    struct exchanges list = {0};
    struct request request;
    struct error err = {0};
    json_t *content = NULL, *items = NULL;

    if (!operation)
        error_set(&err, ERROR_SUITE, "", "the dialect has no list of %ss",
                  undo_word(resource));
    else if (request_for_list(&session->sender, operation->path, query,
                              &request, &err) == 0) {
        exchange = session_send(session, &request, "undo", "find", &list);
        request_clear(&request);
    }
    if (exchange && exchange->transport == TRANSPORT_OK &&
        exchange->response.status == 200 && exchange->response.content)
        json_parse_text(exchange->response.content,
                        exchange->response.content_len, &content, NULL);
    items = json_incref(json_object_get(content, lists[resource].member));
    if (!json_is_array(items)) {
        json_decref(items);
        items = NULL;
        free(*reason);
        *reason = content ? xasprintf("the target's list of %ss holds none",
                                      undo_word(resource))
                          : undo_reason(exchange, &err);
    }
    json_decref(content);
    exchanges_clear(&list);
    json_decref(query);
    return items;
}

/* Ids of those that have the name. A filter may be ignored: it is compared. */
static void add_named(json_t *ids, const json_t *items, const char *name)
{
    json_t *item;
    size_t i;

    json_array_foreach(items, i, item) {
        const char *id = json_member_text(item, "id", NULL);

        if (id && !strcmp(json_member_text(item, "name", ""), name) &&
            !json_array_has_text(ids, id))
            json_array_append_new(ids, json_string(id));
    }
}

/*
 * One look with the target's own filter (evs_04_2096, evs_04_3059: "name",
 * exact; upstream too).
 */
static json_t *find_filtered(struct session *session,
                             enum undo_resource resource, const char *name,
                             char **reason)
{
    json_t *items =
        ask_page(session, resource, json_pack("{s:s}", "name", name), reason);
    json_t *ids = items ? json_array() : NULL;

    if (items)
        add_named(ids, items, name);
    json_decref(items);
    return ids;
}

static const char *last_id(const json_t *items)
{
    size_t len = json_array_size(items);

    return len ? json_member_text(json_array_get(items, len - 1), "id", NULL)
               : NULL;
}

/*
 * Everything the project has, page by page: each begins after the last id of
 * the one before ("marker"). A target that does not know the word shows the
 * same page again, and that is then all.
 */
static json_t *find_anywhere(struct session *session,
                             enum undo_resource resource, const char *name,
                             char **reason)
{
    json_t *ids = json_array();
    char *marker = NULL;

    for (int page = 0; page < PAGES_MAX; page++) {
        json_t *items = ask_page(session, resource,
                                 json_pack("{s:s*}", "marker", marker), reason);
        const char *last = last_id(items);
        bool is_end = !last || (marker && !strcmp(last, marker));

        add_named(ids, items, name);
        if (!items && !json_array_size(ids)) {
            json_decref(ids); /* what was not shown may hold it */
            ids = NULL;
        }
        free(marker);
        marker = is_end ? NULL : xstrdup(last);
        json_decref(items);
        if (is_end)
            break;
    }
    free(marker);
    return ids;
}

json_t *undo_find(struct session *session, enum undo_resource resource,
                  const char *name, long wait_ms, char **reason)
{
    long until = session_elapsed_ms(session) + wait_ms;
    long pause_ms = PAUSE_FIRST_MS;

    for (;;) {
        json_t *ids = find_filtered(session, resource, name, reason);

        if (json_array_size(ids))
            return ids;
        json_decref(ids);
        if (!ids || session_elapsed_ms(session) >= until || *session->signal)
            return find_anywhere(session, resource, name, reason);
        session_sleep(session, pause_ms);
        pause_ms = pause_ms < PAUSE_MAX_MS ? pause_ms * 2 : pause_ms;
    }
}
