/*
 * view.h - disks and snapshots as the documentation shows them in JSON.
 */
#ifndef EMULATOR_VIEW_H
#define EMULATOR_VIEW_H

#include "emulator/store.h"

#include <jansson.h>
#include <stdint.h>

#define VIEW_TIME_SIZE 27 /* YYYY-MM-DDTHH:MM:SS.XXXXXX and a NUL */

enum view_level {
    VIEW_BRIEF, /* lists and create: a snapshot's nine members */
    VIEW_FULL,  /* the reserved os-extended-snapshot-attributes:* as well */
    VIEW_VENDOR /* and "service_type", as cloudsnapshots/detail has it */
};

/* "snapshot" or "volume". */
const char *view_key(enum resource_kind kind);

/* The object without its envelope. A new reference. */
json_t *view_resource(const struct resource *resource, enum view_level level);

/* {"snapshot": {…}} or {"volume": {…}}; a new reference. */
json_t *view_enclosed(const struct resource *resource, enum view_level level);

/* "creating", "available", "deleting" or "error". */
const char *view_status(const struct resource *resource);

/* UTC in the documented format, six fraction digits, no zone suffix. */
void view_time(int64_t wall_us, char text[VIEW_TIME_SIZE]);

#endif
