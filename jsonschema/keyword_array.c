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

int compile_contains(struct compiler *compiler, const struct node *node,
                     struct keyword *keyword)
{
    (void)compiler;
    keyword->near[0] = compile_sibling(node, "minContains");
    keyword->near[1] = compile_sibling(node, "maxContains");
    return 0;
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
    return verdict;
}

enum schema_verdict validate_items(struct run *run,
                                   const struct keyword *keyword,
                                   const struct place *at)
{
    const size_t len = json_array_size(at->instance);
    enum schema_verdict verdict = SCHEMA_VALID;

    for (size_t i = keyword->near[0] ? keyword->near[0]->len : 0; i < len;
         i++) {
        seen_position(at, i);
        verdict = verdict_and(
            verdict, run_item(run, keyword, keyword->sub, at, RUN_NO_INDEX, i));
        if (run_is_settled(run, verdict))
            break;
    }
    return verdict;
}

enum schema_verdict validate_unevaluated_items(struct run *run,
                                               const struct keyword *keyword,
                                               const struct place *at)
{
    const size_t len = json_array_size(at->instance);
    enum schema_verdict verdict = SCHEMA_VALID;

    for (size_t i = 0; i < len; i++) {
        if (seen_is_marked(at, i))
            continue;
        seen_position(at, i);
        verdict = verdict_and(
            verdict, run_item(run, keyword, keyword->sub, at, RUN_NO_INDEX, i));
    }
    return verdict;
}

/* How many items match, and how many more may do so. */
static void count_matches(struct run *run, const struct keyword *keyword,
                          const struct place *at, size_t *sure, size_t *open)
{
    struct schema_output *output = run->output;

    run->output = NULL; /* an item that does not match is no finding */
    for (size_t i = 0; i < json_array_size(at->instance); i++) {
        enum schema_verdict verdict =
            run_item(run, keyword, keyword->sub, at, RUN_NO_INDEX, i);

        *sure += verdict == SCHEMA_VALID;
        *open += verdict == SCHEMA_UNDECIDED;
        if (verdict != SCHEMA_INVALID)
            seen_position(at, i);
    }
    run->output = output;
}

enum schema_verdict validate_contains(struct run *run,
                                      const struct keyword *keyword,
                                      const struct place *at)
{
    const struct keyword *min = keyword->near[0], *max = keyword->near[1];
    const size_t least = min ? min->count : 1;
    const size_t most = max ? max->count : SIZE_MAX;
    size_t sure = 0, open = 0;
    struct amount room;

    count_matches(run, keyword, at, &sure, &open);
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

enum schema_verdict validate_min_items(struct run *run,
                                       const struct keyword *keyword,
                                       const struct place *at)
{
    const size_t size = json_array_size(at->instance);
    struct amount room;

    if (size >= keyword->count)
        return SCHEMA_VALID;
    return fail(run, keyword, at, "has %s, at least %zu are needed",
                amount(&room, size, "item"), keyword->count);
}

enum schema_verdict validate_max_items(struct run *run,
                                       const struct keyword *keyword,
                                       const struct place *at)
{
    const size_t size = json_array_size(at->instance);
    struct amount room;

    if (size <= keyword->count)
        return SCHEMA_VALID;
    return fail(run, keyword, at, "has %s, at most %zu are allowed",
                amount(&room, size, "item"), keyword->count);
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
