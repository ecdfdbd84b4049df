/*
 * auth.h - who asks, and whose resources the path names.
 */
#ifndef EMULATOR_AUTH_H
#define EMULATOR_AUTH_H

#include <stddef.h>

#define IDENTITIES 2

struct identity {
    const char *token;      /* borrowed; compared byte by byte */
    const char *project_id; /* borrowed */
};

/* The identity whose token this is; NULL for none, "" and NULL tokens. */
const struct identity *auth_find(const struct identity *identities, size_t len,
                                 const char *token);

#endif
