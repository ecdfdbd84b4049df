#include "derive/trait_rules.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

#define MOST                                                                   \
    "(?:maximum of|max\\. of|up to|at most|no more than|cannot exceed|"        \
    "(?:must|does|do|should|can) not exceed|not be longer than|"               \
    "cannot be longer than|less than or equal to|no longer than|"              \
    "not longer than)"
#define LEAST                                                                  \
    "(?:minimum of|at least|no less than|not less than|no fewer than|"         \
    "greater than or equal to|no shorter than)"
#define TO    " ?(?:to|-|–|~|and) ?"
#define CHARS " (?:unicode |english |ascii )?characters?\\b"
#define BYTES " bytes?\\b"
/* Who the sentence must be about for a bound without a unit. */
#define SUBJECT                                                                \
    "\\b(?:values?|it|parameter|field|number|integer|weight|port|priority|"    \
    "duration|interval|period|size|quantity|count|must be|should be)\\b"
/* A few words, and no turn into the opposite. */
#define STRAIGHT "(?:(?!\\bnot\\b|\\bno\\b|\\bcannot\\b).){0,40}?"
#define NO_UNIT  NUMBER_END "(?! ?(?:\\(?-|characters?|bytes?|unicode|bits?))"

json_t *number_read(const char *words)
{
    char digits[24];
    size_t len = 0;
    bool is_real = false;

    if (text_has(words, "zero"))
        return json_integer(0);
    for (; *words; words++) {
        if (*words == ',')
            continue;
        if (len == 18)
            return NULL;
        is_real |= *words == '.';
        digits[len++] = *words;
    }
    digits[len] = '\0';
    return is_real ? json_real(strtod(digits, NULL))
                   : json_integer(strtoll(digits, NULL, 10));
}

static void add_group(struct scan *scan, const struct sentence *sentence,
                      const struct found *found, size_t group,
                      const char *keyword)
{
    char *words;

    if (!keyword || found->start[group] == found->end[group])
        return;
    words = found_text(found, sentence->words, group);
    scan_add(scan, sentence, keyword, number_read(words));
    free(words);
}

static void take_bounds(struct scan *scan, const struct sentence *sentence,
                        const struct rule *rule, const struct found *found)
{
    add_group(scan, sentence, found, 1, rule->low);
    add_group(scan, sentence, found, 2, rule->high);
}

/* "maximum of 255" has its one number in group 1. */
static void take_most(struct scan *scan, const struct sentence *sentence,
                      const struct rule *rule, const struct found *found)
{
    add_group(scan, sentence, found, 1, rule->high);
}

static void take_fixed(struct scan *scan, const struct sentence *sentence,
                       const struct rule *rule, const struct found *found)
{
    add_group(scan, sentence, found, 1, rule->low);
    add_group(scan, sentence, found, 1, rule->high);
}

/* From 1 to N bytes means one character at least; more cannot be said. */
static void take_bytes(struct scan *scan, const struct sentence *sentence,
                       const struct rule *rule, const struct found *found)
{
    char *low = found_text(found, sentence->words, 1);

    (void)rule;
    if (!strcmp(low, "1"))
        scan_add(scan, sentence, "minLength", json_integer(1));
    add_group(scan, sentence, found, 2, "maxBytes");
    free(low);
}

/* "less than 243 bytes" are 242 at most. */
static void take_below(struct scan *scan, const struct sentence *sentence,
                       const struct rule *rule, const struct found *found)
{
    char *words = found_text(found, sentence->words, 1);
    json_t *number = number_read(words);

    if (json_is_integer(number) && json_integer_value(number) > 0)
        scan_add(scan, sentence, rule->high,
                 json_integer(json_integer_value(number) - 1));
    json_decref(number);
    free(words);
}

/* Numbers in groups 1 and 3; their units, 2 and 4, must not differ. */
static void take_range(struct scan *scan, const struct sentence *sentence,
                       const struct rule *rule, const struct found *found)
{
    char *first = found_text(found, sentence->words, 2);
    char *second = found_text(found, sentence->words, 4);

    if (!*first || !strcmp(first, second)) {
        add_group(scan, sentence, found, 1, rule->low);
        add_group(scan, sentence, found, 3, rule->high);
    }
    free(first);
    free(second);
}

/* "[0,1]" and "(0,1]": groups are bracket, low, high, bracket. */
static void take_interval(struct scan *scan, const struct sentence *sentence,
                          const struct rule *rule, const struct found *found)
{
    const bool is_open_low = sentence->words[found->start[1]] == '(';
    const bool is_open_high = sentence->words[found->start[4]] == ')';

    (void)rule;
    add_group(scan, sentence, found, 2,
              is_open_low ? "exclusiveMinimum" : "minimum");
    add_group(scan, sentence, found, 3,
              is_open_high ? "exclusiveMaximum" : "maximum");
}

#define LENGTHS FOR_TEXT, "minLength", "maxLength"
#define VALUES  FOR_NUMBER, "minimum", "maximum"

static const struct rule rules[] = {
    /* bytes are never characters */
    {"byte", MOST " " NUMBER BYTES, FOR_TEXT, NULL, "maxBytes", take_most},
    {"byte", "\\bfixed (?:at|to|length of) " NUMBER BYTES, FOR_TEXT, NULL,
     "maxBytes", take_most},
    {"byte", "\\b" NUMBER TO NUMBER BYTES, FOR_TEXT, NULL, NULL, take_bytes},

    {"byte", "\\blength\\b.{0,40} less than " NUMBER BYTES, FOR_TEXT, NULL,
     "maxBytes", take_below},

    {"character", MOST " " NUMBER CHARS, LENGTHS, take_most},
    {"character", LEAST " " NUMBER CHARS, FOR_TEXT, "minLength", NULL,
     take_bounds},
    {"character", "\\b" NUMBER TO NUMBER CHARS, LENGTHS, take_bounds},
    {"length",
     "\\blength\\b.{0,40}? (?:from|between|is) " NUMBER TO NUMBER
     "(?! ?(?:bytes|bits))" NUMBER_END,
     LENGTHS, take_bounds},
    {"character", "\\b(?:fixed (?:at|to|length of)|exactly) " NUMBER CHARS,
     LENGTHS, take_fixed},
    {"character", "\\blength (?:is|must be|of) " NUMBER CHARS, LENGTHS,
     take_fixed},
    {"-character", "\\b" NUMBER "-character (?:string|id|uuid)\\b", LENGTHS,
     take_fixed},

    {"rang",
     "\\brang(?:es?|ing)(?: is| are)?:?(?: from| between)? " NUMBER
     "( [a-z]+)?" TO NUMBER "( [a-z]+)?" NUMBER_END,
     VALUES, take_range},
    {"rang",
     "\\brange(?: is| of)?:? ([\\[(]) ?" NUMBER " ?, ?" NUMBER " ?([\\])])",
     VALUES, take_interval},
    {"between", SUBJECT ".{0,30} between " NUMBER " and " NUMBER NO_UNIT,
     VALUES, take_bounds},
    {"than or equal to",
     SUBJECT STRAIGHT " (?:greater|larger) than or equal to " NUMBER NO_UNIT,
     FOR_NUMBER, "minimum", NULL, take_bounds},
    {"than or equal to",
     SUBJECT STRAIGHT
     " (?:less|smaller|lower) than or equal to " NUMBER NO_UNIT,
     FOR_NUMBER, NULL, "maximum", take_most},
    {"than", SUBJECT STRAIGHT " (?:greater|larger|more) than " NUMBER NO_UNIT,
     FOR_NUMBER, "exclusiveMinimum", NULL, take_bounds},
    {"than", SUBJECT STRAIGHT " (?:less|smaller|lower) than " NUMBER NO_UNIT,
     FOR_NUMBER, NULL, "exclusiveMaximum", take_most},
    {"exceed",
     "\\bvalues?(?: of \\S+)? (?:cannot|must not|should not) exceed " NUMBER
         NO_UNIT,
     FOR_NUMBER, NULL, "maximum", take_most},
    {"maximum", "\\bmaximum (?:allowed )?value is " NUMBER NUMBER_END,
     FOR_NUMBER, NULL, "maximum", take_most},
    {"minimum", "\\bminimum (?:allowed )?value is " NUMBER NUMBER_END,
     FOR_NUMBER, "minimum", NULL, take_bounds},

    /* a label alone: of a string's length, of a number's value */
    {"minimum", "^minimum(?: length)?: ?" NUMBER "$", FOR_TEXT, "minLength",
     NULL, take_bounds},
    {"maximum", "^maximum(?: length)?: ?" NUMBER "$", FOR_TEXT, NULL,
     "maxLength", take_most},
    {"minimum", "^minimum(?: value)?: ?" NUMBER "$", FOR_NUMBER, "minimum",
     NULL, take_bounds},
    {"maximum", "^maximum(?: value)?: ?" NUMBER "$", FOR_NUMBER, NULL,
     "maximum", take_most},

    {"contain",
     "\\b(?:array|list)\\b.{0,30} contains? (?:a )?" MOST " " NUMBER
     " (?:elements|items|entries|records)\\b",
     FOR_ARRAY, NULL, "maxItems", take_most},
    {NULL, NULL, 0, NULL, NULL, NULL},
};

void scan_numbers(struct scan *scan)
{
    struct traits all = {0};
    struct scan cases = *scan;

    cases.traits = &all;
    rules_run(scan, rules, false);
    rules_run(&cases, rules, true);
    for (size_t i = 0; i < all.len; i++) {
        char *keyword = xasprintf("?%s", all.items[i].keyword);

        traits_add(scan->traits, keyword, json_incref(all.items[i].value),
                   all.items[i].phrase, all.items[i].element);
        free(keyword);
    }
    traits_clear(&all);
}
