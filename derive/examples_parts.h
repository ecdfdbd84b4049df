/*
 * examples_parts.h - what a pre of a page holds, for examples*.c only.
 */
#ifndef DERIVE_EXAMPLES_PARTS_H
#define DERIVE_EXAMPLES_PARTS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Lines at the top that are no body: "PUT https://…", a second one for the
 * alias, "HTTP/1.1 200 OK", header fields. Returns where the body begins.
 * *start_line: the first request line in one piece, new memory, or NULL;
 * *status: of a status line, else unchanged.
 */
size_t example_start_lines(const char *text, char **start_line, int *status);

/* Does it look like JSON, or was meant to be? */
bool example_is_json_like(const char *text);

/*
 * One value at the beginning of text. Returns a new reference, *len being how
 * much of the text it takes; or NULL with *problem, one clause in new memory,
 * and *at, the byte where it went wrong.
 */
json_t *example_value(const char *text, size_t *len, char **problem,
                      size_t *at);

/*
 * The first mistake of a text that is no JSON, as a constant, or NULL when it
 * is JSON after all; *at is its byte.
 */
const char *example_mistake(const char *text, size_t *at);

/* Blanks, and an "or" between two values: how many bytes. */
size_t example_gap(const char *text);

/* Is this an answer about a failure, by its shape? */
bool example_is_error(const json_t *content);

#endif
