/*
 * json.h - what jansson leaves to its users.
 *
 * jansson keeps no line numbers after parsing, so a place inside a loaded
 * file is file + JSON Pointer; syntax errors have line and column.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/error.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define JSON_FILE_MAX ((size_t)8 * 1024 * 1024)

/*
 * Load a file of ours: at most JSON_FILE_MAX bytes, duplicate members are
 * errors. Returns a new reference, or NULL with "line L column C: …".
 */
json_t *json_load_checked(const char *path, enum error_kind kind,
                          struct error *err);

/* Why a text from outside gave no value. */
enum json_text_problem {
    JSON_TEXT_OK,
    JSON_TEXT_SURROGATE, /* JSON, with the escape of a lone surrogate (RFC
                            8259 section 8.2): *value is set, each such half
                            read as U+FFFD */
    JSON_TEXT_DUPLICATE, /* JSON, but a member name repeats: *value is set,
                            the last one wins */
    JSON_TEXT_BROKEN,    /* not a JSON text in UTF-8 (RFC 8259) */
    JSON_TEXT_LIMIT      /* may be JSON, but jansson cannot hold it: integer
                            beyond 64 bits, real beyond double, depth over
                            2048, U+0000 in a member name */
};

/*
 * Parse any JSON value from bytes; strings may hold U+0000. message (may be
 * NULL) receives a new string for everything but OK; *value a new reference
 * or NULL.
 */
enum json_text_problem json_parse_text(const char *bytes, size_t len,
                                       json_t **value, char **message);

/* Deep equality in which 1 equals 1.0 (JSON Schema 2020-12 section 4.2.2). */
bool json_same(const json_t *a, const json_t *b);

/* Compact text with members in document order; new memory. */
char *json_text(const json_t *value);

/* The same, cut in the middle to about max bytes for a person to read. */
char *json_text_short(const json_t *value, size_t max);

/* String member or the fallback; borrowed. */
const char *json_member_text(const json_t *object, const char *name,
                             const char *fallback);

/* Is the text one of the strings of the array? NULL arrays hold nothing. */
bool json_array_has_text(const json_t *array, const char *text);

#endif
