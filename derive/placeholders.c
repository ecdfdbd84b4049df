/*
 * Every {name} of the URI against the rows that there are.
 *
 * A name of the path that no row has is looked for under a name that is
 * written almost like it, then on the pages beside this one. A path cannot be
 * made without its parts, so one that is found nowhere refuses the page.
 */
#include "derive/deriving.h"

#include "base/alloc.h"
#include "derive/trait_pattern.h"

#include <stdlib.h>
#include <string.h>

#define NAME_MAX 64 /* bytes of names that are compared letter by letter */

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* Levenshtein's distance of two names, large when one is too long. */
static size_t distance(const char *a, const char *b)
{
    size_t row[NAME_MAX + 1];
    size_t len = strlen(b);

    if (strlen(a) > NAME_MAX || len > NAME_MAX)
        return NAME_MAX;
    for (size_t j = 0; j <= len; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t corner = row[0];

        row[0] = i;
        for (size_t j = 1; j <= len; j++) {
            size_t above = row[j];

            row[j] = least(above + 1, row[j - 1] + 1,
                           corner + (a[i - 1] != b[j - 1]));
            corner = above;
        }
    }
    return row[len];
}

/* One letter more, less or other, in names long enough for that to count. */
static bool is_slip(const char *a, const char *b)
{
    return strlen(a) > 4 && distance(a, b) == 1;
}

/* A mandatory row of the URI's table that was left for the query. */
static size_t find_slip(const struct contract *contract, const char *name)
{
    const struct group *query = &contract->query;
    size_t i;

    for (i = 0; i < query->len; i++) {
        const struct node *node = query->nodes[i];

        if (node->presence == PRESENCE_MANDATORY &&
            !uri_query_has(&contract->uris[0], node->name) &&
            is_slip(node->name, name))
            break;
    }
    return i;
}

/* Take the row that names the placeholder with a slip of the pen. */
static bool take_slip(struct deriving *deriving, const char *name)
{
    struct group *query = &deriving->contract->query;
    size_t at = find_slip(deriving->contract, name);
    struct node *node;

    if (at == query->len)
        return false;
    node = query->nodes[at];
    query->len--;
    memmove(query->nodes + at, query->nodes + at + 1,
            (query->len - at) * sizeof(struct node *));
    deriving_note(deriving, "name-differs",
                  (struct spot){node->origin.row, node->origin.line},
                  "the row %s is taken for {%s} of the URI", node->name, name);
    free(node->name);
    node->name = xstrdup(name);
    group_add(&deriving->contract->path, node);
    return true;
}

static void path_check(void *with, const char *name)
{
    struct deriving *deriving = with;
    const struct uri *uri = &deriving->contract->uris[0];
    struct spot spot = {uri->element, uri->line};

    if (!group_find(&deriving->contract->path, name) &&
        !take_slip(deriving, name) && !sibling_placeholder(deriving, name))
        deriving_refuse(
            deriving, "placeholder-undocumented", spot,
            "{%s} of %s has no row, on this page or another one given", name,
            uri->path);
}

/* A name after the question mark: without its row the query is still one. */
static void query_check(struct deriving *deriving)
{
    const struct contract *contract = deriving->contract;
    const struct uri *uri = &contract->uris[0];
    struct spot spot = {uri->element, uri->line};
    struct found found;
    size_t at = 0;

    while (pattern_find("\\{([^{}]+)\\}", uri->query, at, &found)) {
        char *name = found_text(&found, uri->query, 1);

        if (!group_find(&contract->query, name) &&
            !group_find(&contract->path, name))
            deriving_note(deriving, "placeholder-undocumented", spot,
                          "{%s} in the query of %s has no row", name,
                          uri->path);
        free(name);
        at = found.end[0];
    }
}

void placeholders_check(struct deriving *deriving)
{
    uri_each_placeholder(&deriving->contract->uris[0], path_check, deriving);
    if (!deriving->refused)
        query_check(deriving);
}
