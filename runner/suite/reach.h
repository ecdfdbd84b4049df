/*
 * reach.h - which places of schemas a schema applies, through its references.
 */
#ifndef SUITE_REACH_H
#define SUITE_REACH_H

#include "suite/library.h"

struct reach;

/* The library must outlive it. */
struct reach *reach_new(const struct library *library);
void reach_free(struct reach *reach);

/*
 * The places below a schema (a path below schemas/, with an optional "#" and
 * JSON Pointer) and below all that it refers to by "$ref", as the members of
 * an object: "evs/snapshots/error.json#/properties/error". Borrowed.
 */
const json_t *reach_places(struct reach *reach, const char *schema);

#endif
