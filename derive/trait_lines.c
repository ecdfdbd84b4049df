/* Lists of values that stand in lines of their own, below their introduction.
 */
#include "derive/trait_rules.h"

#include "base/json.h"

#include <stdlib.h>
#include <string.h>

/* Words before a list of lines. */
static const char lines_intro[] =
    "(?:\\b(?:values?|options?|statuses|status|types?|modes?|policies|"
    "protocols?|can be|codes?)\\b[^:]{0,60}\\b(?:as follows|following|follows|"
    "following (?:values?|options?)|are available|can be|are)|"
    "^(?:value )?options?) ?[:.]?$";
static const char whether_intro[] = "^(?:specifies )?whether\\b";
static const char after_token[] = AFTER_TOKEN;
/* Words that are labels and no values, unless they are marked. */
static const char label[] = "^(?:note|default|minimum|maximum|example)$";

/* The token that a line begins with; unmarked ones only in a list. */
static char *line_token(const struct text *text)
{
    struct found found;
    size_t end;
    char *token = text_token(text, 0, &end);

    if (!token && text->kind == TEXT_ITEM &&
        pattern_find("^([\\w.-]+)(?=:|$)", text->text, 0, &found)) {
        token = found_text(&found, text->text, 1);
        end = found.end[1];
        if (pattern_in(label, token)) {
            free(token);
            token = NULL;
        }
    }
    if (token && !pattern_find(after_token, text->text, end, &found)) {
        free(token);
        token = NULL;
    }
    return token;
}

/* Lines after an introduction: every item, or paragraphs as far as they are
   alike; one that is not leaves the list in doubt. */
static bool read_lines(const struct scan *scan, size_t next, json_t *values)
{
    const struct cell *cell = scan->cell;
    const enum text_kind kind =
        next < cell->len ? cell->texts[next].kind : TEXT_NOTE;
    const int depth = next < cell->len ? cell->texts[next].depth : 0;

    for (; next < cell->len && kind != TEXT_NOTE; next++) {
        const struct text *text = &cell->texts[next];

        if (text->kind == TEXT_NOTE || text->depth < depth)
            return true;
        if (text->depth > depth ||
            (kind == TEXT_ITEM && text->kind != TEXT_ITEM))
            continue;
        if (!scan_choice(scan, line_token(text), values))
            return kind == TEXT_PARAGRAPH && text->kind == TEXT_PARAGRAPH &&
                   !pattern_in("^[^ :]{1,40}(?: ?\\([^()]*\\))?:", text->text);
    }
    return true;
}

static bool are_switches(const json_t *values)
{
    size_t i;
    json_t *value;

    json_array_foreach(values, i, value) {
        const char *text = json_string_value(value);

        if (text && strcmp(text, "true") && strcmp(text, "false") &&
            strcmp(text, "0") && strcmp(text, "1"))
            return false;
    }
    return true;
}

json_t *scan_lines(const struct scan *scan, size_t at)
{
    const struct sentence *sentence = &scan->sentences[at];
    const size_t next = (size_t)(sentence->text - scan->cell->texts) + 1;
    const bool is_last =
        at + 1 == scan->len || scan->sentences[at + 1].text != sentence->text;
    const bool is_list = pattern_in(lines_intro, sentence->words);
    json_t *values = json_array();

    if (!is_last || next >= scan->cell->len ||
        (!is_list && !pattern_in(whether_intro, sentence->words)))
        return values;
    if (!read_lines(scan, next, values) || (!is_list && !are_switches(values)))
        json_array_clear(values);
    return values;
}
