#include "cli/selection.h"

#include "cli/identity.h"
#include "run/identifiers.h"
#include "run/lane.h"
#include "suite/select.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

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

/* What this target and these identities can do, less what is not wanted. */
static json_t *list_capabilities(const struct config *config)
{
    const struct {
        const char *name;
        bool have;
    } all[] = {{"read", true},
               {"create", !config->no_create},
               {"second-identity", identity_has_second(config)}};
    json_t *capabilities = json_array();

    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
        bool have = all[i].have;

        for (size_t k = 0; k < config->without.len; k++)
            have = have && strcmp(all[i].name, config->without.items[k]) != 0;
        if (have)
            json_array_append_new(capabilities, json_string(all[i].name));
    }
    return capabilities;
}

int selection_plan(const struct config *config, const struct data *data,
                   struct plan *plan, struct error *err)
{
    bool makes_own = !config->snapshot_id;
    json_t *resources =
        lane_resource_names(makes_own || config->neighbour_id, makes_own);
    json_t *capabilities = list_capabilities(config);
    struct selection selection = {
        .include = config->include.items,
        .exclude = config->exclude.items,
        .tags = config->tags.items,
        .opt_in = config->opt_in.items,
        .resources = resources,
        .capabilities = capabilities,
        /* a run without a URL must begin with a login */
        .has_token = config->emulator || identity_is_given(config) ||
                     (config->command == FOR_RUN && !config->base_url)};
    int rc = plan_build(data->catalog, &selection, plan, err);

    if (rc == 0)
        rc = read_seed(config, &plan->seed, err);
    json_decref(resources);
    json_decref(capabilities);
    return rc;
}
