/*
 * trait_rules.h - between the files that read the words of one cell.
 *
 * A cell is cut into sentences; rules are tables of (pattern, function) that
 * run over each. A rule that is not sure adds nothing: a constraint that is
 * missing tests less, a wrong one accuses a server that is right.
 */
#ifndef DERIVE_TRAIT_RULES_H
#define DERIVE_TRAIT_RULES_H

#include "derive/trait.h"
#include "derive/trait_pattern.h"

#define SENTENCES_MAX      400  /* of one cell */
#define SENTENCE_BYTES_MAX 4000 /* longer ones are not looked at */

struct sentence {
    const struct text *text; /* borrowed: what it is part of */
    size_t start;            /* its place in there, in bytes */
    char *words;             /* owned; as long as there, '\n' is ' ' */
    bool is_conditional; /* holds in some cases only: "if …", "when …" */
    bool is_advice;      /* "the recommended value …": no rule at all */
};

/* One cell, being looked at. */
struct scan {
    const struct cell *cell;
    const struct type *type;    /* borrowed, may be NULL */
    struct sentence *sentences; /* owned */
    size_t len;
    size_t cap;
    struct traits *traits; /* of this cell only */
};

/* Types that a rule is about, as a set. */
enum rule_types {
    FOR_TEXT = 1,   /* strings, and what has no type */
    FOR_NUMBER = 2, /* integers and numbers */
    FOR_ARRAY = 4,
    FOR_ANY = 255
};

struct rule {
    const char *word;    /* lower case: a sentence without it is skipped */
    const char *pattern; /* trait_pattern.h */
    unsigned types;      /* enum rule_types */
    const char *low;     /* keyword for group 1, or NULL */
    const char *high;    /* keyword for group 2, or NULL */
    void (*take)(struct scan *scan, const struct sentence *sentence,
                 const struct rule *rule, const struct found *found);
};

/* A number as pages write it: 1 -5 0.5 65,535 zero. */
#define NUMBER "(-?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?|zero)"
/* What may stand around a token: quotes; then no more of a number. */
#define NUMBER_END "(?![\\d]|[.,]\\d| ?%)"

/* The value of NUMBER, or NULL when it is beyond what JSON holds. */
json_t *number_read(const char *words);

unsigned rule_types_of(const struct type *type);

/* Add with the sentence as phrase; takes value, which may be NULL. */
void scan_add(struct scan *scan, const struct sentence *sentence,
              const char *keyword, json_t *value);

/* Run a table, ended by a row without pattern, over all sentences that are
   no advice. */
void rules_run(struct scan *scan, const struct rule *rules,
               bool also_conditional);

/*
 * The words that are marked up (strong, code) from this place of a text or
 * sentence on, or NULL when none begin here. The caller frees; *end is where
 * they end.
 */
char *text_token(const struct text *text, size_t at, size_t *end);
char *sentence_token(const struct sentence *sentence, size_t at, size_t *end);

/* Each looks for its own kind of words. */
void scan_numbers(struct scan *scan);
void scan_defaults(struct scan *scan);
void scan_enumerations(struct scan *scan);
void scan_formats(struct scan *scan);
void scan_notes(struct scan *scan);

/*
 * Where two sentences differ, neither counts: "ambiguous" says so. What holds
 * in some cases only ("?maximum") is no constraint, and takes away one that
 * is said for all cases and contradicts it.
 */
void traits_settle(struct traits *traits);

/* After a token, when a line or dash explains it. */
#define AFTER_TOKEN                                                            \
    "\\G ?(?:\\([^()]*\\) ?)?(?::|indicates?\\b|means?\\b|\\.?$)"

/* What a list of values lists: of an array, its items. Borrowed. */
const struct type *scan_value_type(const struct scan *scan);
/* Add a token's value unless it is there; false when it is none. Takes token,
   which may be NULL. */
bool scan_choice(const struct scan *scan, char *token, json_t *values);
/* Values in the lines below the text that a sentence ends: a new array, empty
   when the sentence does not introduce any. */
json_t *scan_lines(const struct scan *scan, size_t at);

/* A token as a value of the type, or NULL when it is none. */
json_t *token_value(const char *token, const struct type *type);

#endif
