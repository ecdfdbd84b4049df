#include "derive/compare.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "derive/ledger.h"

#include <stdlib.h>
#include <string.h>

#define SHOWN_MAX 60

/* A comparison of two files. */
struct comparison {
    const char *file;
    const json_t *ledgers;
    struct buffer *lines;
    size_t len;
};

/* " (clause a, b)", or "". New. */
static char *clauses_of(const struct comparison *comparison,
                        const char *pointer)
{
    const json_t *ledger;
    size_t i;

    json_array_foreach(comparison->ledgers, i, ledger) {
        char *ids = ledger_clauses_of(ledger, comparison->file, pointer);
        char *text = ids ? xasprintf(" (clause %s)", ids) : NULL;

        free(ids);
        if (text)
            return text;
    }
    return xstrdup("");
}

/* Either value may be NULL: then it is not there. */
static void tell(struct comparison *comparison, const char *pointer,
                 const json_t *before, const json_t *now)
{
    char *was = json_text_short(before, SHOWN_MAX);
    char *is = json_text_short(now, SHOWN_MAX);
    char *clauses = clauses_of(comparison, pointer);
    const char *place = *pointer ? pointer : "\"\"";

    if (comparison->len++ >= COMPARE_LINES_MAX) {
        ;
    } else if (!before) {
        buffer_printf(comparison->lines, "%s: %s: is new: %s%s\n",
                      comparison->file, place, is, clauses);
    } else if (!now) {
        buffer_printf(comparison->lines, "%s: %s: is gone: %s%s\n",
                      comparison->file, place, was, clauses);
    } else {
        buffer_printf(comparison->lines, "%s: %s: was %s, is now %s%s\n",
                      comparison->file, place, was, is, clauses);
    }
    free(clauses);
    free(is);
    free(was);
}

static void compare(struct comparison *comparison, const char *pointer,
                    const json_t *before, const json_t *now);

static void compare_child(struct comparison *comparison, const char *pointer,
                          const char *name, const json_t *before,
                          const json_t *now)
{
    char *child = pointer_child(pointer, name, strlen(name));

    if (before && now)
        compare(comparison, child, before, now);
    else
        tell(comparison, child, before, now);
    free(child);
}

static void compare_objects(struct comparison *comparison, const char *pointer,
                            const json_t *before, const json_t *now)
{
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)before, name, value)
        compare_child(comparison, pointer, name, value,
                      json_object_get(now, name));
    json_object_foreach((json_t *)now, name, value)
        if (!json_object_get(before, name))
            compare_child(comparison, pointer, name, NULL, value);
}

/* The items by the text of that member; NULL when one has none, or two have
   the same. New reference. */
static json_t *by_member(const json_t *array, const char *member)
{
    json_t *done = json_object(), *item;
    size_t i;

    json_array_foreach(array, i, item) {
        const json_t *value = json_object_get(item, member);
        char *key = value ? json_text(value) : NULL;
        bool is_good = key && !json_object_get(done, key);

        if (json_is_string(value)) {
            free(key);
            key = xstrdup(json_string_value(value));
            is_good = !json_object_get(done, key);
        }
        if (is_good)
            json_object_set(done, key, item);
        free(key);
        if (!is_good) {
            json_decref(done);
            return NULL;
        }
    }
    return done;
}

/* Items that have names are the same when their names are. */
static bool compare_named(struct comparison *comparison, const char *pointer,
                          const json_t *before, const json_t *now)
{
    static const char *const members[] = {"id", "name", "code", "element",
                                          "source"};

    for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
        json_t *a = by_member(before, members[i]);
        json_t *b = a ? by_member(now, members[i]) : NULL;
        bool found = a && b && (json_object_size(a) || json_object_size(b));

        if (found)
            compare_objects(comparison, pointer, a, b);
        json_decref(b);
        json_decref(a);
        if (found)
            return true;
    }
    return false;
}

static void compare(struct comparison *comparison, const char *pointer,
                    const json_t *before, const json_t *now)
{
    if (json_same(before, now))
        return;
    if (json_is_object(before) && json_is_object(now))
        compare_objects(comparison, pointer, before, now);
    else if (!json_is_array(before) || !json_is_array(now) ||
             !compare_named(comparison, pointer, before, now))
        tell(comparison, pointer, before, now);
}

size_t compare_json(const char *file, const json_t *before, const json_t *now,
                    const json_t *ledgers, struct buffer *lines)
{
    struct comparison comparison = {file, ledgers, lines, 0};

    compare(&comparison, "", before, now);
    if (comparison.len > COMPARE_LINES_MAX)
        buffer_printf(lines, "%s: and %zu more\n", file,
                      comparison.len - COMPARE_LINES_MAX);
    return comparison.len;
}
