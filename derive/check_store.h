/*
 * check_store.h - a schema that was derived, ready to judge; for check*.c.
 */
#ifndef DERIVE_CHECK_STORE_H
#define DERIVE_CHECK_STORE_H

#include "jsonschema/jsonschema.h"

/* A compiled schema with what it needs. */
struct judge {
    struct schema_store *store; /* owned */
    struct schema *schema;      /* owned; NULL: it does not compile */
};

/*
 * Compile a derived schema: formats of the specification judge, so does our
 * keyword maxBytes; a format that only the suite knows is judged by the
 * pattern beside it. The schema is changed: its "$schema" goes. err says why
 * it does not compile, which is a mistake of ours.
 */
void judge_init(struct judge *judge, json_t *schema, struct error *err);
void judge_clear(struct judge *judge);

#endif
