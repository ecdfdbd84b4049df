/*
 * command_doctor.c - everything that has to be right before a verdict can be
 * had, in order; what is wrong, and what to do about it.
 */
#include "cli/commands.h"

#include "base/alloc.h"
#include "base/text.h"
#include "cli/connect.h"
#include "cli/data.h"
#include "http/probe.h"
#include "run/exit.h"
#include "run/refusal.h"
#include "run/requests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Seconds: the rest of a second on either side is no skew. */
#define SKEW_NOTED  5
#define SKEW_SIGNED 900 /* what AK/SK gateways put up with */

enum state { FINE, DOUBT, BAD, LEFT_OUT };

/* One examination under way. */
struct doctor {
    const struct config *config;
    const struct catalog *catalog;
    struct aim *aim;
    struct connection connection;
    size_t bad;
    size_t doubts;
};

/* A line, and below it what to do; both made safe for a terminal. */
static void tell(struct doctor *doctor, enum state state, const char *subject,
                 const char *text, const char *advice)
{
    static const char *const words[] = {"ok", "doubt", "BAD", "-"};
    char *safe = text_visible(text, strlen(text), 0);

    printf("%-6s %-13s %s\n", words[state], subject, safe);
    if (advice)
        printf("%-6s %-13s do: %s\n", "", "", advice);
    fflush(stdout);
    doctor->bad += state == BAD;
    doctor->doubts += state == DOUBT;
    free(safe);
}

static void tell_error(struct doctor *doctor, const char *subject,
                       const struct error *err, const char *advice)
{
    char *text = error_message(err);

    tell(doctor, BAD, subject, text, advice);
    free(text);
}

static bool examine_name(struct doctor *doctor, const char *url)
{
    struct buffer addresses;
    struct error err = {0};
    char *host, *text;
    bool found;

    if (doctor->config->proxy || doctor->config->resolve.len) {
        tell(doctor, LEFT_OUT, "name",
             doctor->config->proxy ? "the proxy looks it up (--proxy)"
                                   : "given by --resolve",
             NULL);
        return true;
    }
    buffer_init(&addresses, 0);
    found = probe_name(url, &host, &addresses, &err) == 0;
    if (found) {
        text =
            xasprintf("%s has the address %s", host, buffer_text(&addresses));
        tell(doctor, FINE, "name", text, NULL);
        free(text);
    } else {
        tell_error(doctor, "name", &err,
                   "look at the spelling, at /etc/resolv.conf, or give the "
                   "address with --resolve HOST:PORT:ADDRESS");
    }
    buffer_clear(&addresses);
    free(host);
    return found;
}

/* What usually helps, by the way in which no answer came. */
static const char *way_advice(enum transport transport)
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

static void examine_clock(struct doctor *doctor,
                          const struct exchange *exchange)
{
    struct clock clock = clock_system();
    long seconds;
    char *text;

    if (!probe_skew(exchange, clock.wall_us(clock.state), &seconds)) {
        tell(doctor, LEFT_OUT, "clock", "the server tells no time", NULL);
        return;
    }
    text = xasprintf("the server's is %ld s %s ours", labs(seconds),
                     seconds < 0 ? "behind" : "ahead of");
    if (doctor->aim->sign && labs(seconds) > SKEW_SIGNED)
        tell(doctor, BAD, "clock", text,
             "set this machine's clock: signed requests are refused");
    else if (labs(seconds) > SKEW_NOTED)
        tell(doctor, DOUBT, "clock", text,
             "set the clocks, or tokens end too early or too late");
    else
        tell(doctor, FINE, "clock", text, NULL);
    free(text);
}

/* Name, connection and clock of one server. */
static bool examine_way(struct doctor *doctor, const char *url)
{
    struct request request = {.method = (char *)"GET", .url = (char *)url};
    struct exchange exchange = {0};
    struct error err = {0};
    bool reached = false;
    char *text;

    if (!examine_name(doctor, url))
        return false;
    if (http_perform(doctor->connection.client, &request, &exchange, &err) <
        0) {
        tell_error(doctor, "connection", &err, NULL);
    } else if (exchange.transport != TRANSPORT_OK) {
        tell(doctor, BAD, "connection", exchange.transport_text,
             way_advice(exchange.transport));
    } else {
        text = xasprintf("HTTP/%s, %s; answered %d in %.1f ms",
                         exchange.response.http_version,
                         exchange.tls ? exchange.tls : "no TLS",
                         exchange.response.status,
                         (double)exchange.timings.total_us / 1000);
        tell(doctor, doctor->aim->insecure ? DOUBT : FINE, "connection", text,
             doctor->aim->insecure
                 ? "--cacert rather than --insecure, which trusts anybody"
                 : NULL);
        free(text);
        examine_clock(doctor, &exchange);
        reached = true;
    }
    exchange_clear(&exchange);
    return reached;
}

static void tell_login(struct doctor *doctor, const struct login *login)
{
    char expires[CLOCK_TEXT_SIZE] = "(it does not say)";
    char *text;

    if (login->expires_us)
        clock_text(login->expires_us, expires);
    text = xasprintf("logged in as %s, project %s (%s), until %s",
                     login->user_name ? login->user_name : login->user_id,
                     login->project_name ? login->project_name : "none",
                     login->project_id ? login->project_id : "-", expires);
    tell(doctor, FINE, "token", text, NULL);
    free(text);
}

/* By login; what is given is seen to be right by the read that follows. */
static bool examine_token(struct doctor *doctor)
{
    const struct aim *aim = doctor->aim;
    struct error err = {0};

    if (connect_identify(doctor->catalog, doctor->aim, &doctor->connection,
                         &err) < 0) {
        tell_error(doctor, "token", &err,
                   "look at OS_* and clouds.yaml; `assay doctor "
                   "--show-config` tells what was understood");
        return false;
    }
    if (aim->login)
        tell_login(doctor, &doctor->connection.owner.login);
    else if (aim->sign)
        tell(doctor, FINE, "token", "none: requests are signed (--ak)", NULL);
    else if (aim->token)
        tell(doctor, FINE, "token", "given", NULL);
    else
        tell(doctor, DOUBT, "token", "none was given",
             "--token, --os-cloud or OS_*, unless the target wants none");
    return true;
}

static void tell_second(struct doctor *doctor)
{
    char *text;

    if (!doctor->connection.has_second) {
        tell(doctor, LEFT_OUT, "second", "no second identity is given", NULL);
        return;
    }
    text = xasprintf("another identity, of project %s",
                     doctor->connection.second.project_id);
    tell(doctor, FINE, "second", text, NULL);
    free(text);
}

static void tell_endpoint(struct doctor *doctor)
{
    const struct aim *aim = doctor->aim;
    char *version = connect_version(doctor->catalog);
    char *text = xasprintf("%s, version %s, project %s", aim->endpoint.root,
                           version, aim->target.project_id);

    tell(doctor, FINE, "endpoint", text, NULL);
    free(text);
    free(version);
}

/*
 * Ask for a snapshot, or the first of all when id is NULL, as the owner.
 * Returns 0 and the exchange, which the caller clears; -1 with err when
 * nothing could be asked.
 */
static int ask(struct doctor *doctor, const char *id, struct exchange *exchange,
               struct error *err)
{
    const char *name = id ? "snapshots.get" : "snapshots.list";
    const struct operation *get = catalog_operation(doctor->catalog, name);
    struct sender sender = {.endpoint = &doctor->aim->endpoint,
                            .owner = &doctor->connection.owner,
                            .clock = clock_system(),
                            .microversion = doctor->aim->target.microversion,
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

/* Shows the right thing, or tells why not. */
static bool examine_read(struct doctor *doctor, const char *subject,
                         const char *id, struct exchange *exchange)
{
    struct error err = {0};
    char *text;

    if (ask(doctor, id, exchange, &err) < 0) {
        tell_error(doctor, subject, &err, NULL);
        return false;
    }
    if (exchange->transport != TRANSPORT_OK ||
        exchange->response.status != 200) {
        refusal_explain(exchange, &err);
        tell_error(doctor, subject, &err,
                   exchange->response.status == 404
                       ? "is it the right project, region and id?"
                       : NULL);
        return false;
    }
    text = xasprintf("GET %s answered 200", exchange->request.url);
    tell(doctor, FINE, subject, text, NULL);
    free(text);
    return true;
}

static void examine_snapshot(struct doctor *doctor)
{
    const char *id = doctor->aim->target.snapshot_id;
    struct exchange exchange = {0};

    if (id)
        examine_read(doctor, "snapshot", id, &exchange);
    else
        tell(doctor, LEFT_OUT, "snapshot",
             "none is named: a run makes its own volume and snapshots", NULL);
    exchange_clear(&exchange);
}

/* A service that knows microversions names the one it used. */
static void examine_microversion(struct doctor *doctor,
                                 const struct exchange *exchange)
{
    const char *sent = doctor->aim->target.microversion;
    const char *used =
        fields_get(&exchange->response.fields, "OpenStack-API-Version");
    char *text;

    if (!used) {
        tell(doctor, sent ? DOUBT : LEFT_OUT, "microversion",
             sent ? "the service names none, so it may not know them"
                  : "the service names none",
             sent ? "leave --microversion out" : NULL);
        return;
    }
    text = xasprintf("the service used \"%s\"", used);
    if (sent && strcmp(sent, used) != 0)
        tell(doctor, DOUBT, "microversion", text,
             "is --microversion one that the service offers?");
    else
        tell(doctor, FINE, "microversion", text, NULL);
    free(text);
}

static void examine_service(struct doctor *doctor)
{
    struct exchange exchange = {0};

    if (examine_read(doctor, "project", NULL, &exchange)) {
        examine_snapshot(doctor);
        examine_microversion(doctor, &exchange);
    }
    exchange_clear(&exchange);
}

/* In order; what rests on something that is not there is not tried. */
static void examine(struct doctor *doctor)
{
    const struct aim *aim = doctor->aim;
    const char *first = aim->login ? aim->owner.auth_url : aim->endpoint.root;
    char *url = xasprintf("%s/", first);

    tell(doctor, FINE, aim->login ? "login" : "url", url, NULL);
    if (examine_way(doctor, url) && examine_token(doctor)) {
        free(url);
        url = xasprintf("%s/", aim->endpoint.root);
        tell_second(doctor);
        tell_endpoint(doctor);
        if (!aim->login || examine_way(doctor, url))
            examine_service(doctor);
    }
    free(url);
}

static int conclude(const struct doctor *doctor)
{
    if (doctor->bad) {
        puts("Something is wrong; what comes after it was not tried.");
        return EXIT_UNDECIDED;
    }
    puts(doctor->doubts ? "A run is possible; look at the doubts."
                        : "All is well: a run is possible.");
    return EXIT_CONFORMS;
}

int command_doctor(const struct config *config, struct error *err)
{
    struct data data = {0};
    struct aim aim = {.emulator = {.stdin_fd = -1, .stdout_fd = -1}};
    struct doctor doctor = {.config = config, .aim = &aim};
    int status = EXIT_TROUBLE;

    if (data_load(config, &data, err) < 0)
        return EXIT_TROUBLE;
    doctor.catalog = data.catalog;
    if (aim_take(config, &aim, err) == 0 &&
        connect_reach(config, &aim, "assay/" ASSAY_VERSION " (doctor)",
                      &doctor.connection, err) == 0) {
        examine(&doctor);
        status = conclude(&doctor);
        connect_close(&doctor.connection);
    }
    aim_drop(&aim);
    data_clear(&data);
    return status;
}
