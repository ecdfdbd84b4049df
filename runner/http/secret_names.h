/*
 * secret_names.h - whose values are secret by their name: fields, parameters
 * of queries, members of JSON.
 *
 * Three tables, and what the user adds to them. Names of parameters and
 * members are compared without case and without "-", "_" and ".": auth_token,
 * authToken and X-Auth-Token are one.
 */
#ifndef HTTP_SECRET_NAMES_H
#define HTTP_SECRET_NAMES_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* What the user wants masked besides. All borrowed. */
struct masking {
    const char *const *headers;
    size_t headers_len;
    const char *const *queries; /* parameters of queries and forms */
    size_t queries_len;
    const char *const *pointers; /* JSON Pointers (RFC 6901) into bodies */
    size_t pointers_len;
    bool projects;           /* project ids get substitutes */
    const char *project_key; /* of those (substitute.h), or NULL */
};

/*
 * Are the names such that they can match something? Returns 0, or -1 with
 * ERROR_USAGE, where the option.
 */
int masking_check(const struct masking *masking, struct error *err);

bool is_secret_field(const struct masking *masking, const char *name);
bool is_secret_query(const struct masking *masking, const char *name,
                     size_t len);
bool is_secret_member(const char *name, size_t len);

/* Is this the place of a secret in a body? */
bool is_secret_place(const struct masking *masking, const char *pointer);

#endif
