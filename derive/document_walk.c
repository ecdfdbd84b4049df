/* One pass over the tree in the order of the page; no recursion. */
#include "derive/reading.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum role {
    ROLE_INLINE,
    ROLE_SKIP,
    ROLE_BLOCK,
    ROLE_LIST,
    ROLE_ITEM,
    ROLE_BREAK,
    ROLE_HEADING,
    ROLE_PRE,
    ROLE_STRONG,
    ROLE_CODE,
    ROLE_LINK,
    ROLE_TABLE,
    ROLE_HEAD,
    ROLE_ROW,
    ROLE_CELL,
    ROLE_HEADER_CELL,
    ROLE_CAPTION
};

struct role_name {
    const char *name;
    enum role role;
};

static const struct role_name elements[] = {
    {"p", ROLE_BLOCK},          {"td", ROLE_CELL},
    {"tr", ROLE_ROW},           {"li", ROLE_ITEM},
    {"div", ROLE_BLOCK},        {"th", ROLE_HEADER_CELL},
    {"a", ROLE_LINK},           {"strong", ROLE_STRONG},
    {"b", ROLE_STRONG},         {"ul", ROLE_LIST},
    {"ol", ROLE_LIST},          {"pre", ROLE_PRE},
    {"br", ROLE_BREAK},         {"code", ROLE_CODE},
    {"tt", ROLE_CODE},          {"kbd", ROLE_CODE},
    {"table", ROLE_TABLE},      {"thead", ROLE_HEAD},
    {"tbody", ROLE_BLOCK},      {"tfoot", ROLE_BLOCK},
    {"caption", ROLE_CAPTION},  {"h1", ROLE_HEADING},
    {"h2", ROLE_HEADING},       {"h3", ROLE_HEADING},
    {"h4", ROLE_HEADING},       {"h5", ROLE_HEADING},
    {"h6", ROLE_HEADING},       {"dl", ROLE_BLOCK},
    {"dt", ROLE_BLOCK},         {"dd", ROLE_BLOCK},
    {"section", ROLE_BLOCK},    {"article", ROLE_BLOCK},
    {"blockquote", ROLE_BLOCK}, {"hr", ROLE_BLOCK},
    {"address", ROLE_BLOCK},    {"body", ROLE_BLOCK},
    {"main", ROLE_BLOCK},       {"figure", ROLE_BLOCK},
    {"head", ROLE_SKIP},        {"script", ROLE_SKIP},
    {"style", ROLE_SKIP},       {"nav", ROLE_SKIP},
    {"template", ROLE_SKIP},    {"title", ROLE_SKIP},
};

/* Classes that say more than the element: labels and ways to other pages. */
static const struct role_name classes[] = {
    {"familylinks", ROLE_SKIP},      {"notetitle", ROLE_SKIP},
    {"cautiontitle", ROLE_SKIP},     {"warningtitle", ROLE_SKIP},
    {"noticetitle", ROLE_SKIP},      {"tiptitle", ROLE_SKIP},
    {"admonition-title", ROLE_SKIP}, {"parmvalue", ROLE_CODE},
    {"parmname", ROLE_CODE},
};

static const char *const note_classes[] = {"note",   "caution", "warning",
                                           "notice", "tip",     "admonition"};

static enum role role_of(const xmlNode *node)
{
    for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++) {
        if (node_has_class(node, classes[i].name))
            return classes[i].role;
    }
    for (size_t i = 0; i < sizeof(elements) / sizeof(*elements); i++) {
        if (xmlStrEqual(node->name, BAD_CAST elements[i].name))
            return elements[i].role;
    }
    return ROLE_INLINE;
}

static bool is_note(const xmlNode *node, enum role role)
{
    if (role != ROLE_BLOCK)
        return false;
    for (size_t i = 0; i < sizeof(note_classes) / sizeof(*note_classes); i++) {
        if (node_has_class(node, note_classes[i]))
            return true;
    }
    return false;
}

static void list_open(struct reading *reading, const xmlNode *node)
{
    (void)node;
    reading->lists++;
}

static void list_close(struct reading *reading)
{
    reading->lists--;
}

static void break_open(struct reading *reading, const xmlNode *node)
{
    (void)node;
    words_break(reading);
}

static void mark_close(struct reading *reading)
{
    span_end(reading, &reading->frames[reading->depth - 1]);
}

/* Headings do not open a section inside a table. */
static void heading_open(struct reading *reading, const xmlNode *node)
{
    if (reading->grids_len > 0)
        return;
    lead_forget(reading);
    section_open(reading);
    reading->target = TARGET_HEADING;
    reading->is_title = xmlStrEqual(node->name, BAD_CAST "h1");
}

static void heading_close(struct reading *reading)
{
    if (reading->target == TARGET_HEADING)
        reading->target = TARGET_SECTION;
}

static void pre_open(struct reading *reading, const xmlNode *node)
{
    struct block *block = block_add(reading, BLOCK_PRE);

    block->in_table = cell_current(reading) != NULL;
    free(block->text.text);
    free(block->text.element);
    block->text.text = words_kept(reading, node);
    block->text.element = xstrdup(reading_element(reading));
    block->text.line = (int)xmlGetLineNo(node);
    block->text.depth = reading->lists;
    if (!block->in_table)
        lead_forget(reading);
}

static void head_open(struct reading *reading, const xmlNode *node)
{
    (void)node;
    if (reading->grids_len > 0)
        reading->grids[reading->grids_len - 1].in_head = true;
}

static void head_close(struct reading *reading)
{
    if (reading->grids_len > 0)
        reading->grids[reading->grids_len - 1].in_head = false;
}

static void caption_open(struct reading *reading, const xmlNode *node)
{
    (void)node;
    if (reading->grids_len > 0 && !cell_current(reading))
        reading->target = TARGET_CAPTION;
}

static void caption_close(struct reading *reading)
{
    if (reading->target == TARGET_CAPTION)
        reading->target = TARGET_SECTION;
}

/* What an element does to the reading when it begins and when it ends. */
static const struct {
    bool is_block; /* text before it and in it belongs apart */
    void (*open)(struct reading *reading, const xmlNode *node);
    void (*close)(struct reading *reading);
} handlers[] = {
    [ROLE_INLINE] = {false, NULL, NULL},
    [ROLE_SKIP] = {false, NULL, NULL},
    [ROLE_BLOCK] = {true, NULL, NULL},
    [ROLE_LIST] = {true, list_open, list_close},
    [ROLE_ITEM] = {true, NULL, NULL},
    [ROLE_BREAK] = {false, break_open, NULL},
    [ROLE_HEADING] = {true, heading_open, heading_close},
    [ROLE_PRE] = {true, pre_open, NULL},
    [ROLE_STRONG] = {false, NULL, mark_close},
    [ROLE_CODE] = {false, NULL, mark_close},
    [ROLE_LINK] = {false, NULL, mark_close},
    [ROLE_TABLE] = {true, table_open, table_close},
    [ROLE_HEAD] = {true, head_open, head_close},
    [ROLE_ROW] = {true, row_open, row_close},
    [ROLE_CELL] = {true, cell_open, cell_close},
    [ROLE_HEADER_CELL] = {true, header_cell_open, cell_close},
    [ROLE_CAPTION] = {true, caption_open, caption_close},
};

/* Words that mark: their span begins with the first word inside. */
static void frame_mark(struct frame *frame, enum role role, const char *href)
{
    frame->is_span =
        role == ROLE_STRONG || role == ROLE_CODE || (role == ROLE_LINK && href);
    frame->span_kind = role == ROLE_STRONG ? SPAN_STRONG
                       : role == ROLE_CODE ? SPAN_CODE
                                           : SPAN_LINK;
    frame->href = role == ROLE_LINK ? href : NULL;
}

static void element_open(struct reading *reading, const xmlNode *node,
                         enum role role)
{
    struct frame *frame = &reading->frames[reading->depth];

    if (handlers[role].is_block)
        words_end(reading);
    *frame = (struct frame){
        .id = node_attribute(node, "id"),
        .is_item = role == ROLE_ITEM,
        .is_note = is_note(node, role),
        .is_cell = role == ROLE_CELL || role == ROLE_HEADER_CELL,
        .span = -1,
    };
    frame_mark(frame, role, node_attribute(node, "href"));
    reading->depth++;
    if (handlers[role].open)
        handlers[role].open(reading, node);
}

static void element_close(struct reading *reading, enum role role)
{
    if (handlers[role].is_block)
        words_end(reading);
    if (handlers[role].close)
        handlers[role].close(reading);
    reading->depth--;
}

/* Returns whether its children are to be visited. */
static bool node_enter(struct reading *reading, const xmlNode *node)
{
    enum role role;

    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        words_add(reading, (const char *)node->content,
                  (int)xmlGetLineNo(node->parent));
        return false;
    }
    if (node->type != XML_ELEMENT_NODE)
        return false;
    role = role_of(node);
    if (role == ROLE_SKIP)
        return false;
    if (reading->depth == DOCUMENT_DEPTH_MAX) {
        reading_fail(reading, "elements are nested more than %d deep",
                     DOCUMENT_DEPTH_MAX);
        return false;
    }
    element_open(reading, node, role);
    if (role != ROLE_PRE && node->children)
        return true;
    element_close(reading, role);
    return false;
}

void document_walk(struct reading *reading, xmlNode *root)
{
    xmlNode *node = root;

    while (node && !reading->failed) {
        if (node_enter(reading, node)) {
            node = node->children;
            continue;
        }
        while (node != root && !node->next) {
            node = node->parent;
            element_close(reading, role_of(node));
        }
        node = node == root ? NULL : node->next;
    }
    words_end(reading);
}
