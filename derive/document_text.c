/* Running text: white space collapsed, marked parts remembered. */
#include "derive/reading.h"

#include "base/alloc.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Length of the white space at text: ASCII's, and the no-break space. */
static size_t blank_len(const char *text)
{
    if (*text && strchr(" \t\n\r\f", *text))
        return 1;
    return strncmp(text, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static size_t word_len(const char *text)
{
    size_t len = 0;

    while (text[len] && blank_len(text + len) == 0)
        len++;
    return len;
}

/* What kind of text begins here: the first one of a li is the item's. */
static enum text_kind kind_here(struct reading *reading)
{
    struct frame *item = NULL;
    bool is_note = false;

    for (size_t i = reading->depth; i > 0; i--) {
        struct frame *frame = &reading->frames[i - 1];

        is_note |= frame->is_note;
        if (frame->is_item && !item)
            item = frame;
    }
    if (is_note)
        return TEXT_NOTE;
    if (!item || item->item_has_text)
        return TEXT_PARAGRAPH;
    item->item_has_text = true;
    return TEXT_ITEM;
}

static void words_open(struct reading *reading, int line)
{
    reading->is_open = true;
    reading->blank_due = false;
    reading->pending = (struct text){
        .kind = kind_here(reading),
        .element = xstrdup(reading_element(reading)),
        .line = line,
        .depth = reading->lists,
    };
    buffer_reset(&reading->words);
}

/* Elements that mark text begin with the first word inside them. */
static void spans_begin(struct reading *reading)
{
    struct text *text = &reading->pending;

    for (size_t i = 0; i < reading->depth; i++) {
        struct frame *frame = &reading->frames[i];

        if (!frame->is_span || frame->span >= 0)
            continue;
        if (!reading_count(reading, 1, 0))
            return;
        text->spans = xgrow(text->spans, text->spans_len, &text->spans_cap,
                            sizeof(*text->spans));
        text->spans[text->spans_len] = (struct span){
            .kind = frame->span_kind,
            .start = reading->words.len,
            .href = xstrdup(frame->href),
        };
        frame->span = (long)text->spans_len++;
    }
}

void words_add(struct reading *reading, const char *text, int line)
{
    while (*text && !reading->failed) {
        size_t blank = blank_len(text);
        size_t len;

        if (blank > 0) {
            reading->blank_due = reading->is_open;
            text += blank;
            continue;
        }
        if (!reading->is_open)
            words_open(reading, line);
        if (reading->blank_due && reading->words.len > 0 &&
            reading->words.data[reading->words.len - 1] != '\n')
            buffer_add(&reading->words, " ", 1);
        reading->blank_due = false;
        spans_begin(reading);
        len = word_len(text);
        buffer_add(&reading->words, text, len);
        text += len;
    }
}

void words_break(struct reading *reading)
{
    if (!reading->is_open)
        return;
    buffer_add(&reading->words, "\n", 1);
    reading->blank_due = false;
}

void span_end(struct reading *reading, struct frame *frame)
{
    struct span *span;

    if (!frame->is_span || frame->span < 0 || !reading->is_open)
        return;
    span = &reading->pending.spans[frame->span];
    span->len = reading->words.len - span->start;
    frame->span = -1;
}

void lead_forget(struct reading *reading)
{
    text_clear(&reading->lead);
}

/* The first text is the heading; a heading that never ends has more. */
static void heading_place(struct reading *reading, const struct text *text)
{
    struct text *heading = &reading_section(reading)->heading;

    text_clear(heading);
    *heading = *text;
    reading->target = TARGET_SECTION;
    if (reading->is_title && !*reading->page->title) {
        free(reading->page->title);
        reading->page->title = xstrdup(text->text);
    }
}

/* Where a text that has ended belongs. Takes what it holds. */
static void text_place(struct reading *reading, const struct text *text)
{
    struct cell *cell = cell_current(reading);
    struct block *block;

    if (cell) {
        cell->texts =
            xgrow(cell->texts, cell->len, &cell->cap, sizeof(*cell->texts));
        cell->texts[cell->len++] = *text;
    } else if (reading->target == TARGET_HEADING) {
        heading_place(reading, text);
    } else if (reading->target == TARGET_CAPTION) {
        text_clear(&table_current(reading)->caption);
        table_current(reading)->caption = *text;
    } else {
        block = block_add(reading, BLOCK_TEXT);
        lead_forget(reading);
        text_copy(&reading->lead, text);
        text_clear(&block->text);
        block->text = *text;
    }
}

/* A span may have ended after a break that is cut off at the end. */
static void spans_clip(struct text *text, size_t len)
{
    for (size_t i = 0; i < text->spans_len; i++) {
        struct span *span = &text->spans[i];

        if (span->start + span->len > len)
            span->len = len - span->start;
    }
}

void words_end(struct reading *reading)
{
    if (!reading->is_open)
        return;
    for (size_t i = 0; i < reading->depth; i++)
        span_end(reading, &reading->frames[i]);
    reading->is_open = false;
    while (reading->words.len > 0 &&
           reading->words.data[reading->words.len - 1] == '\n')
        reading->words.data[--reading->words.len] = '\0';
    spans_clip(&reading->pending, reading->words.len);
    reading->pending.text =
        xmemdup(buffer_text(&reading->words), reading->words.len);
    if (reading_count(reading, 1, reading->words.len))
        text_place(reading, &reading->pending);
    else
        text_clear(&reading->pending);
    reading->pending = (struct text){0};
}

/* The next node below root in the order of the page, NULL at the end. */
static const xmlNode *node_next(const xmlNode *node, const xmlNode *root)
{
    if (node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

char *words_kept(struct reading *reading, const xmlNode *pre)
{
    struct buffer kept;
    const xmlNode *node = pre;

    buffer_init(&kept, 0);
    while ((node = node_next(node, pre))) {
        if (node->type == XML_ELEMENT_NODE &&
            xmlStrEqual(node->name, BAD_CAST "br"))
            buffer_add(&kept, "\n", 1);
        else if (node->content && (node->type == XML_TEXT_NODE ||
                                   node->type == XML_CDATA_SECTION_NODE))
            buffer_add_text(&kept, (const char *)node->content);
    }
    reading_count(reading, 1, kept.len);
    /* HTML: a line break right after the tag is no part of the text */
    if (kept.len > 0 && kept.data[0] == '\n')
        memmove(kept.data, kept.data + 1, kept.len--);
    return buffer_take(&kept);
}
