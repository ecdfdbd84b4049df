/*
 * catalog.h - the little that never changes: zones and disk types.
 */
#ifndef EMULATOR_CATALOG_H
#define EMULATOR_CATALOG_H

#include "emulator/exchange.h"

#define CATALOG_ZONE "az-dc-1"
#define CATALOG_TYPE "SSD"

/* Can a disk be made there, or of that? */
bool catalog_has_zone(const char *name);
bool catalog_has_type(const char *name);

void show_zones(struct exchange *x);
void list_types(struct exchange *x);
void show_type(struct exchange *x);
void list_extensions(struct exchange *x);

#endif
