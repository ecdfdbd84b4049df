/*
 * engine.h - validators of JSON Schema behind one interface.
 *
 * The built-in one decides. Another may be asked for a second opinion
 * (opinion.h); what it says is a note and never a verdict.
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "base/error.h"

#include <jansson.h>

enum opinion {
    OPINION_VALID,
    OPINION_INVALID,
    OPINION_NONE /* cannot say; the text has the reason */
};

struct schema_engine {
    const char *name;
    /*
     * Compile and validate. *text may become a new string: why the instance
     * is invalid, or why there is no opinion.
     */
    enum opinion (*judge)(const json_t *schema, const json_t *instance,
                          char **text);
};

/*
 * The engine of that name in this build, a row of a constant table; or NULL
 * with ERROR_USAGE that tells a wrong name from one that was left out.
 */
const struct schema_engine *engine_find(const char *name, struct error *err);

#endif
