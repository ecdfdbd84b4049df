/*
 * Values of path, query and headers, and what of them belongs to the content.
 *
 * No table has a column for the place of a parameter. The caption says it, or
 * the section with the URI: a name in braces is of the path, one after the
 * question mark of the query. What is left of a table in the URI's section
 * belongs to the query of a call without content; else an example decides.
 */
#include "derive/deriving.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static bool uris_have_placeholder(const struct contract *contract,
                                  const char *name)
{
    for (size_t i = 0; i < contract->uris_len; i++) {
        if (uri_has_placeholder(&contract->uris[i], name))
            return true;
    }
    return false;
}

static bool uris_query_has(const struct contract *contract, const char *name)
{
    for (size_t i = 0; i < contract->uris_len; i++) {
        if (uri_query_has(&contract->uris[i], name))
            return true;
    }
    return false;
}

/* Does an example of the request show one of the rows as a member? */
static bool example_shows_row(const struct deriving *deriving,
                              const struct sheet *sheet)
{
    bool is_shown = false;

    for (size_t row = 0; row < sheet->table->len && !is_shown; row++) {
        char *name = sheet_words(sheet, row, sheet->name);

        is_shown =
            !uris_have_placeholder(deriving->contract, name) &&
            example_has_member(deriving->contract, EXAMPLE_REQUEST, name);
        free(name);
    }
    return is_shown;
}

/* The place of a row of a table that names none for all of its rows. */
static enum place place_of_row(const struct deriving *deriving,
                               const struct sheet *sheet, const char *name)
{
    const struct contract *contract = deriving->contract;

    if (uris_have_placeholder(contract, name))
        return PLACE_PATH;
    if (uris_query_has(contract, name) ||
        method_is_bodiless(contract->uris[0].method))
        return PLACE_QUERY;
    return example_shows_row(deriving, sheet) ? PLACE_BODY : PLACE_QUERY;
}

static struct group *group_of(struct contract *contract, enum place place)
{
    switch (place) {
    case PLACE_PATH:
        return &contract->path;
    case PLACE_QUERY:
        return &contract->query;
    case PLACE_HEADER:
        return &contract->headers;
    default:
        return &contract->request;
    }
}

static void place_remark(struct deriving *deriving, const struct sheet *sheet,
                         size_t row, const struct node *node, enum place place)
{
    const struct contract *contract = deriving->contract;

    if (place == PLACE_BODY && deriving->contract->request.len == 0)
        deriving_note(
            deriving, "body-in-uri-table", spot_of_row(sheet, row),
            "%s and what follows stand in the URI's table, and an example "
            "shows them as content",
            node->name);
    if (place == PLACE_PATH && !uris_have_placeholder(contract, node->name))
        deriving_note(
            deriving, "placeholder-unused", spot_of_row(sheet, row),
            "%s is said to be of the path, and %s has no such placeholder",
            node->name, contract->uris[0].path);
}

static void row_put(struct deriving *deriving, struct sheet *sheet, size_t row,
                    enum place place)
{
    struct group *group = group_of(deriving->contract, place);
    struct node *node = row_read(deriving, sheet, row);

    if (!node)
        return;
    if (group_find(group, node->name)) {
        deriving_note(deriving, "duplicate-row", spot_of_row(sheet, row),
                      "%s has a row above, which is taken as what both say",
                      node->name);
        node_free(node);
        return;
    }
    place_remark(deriving, sheet, row, node, place);
    group_place(group, sheet);
    group_add(group, node);
    row_expand(deriving, sheet, row, node, "", 1);
}

static enum place place_in(const struct deriving *deriving,
                           const struct sheet *sheet, size_t row)
{
    char *name = sheet_words(sheet, row, sheet->name);
    enum place place = PLACE_BODY;

    switch (sheet->kind) {
    case SHEET_HEADERS:
        place = PLACE_HEADER;
        break;
    case SHEET_PATH:
        place = PLACE_PATH;
        break;
    case SHEET_QUERY:
        place = PLACE_QUERY;
        break;
    case SHEET_BODY:
        break;
    case SHEET_UNSAID:
        place = place_of_row(deriving, sheet, name);
        break;
    }
    free(name);
    return place;
}

/* Is the sheet about something else than a content? */
static bool is_about_parameters(const struct deriving *deriving,
                                const struct sheet *sheet)
{
    if (sheet->is_target || sheet->page != deriving->page)
        return false;
    if (sheet->role == SECTION_URI)
        return true;
    return sheet->role == SECTION_REQUEST &&
           (sheet->kind == SHEET_HEADERS || sheet->kind == SHEET_PATH ||
            sheet->kind == SHEET_QUERY);
}

/* A request section's table that no content can be described by. */
static bool is_query_in_request(const struct deriving *deriving,
                                const struct sheet *sheet)
{
    const struct contract *contract = deriving->contract;

    return sheet->role == SECTION_REQUEST && !sheet->is_target &&
           sheet->page == deriving->page && sheet->kind == SHEET_UNSAID &&
           method_is_bodiless(contract->uris[0].method) &&
           !example_has_member(contract, EXAMPLE_REQUEST, NULL);
}

static void sheet_put(struct deriving *deriving, struct sheet *sheet)
{
    for (size_t row = 0; row < sheet->table->len; row++) {
        if (!row_is_heading(sheet, row))
            row_put(deriving, sheet, row, place_in(deriving, sheet, row));
    }
}

void parameters_read(struct deriving *deriving)
{
    size_t own = deriving->len;

    for (size_t i = 0; i < own && !deriving->refused; i++) {
        struct sheet *sheet = deriving->sheets[i];

        if (is_about_parameters(deriving, sheet)) {
            sheet_put(deriving, sheet);
        } else if (is_query_in_request(deriving, sheet)) {
            deriving_note(deriving, "query-in-request",
                          spot_of_table(sheet->table),
                          "%s has no content: the request's table is its query",
                          deriving->contract->uris[0].method);
            sheet_put(deriving, sheet);
        }
    }
    if (!deriving->refused)
        placeholders_check(deriving);
}
