/*
 * quota.h - how much a project may have, and how much it has.
 *
 * Gigabytes are those of disks and snapshots together, as OpenStack Cinder
 * counts them unless it is told otherwise. What is being deleted is no longer
 * counted.
 */
#ifndef EMULATOR_QUOTA_H
#define EMULATOR_QUOTA_H

#include "emulator/exchange.h"

#define QUOTA_UNLIMITED (-1) /* also what clients are shown */

/* Numbers of disks, snapshots, and gigabytes; QUOTA_UNLIMITED for no limit. */
struct quota {
    json_int_t volumes;
    json_int_t snapshots;
    json_int_t gigabytes;
};

struct quota quota_unlimited(void);

/* Refuse one more resource of x->kind of that size when it is too much. */
void quota_check(struct exchange *x, json_int_t size_gb);

/* GET …/os-quota-sets/{id} and …/limits, 200: limits and usage. */
void show_quotas(struct exchange *x);
void show_limits(struct exchange *x);

#endif
