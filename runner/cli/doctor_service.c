/*
 * doctor_service.c - does the service show what it is asked for, to this
 * owner and in this microversion? And the lines in which doctor tells.
 */
#include "cli/doctor.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/text.h"
#include "run/refusal.h"
#include "run/requests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A line, and below it what to do; both made safe for a terminal. */
void doctor_tell(struct doctor *doctor, enum doctor_state state,
                 const char *subject, const char *text, const char *advice)
{
    static const char *const words[] = {"ok", "doubt", "BAD", "-"};
    char *masked = xstrdup(text), *safe;

    redact_text(doctor->aim->redactor, &masked);
    safe = text_visible(masked, strlen(masked), 0);
    printf("%-6s %-13s %s\n", words[state], subject, safe);
    if (advice)
        printf("%-6s %-13s do: %s\n", "", "", advice);
    fflush(stdout);
    doctor->bad += state == BAD;
    doctor->doubts += state == DOUBT;
    free(safe);
    free(masked);
}

void doctor_tell_error(struct doctor *doctor, const char *subject,
                       const struct error *err, const char *advice)
{
    char *text = error_message(err);

    doctor_tell(doctor, BAD, subject, text, advice);
    free(text);
}

/* What usually helps, by the way in which no answer came. */
const char *doctor_advice(enum transport transport)
{
    static const char *const rows[] = {
        [TRANSPORT_RESOLVE] = "look at the spelling of the host",
        [TRANSPORT_CONNECT] = "is it running, and is this its port? a "
                              "firewall, or a proxy that is needed (--proxy)?",
        [TRANSPORT_TLS] = "name the authority that signed its certificate "
                          "with --cacert (a client certificate: --cert, "
                          "--key); is it https at all?",
        [TRANSPORT_TIMEOUT] = "a firewall, or a server that is overloaded: "
                              "--connect-timeout, --timeout, --wait-ready",
        [TRANSPORT_PROTOCOL] = "is this port HTTP, and is it http or https?"};

    return (size_t)transport < sizeof(rows) / sizeof(*rows) ? rows[transport]
                                                            : NULL;
}

/*
 * Ask for a snapshot, or the first of all when id is NULL, as the owner, with
 * a microversion or NULL.
 * Returns 0 and the exchange, which the caller clears; -1 with err when
 * nothing could be asked.
 */
static int ask(struct doctor *doctor, const char *id, const char *microversion,
               struct exchange *exchange, struct error *err)
{
    const char *name = id ? "snapshots.get" : "snapshots.list";
    const struct operation *get = catalog_operation(doctor->catalog, name);
    struct sender sender = {.endpoint = &doctor->aim->endpoint,
                            .owner = &doctor->connection.owner,
                            .clock = clock_system(),
                            .microversion = microversion,
                            .fixtures = ""};
    json_t *first = json_pack("{s:s}", "limit", "1");
    struct request request;
    int rc = -1;

    if (!get)
        error_set(err, ERROR_SUITE, name, "is no operation of this dialect");
    else if ((id ? request_for_operation(&sender, get->method, get->path,
                                         get->path_id, id, NULL, &request, err)
                 : request_for_list(&sender, get->path, first, &request,
                                    err)) == 0) {
        rc = http_perform(doctor->connection.client, &request, exchange, err);
        request_clear(&request);
    }
    json_decref(first);
    return rc;
}

/* A page of some gateway may have the status 200, too. */
static bool is_read(const struct exchange *exchange)
{
    const struct response *response = &exchange->response;
    json_t *content = NULL;
    bool read;

    if (exchange->transport != TRANSPORT_OK || response->status != 200 ||
        !response->content)
        return false;
    json_parse_text(response->content, response->content_len, &content, NULL);
    read = json_object_get(content, "snapshots") ||
           json_object_get(content, "snapshot");
    json_decref(content);
    return read;
}

/* What usually helps after this status; NULL: nobody knows. */
static const char *refusal_advice(int status)
{
    switch (status) {
    case 200:
        return "is --base-url the service's? some gateways answer everything "
               "with a page of theirs";
    case 400:
    case 403:
    case 404:
        return "is it the right project, region and id?";
    default:
        return NULL;
    }
}

/* Whose fault it is that the answer is not the one that was asked for. */
static void tell_refusal(struct doctor *doctor, const char *subject,
                         const struct exchange *exchange)
{
    int status = exchange->response.status;
    struct error err = {0};

    refusal_explain(exchange, &err);
    if (exchange->transport == TRANSPORT_OK && status == 401)
        doctor_tell_error(
            doctor, "token", &err,
            doctor->aim->sign
                ? "compare --ak and --sk with what the console shows"
                : "ask for a new token; it must be of this cloud");
    else if (exchange->transport != TRANSPORT_OK)
        doctor_tell_error(doctor, subject, &err,
                          doctor_advice(exchange->transport));
    else
        doctor_tell_error(doctor, subject, &err, refusal_advice(status));
}

/* Shows the right thing, or tells why not. */
static bool examine_read(struct doctor *doctor, const char *subject,
                         const char *id, struct exchange *exchange)
{
    struct error err = {0};
    char *text;

    if (ask(doctor, id, NULL, exchange, &err) < 0) {
        doctor_tell_error(doctor, subject, &err, NULL);
        return false;
    }
    if (!is_read(exchange)) {
        tell_refusal(doctor, subject, exchange);
        return false;
    }
    text = xasprintf("GET %s answered 200", exchange->request.url);
    doctor_tell(doctor, FINE, subject, text, NULL);
    free(text);
    return true;
}

static bool examine_snapshot(struct doctor *doctor)
{
    const char *id = doctor->aim->target.snapshot_id;
    struct exchange exchange = {0};
    bool read = true;

    if (id)
        read = examine_read(doctor, "snapshot", id, &exchange);
    else
        doctor_tell(doctor, LEFT_OUT, "snapshot",
                    "none is named: a run makes its own volume and snapshots",
                    NULL);
    exchange_clear(&exchange);
    return read;
}

/* A service that knows microversions names the one it used. */
static void tell_microversion(struct doctor *doctor,
                              const struct exchange *exchange)
{
    const char *sent = doctor->aim->target.microversion;
    const char *used =
        fields_get(&exchange->response.fields, "OpenStack-API-Version");
    char *text;

    if (!used) {
        doctor_tell(doctor, sent ? DOUBT : LEFT_OUT, "microversion",
                    sent ? "the service names none, so it may not know them"
                         : "the service names none",
                    sent ? "leave --microversion out" : NULL);
        return;
    }
    text = xasprintf("the service used \"%s\"", used);
    if (sent && strcmp(sent, used) != 0)
        doctor_tell(doctor, DOUBT, "microversion", text,
                    "is --microversion one that the service offers?");
    else
        doctor_tell(doctor, FINE, "microversion", text, NULL);
    free(text);
}

/* The reads before went without it, so a refusal is its own. */
static void examine_microversion(struct doctor *doctor,
                                 const struct exchange *without)
{
    const char *sent = doctor->aim->target.microversion;
    struct exchange exchange = {0};
    struct error err = {0};

    if (!sent) {
        tell_microversion(doctor, without);
    } else if (ask(doctor, NULL, sent, &exchange, &err) < 0) {
        doctor_tell_error(doctor, "microversion", &err, NULL);
    } else if (!is_read(&exchange)) {
        refusal_explain(&exchange, &err);
        doctor_tell_error(doctor, "microversion", &err,
                          "name one that the service offers, or leave "
                          "--microversion out");
    } else {
        tell_microversion(doctor, &exchange);
    }
    exchange_clear(&exchange);
}

void doctor_examine_service(struct doctor *doctor)
{
    struct exchange exchange = {0};

    if (examine_read(doctor, "project", NULL, &exchange) &&
        examine_snapshot(doctor))
        examine_microversion(doctor, &exchange);
    exchange_clear(&exchange);
}
