/*
 * dialect.h - which keywords a schema resource may use ("$schema").
 */
#ifndef JSONSCHEMA_DIALECT_H
#define JSONSCHEMA_DIALECT_H

#include "jsonschema/store.h"

#define JSONSCHEMA_2020_12 "https://json-schema.org/draft/2020-12/schema"
#define JSONSCHEMA_DIALECT "https://assay.invalid/schema/dialect"

struct dialect {
    const char *uri; /* value of "$schema" */
    bool has_bytes;  /* JSONSCHEMA_BYTES_VOCABULARY is declared */
};

/*
 * The dialect a resource declares or has from the resource around it; 2020-12
 * when none is declared. Returns a row of a constant table, or NULL with
 * ERROR_SUITE for a dialect that is not ours.
 */
const struct dialect *dialect_of(const struct resource *resource,
                                 struct error *err);

#endif
