/*
 * moved.c - a testcase that has another id, but is the same.
 */
#include "base/alloc.h"
#include "base/json.h"
#include "compare/parts.h"

#include <stdlib.h>

/* Title and clauses in new memory; NULL without a title, which says nothing. */
static char *likeness_of(const json_t *testcase)
{
    const char *title = json_member_text(testcase, "title", NULL);
    json_t *clauses = json_object_get(testcase, "clauses");
    json_t *ids = json_array();
    json_t *clause;
    char *text, *likeness = NULL;
    size_t i;

    json_array_foreach(clauses, i, clause)
        json_array_append(ids, json_object_get(clause, "id"));
    text = json_text(ids);
    if (title)
        likeness = xasprintf("%s\n%s", title, text);
    free(text);
    json_decref(ids);
    return likeness;
}

/*
 * Those of list whose id is not among the others, by likeness: id, or null
 * when two are alike.
 */
static json_t *strays(const json_t *list, const json_t *others)
{
    json_t *by_likeness = json_object();
    json_t *known = index_by_id(others);
    json_t *item;
    size_t i;

    json_array_foreach(list, i, item) {
        json_t *id = json_object_get(item, "id");
        char *likeness;

        if (json_object_get(known, json_string_value(id)))
            continue;
        likeness = likeness_of(item);
        if (likeness && json_object_get(by_likeness, likeness))
            json_object_set_new(by_likeness, likeness, json_null());
        else if (likeness)
            json_object_set(by_likeness, likeness, id);
        free(likeness);
    }
    json_decref(known);
    return by_likeness;
}

json_t *moved_testcases(const json_t *old, const json_t *new)
{
    json_t *gone = strays(old, new), *came = strays(new, old);
    json_t *moved = json_object();
    const char *likeness;
    json_t *id;

    json_object_foreach(gone, likeness, id) {
        json_t *other = json_object_get(came, likeness);

        if (json_is_string(id) && json_is_string(other))
            json_object_set(moved, json_string_value(id), other);
    }
    json_decref(came);
    json_decref(gone);
    return moved;
}
