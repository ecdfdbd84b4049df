/* Contents of requests, of answers that succeeded and of those that failed. */
#include "derive/deriving.h"

#include "base/alloc.h"
#include "derive/trait_pattern.h"

#include <stdlib.h>
#include <string.h>

#define ROOTS_MAX 16

/* Envelope B: named after the fault, in words only. */
static const char *const fault_pattern =
    "\\berror\\b.{0,60}\\b(general error|badRequest|itemNotFound)\\b";

/* A table of a content, none of whose rows was placed. */
static bool is_content(const struct deriving *deriving,
                       const struct sheet *sheet, enum section_role role)
{
    return sheet->page == deriving->page && sheet->role == role &&
           sheet->table->len > 0 && !sheet->used[0] &&
           (sheet->kind == SHEET_UNSAID || sheet->kind == SHEET_BODY);
}

/*
 * When tables explain each other in a circle, all of them are linked to: then
 * the first of the section that is called after no member begins the circle.
 */
static struct sheet *circle_root(const struct deriving *deriving,
                                 enum section_role role)
{
    for (size_t i = 0; i < deriving->len; i++) {
        struct sheet *sheet = deriving->sheets[i];

        if (is_content(deriving, sheet, role))
            return sheet->subject ? NULL : sheet;
    }
    return NULL;
}

/* What a row leads to is no root, even when its type has no members. */
static size_t mentioned_drop(struct sheet **roots, size_t len)
{
    size_t left = 0;

    for (size_t i = 0; i < len; i++) {
        if (!roots[i]->is_mentioned)
            roots[left++] = roots[i];
    }
    return left;
}

static size_t roots_of(const struct deriving *deriving, enum section_role role,
                       struct sheet **roots, size_t max)
{
    size_t len = 0;

    for (size_t i = 0; i < deriving->len; i++) {
        struct sheet *sheet = deriving->sheets[i];

        if (is_content(deriving, sheet, role) && !sheet->is_target && len < max)
            roots[len++] = sheet;
    }
    if (len == 0 && (roots[0] = circle_root(deriving, role)))
        len = 1;
    return len > 1 ? mentioned_drop(roots, len) : len;
}

/* name NULL: is there any example with content? */
bool example_has_member(const struct contract *contract, enum example_role role,
                        const char *name)
{
    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];
        const json_t *content;

        if (example->role != role || !example->content || example->in_table)
            continue;
        content = json_is_array(example->content)
                      ? json_array_get(example->content, 0)
                      : example->content;
        if (!name || json_object_get(content, name))
            return true;
    }
    return false;
}

/* Tables that all explain rows of others, and nothing to begin with. */
static void none_at_all(struct deriving *deriving, enum section_role role,
                        const char *what)
{
    for (size_t i = 0; i < deriving->len; i++) {
        if (!is_content(deriving, deriving->sheets[i], role))
            continue;
        deriving_refuse(deriving, "several-roots",
                        spot_of_table(deriving->sheets[i]->table),
                        "every table of the %s explains a row of another one",
                        what);
        return;
    }
}

/* The root of a content; NULL when there is none or it cannot be told. */
static struct sheet *root_of(struct deriving *deriving, enum section_role role,
                             struct sheet *const *roots, size_t len,
                             const char *what)
{
    if (len == 0)
        none_at_all(deriving, role, what);
    if (len <= 1)
        return len == 1 ? roots[0] : NULL;
    return root_choose(deriving, roots, len);
}

static const struct example *example_of(const struct contract *contract,
                                        enum example_role role)
{
    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];

        if (example->role == role && !example->in_table &&
            (json_object_size(example->content) > 0 ||
             json_array_size(example->content) > 0))
            return example;
    }
    return NULL;
}

static void undocumented(struct deriving *deriving, const struct group *group,
                         enum example_role role, const char *kind)
{
    const struct example *example = example_of(deriving->contract, role);

    if (group->len > 0 || !example || deriving->refused)
        return;
    deriving_refuse(deriving, kind,
                    (struct spot){example->element, example->line},
                    "an example shows a content, and no table describes it");
}

void request_read(struct deriving *deriving)
{
    struct group *request = &deriving->contract->request;
    struct sheet *roots[ROOTS_MAX];
    size_t len = roots_of(deriving, SECTION_REQUEST, roots, ROOTS_MAX);
    struct sheet *root =
        root_of(deriving, SECTION_REQUEST, roots, len, "request");

    if (root)
        members_read(deriving, root, request);
    undocumented(deriving, request, EXAMPLE_REQUEST, "request-undocumented");
    group_fit_examples(deriving, request, EXAMPLE_REQUEST);
}

/* A member of the answer that is the envelope of an error. */
static bool is_error_row(const struct sheet *sheet, size_t row)
{
    char *name = sheet_words(sheet, row, sheet->name);
    bool is_error = strcmp(name, "error") == 0 && sheet->targets[row];

    free(name);
    return is_error;
}

static void error_row_read(struct deriving *deriving, struct sheet *sheet)
{
    struct group *error = &deriving->contract->error;

    for (size_t row = 0; row < sheet->table->len; row++) {
        struct node *node;

        if (!is_error_row(sheet, row) || error->len > 0)
            continue;
        node = row_read(deriving, sheet, row);
        if (!node)
            return;
        group_place(error, sheet->targets[row]);
        group_add(error, node);
        row_expand(deriving, sheet, row, node, "", 1);
    }
}

static void alternatives_read(struct deriving *deriving)
{
    struct contract *contract = deriving->contract;

    for (size_t i = 0; i < deriving->page->len; i++) {
        const struct section *section = &deriving->page->sections[i];

        if (deriving->roles[i] != SECTION_RESPONSE &&
            deriving->roles[i] != SECTION_EXAMPLE_RESPONSE)
            continue;
        for (size_t j = 0; j < section->len; j++) {
            const struct text *text = &section->blocks[j].text;

            if (section->blocks[j].kind != BLOCK_TEXT)
                continue;
            contract->error_has_fault |= pattern_in(fault_pattern, text->text);
            if (!*contract->alternatives_el && pattern_in("^or$", text->text)) {
                free(contract->alternatives_el);
                contract->alternatives_el = xstrdup(text->element);
            }
        }
    }
}

/* Sheets of answers that failed leave the list; returns what is left. */
static size_t errors_take(struct deriving *deriving, struct sheet **roots,
                          size_t len)
{
    size_t left = 0;

    for (size_t i = 0; i < len; i++) {
        if (roots[i]->status < 400)
            roots[left++] = roots[i];
        else if (deriving->contract->error.len == 0)
            members_read(deriving, roots[i], &deriving->contract->error);
    }
    return left;
}

void response_read(struct deriving *deriving)
{
    struct contract *contract = deriving->contract;
    struct sheet *roots[ROOTS_MAX];
    size_t len = roots_of(deriving, SECTION_RESPONSE, roots, ROOTS_MAX);
    struct sheet *root;

    len = errors_take(deriving, roots, len);
    root = root_of(deriving, SECTION_RESPONSE, roots, len, "answer");
    if (root) {
        error_row_read(deriving, root);
        members_read(deriving, root, &contract->response);
    } else {
        response_elsewhere_read(deriving);
    }
    undocumented(deriving, &contract->response, EXAMPLE_RESPONSE,
                 "response-undocumented");
    group_fit_examples(deriving, &contract->response, EXAMPLE_RESPONSE);
    alternatives_read(deriving);
}
