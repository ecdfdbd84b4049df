#include "jsonschema/keywords.h"
#include "jsonschema/output.h"
#include "jsonschema/unique.h"

#include <stdint.h>

int compile_items(struct compiler *compiler, const struct node *node,
                  struct keyword *keyword)
{
    (void)compiler;
    keyword->near[0] = compile_sibling(node, "prefixItems");
    return 0;
}

int compile_additional_items(struct compiler *compiler, const struct node *node,
                             struct keyword *keyword)
{
    (void)compiler;
    keyword->near[0] = compile_sibling(node, "items");
    return 0;
}

int compile_contains(struct compiler *compiler, const struct node *node,
                     struct keyword *keyword)
{
    (void)compiler;
    keyword->near[0] = compile_sibling(node, "minContains");
    keyword->near[1] = compile_sibling(node, "maxContains");
    return 0;
}

/* true: of all items; else the position of the last one (Core 10.3.1). */
static void annotate_items(struct run *run, const struct keyword *keyword,
                           const struct place *at, size_t first, size_t covered)
{
    const size_t len = json_array_size(at->instance);

    if (!run_annotates(run) || len <= first || covered == 0)
        return;
    annotate(run, keyword, at,
             covered >= len ? json_true()
                            : json_integer((json_int_t)covered - 1));
}

enum schema_verdict validate_prefix_items(struct run *run,
                                          const struct keyword *keyword,
                                          const struct place *at)
{
    const size_t len = json_array_size(at->instance);
    enum schema_verdict verdict = SCHEMA_VALID;

    for (size_t i = 0; i < keyword->len && i < len; i++) {
        seen_position(at, i);
        verdict =
            verdict_and(verdict, run_item(run, keyword,
                                          keyword->branches[i].node, at, i, i));
        if (run_is_settled(run, verdict))
            break;
    }
    annotate_items(run, keyword, at, 0, keyword->len);
    return verdict;
}

enum schema_verdict validate_items(struct run *run,
                                   const struct keyword *keyword,
                                   const struct place *at)
{
    const size_t first = keyword->near[0] ? keyword->near[0]->len : 0;
    const size_t len = json_array_size(at->instance);
    enum schema_verdict verdict = SCHEMA_VALID;

    for (size_t i = first; i < len; i++) {
        seen_position(at, i);
        verdict = verdict_and(
            verdict, run_item(run, keyword, keyword->sub, at, RUN_NO_INDEX, i));
        if (run_is_settled(run, verdict))
            break;
    }
    annotate_items(run, keyword, at, first, len);
    return verdict;
}

/* Until draft 7 "items" was also what "prefixItems" is now. */
enum schema_verdict validate_old_items(struct run *run,
                                       const struct keyword *keyword,
                                       const struct place *at)
{
    return keyword->sub ? validate_items(run, keyword, at)
                        : validate_prefix_items(run, keyword, at);
}

/* It means nothing beside an "items" that covers all items, or without. */
enum schema_verdict validate_additional_items(struct run *run,
                                              const struct keyword *keyword,
                                              const struct place *at)
{
    if (!keyword->near[0] || keyword->near[0]->sub)
        return SCHEMA_VALID;
    return validate_items(run, keyword, at);
}

enum schema_verdict validate_unevaluated_items(struct run *run,
                                               const struct keyword *keyword,
                                               const struct place *at)
{
    const size_t len = json_array_size(at->instance);
    enum schema_verdict verdict = SCHEMA_VALID;
    bool was_needed = false;

    for (size_t i = 0; i < len; i++) {
        if (seen_is_marked(at, i))
            continue;
        was_needed = true;
        seen_position(at, i);
        verdict = verdict_and(
            verdict, run_item(run, keyword, keyword->sub, at, RUN_NO_INDEX, i));
    }
    if (was_needed)
        annotate_items(run, keyword, at, 0, len);
    return verdict;
}

/* How many items match, and how many more may do so. */
struct matches {
    size_t sure;
    size_t open;
    json_t *positions; /* for an annotation, or NULL */
};

/* An item that does not match is no finding. */
static void count_matches(struct run *run, const struct keyword *keyword,
                          const struct place *at, struct matches *matches)
{
    const bool was_quiet = run->is_quiet;

    run->is_quiet = true;
    for (size_t i = 0; i < json_array_size(at->instance); i++) {
        enum schema_verdict verdict =
            run_item(run, keyword, keyword->sub, at, RUN_NO_INDEX, i);

        matches->sure += verdict == SCHEMA_VALID;
        matches->open += verdict == SCHEMA_UNDECIDED;
        if (verdict != SCHEMA_INVALID)
            seen_position(at, i);
        if (verdict == SCHEMA_VALID && matches->positions)
            json_array_append_new(matches->positions,
                                  json_integer((json_int_t)i));
    }
    run->is_quiet = was_quiet;
}

static enum schema_verdict judge_matches(struct run *run,
                                         const struct keyword *keyword,
                                         const struct place *at,
                                         const struct matches *matches)
{
    const struct keyword *min = keyword->near[0], *max = keyword->near[1];
    const size_t least = min ? min->count : 1;
    const size_t most = max ? max->count : SIZE_MAX;
    const size_t sure = matches->sure, open = matches->open;
    struct amount room;

    if (sure > most)
        return fail(run, max, at,
                    "has %s that match \"contains\", at most %zu are allowed",
                    amount(&room, sure, "item"), most);
    if (sure + open < least)
        return fail(run, min ? min : keyword, at,
                    "has %s that match \"contains\", at least %zu are needed",
                    amount(&room, sure, "item"), least);
    if (sure < least || sure + open > most || (open && at->seen))
        return run_limit(run, "a limit was reached inside \"contains\"");
    return SCHEMA_VALID;
}

enum schema_verdict validate_contains(struct run *run,
                                      const struct keyword *keyword,
                                      const struct place *at)
{
    struct matches matches = {0};
    enum schema_verdict verdict;

    if (run_annotates(run))
        matches.positions = json_array();
    count_matches(run, keyword, at, &matches);
    verdict = judge_matches(run, keyword, at, &matches);
    if (verdict == SCHEMA_VALID && matches.positions)
        annotate(run, keyword, at, json_incref(matches.positions));
    json_decref(matches.positions);
    return verdict;
}

bool holds_min_items(const struct keyword *keyword, const json_t *instance)
{
    return json_array_size(instance) >= keyword->count;
}

void explain_min_items(struct run *run, const struct keyword *keyword,
                       const struct place *at)
{
    struct amount room;

    fail(run, keyword, at, "has %s, at least %zu are needed",
         amount(&room, json_array_size(at->instance), "item"), keyword->count);
}

bool holds_max_items(const struct keyword *keyword, const json_t *instance)
{
    return json_array_size(instance) <= keyword->count;
}

void explain_max_items(struct run *run, const struct keyword *keyword,
                       const struct place *at)
{
    struct amount room;

    fail(run, keyword, at, "has %s, at most %zu are allowed",
         amount(&room, json_array_size(at->instance), "item"), keyword->count);
}

enum schema_verdict validate_unique_items(struct run *run,
                                          const struct keyword *keyword,
                                          const struct place *at)
{
    size_t pair[2] = {0, 0};
    enum schema_verdict verdict = SCHEMA_VALID;

    if (json_is_true(keyword->value))
        verdict = unique_items(run, at->instance, pair);
    if (verdict == SCHEMA_INVALID)
        fail(run, keyword, at, "items %zu and %zu are equal", pair[0], pair[1]);
    return verdict;
}
