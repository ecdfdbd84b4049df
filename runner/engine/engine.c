#include "engine/engine.h"

#include "engine/functions.h"

#include <stddef.h>
#include <string.h>

static const struct schema_engine engines[] = {
    {"built-in", builtin_judge},
#ifdef HAVE_WJELEMENT
    {"wjelement", wjelement_judge},
#else
    {"wjelement", NULL},
#endif
};

#define ENGINES_LEN (sizeof(engines) / sizeof(*engines))

const struct schema_engine *engine_find(const char *name, struct error *err)
{
    for (size_t i = 0; i < ENGINES_LEN; i++) {
        if (strcmp(engines[i].name, name))
            continue;
        if (engines[i].judge)
            return &engines[i];
        error_set(err, ERROR_USAGE, "--second-opinion",
                  "this assay was built without %s; install it so that "
                  "`pkg-config --exists %s` finds it, and build again",
                  name, name);
        return NULL;
    }
    error_set(err, ERROR_USAGE, "--second-opinion",
              "there is no engine \"%s\"; there are built-in and wjelement",
              name);
    return NULL;
}
