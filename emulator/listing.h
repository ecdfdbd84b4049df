/*
 * listing.h - GET of many: filters, order and pages.
 *
 * Query parameters of the list pages (evs_04_3059, 3060): name, status,
 * volume_id (exact), limit 1..1000, offset from 0, marker (the last id of
 * the page before), sort_dir, sort_key=name, with_count. Unknown ones, such
 * as all_tenants, are ignored. Newest first unless sort_dir=asc.
 */
#ifndef EMULATOR_LISTING_H
#define EMULATOR_LISTING_H

#include "emulator/exchange.h"

#define LIST_LIMIT_MAX 1000

void list_brief(struct exchange *x);
void list_detail(struct exchange *x);

/* cloudsnapshots/detail: "service_type" and always a "count". */
void list_vendor_detail(struct exchange *x);

#endif
