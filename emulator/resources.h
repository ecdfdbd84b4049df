/*
 * resources.h - what can be done with one disk or snapshot.
 *
 * Handlers of routes.c. Each reads x and leaves x->answer or x->refusal.
 * Order of refusals: body before existence, as OpenStack Cinder has it.
 */
#ifndef EMULATOR_RESOURCES_H
#define EMULATOR_RESOURCES_H

#include "emulator/exchange.h"

/* POST …/snapshots, 202: {"snapshot": {"volume_id", "name", …}}. */
void create_snapshot(struct exchange *x);

/* POST …/volumes, 202: {"volume": {"size", "availability_zone", …}}. */
void create_volume(struct exchange *x);

/* GET …/{id}, 200. */
void show_resource(struct exchange *x);

/* PUT …/{id}, 200: name and description. */
void update_resource(struct exchange *x);

/* DELETE …/{id}, 202; a disk with snapshots needs ?cascade=true. */
void delete_resource(struct exchange *x);

/* Find what the path names, for reading; NULL was refused. */
struct resource *resources_lookup(struct exchange *x);

#endif
