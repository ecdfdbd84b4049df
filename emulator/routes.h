/*
 * routes.h - which method and path leads to which operation.
 *
 * Snapshots are offered in three dialects: Cinder v3 and v2 ("snapshots")
 * and the vendor's own v2 ("cloudsnapshots", which has no brief list).
 */
#ifndef EMULATOR_ROUTES_H
#define EMULATOR_ROUTES_H

#include "emulator/exchange.h"

#define ROUTE_ALLOW_SIZE 64

struct route {
    const char *method;
    const char *pattern; /* {v}: v2 or v3; {project}, {id}: any text */
    enum operation operation;
    enum resource_kind kind; /* where the operation is on one */
    void (*handle)(struct exchange *x);
};

/*
 * The route for a request; HEAD goes the way of GET. NULL when there is
 * none; allow then lists the methods of the path ("" for an unknown path).
 */
const struct route *routes_match(const struct request *request,
                                 char allow[ROUTE_ALLOW_SIZE]);

/* Set operation, kind, path_project and path_id from the route's pattern. */
void route_apply(const struct route *route, struct exchange *x);

#endif
