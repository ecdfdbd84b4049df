#include "cli/selection.h"

#include "run/identifiers.h"
#include "run/lane.h"
#include "suite/select.h"

#include <errno.h>
#include <stdlib.h>

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

int selection_plan(const struct config *config, const struct data *data,
                   struct plan *plan, struct error *err)
{
    bool makes_own = !config->snapshot_id;
    json_t *resources =
        lane_resource_names(makes_own || config->neighbour_id, makes_own);
    json_t *capabilities = json_pack("[s, s]", "read", "create");
    struct selection selection = {
        .include = config->include.items,
        .exclude = config->exclude.items,
        .tags = config->tags.items,
        .opt_in = config->opt_in.items,
        .resources = resources,
        .capabilities = capabilities,
        .has_token = config->token || config->token_file || config->emulator};
    int rc = plan_build(data->catalog, &selection, plan, err);

    if (rc == 0)
        rc = read_seed(config, &plan->seed, err);
    json_decref(resources);
    json_decref(capabilities);
    return rc;
}
