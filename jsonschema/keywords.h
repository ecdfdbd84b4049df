/*
 * keywords.h - the table of keywords.
 *
 * A keyword is a row and one or two functions: compile checks the value and
 * prepares, validate judges an instance. A row without validate is an
 * annotation or a place for subschemas. What is not in the table does not
 * compile.
 */
#ifndef JSONSCHEMA_KEYWORDS_H
#define JSONSCHEMA_KEYWORDS_H

#include "jsonschema/compile.h"
#include "jsonschema/run.h"
#include "jsonschema/schema.h"

/* Where a keyword's value holds subschemas. */
enum keyword_shape {
    SHAPE_VALUE,        /* none */
    SHAPE_SCHEMA,       /* it is one */
    SHAPE_SCHEMA_ARRAY, /* a non-empty array of them */
    SHAPE_SCHEMA_MAP    /* an object of them */
};

struct keyword_kind {
    const char *name;
    enum keyword_shape shape; /* compiled before .compile is called */
    unsigned types;           /* instances it says something about */
    int (*compile)(struct compiler *compiler, const struct node *node,
                   struct keyword *keyword);
    enum schema_verdict (*validate)(struct run *run,
                                    const struct keyword *keyword,
                                    const struct place *at);
    bool is_bytes_vocabulary; /* only in the dialect that declares it */
    bool is_last;             /* judged after all its siblings */
};

/* The row, or NULL when the keyword is not implemented. */
const struct keyword_kind *keyword_find(const char *name);

/* Checks of values, shared by many rows. */
int compile_count(struct compiler *, const struct node *, struct keyword *);
int compile_number(struct compiler *, const struct node *, struct keyword *);
int compile_string(struct compiler *, const struct node *, struct keyword *);
int compile_boolean(struct compiler *, const struct node *, struct keyword *);
int compile_array(struct compiler *, const struct node *, struct keyword *);

/* keyword_core.c: identifiers, references, annotations. */
int compile_dialect(struct compiler *, const struct node *, struct keyword *);
int compile_vocabulary(struct compiler *, const struct node *,
                       struct keyword *);
int compile_id(struct compiler *, const struct node *, struct keyword *);
int compile_anchor(struct compiler *, const struct node *, struct keyword *);
int compile_ref(struct compiler *, const struct node *, struct keyword *);
int compile_dynamic_ref(struct compiler *, const struct node *,
                        struct keyword *);
enum schema_verdict validate_ref(struct run *, const struct keyword *,
                                 const struct place *);
enum schema_verdict validate_dynamic_ref(struct run *, const struct keyword *,
                                         const struct place *);

/* keyword_any.c: type, enum, const. */
int compile_type(struct compiler *, const struct node *, struct keyword *);
enum schema_verdict validate_type(struct run *, const struct keyword *,
                                  const struct place *);
enum schema_verdict validate_enum(struct run *, const struct keyword *,
                                  const struct place *);
enum schema_verdict validate_const(struct run *, const struct keyword *,
                                   const struct place *);

/* keyword_number.c */
int compile_multiple_of(struct compiler *, const struct node *,
                        struct keyword *);
enum schema_verdict validate_minimum(struct run *, const struct keyword *,
                                     const struct place *);
enum schema_verdict validate_maximum(struct run *, const struct keyword *,
                                     const struct place *);
enum schema_verdict validate_exclusive_minimum(struct run *,
                                               const struct keyword *,
                                               const struct place *);
enum schema_verdict validate_exclusive_maximum(struct run *,
                                               const struct keyword *,
                                               const struct place *);
enum schema_verdict validate_multiple_of(struct run *, const struct keyword *,
                                         const struct place *);

/* keyword_string.c */
int compile_pattern(struct compiler *, const struct node *, struct keyword *);
int compile_format(struct compiler *, const struct node *, struct keyword *);
enum schema_verdict validate_min_length(struct run *, const struct keyword *,
                                        const struct place *);
enum schema_verdict validate_max_length(struct run *, const struct keyword *,
                                        const struct place *);
enum schema_verdict validate_max_bytes(struct run *, const struct keyword *,
                                       const struct place *);
enum schema_verdict validate_pattern(struct run *, const struct keyword *,
                                     const struct place *);
enum schema_verdict validate_format(struct run *, const struct keyword *,
                                    const struct place *);

/* keyword_array.c */
int compile_items(struct compiler *, const struct node *, struct keyword *);
int compile_contains(struct compiler *, const struct node *, struct keyword *);
enum schema_verdict validate_prefix_items(struct run *, const struct keyword *,
                                          const struct place *);
enum schema_verdict validate_items(struct run *, const struct keyword *,
                                   const struct place *);
enum schema_verdict validate_contains(struct run *, const struct keyword *,
                                      const struct place *);
enum schema_verdict validate_min_items(struct run *, const struct keyword *,
                                       const struct place *);
enum schema_verdict validate_max_items(struct run *, const struct keyword *,
                                       const struct place *);
enum schema_verdict validate_unique_items(struct run *, const struct keyword *,
                                          const struct place *);
enum schema_verdict validate_unevaluated_items(struct run *,
                                               const struct keyword *,
                                               const struct place *);

/* keyword_object.c: the members and their subschemas. */
int compile_pattern_properties(struct compiler *, const struct node *,
                               struct keyword *);
int compile_additional_properties(struct compiler *, const struct node *,
                                  struct keyword *);
enum schema_verdict validate_properties(struct run *, const struct keyword *,
                                        const struct place *);
enum schema_verdict validate_pattern_properties(struct run *,
                                                const struct keyword *,
                                                const struct place *);
enum schema_verdict validate_additional_properties(struct run *,
                                                   const struct keyword *,
                                                   const struct place *);
enum schema_verdict validate_property_names(struct run *,
                                            const struct keyword *,
                                            const struct place *);
enum schema_verdict validate_unevaluated_properties(struct run *,
                                                    const struct keyword *,
                                                    const struct place *);

/* keyword_members.c: which members there are. */
int compile_required(struct compiler *, const struct node *, struct keyword *);
int compile_dependent_required(struct compiler *, const struct node *,
                               struct keyword *);
enum schema_verdict validate_required(struct run *, const struct keyword *,
                                      const struct place *);
enum schema_verdict validate_dependent_required(struct run *,
                                                const struct keyword *,
                                                const struct place *);
enum schema_verdict validate_min_properties(struct run *,
                                            const struct keyword *,
                                            const struct place *);
enum schema_verdict validate_max_properties(struct run *,
                                            const struct keyword *,
                                            const struct place *);

/* keyword_logic.c: combinations applied to the same instance. */
int compile_if(struct compiler *, const struct node *, struct keyword *);
enum schema_verdict validate_all_of(struct run *, const struct keyword *,
                                    const struct place *);
enum schema_verdict validate_any_of(struct run *, const struct keyword *,
                                    const struct place *);
enum schema_verdict validate_one_of(struct run *, const struct keyword *,
                                    const struct place *);
enum schema_verdict validate_not(struct run *, const struct keyword *,
                                 const struct place *);
enum schema_verdict validate_if(struct run *, const struct keyword *,
                                const struct place *);
enum schema_verdict validate_dependent_schemas(struct run *,
                                               const struct keyword *,
                                               const struct place *);

#endif
