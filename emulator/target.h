/*
 * target.h - the request target, taken apart (RFC 9112 section 3.2).
 *
 * The server hands over the raw target, because decoding before splitting
 * would let %2F make new path segments and %00 cut one short.
 */
#ifndef EMULATOR_TARGET_H
#define EMULATOR_TARGET_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

#define TARGET_SEGMENTS_MAX  8
#define TARGET_ARGUMENTS_MAX 32

struct target_argument {
    char *name;  /* decoded; borrows from struct target */
    char *value; /* decoded, "" when no '=' was there */
};

struct target {
    char *raw;    /* owned: the path as it came, without the query */
    char *memory; /* owned: what the pointers below point into */
    char *segments[TARGET_SEGMENTS_MAX]; /* decoded, "/a/" has "a" and "" */
    size_t segments_len;
    struct target_argument arguments[TARGET_ARGUMENTS_MAX];
    size_t arguments_len;
    bool bad_path;  /* bad percent sign, NUL, or more parts than we take */
    bool bad_query; /* the same */
};

/* Split and decode "/path?query" or "http://host/path?query". */
void target_parse(struct target *target, const char *text);

/* The first argument of that name, or NULL. Borrowed. */
const char *target_argument(const struct target *target, const char *name);

/*
 * Append a text with everything escaped but RFC 3986's unreserved characters
 * (section 2.3).
 */
void target_escape(struct buffer *buf, const char *text);

void target_clear(struct target *target);

#endif
