/*
 * main.c - the program assay-emulator: options in, exit status out.
 *
 * Exit status: 0 stopped as asked, 2 wrong use or nothing could be served.
 */
#include "emulator/emulator.h"
#include "emulator/options.h"
#include "emulator/seed.h"
#include "emulator/server.h"
#include "emulator/stop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXIT_TROUBLE 2

static void set_up(struct emulator *emulator, const struct options *options)
{
    struct clock clock = clock_system();
    uint64_t seed = (uint64_t)clock.wall_us(clock.state) ^ (uint64_t)getpid()
                                                               << 48;

    emulator_init(emulator, clock, seed);
    memcpy(emulator->identities, options->identities,
           sizeof(emulator->identities));
    emulator->domain_name = options->domain_name;
    emulator->region = options->region;
    emulator->sessions.ttl_ms = options->token_ttl_ms;
    emulator->sessions.uses_most = options->token_uses_most;
    emulator->key = options->key;
    emulator->vendor_rules = options->vendor_rules;
    emulator->quota =
        (struct quota){options->quota.volumes, options->quota.snapshots,
                       options->quota.gigabytes};
    emulator->gate.rate = options->rate;
    emulator->gate.ready_us = clock.monotonic_us(clock.state) +
                              options->ready_after_ms * INT64_C(1000);
    emulator->faults = options->faults;
    emulator->store.create_delay_us = options->create_delay_ms * INT64_C(1000);
    emulator->store.volumes_fail = options->volumes_fail;
    emulator->store.snapshots_fail = options->snapshots_fail;
    seed_store(&emulator->store, options->identities[0].project_id,
               options->identities[1].project_id,
               (size_t)options->seed_snapshots);
}

static int announce(const char *host, int port, struct error *err)
{
    bool bare_ipv6 = strchr(host, ':') != NULL;

    printf("assay-emulator: listening on http://%s%s%s:%d\n",
           bare_ipv6 ? "[" : "", host, bare_ipv6 ? "]" : "", port);
    if (fflush(stdout) != 0)
        return error_set(err, ERROR_OUTPUT, "standard output",
                         "cannot be written");
    return 0;
}

static int serve(const struct options *options, struct error *err)
{
    const struct server_config config = {options->host, (int)options->port,
                                         options->verbose};
    struct emulator emulator;
    struct server *server;
    int result = -1;

    set_up(&emulator, options);
    stop_prepare();
    server = server_start(&config, &emulator, err);
    if (!server)
        goto out;
    result = announce(options->host, server_port(server), err);
    if (result == 0)
        stop_wait(options->stop_on_eof);
    server_stop(server);
out:
    emulator_clear(&emulator);
    return result;
}

static int run(const struct options *options, struct error *err)
{
    switch (options->action) {
    case ACTION_HELP:
        options_help(stdout);
        break;
    case ACTION_VERSION:
        puts("assay-emulator " ASSAY_VERSION);
        break;
    case ACTION_FAULTS:
        faults_list(stdout);
        break;
    case ACTION_VARIANTS:
        variants_list(stdout);
        break;
    default:
        return serve(options, err);
    }
    if (fflush(stdout) != 0 || ferror(stdout))
        return error_set(err, ERROR_OUTPUT, "standard output",
                         "cannot be written");
    return 0;
}

int main(int argc, char **argv)
{
    struct options options;
    struct error err = {0};
    char *message;

    if (options_parse(&options, argc, argv, &err) == 0 &&
        run(&options, &err) == 0)
        return EXIT_SUCCESS;
    message = error_message(&err);
    fprintf(stderr, "assay-emulator: %s\n", message);
    if (err.kind == ERROR_USAGE)
        fputs("Try 'assay-emulator --help'.\n", stderr);
    free(message);
    return EXIT_TROUBLE;
}
