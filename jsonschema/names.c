#include "jsonschema/names.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

/* Places looked at before the sorted form is better. */
#define PROBES_MAX 8

/* Both ends and the length tell names of one schema apart well enough. */
static size_t hash(const char *text, size_t len)
{
    uint64_t head = 0, tail = 0, mixed;

    if (len >= 8) {
        memcpy(&head, text, 8);
        memcpy(&tail, text + len - 8, 8);
    } else {
        for (size_t i = 0; i < len; i++)
            head = head << 8 | (unsigned char)text[i];
    }
    mixed = (head ^ len) * UINT64_C(0x9E3779B97F4A7C15);
    mixed = (mixed ^ mixed >> 29 ^ tail) * UINT64_C(0xBF58476D1CE4E5B9);
    return (size_t)(mixed ^ mixed >> 32);
}

static bool is_same(const struct name *row, const char *text, size_t len)
{
    return row->len == len && !memcmp(row->text, text, len);
}

static int compare(const char *a, size_t a_len, const char *b, size_t b_len)
{
    const int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

    return order ? order : (a_len > b_len) - (a_len < b_len);
}

static int by_text(const void *a, const void *b)
{
    const struct name *left = a, *right = b;

    return compare(left->text, left->len, right->text, right->len);
}

/* Returns false when a name would be too far from its place. */
static bool put(struct name *table, size_t mask, const struct name *row)
{
    const size_t start = hash(row->text, row->len);

    for (size_t i = 0; i < PROBES_MAX; i++) {
        struct name *at = &table[(start + i) & mask];

        if (!at->text) {
            *at = *row;
            return true;
        }
    }
    return false;
}

static struct name *make_table(const struct name *rows, size_t len, size_t mask)
{
    struct name *table = xcalloc(mask + 1, sizeof(*table));

    for (size_t i = 0; i < len; i++)
        if (!put(table, mask, &rows[i])) {
            free(table);
            return NULL;
        }
    return table;
}

void names_init(struct names *names, struct name *rows, size_t len)
{
    size_t mask = 7;
    struct name *table = NULL;

    while (mask < 2 * len)
        mask = mask * 2 + 1;
    for (int i = 0; !table && i < 3; i++) {
        table = make_table(rows, len, mask);
        if (!table)
            mask = mask * 2 + 1;
    }
    if (table) {
        free(rows);
        *names = (struct names){table, len, mask};
        return;
    }
    qsort(rows, len, sizeof(*rows), by_text);
    *names = (struct names){rows, len, 0};
}

void names_clear(struct names *names)
{
    free(names->rows);
}

static const struct name *find_sorted(const struct names *names,
                                      const char *text, size_t len)
{
    size_t low = 0, high = names->len;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const struct name *row = &names->rows[middle];
        const int order = compare(text, len, row->text, row->len);

        if (order == 0)
            return row;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const struct name *names_find(const struct names *names, const char *text,
                              size_t len)
{
    size_t at;

    if (!names->mask)
        return find_sorted(names, text, len);
    at = hash(text, len);
    for (size_t i = 0; i < PROBES_MAX; i++) {
        const struct name *row = &names->rows[(at + i) & names->mask];

        if (!row->text)
            return NULL;
        if (is_same(row, text, len))
            return row;
    }
    return NULL;
}
