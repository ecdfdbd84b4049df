#include "jsonschema/unique.h"

#include "base/alloc.h"
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

/* Items that need no heap. */
#define ITEMS_FEW 64

/* Sorting by hash brings equal items together in n log n. */
struct entry {
    uint64_t hash;
    size_t position;
};

static uint64_t mix(uint64_t hash, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ at[i]) * 1099511628211u; /* FNV-1a */
    return hash;
}

/* Integers and reals that are equal must hash alike, so as doubles. */
static uint64_t hash_number(const json_t *value)
{
    double number = json_number_value(value);

    if (number == 0)
        number = 0; /* -0.0 */
    return mix(2, &number, sizeof(number));
}

/* jansson's parser bounds the depth of what comes from outside. */
static uint64_t hash_value(const json_t *value)
{
    uint64_t hash = (uint64_t)json_typeof(value) + 1469598103934665603u, one;
    const char *name;
    json_t *member;

    if (json_is_number(value))
        return hash_number(value);
    if (json_is_string(value))
        return mix(hash, json_string_value(value), json_string_length(value));
    for (size_t i = 0; i < json_array_size(value); i++) {
        one = hash_value(json_array_get(value, i));
        hash = mix(hash, &one, sizeof(one));
    }
    json_object_foreach((json_t *)value, name, member) {
        one = hash_value(member);
        /* a sum: the order of members does not matter */
        hash += mix(mix(5, name, strlen(name)), &one, sizeof(one));
    }
    return hash;
}

static int by_hash(const void *a, const void *b)
{
    const struct entry *left = a, *right = b;

    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return (left->position > right->position) -
           (left->position < right->position);
}

/* Compare an entry with those after it that hash alike. */
static enum schema_verdict compare_run(struct run *run, const json_t *array,
                                       const struct entry *first,
                                       const struct entry *end, size_t pair[2])
{
    for (const struct entry *next = first + 1;
         next < end && next->hash == first->hash; next++) {
        if (!run_step(run, 1))
            return run_limit(run, "too many items hash alike");
        if (json_same(json_array_get(array, first->position),
                      json_array_get(array, next->position))) {
            pair[0] = first->position;
            pair[1] = next->position;
            return SCHEMA_INVALID;
        }
    }
    return SCHEMA_VALID;
}

enum schema_verdict unique_items(struct run *run, const json_t *array,
                                 size_t pair[2])
{
    const size_t len = json_array_size(array);
    struct entry few[ITEMS_FEW];
    struct entry *entries =
        len > ITEMS_FEW ? xcalloc(len, sizeof(*entries)) : few;
    enum schema_verdict verdict = SCHEMA_VALID;

    run->steps += len / 8;
    for (size_t i = 0; i < len; i++)
        entries[i] = (struct entry){hash_value(json_array_get(array, i)), i};
    qsort(entries, len, sizeof(*entries), by_hash);
    for (size_t i = 0; verdict == SCHEMA_VALID && i < len; i++)
        verdict = compare_run(run, array, entries + i, entries + len, pair);
    if (entries != few)
        free(entries);
    return verdict;
}
