/*
 * quick_table.h - the flat tables of quick.h.
 *
 * For each node there is a unit; it has a list of checks for each kind of
 * JSON value. All units, checks and members lie in one array each.
 */
#ifndef JSONSCHEMA_QUICK_TABLE_H
#define JSONSCHEMA_QUICK_TABLE_H

#include "jsonschema/names.h"
#include "jsonschema/quick.h"

/* Kinds of JSON value that keywords tell apart. */
enum quick_group {
    GROUP_OBJECT,
    GROUP_ARRAY,
    GROUP_STRING,
    GROUP_NUMBER,
    GROUP_OTHER,
    GROUPS
};

struct unit;

/* properties, required, patternProperties and additionalProperties in one. */
struct plan {
    struct names names;             /* -> position in members */
    struct plan_member *members;    /* owned */
    uint64_t needed;                /* bits of the members that must be there */
    const struct keyword *required; /* when they are too many for bits */
    const struct keyword *patterns; /* or NULL */
    const struct unit *const *pattern_units;
    const struct unit *extra; /* additionalProperties, or NULL */
};

struct plan_member {
    const struct unit *unit; /* NULL: only required */
    uint64_t bit;
};

/* One judgement: of a keyword, or of several that were put together. */
struct check {
    bool (*holds)(const struct keyword *keyword, const json_t *instance);
    enum schema_verdict (*judge)(struct run *run, const struct check *check,
                                 const json_t *instance); /* or this */
    const struct keyword *keyword;
    const struct node *node;        /* that has the keyword */
    const struct unit *const *subs; /* its branches, or its one subschema */
    const struct plan *plan;        /* or NULL */
    size_t cost;                    /* in steps, beyond one */
};

struct unit {
    unsigned char types; /* bits of enum instance_type that may pass */
    bool is_old_integer; /* draft 4: no real is an integer */
    bool tracks;         /* has unevaluated*: not for here */
    bool is_textual;     /* GROUP_STRING needs a text, not a value */
    const struct check *checks[GROUPS];
    unsigned len[GROUPS];
    const struct node *node;
};

struct quick {
    struct unit *units; /* by position of their node */
    size_t len;
    struct check *checks;
    size_t checks_len;
    const struct unit **subs;
    size_t subs_len;
    struct plan *plans;
    size_t plans_len;
};

/* Which function judges a keyword here; quick_judges.c. */
enum schema_verdict (*quick_judge_of(const struct keyword *keyword))(
    struct run *, const struct check *, const json_t *);

/* Judge an instance by a unit. */
enum schema_verdict quick_unit(struct run *run, const struct unit *unit,
                               const json_t *instance);

/* The function of a plan. */
enum schema_verdict quick_object(struct run *run, const struct check *check,
                                 const json_t *instance);

#endif
