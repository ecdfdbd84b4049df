/* What a sheet is about, in the words of its caption or the text before it. */
#include "derive/deriving.h"

#include "base/alloc.h"
#include "derive/trait_pattern.h"

#include <stdlib.h>
#include <string.h>

/* A lead longer than this is a sentence, no caption. */
#define LEAD_MAX 80

static const struct {
    const char *pattern;
    enum sheet_kind kind;
} kinds[] = {
    {"\\bheaders?\\b", SHEET_HEADERS},
    {"\\bpath parameters?\\b", SHEET_PATH},
    {"\\b(query|filter|filtering|search) (parameters?|criteria|fields?)\\b",
     SHEET_QUERY},
    {"\\bbody\\b", SHEET_BODY},
};

/* Group 1 is the member or structure that the table explains. */
static const char *const subjects[] = {
    "^parameters? (?:in|of|for) the (\\S+) (?:field|parameter|object)\\b",
    "^(?:description|data structure|structure) of (?:the )?(\\S+)",
    "^objects? of (?:the )?(?:request|response) parameter (\\S+)",
    "^(?:the )?(\\S+) (?:field|parameter|attribute)s? (?:desc|info)\\w+",
    "^(?:the )?(\\S+) (?:parameters?|fields?|objects?|attributes?|structure)$",
    "^([a-z][a-z0-9_:.-]*)$",
};

/* Words that look like a subject and name the whole of something. */
static const char *const no_subject =
    "^(?:parameters?|requests?|responses?|path|query|headers?|uri|body|"
    "the|field|filter|required|input|output|returned|other|normal|"
    "abnormal|none|or)$";

/* "Table 12 " at the beginning of a caption. */
static const char *after_number(const char *caption)
{
    struct found found;

    if (pattern_find("^table\\s+[0-9-]+\\s*", caption, 0, &found))
        return caption + found.end[0];
    return caption;
}

static char *subject_of(const char *words)
{
    struct found found;

    for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects); i++) {
        char *name;

        if (!pattern_find(subjects[i], words, 0, &found))
            continue;
        name = found_text(&found, words, 1);
        if (!pattern_in(no_subject, name))
            return name;
        free(name);
    }
    return NULL;
}

/* "**config** parameters of real-time": the first words are the member. */
static char *subject_marked(const struct text *text, const char *words)
{
    size_t start = (size_t)(words - text->text);

    for (size_t i = 0; i < text->spans_len; i++) {
        const struct span *span = &text->spans[i];

        if (span->kind == SPAN_STRONG && span->start == start && span->len > 0)
            return xmemdup(words, span->len);
    }
    return NULL;
}

static enum sheet_kind kind_of(const char *words)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        if (pattern_in(kinds[i].pattern, words))
            return kinds[i].kind;
    }
    return SHEET_UNSAID;
}

void sheet_caption_read(struct sheet *sheet)
{
    const struct table *table = sheet->table;
    const char *lead = table->lead.text;
    const char *words = after_number(table->caption.text);
    bool is_lead = !*words && strlen(lead) <= LEAD_MAX;
    struct found found;

    if (pattern_find("^status codes?:?\\s*([1-5][0-9]{2})\\b", lead, 0, &found))
        sheet->status = atoi(lead + found.start[1]);
    if (is_lead)
        words = lead;
    sheet->kind = kind_of(words);
    sheet->subject = subject_of(words);
    if (!sheet->subject && !is_lead && *words)
        sheet->subject = subject_marked(&table->caption, words);
}
