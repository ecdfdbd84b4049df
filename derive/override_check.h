/*
 * override_check.h - is a file what schemas/assay/override.json says? For
 * override.c, which must not rely on that schema being installed.
 */
#ifndef DERIVE_OVERRIDE_CHECK_H
#define DERIVE_OVERRIDE_CHECK_H

#include "base/error.h"

#include <jansson.h>

/* Returns 0, or -1 with ERROR_SUITE naming file and place. A name that leads
   out of the output folder is refused here. */
int override_check(const char *path, const json_t *content, struct error *err);

#endif
