/*
 * cloud_values.h - what the members of a cloud in clouds.yaml mean.
 *
 * Names have changed over the years and all of them are still read: project
 * was tenant, interface was endpoint_type. Members of "auth" may stand beside
 * it as well. Source: openstacksdk, openstack/config/loader.py, which maps
 * them in the same way.
 */
#ifndef CLI_CLOUD_VALUES_H
#define CLI_CLOUD_VALUES_H

#include "cli/clouds.h"

/*
 * Choose the region: the wanted one, or the first of those that the cloud or
 * else its profile names; what a region says of itself is laid over the
 * cloud's values. Returns 0, or -1 with ERROR_USAGE listing the regions.
 */
int cloud_take_region(struct cloud *cloud, json_t *own, json_t *profile,
                      const char *wanted, struct error *err);

/*
 * Fill the texts of the cloud from its values. Returns 0, or -1 with
 * ERROR_USAGE (where: the file) when one is of a wrong kind.
 */
int cloud_take_values(struct cloud *cloud, struct error *err);

/* Set every member of upper; the members of "auth" one by one. */
void cloud_lay_over(json_t *values, json_t *upper);

#endif
