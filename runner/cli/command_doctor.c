/*
 * command_doctor.c - everything that has to be right before a verdict can be
 * had, in order; what is wrong, and what to do about it.
 */
#include "cli/commands.h"

#include "base/alloc.h"
#include "cli/data.h"
#include "cli/doctor.h"
#include "http/probe.h"
#include "run/exit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Seconds: the rest of a second on either side is no skew. */
#define SKEW_NOTED  5
#define SKEW_SIGNED 900 /* what AK/SK gateways put up with */

static bool examine_name(struct doctor *doctor, const char *url)
{
    struct buffer addresses;
    struct error err = {0};
    char *host, *text;
    bool found;

    if (doctor->config->proxy || doctor->config->resolve.len) {
        doctor_tell(doctor, LEFT_OUT, "name",
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
        doctor_tell(doctor, FINE, "name", text, NULL);
        free(text);
    } else {
        doctor_tell_error(
            doctor, "name", &err,
            "look at the spelling, at /etc/resolv.conf, or give the "
            "address with --resolve HOST:PORT:ADDRESS");
    }
    buffer_clear(&addresses);
    free(host);
    return found;
}

static void examine_clock(struct doctor *doctor,
                          const struct exchange *exchange)
{
    struct clock clock = clock_system();
    long seconds;
    char *text;

    if (!probe_skew(exchange, clock.wall_us(clock.state), &seconds)) {
        doctor_tell(doctor, LEFT_OUT, "clock", "the server tells no time",
                    NULL);
        return;
    }
    text = xasprintf("the server's is %ld s %s ours", labs(seconds),
                     seconds < 0 ? "behind" : "ahead of");
    if (doctor->aim->sign && labs(seconds) > SKEW_SIGNED)
        doctor_tell(doctor, BAD, "clock", text,
                    "set this machine's clock: signed requests are refused");
    else if (labs(seconds) > SKEW_NOTED)
        doctor_tell(doctor, DOUBT, "clock", text,
                    "set the clocks, or tokens end too early or too late");
    else
        doctor_tell(doctor, FINE, "clock", text, NULL);
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
        doctor_tell_error(doctor, "connection", &err, NULL);
    } else if (exchange.transport != TRANSPORT_OK) {
        doctor_tell(doctor, BAD, "connection", exchange.transport_text,
                    doctor_advice(exchange.transport));
    } else {
        text = xasprintf("HTTP/%s, %s; answered %d in %.1f ms",
                         exchange.response.http_version,
                         exchange.tls ? exchange.tls : "no TLS",
                         exchange.response.status,
                         (double)exchange.timings.total_us / 1000);
        doctor_tell(
            doctor, doctor->aim->insecure ? DOUBT : FINE, "connection", text,
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
    doctor_tell(doctor, FINE, "token", text, NULL);
    free(text);
}

/* By login; whether what is given is right shows in the read that follows. */
static bool examine_token(struct doctor *doctor)
{
    const struct aim *aim = doctor->aim;
    struct error err = {0};

    if (connect_identify(doctor->catalog, doctor->aim, &doctor->connection,
                         &err) < 0) {
        doctor_tell_error(doctor, "token", &err,
                          "look at OS_* and clouds.yaml; `assay doctor "
                          "--show-config` tells what was understood");
        return false;
    }
    if (aim->login)
        tell_login(doctor, &doctor->connection.owner.login);
    else if (aim->sign)
        doctor_tell(doctor, LEFT_OUT, "token",
                    "none: requests are signed (--ak)", NULL);
    else if (aim->token)
        doctor_tell(doctor, LEFT_OUT, "token",
                    "given; the read below shows whether it is right", NULL);
    else
        doctor_tell(
            doctor, DOUBT, "token", "none was given",
            "--token, --os-cloud or OS_*, unless the target wants none");
    return true;
}

static void tell_second(struct doctor *doctor)
{
    char *text;

    if (!doctor->connection.has_second) {
        doctor_tell(doctor, LEFT_OUT, "second", "no second identity is given",
                    NULL);
        return;
    }
    text = xasprintf("another identity, of project %s",
                     doctor->connection.second.project_id);
    doctor_tell(doctor, FINE, "second", text, NULL);
    free(text);
}

static void tell_endpoint(struct doctor *doctor)
{
    const struct aim *aim = doctor->aim;
    char *version = connect_version(doctor->catalog);
    char *text = xasprintf("%s, version %s, project %s", aim->endpoint.root,
                           version, aim->target.project_id);

    doctor_tell(doctor, FINE, "endpoint", text, NULL);
    free(text);
    free(version);
}

/* In order; what rests on something that is not there is not tried. */
static void examine(struct doctor *doctor)
{
    const struct aim *aim = doctor->aim;
    char *url = connect_first_url(aim);

    doctor_tell(doctor, FINE, aim->login ? "login" : "url", url, NULL);
    if (examine_way(doctor, url) && examine_token(doctor)) {
        free(url);
        url = xasprintf("%s/", aim->endpoint.root);
        tell_second(doctor);
        tell_endpoint(doctor);
        if (!aim->login || examine_way(doctor, url))
            doctor_examine_service(doctor);
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
    int status;

    if (data_load(config, &data, err) < 0)
        return EXIT_TROUBLE;
    doctor.catalog = data.catalog;
    if (aim_take(config, &aim, err) < 0) {
        status = EXIT_TROUBLE;
    } else if (connect_reach(config, &aim, "assay/" ASSAY_VERSION " (doctor)",
                             &doctor.connection, err) < 0) {
        redact_error(aim.redactor, err);
        status = err->kind == ERROR_USAGE ? EXIT_TROUBLE : EXIT_UNDECIDED;
    } else {
        examine(&doctor);
        status = conclude(&doctor);
        connect_close(&doctor.connection);
    }
    aim_drop(&aim);
    data_clear(&data);
    return status;
}
