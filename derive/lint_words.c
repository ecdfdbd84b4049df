/* Words that name a parameter or member which no table has. */
#include "derive/lint_parts.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

struct view {
    const struct contract *contract;
    struct remarks *remarks;
    json_t *told; /* owned object: names that were said before */
};

/* A name as tables have it; other marked words are values or titles. */
static const char identifier[] = "^[a-z][a-z0-9]*(?:[_:.-][a-z0-9]+)*$";
/* Sentences about other calls, pages or values. */
static const char elsewhere[] =
    "\\bAPIs?\\b|\\bfor details\\b|\\bsee\\b|\\bfor example\\b|\\be\\.g\\b|"
    "\\bparameters? (?:in|of|under|for) the \\S+ (?:field|parameter)|"
    "\\bcommands?\\b|\\bconsole\\b|\\bimage\\b|\\bfiles?\\b";
static const char before[] = "(?:\\bparameters?|\\bfields?)(?: named)? ?$";
static const char after[] = "^ (?:parameter|field)\\b(?! of another)";
static const char list_gap[] = "^(?:, ?(?:and |or )?| and | or )$";

/* Words of a text between two places. */
static char *part_of(const struct text *text, size_t start, size_t end)
{
    return xmemdup(text->text + start, end > start ? end - start : 0);
}

static bool part_matches(const struct text *text, size_t start, size_t end,
                         const char *pattern)
{
    char *part = part_of(text, start, end);
    const bool is_match = pattern_in(pattern, part);

    free(part);
    return is_match;
}

/* The sentence around a place: from full stop to full stop. */
static bool is_about_elsewhere(const struct text *text, size_t at)
{
    size_t start = at, end = at;

    while (start > 0 && strncmp(text->text + start - 1, ". ", 2) &&
           text->text[start - 1] != '\n')
        start--;
    while (text->text[end] && strncmp(text->text + end, ". ", 2) &&
           text->text[end] != '\n')
        end++;
    return part_matches(text, start, end, elsewhere);
}

static void check_span(const struct view *view, const struct text *text,
                       const struct span *span)
{
    char *name = part_of(text, span->start, span->start + span->len);

    if (pattern_in(identifier, name) && !json_object_get(view->told, name) &&
        !contract_has_name(view->contract, name) &&
        !is_about_elsewhere(text, span->start)) {
        json_object_set_new(view->told, name, json_true());
        lint_note(view->remarks, view->contract, "prose-differs",
                  (struct lint_place){text->element, text->line, NULL},
                  "the words speak of \"%s\", and no table has it", name);
    }
    free(name);
}

/* "parameters **a**, **b**, or **c**", "the **d** parameter". */
static void check_text(void *with, const struct text *text)
{
    const size_t len = strlen(text->text);
    size_t last_end = 0;
    bool in_list = false;

    for (size_t i = 0; i < text->spans_len; i++) {
        const struct span *span = &text->spans[i];
        const size_t end = span->start + span->len;

        if (span->kind == SPAN_LINK || end > len || span->start < last_end)
            continue;
        in_list =
            (in_list && part_matches(text, last_end, span->start, list_gap)) ||
            part_matches(text, last_end, span->start, before);
        if (in_list || part_matches(text, end, len, after))
            check_span(with, text, span);
        last_end = end;
    }
}

void lint_words(const struct lint_page *page, struct remarks *remarks)
{
    struct view view = {page->contract, remarks, json_object()};

    page_each_text(page->page, check_text, &view);
    json_decref(view.told);
}
