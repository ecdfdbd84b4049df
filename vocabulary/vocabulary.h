/*
 * vocabulary.h - what schemas of this project may say beyond JSON Schema.
 *
 * The keyword maxBytes and the format evs-date-time (docs/vocabulary.md).
 */
#ifndef VOCABULARY_VOCABULARY_H
#define VOCABULARY_VOCABULARY_H

#include "jsonschema/jsonschema.h"

/* The vocabulary of maxBytes. */
#define BYTES_VOCABULARY "https://assay.invalid/vocabulary/bytes"

/*
 * An empty store for schemas of ours: 2020-12 and our vocabulary, formats
 * are asserted, what is not known does not compile.
 */
struct schema_store *vocabulary_store_new(void);

/* Make the keyword and the format known to any store, before it compiles. */
void vocabulary_add(struct schema_store *store);

/* The same for schemas that do not name a dialect with the vocabulary. */
void vocabulary_add_everywhere(struct schema_store *store);

#endif
