/*
 * catalog.h - the little that never changes: zones, disk types, quotas.
 */
#ifndef EMULATOR_CATALOG_H
#define EMULATOR_CATALOG_H

#include "emulator/exchange.h"

#define CATALOG_ZONE "az-dc-1"
#define CATALOG_TYPE "SSD"

void show_zones(struct exchange *x);
void list_types(struct exchange *x);
void show_type(struct exchange *x);
void show_quotas(struct exchange *x);
void show_limits(struct exchange *x);
void list_extensions(struct exchange *x);

#endif
