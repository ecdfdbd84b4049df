/*
 * scan.h - finding the resources and anchors of a document.
 */
#ifndef JSONSCHEMA_SCAN_H
#define JSONSCHEMA_SCAN_H

#include "jsonschema/store.h"

/*
 * Register everything the document names, its root under the URI given and
 * under its "$id". Returns 0, or -1 with ERROR_SUITE when a name is taken or
 * the schema is nested too deeply; the store then holds only a part of it
 * and is good for nothing but being freed.
 */
int scan_document(struct schema_store *store, const struct document *document,
                  const char *uri, struct error *err);

#endif
