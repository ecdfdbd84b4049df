#include "derive/trait_rules.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

#define TOKEN_BYTES_MAX 200

/* What is said in words instead of a value. */
static const char empty_words[] = "^(?:an )?empty string\\b|^\"\"$|^''$";

static char *without_quotes(const char *token)
{
    const size_t len = strlen(token);

    if (len >= 2 && strchr("\"'`", token[0]) && token[len - 1] == token[0])
        return xmemdup(token + 1, len - 2);
    return xstrdup(token);
}

static json_t *number_value(const char *token, bool is_integer)
{
    struct found found;
    json_t *value;

    if (!pattern_find("^" NUMBER "$", token, 0, &found))
        return NULL;
    value = number_read(token);
    if (value && is_integer && !json_is_integer(value)) {
        json_decref(value);
        return NULL;
    }
    return value;
}

static json_t *text_value(const char *token)
{
    char *plain;
    json_t *value;

    if (!*token || strlen(token) > TOKEN_BYTES_MAX)
        return NULL;
    plain = without_quotes(token);
    value = json_string(pattern_in(empty_words, token) ? "" : plain);
    free(plain);
    return value;
}

json_t *token_value(const char *token, const struct type *type)
{
    const enum type_kind kind = type ? type->kind : TYPE_UNKNOWN;

    if (kind == TYPE_BOOLEAN)
        return pattern_in("^true$", token)    ? json_true()
               : pattern_in("^false$", token) ? json_false()
                                              : NULL;
    if (kind == TYPE_INTEGER || kind == TYPE_NUMBER)
        return number_value(token, kind == TYPE_INTEGER);
    return kind == TYPE_STRING || kind == TYPE_UNKNOWN ? text_value(token)
                                                       : NULL;
}

/* Words about a default that is no value: "Automatically generated". */
static const char no_default[] = "^none$| ";

static bool is_null_token(const char *token)
{
    return pattern_in("^null$", token);
}

/* The value for the type; a marked-up token stays even if it is none, so
   that the contradiction can be told. */
static void add_default(struct scan *scan, const struct sentence *sentence,
                        const char *token, bool is_marked)
{
    const unsigned types = rule_types_of(scan->type);
    json_t *value;

    if (is_null_token(token)) {
        scan_add(scan, sentence, "default", json_null());
        return;
    }
    if (pattern_in(no_default, token) && !pattern_in(empty_words, token))
        return;
    value = token_value(token, scan->type);
    if (!value && is_marked && types & FOR_NUMBER)
        value = text_value(token);
    scan_add(scan, sentence, "default", value);
}

/* Unmarked words count when nothing but the value stands there. */
static void take_default(struct scan *scan, const struct sentence *sentence,
                         const struct rule *rule, const struct found *found)
{
    size_t end;
    char *token = sentence_token(sentence, found->end[0], &end);
    struct found rest;

    (void)rule;
    if (token) {
        add_default(scan, sentence, token, true);
    } else if (pattern_find("\\G(\"\"|an empty string|[^\\s\",;]*[^\\s\",;.])"
                            "(?=[,.;)]|$| if | by )",
                            sentence->words, found->end[0], &rest)) {
        token = found_text(&rest, sentence->words, 1);
        if (!pattern_in("^(?:not|left|the|an?|that|blank|empty|none|same)$",
                        token))
            add_default(scan, sentence, token, false);
    }
    free(token);
}

/* "which is **ssh** by default" */
static void take_by_default(struct scan *scan, const struct sentence *sentence,
                            const struct rule *rule, const struct found *found)
{
    size_t end;

    (void)rule;
    for (size_t at = found->start[0]; at < found->end[0]; at++) {
        char *token = sentence_token(sentence, at, &end);

        if (token && end < found->end[0] && end + 12 > found->end[0])
            add_default(scan, sentence, token, true);
        free(token);
    }
}

/* "- **desc**: descending order (default value)": the token that the line or
   the dash begins with. */
static void take_marked(struct scan *scan, const struct sentence *sentence,
                        const struct rule *rule, const struct found *found)
{
    const char *text = sentence->text->text;
    size_t end;
    char *token = NULL;

    (void)rule;
    for (size_t at = sentence->start + found->start[0] + 1; at-- > 0 && !token;)
        if (at == 0 || (at > 1 && !strncmp(text + at - 2, "- ", 2)))
            token = text_token(sentence->text, at, &end);
    if (token)
        add_default(scan, sentence, token, true);
    free(token);
}

static const struct rule rules[] = {
    {"default", "^default(?: value)?: ?", FOR_ANY, NULL, NULL, take_default},
    {"default", "\\bdefault value(?: of this (?:parameter|field))? is ",
     FOR_ANY, NULL, NULL, take_default},
    {"default", "\\bis \\S{1,60} by default\\b", FOR_ANY, NULL, NULL,
     take_by_default},
    {"default", "\\bdefaults to ", FOR_ANY, NULL, NULL, take_default},
    {NULL, NULL, 0, NULL, NULL, NULL},
};

/* Within lists, whose sentences look conditional. */
static const struct rule list_rules[] = {
    {"default", "\\((?:the )?default(?: value)?\\)", FOR_ANY, NULL, NULL,
     take_marked},
    {NULL, NULL, 0, NULL, NULL, NULL},
};

void scan_defaults(struct scan *scan)
{
    rules_run(scan, rules, false);
    rules_run(scan, list_rules, true);
}
