#include "derive/trait_rules.h"

#include "base/alloc.h"
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

#define CHOICES_MAX 200

/* Values that a cell lists; each list is one of these until they are held
   against each other. */
struct choices {
    json_t *values; /* owned array */
    const struct sentence *sentence;
    bool is_conditional;
};

struct lists {
    struct choices *items; /* owned */
    size_t len;
    size_t cap;
};

/* A list that is only a sample, or open at its end. */
static const char open_list[] =
    "\\b(?:e\\.g|such as|for example|etc|and so on|not limited|or others?|"
    "custom(?:ized)?|any other|including)\\b|\\.\\.\\.|…";
/* Words before tokens that are all that the value can be. */
static const char intro[] =
    "\\b(?:values?|parameter|it|protocols?|types?|polic(?:y|ies)|modes?|"
    "algorithms?|field|status|version|which|field|order|method|direction)\\b"
    "[^.:]{0,40}? (?:can (?:only )?be(?: set to)?|must be|is fixed at|"
    "are|is)(?: either| one of)?:? |^(?:value )?options?: ?|"
    "\\b(?:available|possible|valid|supported|allowed) (?:values|options)"
    "(?: are|:) ?";
/* Of these, one token is enough. */
static const char only_one[] = "\\bcan only be |\\bis fixed at ";
/* What may follow the last token. */
static const char list_end[] =
    "\\G ?(?:[.;]|$|,? ?and (?:the |its )?default|,? (?:which is )?by default)";
static const char list_more[] = "\\G ?(?:, ?(?:and |or )?|(?:and|or) )";
static const char remark_in_brackets[] = "\\G ?\\([^()]*\\)";
/* Words before a list of lines. */
static const char lines_intro[] =
    "(?:\\b(?:values?|options?|statuses|status|types?|modes?|policies|"
    "protocols?|can be|codes?)\\b[^:]{0,60}\\b(?:as follows|following|follows|"
    "following (?:values?|options?)|are available|can be|are)|"
    "^(?:value )?options?) ?[:.]?$";
static const char whether_intro[] = "^(?:specifies )?whether\\b";
/* A line after its token. */
static const char line_more[] =
    "\\G ?(?:\\([^()]*\\) ?)?(?::|indicates?\\b|means?\\b|\\.?$)";

/* Labels, and pictures of values. */
static const char no_choice[] =
    "^(?:note|default|minimum|maximum|null|none|example)$|y{4}|x{3}";
/* Several tokens may come at once: "Use commas to separate them." */
static const char combined[] = "\\bseparate[ds]?\\b|\\bcommas? \\(,\\)";

/* Tokens look like "SATA", "tls-1-2", "application/json": no blanks. */
static json_t *choice_value(const char *token, const struct type *type)
{
    struct found found;
    char *plain;
    json_t *value = NULL;

    if (!pattern_find("^[\"']?([\\w.:+*@-]+|[a-z]+/[a-z][a-z.+-]*(?<!true)"
                      "(?<!false))[\"']?(?: ?\\([^()]*\\))?$",
                      token, 0, &found))
        return NULL;
    plain = found_text(&found, token, 1);
    if (!pattern_in(no_choice, plain))
        value = token_value(plain, type);
    free(plain);
    return value;
}

/* Add the token's value; false when it is none. */
static bool add_choice(json_t *values, char *token, const struct type *type)
{
    json_t *value = token ? choice_value(token, type) : NULL;
    bool is_new = value && json_array_size(values) < CHOICES_MAX;

    for (size_t i = 0; is_new && i < json_array_size(values); i++)
        is_new = !json_same(json_array_get(values, i), value);
    free(token);
    if (is_new)
        json_array_append(values, value);
    json_decref(value);
    return value != NULL;
}

/* Tokens of one sentence from a place on: "**A**, **B** (old), or **C**." */
static bool read_tokens(const struct scan *scan,
                        const struct sentence *sentence, size_t at,
                        json_t *values)
{
    struct found found;

    for (;;) {
        char *token = sentence_token(sentence, at, &at);
        const bool is_null = token && !strcmp(token, "null");

        if (is_null)
            free(token);
        else if (!add_choice(values, token, scan->type))
            return false;
        if (pattern_find(remark_in_brackets, sentence->words, at, &found))
            at = found.end[0];
        if (pattern_find(list_end, sentence->words, at, &found))
            return true;
        if (!pattern_find(list_more, sentence->words, at, &found))
            return false;
        at = found.end[0];
    }
}

/* Takes values; they count when there are enough and no more may come. */
static void lists_add(struct lists *lists, const struct sentence *sentence,
                      json_t *values, size_t least)
{
    if (json_array_size(values) < least ||
        pattern_in(open_list, sentence->words)) {
        json_decref(values);
        return;
    }
    lists->items =
        xgrow(lists->items, lists->len, &lists->cap, sizeof(*lists->items));
    lists->items[lists->len++] =
        (struct choices){values, sentence, sentence->is_conditional};
}

static void read_inline(struct scan *scan, struct lists *lists,
                        const struct sentence *sentence)
{
    struct found found;

    for (size_t from = 0; pattern_find(intro, sentence->words, from, &found) &&
                          found.end[0] > from;
         from = found.end[0]) {
        json_t *values = json_array();
        char *words = found_text(&found, sentence->words, 0);
        const size_t least = pattern_in(only_one, words) ? 1 : 2;

        free(words);
        if (!read_tokens(scan, sentence, found.end[0], values))
            json_array_clear(values);
        lists_add(lists, sentence, values, least);
    }
}

/* "The options are as follows: - **0**: image - **1**: text" */
static bool read_dashes(const struct scan *scan, const struct text *text,
                        size_t at, json_t *values)
{
    struct found found;

    for (;;) {
        if (!pattern_find("\\G- ", text->text, at, &found) ||
            !add_choice(values, text_token(text, found.end[0], &at),
                        scan->type) ||
            !pattern_find(line_more, text->text, at, &found))
            return false;
        if (!pattern_find(" (?=- [^ :]+(?: ?\\([^()]*\\))?:)", text->text, at,
                          &found))
            return true;
        at = found.end[0];
    }
}

static void read_dashed(struct scan *scan, struct lists *lists,
                        const struct sentence *sentence)
{
    const struct text *text = sentence->text;
    struct found found;
    json_t *values;

    if (!pattern_find("(?:as follows|options?|can be|following(?: values)?)"
                      " ?: ?(?=- )",
                      text->text, sentence->start, &found) ||
        found.start[0] >= sentence->start + strlen(sentence->words))
        return;
    values = json_array();
    if (!read_dashes(scan, text, found.end[0], values))
        json_array_clear(values);
    lists_add(lists, sentence, values, 2);
}

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
    }
    if (token && !pattern_find(line_more, text->text, end, &found)) {
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
        if (!add_choice(values, line_token(text), scan->type))
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

/* The last sentence of a text, with the lines that follow the text. */
static void read_below(struct scan *scan, struct lists *lists, size_t at)
{
    const struct sentence *sentence = &scan->sentences[at];
    const size_t next = (size_t)(sentence->text - scan->cell->texts) + 1;
    const bool is_last =
        at + 1 == scan->len || scan->sentences[at + 1].text != sentence->text;
    const bool is_list = pattern_in(lines_intro, sentence->words);
    json_t *values;

    if (!is_last || next >= scan->cell->len ||
        (!is_list && !pattern_in(whether_intro, sentence->words)))
        return;
    values = json_array();
    if (!read_lines(scan, next, values) || (!is_list && !are_switches(values)))
        json_array_clear(values);
    lists_add(lists, sentence, values, 2);
}

static bool holds_all(const json_t *all, const json_t *some)
{
    size_t i, j;
    json_t *value, *other;

    json_array_foreach(some, i, value) {
        bool is_there = false;

        json_array_foreach(all, j, other)
            is_there |= json_same(value, other);
        if (!is_there)
            return false;
    }
    return true;
}

/* The first list that is for all cases; what other lists say must be in it. */
static void add_enum(struct scan *scan, const struct lists *lists)
{
    const struct choices *all = NULL;
    bool is_sure = true;

    for (size_t i = 0; i < lists->len && !all; i++)
        if (!lists->items[i].is_conditional)
            all = &lists->items[i];
    for (size_t i = 0; all && i < lists->len; i++)
        is_sure &= holds_all(all->values, lists->items[i].values);
    if (!all)
        return;
    if (is_sure)
        scan_add(scan, all->sentence, "enum", json_incref(all->values));
    else
        scan_add(
            scan, all->sentence, "ambiguous",
            json_pack("{s:s,s:O}", "keyword", "enum", "value", all->values));
}

static bool is_combined(const struct scan *scan)
{
    for (size_t i = 0; i < scan->len; i++)
        if (pattern_in(combined, scan->sentences[i].words))
            return true;
    return false;
}

void scan_enumerations(struct scan *scan)
{
    const unsigned types = rule_types_of(scan->type);
    struct lists lists = {0};

    if (!(types & (FOR_TEXT | FOR_NUMBER)) || is_combined(scan))
        return;
    for (size_t i = 0; i < scan->len; i++) {
        const struct sentence *sentence = &scan->sentences[i];

        if (sentence->text->kind == TEXT_NOTE)
            continue;
        read_inline(scan, &lists, sentence);
        read_dashed(scan, &lists, sentence);
        read_below(scan, &lists, i);
    }
    add_enum(scan, &lists);
    for (size_t i = 0; i < lists.len; i++)
        json_decref(lists.items[i].values);
    free(lists.items);
}
