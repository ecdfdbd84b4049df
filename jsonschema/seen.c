/* seen.c - which members and items some subschema looked at (Core 11). */
#include "jsonschema/run.h"

#include "base/alloc.h"

#include <stdlib.h>

void seen_position(const struct place *at, size_t position)
{
    if (at->seen && position < at->seen->len)
        at->seen->marks[position] = true;
}

bool seen_is_marked(const struct place *at, size_t position)
{
    return at->seen && position < at->seen->len && at->seen->marks[position];
}

void seen_all(struct seen *seen)
{
    for (size_t i = 0; seen && i < seen->len; i++)
        seen->marks[i] = true;
}

void seen_init(struct seen *seen, const json_t *instance)
{
    *seen = (struct seen){.len = json_is_object(instance)
                                     ? json_object_size(instance)
                                     : json_array_size(instance)};
    seen->marks =
        seen->len > SEEN_SMALL ? xcalloc(seen->len, sizeof(bool)) : seen->small;
}

void seen_clear(struct seen *seen)
{
    if (seen->marks != seen->small)
        free(seen->marks);
}

void seen_merge(const struct seen *from, struct seen *into)
{
    for (size_t i = 0; into && i < from->len; i++)
        into->marks[i] = into->marks[i] || from->marks[i];
}
