/*
 * template.h - ${variables} and $fill in JSON values (docs/suite-format.md).
 */
#ifndef MODEL_TEMPLATE_H
#define MODEL_TEMPLATE_H

#include "base/error.h"

#include <jansson.h>

/* The result may have this size; each value in it counts a little. */
#define TEMPLATE_MAX_MIB 64
#define TEMPLATE_MAX     ((size_t)TEMPLATE_MAX_MIB << 20)

/*
 * A copy of value in which ${name} is replaced from variables (an object).
 * Names that variables does not hold, "$${" and $fill stay as they are: they
 * are for template_finish. New reference, or NULL with ERROR_SUITE when it
 * would be larger than TEMPLATE_MAX.
 */
json_t *template_replace(const json_t *value, const json_t *variables,
                         struct error *err);

/*
 * A copy in which every variable is replaced, "$${" becomes "${" and $fill
 * becomes its text. New reference, or NULL with ERROR_SUITE naming what is
 * unknown or wrong.
 */
json_t *template_finish(const json_t *value, const json_t *variables,
                        struct error *err);

#endif
