/*
 * body.h - from the bytes of a request to the change they ask for.
 *
 * Rules of the update page (evs_04_3058): the body is an object with a
 * mandatory object "snapshot" (of a disk: "volume"); name and description
 * are optional strings of at most 255 bytes. The create page lets
 * description be null, so null is taken for both. Members that the page does
 * not name are ignored.
 */
#ifndef EMULATOR_BODY_H
#define EMULATOR_BODY_H

#include "emulator/exchange.h"

/*
 * Read the body into x->document, x->members and x->change; what is wrong is
 * recorded in x->refusal. The change holds what could be read even then.
 */
void body_read(struct exchange *x);

/*
 * Take another reading of the body in place of a refused one and find the
 * members in it; takes document. For variants that refuse less.
 */
void body_replace(struct exchange *x, json_t *document);

#endif
