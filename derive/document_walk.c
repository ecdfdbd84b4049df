/* One pass over the tree in the order of the page; no recursion. */
#include "derive/reading.h"

#include "base/alloc.h"

#include <stdint.h>
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

/* Headings do not open a section inside a cell. */
static void heading_open(struct reading *reading, const xmlNode *node)
{
    words_end(reading);
    if (cell_current(reading) || reading->grids_len > 0)
        return;
    lead_forget(reading);
    section_open(reading);
    reading->target = TARGET_HEADING;
    reading->is_title = xmlStrEqual(node->name, BAD_CAST "h1");
}

static void heading_close(struct reading *reading)
{
    words_end(reading);
    if (reading->target == TARGET_HEADING)
        reading->target = TARGET_SECTION;
}

static void pre_read(struct reading *reading, const xmlNode *node)
{
    struct block *block;

    words_end(reading);
    block = block_add(reading, BLOCK_PRE);
    block->in_table = cell_current(reading) != NULL;
    free(block->text.text);
    free(block->text.element);
    block->text.text = words_kept(reading, node);
    block->text.element = xstrdup(reading_element(reading));
    block->text.line = (int)xmlGetLineNo((xmlNode *)(uintptr_t)node);
    block->text.depth = reading->lists;
    if (!block->in_table)
        lead_forget(reading);
}

static void caption_open(struct reading *reading)
{
    words_end(reading);
    if (reading->grids_len > 0 && !cell_current(reading))
        reading->target = TARGET_CAPTION;
}

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

    if (role >= ROLE_BLOCK && role != ROLE_BREAK &&
        (role < ROLE_STRONG || role > ROLE_LINK))
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
    switch (role) {
    case ROLE_LIST:
        reading->lists++;
        break;
    case ROLE_BREAK:
        words_break(reading);
        break;
    case ROLE_HEADING:
        heading_open(reading, node);
        break;
    case ROLE_PRE:
        pre_read(reading, node);
        break;
    case ROLE_TABLE:
        table_open(reading, node);
        break;
    case ROLE_HEAD:
        if (reading->grids_len > 0)
            reading->grids[reading->grids_len - 1].in_head = true;
        break;
    case ROLE_ROW:
        row_open(reading, node);
        break;
    case ROLE_CELL:
    case ROLE_HEADER_CELL:
        cell_open(reading, node, role == ROLE_HEADER_CELL);
        break;
    case ROLE_CAPTION:
        caption_open(reading);
        break;
    default:
        break;
    }
}

static void element_close(struct reading *reading, enum role role)
{
    switch (role) {
    case ROLE_STRONG:
    case ROLE_CODE:
    case ROLE_LINK:
        span_end(reading, &reading->frames[reading->depth - 1]);
        break;
    case ROLE_INLINE:
    case ROLE_BREAK:
    case ROLE_SKIP:
        break;
    default:
        words_end(reading);
        break;
    }
    if (role == ROLE_LIST)
        reading->lists--;
    else if (role == ROLE_HEADING)
        heading_close(reading);
    else if (role == ROLE_TABLE)
        table_close(reading);
    else if (role == ROLE_ROW)
        row_close(reading);
    else if (role == ROLE_CELL || role == ROLE_HEADER_CELL)
        cell_close(reading);
    else if (role == ROLE_HEAD && reading->grids_len > 0)
        reading->grids[reading->grids_len - 1].in_head = false;
    else if (role == ROLE_CAPTION && reading->target == TARGET_CAPTION)
        reading->target = TARGET_SECTION;
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
