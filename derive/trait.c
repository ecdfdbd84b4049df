#include "derive/trait.h"

#include "derive/trait_rules.h"

#include "base/alloc.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Words that make a sentence hold in some cases only. */
static const char conditions[] =
    "^\\W*(?:if|when|for|in case|unless|only|after|before|once|assum\\w+)\\b|"
    "\\b(?:if|when|unless|depend(?:s|ing) on|provided that|in (?:the|this) "
    "case|only for)\\b";
/* A case that the next sentence may go on with. */
static const char case_opened[] =
    "^\\W*(?:if|when)\\b(?!.*\\bnot specified\\b)";
static const char case_goes_on[] = "^(?:the )?(?:values?|it)\\b";
/* Advice is no rule. */
static const char advice[] = "\\b(?:recommend\\w*|advised)\\b";
/* An item that begins with what it is about: "System disk: 1 to 1024". */
static const char labelled[] = "^[^:]{1,60}: \\S";

const struct trait *traits_find(const struct traits *traits,
                                const char *keyword)
{
    for (size_t i = 0; i < traits->len; i++)
        if (!strcmp(traits->items[i].keyword, keyword))
            return &traits->items[i];
    return NULL;
}

void traits_add(struct traits *traits, const char *keyword, json_t *value,
                const char *phrase, const char *element)
{
    struct trait *trait;

    traits->items =
        xgrow(traits->items, traits->len, &traits->cap, sizeof(*traits->items));
    trait = &traits->items[traits->len++];
    *trait = (struct trait){.keyword = xstrdup(keyword),
                            .value = value,
                            .phrase = text_collapse(phrase),
                            .element = xstrdup(element ? element : "")};
}

void traits_clear(struct traits *traits)
{
    for (size_t i = 0; i < traits->len; i++) {
        free(traits->items[i].keyword);
        json_decref(traits->items[i].value);
        free(traits->items[i].phrase);
        free(traits->items[i].element);
    }
    free(traits->items);
    *traits = (struct traits){0};
}

void scan_add(struct scan *scan, const struct sentence *sentence,
              const char *keyword, json_t *value)
{
    if (value)
        traits_add(scan->traits, keyword, value, sentence->words,
                   sentence->text->element);
}

unsigned rule_types_of(const struct type *type)
{
    static const unsigned types[] = {
        [TYPE_UNKNOWN] = FOR_TEXT,   [TYPE_STRING] = FOR_TEXT,
        [TYPE_INTEGER] = FOR_NUMBER, [TYPE_NUMBER] = FOR_NUMBER,
        [TYPE_ARRAY] = FOR_ARRAY,    [TYPE_UNION] = 0};

    if (!type)
        return FOR_TEXT;
    return type->kind < sizeof(types) / sizeof(*types) ? types[type->kind] : 0;
}

void rules_run(struct scan *scan, const struct rule *rules,
               bool also_conditional)
{
    const unsigned types = rule_types_of(scan->type);
    struct found found;

    for (size_t i = 0; i < scan->len; i++) {
        const struct sentence *sentence = &scan->sentences[i];

        if (sentence->is_advice)
            continue;
        if (!also_conditional &&
            (sentence->is_conditional || sentence->text->kind == TEXT_NOTE))
            continue;
        for (const struct rule *rule = rules; rule->pattern; rule++)
            if ((rule->types == FOR_ANY || rule->types & types) &&
                text_has(sentence->words, rule->word) &&
                pattern_find(rule->pattern, sentence->words, 0, &found))
                rule->take(scan, sentence, rule, &found);
    }
}

/* A full stop ends a sentence where a blank and no small letter follow. */
static size_t sentence_end(const char *text, size_t from)
{
    size_t at = from;

    for (; text[at] && text[at] != '\n'; at++) {
        size_t next = at + 1;

        if (!strchr(".!?", text[at]))
            continue;
        while (text[next] == ' ')
            next++;
        if (next > at + 1 && !islower((unsigned char)text[next]))
            return at + 1;
    }
    return at;
}

/* "When it is hot, it is a code. The value ranges …": what follows upon such
   a sentence in the same text may still be about that case. */
static bool follows_condition(const struct scan *scan, const struct text *text,
                              const char *words)
{
    const struct sentence *last =
        scan->len ? &scan->sentences[scan->len - 1] : NULL;

    return last && last->text == text && pattern_in(case_opened, last->words) &&
           pattern_in(case_goes_on, words);
}

static void add_sentence(struct scan *scan, const struct text *text,
                         size_t start, size_t end)
{
    struct sentence *sentence;
    bool is_carried;

    while (start < end && isspace((unsigned char)text->text[start]))
        start++;
    if (start == end || end - start > SENTENCE_BYTES_MAX ||
        scan->len == SENTENCES_MAX)
        return;
    scan->sentences =
        xgrow(scan->sentences, scan->len, &scan->cap, sizeof(*scan->sentences));
    is_carried = follows_condition(scan, text, text->text + start);
    sentence = &scan->sentences[scan->len++];
    *sentence =
        (struct sentence){.text = text,
                          .start = start,
                          .words = xmemdup(text->text + start, end - start)};
    for (char *c = sentence->words; *c; c++)
        if (isspace((unsigned char)*c))
            *c = ' ';
    sentence->is_advice = pattern_in(advice, sentence->words);
    sentence->is_conditional =
        is_carried || pattern_in(conditions, sentence->words) ||
        (text->kind == TEXT_ITEM && pattern_in(labelled, sentence->words));
}

static void cut_sentences(struct scan *scan)
{
    for (size_t i = 0; i < scan->cell->len; i++) {
        const struct text *text = &scan->cell->texts[i];

        for (size_t at = 0; text->text[at];) {
            const size_t end = sentence_end(text->text, at);

            add_sentence(scan, text, at, end);
            at = end + (text->text[end] == '\n');
        }
    }
}

char *text_token(const struct text *text, size_t at, size_t *end)
{
    const size_t len = strlen(text->text);

    for (size_t i = 0; i < text->spans_len; i++) {
        const struct span *span = &text->spans[i];

        if (span->kind == SPAN_LINK || span->start != at || span->len == 0 ||
            span->len > len || at > len - span->len)
            continue;
        *end = at + span->len;
        return xmemdup(text->text + at, span->len);
    }
    return NULL;
}

char *sentence_token(const struct sentence *sentence, size_t at, size_t *end)
{
    char *token = text_token(sentence->text, sentence->start + at, end);

    if (token)
        *end -= sentence->start;
    if (token && *end > strlen(sentence->words)) {
        free(token);
        return NULL;
    }
    return token;
}

void traits_read(struct traits *traits, const struct cell *description,
                 const struct type *type)
{
    struct traits own = {0};
    struct scan scan = {.cell = description, .type = type, .traits = &own};

    cut_sentences(&scan);
    scan_numbers(&scan);
    scan_enumerations(&scan);
    scan_defaults(&scan);
    scan_formats(&scan);
    scan_notes(&scan);
    traits_settle(&own);
    for (size_t i = 0; i < own.len; i++)
        traits_add(traits, own.items[i].keyword,
                   json_incref(own.items[i].value), own.items[i].phrase,
                   own.items[i].element);
    traits_clear(&own);
    for (size_t i = 0; i < scan.len; i++)
        free(scan.sentences[i].words);
    free(scan.sentences);
}
