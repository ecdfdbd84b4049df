/*
 * opinion.h - what another engine thinks of a verdict of ours.
 */
#ifndef ENGINE_OPINION_H
#define ENGINE_OPINION_H

#include "engine/engine.h"
#include "jsonschema/jsonschema.h"

#define OPINION_LIMIT_MS 3000 /* time for one instance */

enum second_opinion {
    SECOND_AGREES,
    SECOND_DISAGREES,
    SECOND_SILENT /* not asked, or no answer */
};

/*
 * Ask about an instance that we have judged. The engine is asked in a process
 * of its own, and only when schema and instance are portable. *text becomes a
 * new string: what it says, or why it was silent.
 */
enum second_opinion second_opinion(const struct schema_engine *engine,
                                   const json_t *schema, const json_t *instance,
                                   enum schema_verdict verdict, int limit_ms,
                                   char **text);

#endif
