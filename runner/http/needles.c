#include "http/needles.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

#define TABLE_MIN 64

/* The first and the last of the bytes that count, spread over all bits. */
static uint64_t hash_long(const char *text)
{
    uint64_t first, last;

    memcpy(&first, text, sizeof(first));
    memcpy(&last, text + NEEDLE_WINDOW - sizeof(last), sizeof(last));
    first *= UINT64_C(0x9E3779B97F4A7C15);
    first ^= first >> 29;
    first = (first + last) * UINT64_C(0xBF58476D1CE4E5B9);
    return first ^ first >> 32;
}

static uint64_t hash_short(const char *text)
{
    uint32_t first;
    uint64_t hash;

    memcpy(&first, text, sizeof(first));
    hash = first * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* Bits of the hash that choose no row of a small table. */
static uint64_t filter_bit(uint64_t hash)
{
    return hash >> 40 & (NEEDLE_FILTER_BITS - 1);
}

/* Into the first free row of its hash. */
static void put(struct needle_table *table, struct needle needle)
{
    size_t row = needle.hash & (table->size - 1);

    while (table->rows[row].len)
        row = (row + 1) & (table->size - 1);
    table->rows[row] = needle;
    table->used++;
}

static void grow(struct needle_table *table)
{
    struct needle_table larger = {.size = table->size ? 2 * table->size
                                                      : TABLE_MIN};

    if (table->size && 2 * table->used < table->size)
        return;
    larger.rows = xcalloc(larger.size, sizeof(*larger.rows));
    for (size_t i = 0; i < table->size; i++)
        if (table->rows[i].len)
            put(&larger, table->rows[i]);
    free(table->rows);
    *table = larger;
}

static bool is_kept(const struct needles *needles,
                    const struct needle_table *table,
                    const struct needle *wanted)
{
    const char *bytes = needles->bytes.data;
    size_t row = wanted->hash & (table->size - 1);

    for (; table->rows[row].len; row = (row + 1) & (table->size - 1)) {
        const struct needle *kept = &table->rows[row];

        if (kept->hash == wanted->hash && kept->len == wanted->len &&
            kept->mark == wanted->mark &&
            !memcmp(bytes + kept->at, bytes + wanted->at, kept->len))
            return true;
    }
    return false;
}

static void keep(struct needles *needles, size_t at, size_t len, unsigned mark)
{
    const char *text = needles->bytes.data + at;
    bool is_long = len >= NEEDLE_WINDOW;
    struct needle_table *table =
        is_long ? &needles->long_table : &needles->short_table;
    struct needle needle = {.hash =
                                is_long ? hash_long(text) : hash_short(text),
                            .at = (uint32_t)at,
                            .len = (uint32_t)len,
                            .mark = (unsigned char)mark};
    uint64_t bit = filter_bit(needle.hash);

    grow(table);
    if (is_kept(needles, table, &needle))
        return;
    put(table, needle);
    if (is_long)
        needles->filter[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* A copy; returns where it stands, SIZE_MAX when it is too short or long. */
static size_t copy_text(struct needles *needles, const char *text, size_t len)
{
    size_t at = needles->bytes.len;

    if (len < NEEDLE_MIN || len > UINT32_MAX - at)
        return SIZE_MAX;
    buffer_add(&needles->bytes, text, len);
    return at;
}

void needles_add_whole(struct needles *needles, const char *text, size_t len,
                       unsigned mark)
{
    size_t at = copy_text(needles, text, len);

    if (at != SIZE_MAX)
        keep(needles, at, len, mark);
}

void needles_open(struct needles *needles, const char *text)
{
    needles->open = xgrow(needles->open, needles->open_len, &needles->open_cap,
                          sizeof(*needles->open));
    needles->open[needles->open_len++] = xstrdup(text);
}

static bool is_open(const struct needles *needles, const char *text, size_t len)
{
    for (size_t i = 0; i < needles->open_len; i++) {
        const char *open = needles->open[i];

        for (size_t rest = strlen(open); rest >= len; rest--, open++)
            if (!memcmp(open, text, len))
                return true;
    }
    return false;
}

void needles_add(struct needles *needles, const char *text, size_t len,
                 unsigned mark)
{
    size_t at, window = len < NEEDLE_WINDOW ? len : NEEDLE_WINDOW;
    bool is_all_open;

    if (mark != MARK_SECRET) {
        needles_add_whole(needles, text, len, mark);
        return;
    }
    at = copy_text(needles, text, len);
    if (at == SIZE_MAX)
        return;
    is_all_open = is_open(needles, text, len);
    for (size_t i = 0; i + window <= len; i++)
        if (is_all_open || !is_open(needles, text + i, window))
            keep(needles, at + i, window, mark);
    needles->texts = xgrow(needles->texts, needles->texts_len,
                           &needles->texts_cap, sizeof(*needles->texts));
    needles->texts[needles->texts_len++] =
        (struct needle_text){(uint32_t)at, (uint32_t)len};
}

static size_t match_in(const struct needles *needles,
                       const struct needle_table *table, uint64_t hash,
                       const char *text, size_t len, unsigned *mark)
{
    size_t row = hash & (table->size - 1), longest = 0;

    for (; table->rows[row].len; row = (row + 1) & (table->size - 1)) {
        const struct needle *kept = &table->rows[row];

        if (kept->hash == hash && kept->len <= len && kept->len > longest &&
            !memcmp(needles->bytes.data + kept->at, text, kept->len)) {
            longest = kept->len;
            *mark = kept->mark;
        }
    }
    return longest;
}

size_t needles_match(const struct needles *needles, const char *text,
                     size_t len, unsigned *mark)
{
    size_t found = 0;

    if (needles->long_table.used && len >= NEEDLE_WINDOW) {
        uint64_t hash = hash_long(text), bit = filter_bit(hash);

        if (needles->filter[bit / 64] >> bit % 64 & 1)
            found =
                match_in(needles, &needles->long_table, hash, text, len, mark);
    }
    if (!found && needles->short_table.used && len >= NEEDLE_MIN)
        found = match_in(needles, &needles->short_table, hash_short(text), text,
                         len, mark);
    return found;
}

/* A longer beginning has a window in it. */
size_t needles_begun(const struct needles *needles, const char *text,
                     size_t len)
{
    size_t longest = 0;

    for (size_t i = 0; i < needles->texts_len; i++) {
        const struct needle_text *whole = &needles->texts[i];
        const char *begin = needles->bytes.data + whole->at;
        size_t most = len < whole->len ? len : whole->len - 1;

        for (size_t part = most < NEEDLE_WINDOW ? most : NEEDLE_WINDOW;
             part > longest && part >= NEEDLE_MIN; part--)
            if (!memcmp(text + len - part, begin, part))
                longest = part;
    }
    return longest;
}

void needles_clear(struct needles *needles)
{
    buffer_clear(&needles->bytes);
    free(needles->long_table.rows);
    free(needles->short_table.rows);
    free(needles->texts);
    for (size_t i = 0; i < needles->open_len; i++)
        free(needles->open[i]);
    free(needles->open);
    *needles = (struct needles){0};
}
