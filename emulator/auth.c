#include "emulator/auth.h"

#include <string.h>

const struct identity *auth_find(const struct identity *identities, size_t len,
                                 const char *token)
{
    if (!token || !*token)
        return NULL;
    for (size_t i = 0; i < len; i++)
        if (identities[i].token && !strcmp(identities[i].token, token))
            return &identities[i];
    return NULL;
}
