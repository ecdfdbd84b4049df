#include "derive/trait_rules.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define EVS_SHAPE "YYYY-MM-DDTHH:MM:SS.XXXXXX"

/* A picture of a time: letters stand for digits, but T and Z. */
static const char picture[] =
    "(?<![\\w/-])(Y{4}(?:[-/]?MM(?:[-/]?DD)?)(?:(?:T|'T'| )?HH:?MM(?::?SS(?:\\."
    "[SXF]{1,9})?)?)?(?:'?Z'?)?)(?![A-Z0-9:]|-Y)";

static char *picture_pattern(const char *words)
{
    struct buffer buf;

    buffer_init(&buf, 0);
    buffer_add_text(&buf, "^");
    for (size_t at = 0, run; words[at]; at += run) {
        const char c = (char)toupper((unsigned char)words[at]);

        for (run = 1; toupper((unsigned char)words[at + run]) == c; run++)
            continue;
        if (strchr("YMDHSXF", c))
            buffer_printf(&buf, "[0-9]{%zu}", run);
        else if (c == '.')
            buffer_add_text(&buf, "\\.");
        else if (c != '\'')
            buffer_printf(&buf, "%c", c);
    }
    buffer_add_text(&buf, "$");
    return buffer_take(&buf);
}

/* "The time when it was made, as YYYY…" is no condition, "if" is one. */
static bool is_for_some_cases(const struct sentence *sentence)
{
    return sentence->text->kind != TEXT_PARAGRAPH ||
           pattern_in("\\bif\\b|^\\W*when\\b|\\bfor example\\b",
                      sentence->words);
}

/* The pattern is what validators without our formats check. */
static void take_picture(struct scan *scan, const struct sentence *sentence,
                         const struct rule *rule, const struct found *found)
{
    char *words, *pattern;
    size_t len;

    (void)rule;
    if (is_for_some_cases(sentence))
        return;
    words = found_text(found, sentence->words, 1);
    pattern = picture_pattern(words);
    len = strlen(words);
    if (!strcmp(words, EVS_SHAPE))
        scan_add(scan, sentence, "format", json_string("evs-date-time"));
    else if (len > 10 && toupper((unsigned char)words[len - 1]) == 'Z' &&
             strchr(words, '-') && strchr(words, ':'))
        scan_add(scan, sentence, "format", json_string("date-time"));
    scan_add(scan, sentence, "pattern", json_string(pattern));
    free(pattern);
    free(words);
}

static void take_uuid(struct scan *scan, const struct sentence *sentence,
                      const struct rule *rule, const struct found *found)
{
    (void)rule;
    (void)found;
    if (!is_for_some_cases(sentence))
        scan_add(scan, sentence, "format", json_string("uuid"));
}

static const struct rule rules[] = {
    {"uuid", "\\bin (?:the )?(?:standard )?uuid format\\b", FOR_TEXT, NULL,
     NULL, take_uuid},
    {"yyyy", picture, FOR_TEXT, NULL, NULL, take_picture},
    {NULL, NULL, 0, NULL, NULL, NULL},
};

void scan_formats(struct scan *scan)
{
    rules_run(scan, rules, true);
}
