#include "jsonschema/dialect.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static const struct dialect dialects[] = {
    {JSONSCHEMA_2020_12, false},
    {JSONSCHEMA_DIALECT, true},
};

const struct dialect *dialect_of(const struct resource *resource,
                                 struct error *err)
{
    const json_t *declared = NULL;
    const char *uri;
    char *pointer;

    for (; resource; resource = resource->parent) {
        declared = json_object_get(resource->json, "$schema");
        if (declared)
            break;
    }
    if (!declared)
        return &dialects[0];
    uri = json_string_value(declared);
    for (size_t i = 0; uri && i < sizeof(dialects) / sizeof(dialects[0]); i++)
        if (!strcmp(dialects[i].uri, uri))
            return &dialects[i];
    pointer = xasprintf("%s/$schema", resource->pointer);
    store_error(resource->document, pointer, err,
                "the dialect \"%s\" is not implemented", uri ? uri : "");
    free(pointer);
    return NULL;
}
