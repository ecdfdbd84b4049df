/*
 * cells.h - a table cell from a few lines of text, for tests.
 *
 * "* " begins an item of a list, "! " a note, other lines are paragraphs.
 * **strong** and [link](href) are marked up.
 */
#ifndef TESTS_UNIT_DERIVE_CELLS_H
#define TESTS_UNIT_DERIVE_CELLS_H

#include "derive/document.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static inline struct span *span_add(struct text *text, enum span_kind kind,
                                    size_t start)
{
    text->spans = xgrow(text->spans, text->spans_len, &text->spans_cap,
                        sizeof(*text->spans));
    text->spans[text->spans_len] = (struct span){.kind = kind, .start = start};
    return &text->spans[text->spans_len++];
}

/* Markup taken out of one line, as spans. */
static inline void text_mark(struct text *text, const char *line, size_t len)
{
    size_t out = 0;
    struct span *strong = NULL;

    text->text = xcalloc(len + 1, 1);
    for (size_t i = 0; i < len; i++) {
        if (!strncmp(line + i, "**", 2)) {
            if (strong)
                strong->len = out - strong->start;
            strong = strong ? NULL : span_add(text, SPAN_STRONG, out);
            i++;
        } else if (line[i] == '[' && memchr(line + i, '(', len - i) &&
                   strcspn(line + i, "]") + 1 == strcspn(line + i, "(")) {
            const size_t words = strcspn(line + i, "]") - 1;
            const size_t href = strcspn(line + i, ")") - words - 3;
            struct span *link = span_add(text, SPAN_LINK, out);

            memcpy(text->text + out, line + i + 1, words);
            out += words;
            link->len = words;
            link->href = xmemdup(line + i + words + 3, href);
            i += words + 3 + href;
        } else {
            text->text[out++] = line[i];
        }
    }
}

static inline struct cell cell_new(const char *lines)
{
    struct cell cell = {0};

    while (*lines) {
        const size_t len = strcspn(lines, "\n");
        const size_t skip =
            !strncmp(lines, "* ", 2) || !strncmp(lines, "! ", 2) ? 2 : 0;
        struct text *text;

        cell.texts = xgrow(cell.texts, cell.len, &cell.cap, sizeof(*text));
        text = &cell.texts[cell.len++];
        *text = (struct text){.kind = !skip           ? TEXT_PARAGRAPH
                                      : *lines == '*' ? TEXT_ITEM
                                                      : TEXT_NOTE,
                              .depth = skip && *lines == '*',
                              .element = xasprintf("p%zu", cell.len)};
        text_mark(text, lines + skip, len - skip);
        lines += len + (lines[len] == '\n');
    }
    return cell;
}

static inline void cell_free(struct cell *cell)
{
    for (size_t i = 0; i < cell->len; i++) {
        struct text *text = &cell->texts[i];

        for (size_t j = 0; j < text->spans_len; j++)
            free(text->spans[j].href);
        free(text->spans);
        free(text->text);
        free(text->element);
    }
    free(cell->texts);
}

#endif
