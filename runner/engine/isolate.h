/*
 * isolate.h - asking an engine that may crash, hang or open files.
 */
#ifndef ENGINE_ISOLATE_H
#define ENGINE_ISOLATE_H

#include "engine/engine.h"

/*
 * Ask in a child process that has no open files, cannot open any (so no name
 * lookups either) and is killed after limit_ms milliseconds. A crash and a
 * time-out are OPINION_NONE. *text becomes a new string or NULL.
 */
enum opinion isolate_judge(const struct schema_engine *engine,
                           const json_t *schema, const json_t *instance,
                           int limit_ms, char **text);

#endif
