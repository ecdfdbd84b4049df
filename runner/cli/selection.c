#include "cli/selection.h"

#include "base/alloc.h"
#include "cli/identity.h"
#include "run/identifiers.h"
#include "run/lane.h"
#include "suite/select.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define CAPABILITIES 3

static int read_seed(const struct config *config, unsigned long long *seed,
                     struct error *err)
{
    char *end;

    if (!config->seed) {
        *seed = identifier_seed();
        return 0;
    }
    errno = 0;
    *seed = strtoull(config->seed, &end, 10);
    if (*end || end == config->seed || errno || config->seed[0] == '-')
        return error_set(err, ERROR_USAGE, "--seed",
                         "\"%s\" is not a whole number from 0", config->seed);
    return 0;
}

/* Fills lacks, one for each capability at most; returns how many. */
static size_t find_lacks(const struct config *config,
                         struct lack lacks[CAPABILITIES])
{
    const struct {
        const char *capability;
        bool missing; /* the user does not say so, but it is */
        const char *why;
    } rows[CAPABILITIES] = {
        {"read", false, NULL},
        {"create", config->no_create, "--no-create was given"},
        {"second-identity", !config->emulator && !identity_has_second(config),
         "no second identity was given (--second-cloud, or --second-token "
         "with --second-project-id)"}};
    static const char *const said[CAPABILITIES] = {
        "--without read was given", "--without create was given",
        "--without second-identity was given"};
    size_t len = 0;

    for (size_t i = 0; i < CAPABILITIES; i++)
        if (list_has(&config->without, rows[i].capability))
            lacks[len++] = (struct lack){rows[i].capability, said[i]};
        else if (rows[i].missing)
            lacks[len++] = (struct lack){rows[i].capability, rows[i].why};
    return len;
}

int selection_plan(const struct config *config, const struct data *data,
                   struct plan *plan, struct error *err)
{
    bool makes_own = !config->snapshot_id;
    json_t *resources =
        lane_resource_names(makes_own || config->neighbour_id, makes_own);
    struct lack lacks[CAPABILITIES];
    struct selection selection = {.include = config->include.items,
                                  .exclude = config->exclude.items,
                                  .tags = config->tags.items,
                                  .opt_in = config->opt_in.items,
                                  .resources = resources,
                                  .lacks = lacks,
                                  .lacks_len = find_lacks(config, lacks),
                                  .has_token = config->emulator ||
                                               identity_is_given(config),
                                  .signs = config->ak && !config->emulator};
    int rc = plan_build(data->catalog, &selection, plan, err);

    if (rc == 0)
        rc = read_seed(config, &plan->seed, err);
    json_decref(resources);
    return rc;
}
