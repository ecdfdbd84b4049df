/*
 * check_tell.h - what is wrong with an example, as remarks; for check*.c.
 */
#ifndef DERIVE_CHECK_TELL_H
#define DERIVE_CHECK_TELL_H

#include "derive/check_store.h"
#include "derive/contract.h"

/* One example while it is held against its schema. */
struct checking {
    const struct contract *contract;
    const struct example *example;
    struct remarks *remarks;
    struct judge judge;
    json_t *told;      /* owned object: "kind place" of what was said */
    bool fails_types;  /* a documented member has another type */
    bool fails_nulls;  /* null where it is not allowed */
    bool fails_others; /* everything else */
};

/* Say something once for each place of the example; takes text. */
void tell(struct checking *checking, const char *kind, const char *pointer,
          char *text);

/* Say what a keyword that did not hold means, and note in checking how bad it
   is. */
void tell_unit(struct checking *checking, const struct schema_unit *unit);

#endif
