/*
 * trait.h - what the words of a table cell say, as JSON Schema keywords.
 *
 * A trait is a keyword, its value and the phrase that it was read from.
 * Extraction is pure: the same cell gives the same traits.
 */
#ifndef DERIVE_TRAIT_H
#define DERIVE_TRAIT_H

#include "derive/document.h"

#include <jansson.h>

/*
 * keyword: "maxBytes" "maxLength" "minLength" "minimum" "maximum"
 * "exclusiveMinimum" "exclusiveMaximum" "minItems" "maxItems" "enum"
 * "default" "format" "pattern"; and what no validator checks:
 * "nullable" (true: null is stated or may be given), "conditional" (the
 * sentence), "deprecated", "reserved" (true), "unit" ("GB"), "see" (page id
 * that the words are on, as evs_04_0041 for a vocabulary), "microversion"
 * ({"since": "3.31"} or {"until": "2.36"}), "ambiguous" ({"keyword", "value"}:
 * one of two that cannot both be meant; neither is a constraint).
 */
struct trait {
    char *keyword; /* owned */
    json_t *value; /* owned */
    char *phrase;  /* owned: the words that say so, white space collapsed */
    char *element; /* owned: id of the element they stand in, "" when none */
};

struct traits {
    struct trait *items; /* owned, in the order of the cell */
    size_t len;
    size_t cap;
};

enum type_kind {
    TYPE_UNKNOWN, /* no grammar fits: see text */
    TYPE_STRING,
    TYPE_INTEGER,
    TYPE_NUMBER,
    TYPE_BOOLEAN,
    TYPE_NULL,
    TYPE_OBJECT,
    TYPE_ARRAY, /* item may be NULL: bare "Array" */
    TYPE_MAP,   /* item: of the values, may be NULL */
    TYPE_UNION  /* item and other */
};

/* What a Type cell says, e.g. "Array of ServerGroup objects". */
struct type {
    enum type_kind kind;
    char *text;         /* owned: the cell's words, "" when there is none */
    char *name;         /* owned: "ServerGroup", or NULL */
    struct type *item;  /* owned, or NULL */
    struct type *other; /* owned, of a union, or NULL */
    bool is_datetime;
};

struct type *type_read(const char *text);
struct type *type_copy(const struct type *type);
void type_free(struct type *type);
/* "array of object": for messages; the caller frees. */
char *type_describe(const struct type *type);

/* What a description says about a value of that type; appended to traits. */
void traits_read(struct traits *traits, const struct cell *description,
                 const struct type *type);
/* First trait with that keyword, or NULL; borrowed. */
const struct trait *traits_find(const struct traits *traits,
                                const char *keyword);
void traits_add(struct traits *traits, const char *keyword, json_t *value,
                const char *phrase, const char *element);
void traits_clear(struct traits *traits);

/*
 * The words of an appendix page that a "see" leads to, when the page holds
 * one table and its first column lists what a status can be (evs_04_0041):
 * a new array of strings, or NULL. *element is the table's id, borrowed.
 */
json_t *vocabulary_read(const struct document *page, const char **element);

/*
 * Does a parameter's name stand for any name: "key_val", "{key}", "Name of
 * the network…"? Such a row describes the values of a map.
 */
bool name_is_placeholder(const char *name);

#endif
