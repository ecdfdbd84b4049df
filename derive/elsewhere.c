/*
 * What a page leaves to other pages: the answer, and the row of a placeholder
 * that the pages beside it have.
 */
#include "derive/deriving.h"

#include "base/alloc.h"
#include "derive/trait_pattern.h"

#include <stdlib.h>
#include <string.h>

static const char *const see_pattern =
    "^(?:for details,? )?(?:see|refer to)\\b";

/* The link of a section that says nothing but where to look. */
static const struct text *reference_of(const struct section *section,
                                       const char **href)
{
    for (size_t i = 0; i < section->len; i++) {
        const struct text *text = &section->blocks[i].text;

        if (section->blocks[i].kind == BLOCK_TABLE)
            return NULL;
        if (section->blocks[i].kind == BLOCK_PRE ||
            !pattern_in(see_pattern, text->text))
            continue;
        for (size_t j = 0; j < text->spans_len; j++) {
            *href = text->spans[j].href;
            if (*href && **href != '#' && !strstr(*href, "://"))
                return text;
        }
    }
    return NULL;
}

static struct sheet *root_on(const struct deriving *deriving,
                             const struct document *page)
{
    for (size_t i = 0; i < deriving->len; i++) {
        struct sheet *sheet = deriving->sheets[i];

        if (sheet->page == page && !sheet->is_target &&
            sheet->role != SECTION_URI && sheet->role != SECTION_REQUEST &&
            (sheet->kind == SHEET_UNSAID || sheet->kind == SHEET_BODY))
            return sheet;
    }
    return NULL;
}

void response_elsewhere_read(struct deriving *deriving)
{
    const struct section *section = section_of(deriving, SECTION_RESPONSE);
    size_t first = deriving->len;
    const char *href = NULL;
    const struct text *text = section ? reference_of(section, &href) : NULL;
    const struct document *page = text ? page_of_link(deriving, href) : NULL;
    struct sheet *root = NULL;

    if (!text || deriving->refused)
        return;
    if (page && page != deriving->page) {
        page_admit(deriving, page);
        links_read(deriving, first);
        root = root_on(deriving, page);
    }
    if (!root) {
        deriving_refuse(
            deriving, "response-elsewhere", spot_of_text(text),
            page ? "%s has no table of the answer"
                 : "the answer is described on %s, which is not given",
            href);
        return;
    }
    deriving_note(deriving, "response-elsewhere", spot_of_text(text),
                  "the answer is taken from %s", page->id);
    members_read(deriving, root, &deriving->contract->response);
}

/* Take the node of a placeholder out of a path; NULL when there is none. */
static struct node *path_take(struct group *path, const char *name)
{
    for (size_t i = 0; i < path->len; i++) {
        struct node *node = path->nodes[i];

        if (strcmp(node->name, name) != 0)
            continue;
        path->nodes[i] = path->nodes[--path->len];
        return node;
    }
    return NULL;
}

/* Bytes that two paths begin with alike. */
static size_t common_len(const char *a, const char *b)
{
    size_t len = 0;

    while (a[len] && a[len] == b[len])
        len++;
    return len;
}

/* The row of another page and how close its path is. */
struct sibling {
    struct node *node; /* owned, NULL: none so far */
    const struct document *page;
    size_t common; /* bytes of the path that are alike */
};

/* Take the other page's row when its path is closer than the one so far. */
static void sibling_ask(struct sibling *sibling, const char *path,
                        const struct document *page, const char *name)
{
    struct remarks remarks = {0};
    struct deriving other = {.page = page, .remarks = &remarks};
    struct node *node = NULL;
    size_t common = 0;

    other.roles = roles_read(page);
    other.contract = contract_new(page);
    uris_read(&other);
    if (!other.refused && uri_has_placeholder(&other.contract->uris[0], name))
        common = common_len(other.contract->uris[0].path, path);
    if (common > sibling->common) {
        sheets_read(&other, page, other.roles);
        links_read(&other, 0);
        parameters_read(&other);
        node = path_take(&other.contract->path, name);
    }
    if (node) {
        node_free(sibling->node);
        *sibling = (struct sibling){node, page, common};
    }
    deriving_clear(&other);
    contract_free(other.contract);
    remarks_clear(&remarks);
}

bool sibling_placeholder(struct deriving *deriving, const char *name)
{
    const struct uri *uri = &deriving->contract->uris[0];
    struct spot spot = {uri->element, uri->line};
    struct sibling sibling = {0};

    for (size_t i = 0; i < deriving->pages_len; i++) {
        if (deriving->pages[i] != deriving->page)
            sibling_ask(&sibling, uri->path, deriving->pages[i], name);
    }
    if (!sibling.node)
        return false;
    deriving_note(deriving, "placeholder-undocumented", spot,
                  "{%s} of %s has no row; the one of the page %s is taken",
                  name, uri->path, sibling.page->id);
    group_add(&deriving->contract->path, sibling.node);
    return true;
}
