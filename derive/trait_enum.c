#include "derive/trait_rules.h"

#include "base/alloc.h"
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

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
    "\\G ?(?:[.;]|$|,? ?and (?:the |its )?default|,? (?:which is )?by default|"
    ", ?indicating\\b|, ?in (?:de|a)scending\\b)";
static const char list_more[] = "\\G ?(?:, ?(?:and |or )?|(?:and|or) )";
static const char remark_in_brackets[] = "\\G ?\\([^()]*\\)";
static const char after_token[] = AFTER_TOKEN;
/* Several tokens may come at once: "Use commas to separate them." */
static const char combined[] = "\\bseparate[ds]?\\b|\\bcommas? \\(,\\)";

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
        else if (!scan_choice(scan, token, values))
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

/* Takes values; they count when there are enough and the words before them do
   not say that more may come. */
static void lists_add(struct lists *lists, const struct sentence *sentence,
                      const char *before, json_t *values, size_t least)
{
    if (json_array_size(values) < least || pattern_in(open_list, before)) {
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
        lists_add(lists, sentence, sentence->words, values, least);
    }
}

/* "The options are as follows: - **0**: image - **1**: text" */
static bool read_dashes(const struct scan *scan, const struct text *text,
                        size_t at, json_t *values)
{
    struct found found;

    for (;;) {
        if (!pattern_find("\\G- ", text->text, at, &found) ||
            !scan_choice(scan, text_token(text, found.end[0], &at), values) ||
            !pattern_find(after_token, text->text, at, &found))
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
    char *before;

    if (!pattern_find("(?:as follows|options?|can be|following(?: values)?)"
                      " ?: ?(?=- )",
                      text->text, sentence->start, &found) ||
        found.start[0] >= sentence->start + strlen(sentence->words))
        return;
    values = json_array();
    if (!read_dashes(scan, text, found.end[0], values))
        json_array_clear(values);
    before =
        xmemdup(text->text + sentence->start, found.end[0] - sentence->start);
    lists_add(lists, sentence, before, values, 2);
    free(before);
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
    const unsigned types = rule_types_of(scan_value_type(scan));
    struct lists lists = {0};

    if (!(types & (FOR_TEXT | FOR_NUMBER)) || is_combined(scan))
        return;
    for (size_t i = 0; i < scan->len; i++) {
        const struct sentence *sentence = &scan->sentences[i];

        if (sentence->text->kind == TEXT_NOTE)
            continue;
        read_inline(scan, &lists, sentence);
        read_dashed(scan, &lists, sentence);
        lists_add(&lists, sentence, sentence->words, scan_lines(scan, i), 2);
    }
    add_enum(scan, &lists);
    for (size_t i = 0; i < lists.len; i++)
        json_decref(lists.items[i].values);
    free(lists.items);
}
