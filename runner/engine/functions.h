/*
 * functions.h - the engines' functions, for the table in engine.c.
 */
#ifndef ENGINE_FUNCTIONS_H
#define ENGINE_FUNCTIONS_H

#include "engine/engine.h"

enum opinion builtin_judge(const json_t *schema, const json_t *instance,
                           char **text);

#ifdef HAVE_WJELEMENT
enum opinion wjelement_judge(const json_t *schema, const json_t *instance,
                             char **text);
#endif

#endif
