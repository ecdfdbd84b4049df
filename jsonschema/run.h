/*
 * run.h - one validation: places, limits, and applying subschemas.
 *
 * A verdict has three values. SCHEMA_UNDECIDED means a limit stopped us; it
 * spreads only where it matters, so an instance that is wrong elsewhere is
 * still SCHEMA_INVALID.
 */
#ifndef JSONSCHEMA_RUN_H
#define JSONSCHEMA_RUN_H

#include "jsonschema/schema.h"

#include <stdint.h>

/* Schemas applied inside each other; bounds the use of stack. */
#define RUN_DEPTH_MAX 1500

/* Schemas applied, values compared and lists read; bounds time. */
#define RUN_STEPS_MAX 20000000

/* After so many matches at their limit no more are tried. */
#define RUN_HARD_MATCHES_MAX 10

/* A location as a list on the stack, innermost first; text only on failure. */
struct path {
    const struct path *up; /* NULL at the first token */
    const char *token;     /* member name; NULL: use index */
    size_t index;
    bool is_keyword; /* token is a keyword's name, not a member's */
};

/* Marks that need no heap. */
#define SEEN_SMALL 64

/* Which members or items were looked at by some subschema (Core 11). */
struct seen {
    bool *marks; /* one for each member or item, in document order */
    size_t len;
    bool small[SEEN_SMALL]; /* marks of few */
};

/* A schema applied to a value. */
struct place {
    const struct node *node;
    const json_t *instance;
    const json_t *actual; /* reported: instance, or the object of a name */
    const struct path *instance_path;
    const struct path *schema_path; /* without the keyword itself */
    const char *name;               /* set while a member's name is judged */
    struct seen *seen;              /* NULL when nobody asks */
};

/* The resources entered so far, innermost first (Core 7.1). */
struct scope {
    const struct scope *outer;
    const struct resource *resource;
};

struct run {
    const struct schema *schema;
    struct schema_output *output; /* NULL: only the verdict matters */
    bool is_quiet; /* failures are no findings just now: not, if, contains */
    struct match_room *room; /* for pattern matching */
    const struct scope *scope;
    size_t depth;
    uint64_t steps;
    size_t hard_matches; /* patterns that reached their limit */
};

/* Both must hold. */
enum schema_verdict verdict_and(enum schema_verdict a, enum schema_verdict b);

/* Record which limit was reached. Returns SCHEMA_UNDECIDED. */
enum schema_verdict run_limit(struct run *run, const char *limit);

/* Are failures to be told? If not, explaining them is for nothing. */
bool run_tells(const struct run *run);

/* The limit of depth or of steps was reached. Returns SCHEMA_UNDECIDED. */
enum schema_verdict run_spent(struct run *run);

/* What it costs to read a value once, in steps beyond one. */
size_t run_cost(const json_t *instance);

/* Count work; false when RUN_STEPS_MAX is passed. */
bool run_step(struct run *run, uint64_t steps);

/* May the loop over members, items or branches end early? */
bool run_is_settled(const struct run *run, enum schema_verdict verdict);

/* Apply the node of `at`. */
enum schema_verdict run_node(struct run *run, const struct place *at);

/*
 * Apply a subschema of a keyword to the same instance. token is what follows
 * the keyword in the location: a name, or NULL for the index, or
 * NULL and RUN_NO_INDEX for nothing.
 */
#define RUN_NO_INDEX ((size_t)-1)
enum schema_verdict run_same(struct run *run, const struct keyword *keyword,
                             const struct node *node, const struct place *at,
                             const char *token, size_t index);

/*
 * The same for a subschema that may fail without harm: what it looked at
 * counts only when it holds (Core 11.2).
 */
enum schema_verdict run_trial(struct run *run, const struct keyword *keyword,
                              const struct node *node, const struct place *at,
                              const char *token, size_t index);

/* Apply to a member or an item; by_token, by_index as above. */
enum schema_verdict run_member(struct run *run, const struct keyword *keyword,
                               const struct node *node, const struct place *at,
                               const char *by_token, const char *name,
                               const json_t *value);
enum schema_verdict run_item(struct run *run, const struct keyword *keyword,
                             const struct node *node, const struct place *at,
                             size_t by_index, size_t index);

/* Where a "$dynamicRef" leads from here (Core 8.2.3.2). */
const struct node *run_dynamic_target(struct run *run,
                                      const struct keyword *keyword);

/* Search a text; SCHEMA_INVALID when the pattern does not match. */
enum schema_verdict run_pattern(struct run *run, const struct matcher *matcher,
                                const char *text, size_t len);

/* Marks for an instance, all clear; merged into others, or thrown away. */
void seen_init(struct seen *seen, const json_t *instance);
void seen_clear(struct seen *seen);
void seen_merge(const struct seen *from, struct seen *into);

/* What a limit kept us from looking at must not count as unevaluated. */
void seen_all(struct seen *seen);

/* Member and item marks; harmless when nobody asks. */
void seen_position(const struct place *at, size_t position);
bool seen_is_marked(const struct place *at, size_t position);

#endif
