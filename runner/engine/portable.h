/*
 * portable.h - the part of JSON Schema that 2020-12 and WJElement read alike.
 *
 * WJElement implements draft 3 and some of draft 4. It passes over keywords
 * that it does not know, fails on others, and reads numbers and references
 * in its own way; a comparison says something only where both claim to do
 * the same. The rules were found by generated schemas and instances.
 */
#ifndef ENGINE_PORTABLE_H
#define ENGINE_PORTABLE_H

#include <jansson.h>

/*
 * Why a schema is outside of the common part ("/items: …"), in new memory;
 * NULL when it is inside.
 */
char *portable_schema(const json_t *schema);

/*
 * Why an instance is read differently even by a portable schema, in new
 * memory; NULL when it is not: only ASCII in strings (lengths and patterns),
 * and numbers without exponents.
 */
char *portable_instance(const json_t *instance);

#endif
