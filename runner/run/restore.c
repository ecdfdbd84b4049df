#include "run/restore.h"

#include "base/json.h"
#include "run/refusal.h"
#include "run/signals.h"

static void prepare(const struct restore_setup *setup, struct session *session)
{
    *session = (struct session){
        .catalog = setup->catalog,
        .options = setup->options,
        .sender = {.endpoint = setup->endpoint,
                   .owner = setup->owner,
                   .clock = setup->clock,
                   .microversion = setup->microversion},
        .owner = setup->owner,
        .client = setup->client,
        .clock = setup->clock,
        .started_us = setup->clock.monotonic_us(setup->clock.state),
        .signal = signals_noted()};
}

/* A page for a person says that this is somebody else. */
static bool is_foreign(const struct response *response)
{
    json_t *content = NULL;

    if (response->status != 200)
        return false;
    json_parse_text(response->content ? response->content : "",
                    response->content_len, &content, NULL);
    json_decref(content);
    return !content;
}

/*
 * Is somebody there who knows us? Where a list is not offered (a mock) an
 * answer is enough; a token that is not taken would fail everywhere.
 */
static int look(struct session *session, struct error *err)
{
    const struct operation *operation =
        catalog_operation(session->catalog, "snapshots.list");
    struct exchanges list = {0};
    const struct exchange *exchange;
    int rc = -1;

    if (!operation)
        return 0;
    exchange =
        session_ask(session, operation, NULL, "restore", "list", &list, err);
    if (exchange && exchange->transport == TRANSPORT_OK &&
        exchange->response.status != 401 && !is_foreign(&exchange->response))
        rc = 0;
    else if (exchange)
        refusal_explain(exchange, err);
    exchanges_clear(&list);
    return rc;
}

int restore_execute(const struct restore_setup *setup,
                    struct ledger_record *record, struct summary *summary,
                    struct error *err)
{
    struct undo *undo = &record->undo;
    struct session session;
    int rc;

    signals_catch(setup->client, 0);
    prepare(setup, &session);
    rc = look(&session, err);
    if (rc == 0) {
        undo->file = setup->file;
        undo->wrote = true; /* nobody knows whether it was, so it counts */
        undo->thorough = true;
        undo_all(undo, &session, summary);
        undo->file = NULL;
        if (!summary->leftovers_len)
            rc = ledger_file_finish(setup->file, &setup->clock, err);
    }
    summary->signal = *session.signal;
    signals_release();
    return rc;
}
