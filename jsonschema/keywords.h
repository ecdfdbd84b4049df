/*
 * keywords.h - the table of keywords.
 *
 * A keyword is a row and one or two functions: compile checks the value and
 * prepares; what judges is either holds, with explain to say why not, or
 * validate, when subschemas or limits are involved. A row with none of these
 * is an annotation or a place for subschemas. The same name has several rows
 * where drafts differ.
 */
#ifndef JSONSCHEMA_KEYWORDS_H
#define JSONSCHEMA_KEYWORDS_H

#include "jsonschema/compile.h"
#include "jsonschema/dialect.h"
#include "jsonschema/run.h"
#include "jsonschema/schema.h"

/* Where a keyword's value holds subschemas. */
enum keyword_shape {
    SHAPE_VALUE,        /* none */
    SHAPE_SCHEMA,       /* it is one */
    SHAPE_SCHEMA_ARRAY, /* a non-empty array of them */
    SHAPE_SCHEMA_MAP,   /* an object of them */
    SHAPE_ITEMS,        /* one, or a non-empty array of them */
    SHAPE_DEPENDENCIES  /* an object of them, or of arrays of names */
};

struct keyword_kind {
    const char *name;
    unsigned vocabularies;    /* bits; any of them makes it known */
    unsigned drafts;          /* bits 1 << enum schema_draft */
    enum keyword_shape shape; /* compiled before .compile is called */
    unsigned types;           /* instances it says something about */
    int (*compile)(struct compiler *compiler, const struct node *node,
                   struct keyword *keyword);
    bool (*holds)(const struct keyword *keyword, const json_t *instance);
    bool (*holds_text)(const struct keyword *keyword, const char *text,
                       size_t len); /* the same for a string; or NULL */
    void (*explain)(struct run *run, const struct keyword *keyword,
                    const struct place *at);
    enum schema_verdict (*validate)(struct run *run,
                                    const struct keyword *keyword,
                                    const struct place *at);
    const struct schema_keyword *own; /* the program's, behind the functions */
    bool is_compatible; /* of an earlier draft; not in strict stores */
    bool annotates;     /* its value is an annotation (Core 7.7) */
    bool is_last;       /* judged after all its siblings */
};

/* The row of a keyword in a draft and its vocabularies, or NULL. */
const struct keyword_kind *keyword_find(const struct schema_store *store,
                                        enum schema_draft draft,
                                        unsigned vocabularies,
                                        const char *name);

/* What is no keyword of the dialect: an annotation. */
const struct keyword_kind *keyword_unknown(void);

/* What the rows name, by its kind. */
#define COMPILES(name)                                                         \
    int compile_##name(struct compiler *, const struct node *, struct keyword *)
#define HOLDS(name)                                                            \
    bool holds_##name(const struct keyword *, const json_t *);                 \
    void explain_##name(struct run *, const struct keyword *,                  \
                        const struct place *)
#define HOLDS_TEXT(name)                                                       \
    bool holds_text_##name(const struct keyword *, const char *, size_t)
#define VALIDATES(name)                                                        \
    enum schema_verdict validate_##name(struct run *, const struct keyword *,  \
                                        const struct place *)

/* Checks of values, shared by many rows. */
COMPILES(count);
COMPILES(number);
COMPILES(string);
COMPILES(boolean);
COMPILES(array);

/* keyword_core.c: identifiers, references, annotations. */
COMPILES(dialect);
COMPILES(vocabulary);
COMPILES(id);
COMPILES(old_id);
COMPILES(anchor);
COMPILES(ref);
COMPILES(dynamic_ref);
VALIDATES(ref);
VALIDATES(dynamic_ref);

/* keyword_own.c: what the program added. */
COMPILES(own);
HOLDS(own);

/* keyword_any.c: type, enum, const. */
COMPILES(type);
COMPILES(enum);
HOLDS(type);
HOLDS(type_4);
HOLDS(enum);
HOLDS(const);
HOLDS_TEXT(enum);
HOLDS_TEXT(const);

/* keyword_number.c */
COMPILES(multiple_of);
COMPILES(minimum_4);
COMPILES(maximum_4);
HOLDS(minimum);
HOLDS(maximum);
HOLDS(exclusive_minimum);
HOLDS(exclusive_maximum);
HOLDS(minimum_4);
HOLDS(maximum_4);
HOLDS(multiple_of);

/* keyword_string.c */
COMPILES(pattern);
COMPILES(format);
HOLDS(min_length);
HOLDS(max_length);
HOLDS(format);
HOLDS_TEXT(min_length);
HOLDS_TEXT(max_length);
HOLDS_TEXT(format);
VALIDATES(pattern);

/* keyword_array.c */
COMPILES(items);
COMPILES(additional_items);
COMPILES(contains);
HOLDS(min_items);
HOLDS(max_items);
VALIDATES(prefix_items);
VALIDATES(items);
VALIDATES(old_items);
VALIDATES(additional_items);
VALIDATES(contains);
VALIDATES(unique_items);
VALIDATES(unevaluated_items);

/* keyword_object.c: the members and their subschemas. */
COMPILES(properties);
COMPILES(pattern_properties);
COMPILES(additional_properties);
VALIDATES(properties);
VALIDATES(pattern_properties);
VALIDATES(additional_properties);
VALIDATES(property_names);
VALIDATES(unevaluated_properties);

/* keyword_members.c: which members there are. */
COMPILES(required);
COMPILES(dependent_required);
COMPILES(dependencies);
HOLDS(required);
HOLDS(dependent_required);
HOLDS(min_properties);
HOLDS(max_properties);
VALIDATES(dependencies);

/* keyword_logic.c: combinations applied to the same instance. */
COMPILES(if);
VALIDATES(all_of);
VALIDATES(any_of);
VALIDATES(one_of);
VALIDATES(not );
VALIDATES(if);
VALIDATES(dependent_schemas);

#endif
