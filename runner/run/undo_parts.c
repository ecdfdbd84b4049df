#include "run/undo_parts.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"

#include <stdlib.h>

static const struct {
    const char *word;
    const char *subject; /* where its object stands in what get answers */
    const char *get;
} kinds[] = {[UNDO_SNAPSHOT] = {"snapshot", "/snapshot", "snapshots.get"},
             [UNDO_VOLUME] = {"volume", "/volume", "volumes.get"}};

const char *undo_word(enum undo_resource resource)
{
    return kinds[resource].word;
}

void undo_leave(struct summary *summary, const struct undo_entry *entry,
                const char *member, const char *reason)
{
    const char *how = member         ? member
                      : !entry->made ? NULL
                      : entry->name  ? "made by this run"
                                     : "by an accepted update";
    struct leftover *left;

    summary->leftovers =
        xgrow(summary->leftovers, summary->leftovers_len,
              &summary->leftovers_cap, sizeof(*summary->leftovers));
    left = &summary->leftovers[summary->leftovers_len++];
    if (entry->id)
        left->what = xasprintf("%s %s%s%s", undo_word(entry->resource),
                               entry->id, how ? ": " : "", how ? how : "");
    else
        left->what = xasprintf("%s called \"%s\"", undo_word(entry->resource),
                               entry->name);
    left->reason = xstrdup(reason);
}

char *undo_reason(const struct exchange *exchange, const struct error *err)
{
    if (!exchange)
        return xstrdup(err->text);
    if (exchange->transport != TRANSPORT_OK)
        return xstrdup(exchange->transport_text);
    return xasprintf("the target answered %d", exchange->response.status);
}

json_t *undo_read(struct session *session, enum undo_resource resource,
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
        *reason = undo_reason(exchange, &err);
    json_decref(content);
    exchanges_clear(&list);
    return object;
}
