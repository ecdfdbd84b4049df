/*
 * versions.h - the documents by which clients find out what is spoken here
 * (documentation pages evs_04_0020 and evs_04_0021). No token is needed.
 */
#ifndef EMULATOR_VERSIONS_H
#define EMULATOR_VERSIONS_H

#include "emulator/exchange.h"

/* GET /, 300: all versions. */
void list_versions(struct exchange *x);

/* GET /v2, /v2/, /v3 and /v3/, 200: a list of the one version. */
void show_version(struct exchange *x);

#endif
