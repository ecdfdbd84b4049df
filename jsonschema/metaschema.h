/*
 * metaschema.h - the built-in metaschemas of the drafts.
 *
 * Written from the keyword definitions of the specifications under their
 * URIs, so that a "$ref" to them works without a network. In the texts '
 * stands for ".
 */
#ifndef JSONSCHEMA_METASCHEMA_H
#define JSONSCHEMA_METASCHEMA_H

#include "jsonschema/store.h"

struct metaschema {
    const char *uri;
    const char *text;
};

/* metaschema_2020.c: the dialect and its vocabularies, until uri is NULL. */
extern const struct metaschema metaschemas_2020_12[];

/* metaschema_old.c */
extern const struct metaschema metaschemas_old[];

/*
 * Add the built-in document of a URI (without a fragment) to the store.
 * Returns false when there is none or when the URI is taken.
 */
bool metaschema_provide(struct schema_store *store, const char *uri);

#endif
