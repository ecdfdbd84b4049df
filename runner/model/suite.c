#include "model/suite.h"

#include <string.h>

const struct outcome *operation_outcome(const struct operation *operation,
                                        const char *name)
{
    for (size_t i = 0; i < operation->outcomes_len; i++)
        if (!strcmp(operation->outcomes[i].name, name))
            return &operation->outcomes[i];
    return NULL;
}
