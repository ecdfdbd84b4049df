/*
 * versions.h - the documents by which clients find out what is spoken here
 * (documentation pages evs_04_0020 and evs_04_0021). No token is needed.
 */
#ifndef EMULATOR_VERSIONS_H
#define EMULATOR_VERSIONS_H

#include "emulator/exchange.h"

#define VERSIONS_IMAGE "image" /* first segment of that service */

/* GET /, 300: all versions. */
void list_versions(struct exchange *x);

/* GET /v2, /v2/, /v3 and /v3/, 200: a list of the one version. */
void show_version(struct exchange *x);

/*
 * GET /image, 300. OpenStack's own client asks for the version of the image
 * service before it makes a disk, even of no image; this is all there is of it.
 */
void list_image_versions(struct exchange *x);

#endif
