/*
 * pattern.h - ECMA-262 regular expressions, matched by PCRE2.
 *
 * The expression is read as with the "u" flag and rewritten to PCRE2's
 * syntax; what ECMA-262 does not have is refused. Matching has limits, since
 * both sides may come from outside.
 */
#ifndef JSONSCHEMA_PATTERN_H
#define JSONSCHEMA_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

struct pattern;

/*
 * Compile. Returns a new pattern, or NULL with *problem in new memory (when
 * problem is not NULL).
 */
struct pattern *pattern_new(const char *text, size_t len, char **problem);
void pattern_free(struct pattern *pattern);

/* Memory for matching; one for each thread. room_free(NULL) is fine. */
struct match_room;
struct match_room *match_room_new(void);
void match_room_free(struct match_room *room);

enum pattern_result { PATTERN_MATCH, PATTERN_NO_MATCH, PATTERN_LIMIT };

/* Search the text, which is valid UTF-8. */
enum pattern_result pattern_match(const struct pattern *pattern,
                                  struct match_room *room, const char *text,
                                  size_t len);

/*
 * The same expression in PCRE2's syntax, new memory; or NULL with *problem
 * in new memory.
 */
char *pattern_translate(const char *text, size_t len, char **problem);

#endif
