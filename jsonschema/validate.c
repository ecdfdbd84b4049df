#include "jsonschema/keywords.h"
#include "jsonschema/output.h"
#include "jsonschema/quick.h"

#include <math.h>

enum schema_verdict verdict_and(enum schema_verdict a, enum schema_verdict b)
{
    if (a == SCHEMA_INVALID || b == SCHEMA_INVALID)
        return SCHEMA_INVALID;
    return a == SCHEMA_VALID ? b : a;
}

enum schema_verdict run_limit(struct run *run, const char *limit)
{
    if (run->output && !run->output->undecided)
        run->output->undecided = limit;
    return SCHEMA_UNDECIDED;
}

enum schema_verdict run_spent(struct run *run)
{
    return run_limit(run, run->depth < RUN_DEPTH_MAX
                              ? "the validation takes too many steps"
                              : "schemas are applied too deeply");
}

/* Long texts are read by each keyword for strings. */
size_t run_cost(const json_t *instance)
{
    return json_is_string(instance) ? json_string_length(instance) / 256 : 0;
}

bool run_step(struct run *run, uint64_t steps)
{
    run->steps += steps;
    return run->steps <= RUN_STEPS_MAX;
}

bool run_tells(const struct run *run)
{
    return run->output && !run->is_quiet;
}

bool run_is_settled(const struct run *run, enum schema_verdict verdict)
{
    return verdict == SCHEMA_INVALID && !run_tells(run);
}

unsigned instance_types(const json_t *instance)
{
    static const unsigned types[] = {
        [JSON_OBJECT] = TYPE_OBJECT,
        [JSON_ARRAY] = TYPE_ARRAY,
        [JSON_STRING] = TYPE_STRING,
        [JSON_INTEGER] = TYPE_INTEGER | TYPE_NUMBER,
        [JSON_REAL] = TYPE_NUMBER,
        [JSON_TRUE] = TYPE_BOOLEAN,
        [JSON_FALSE] = TYPE_BOOLEAN,
        [JSON_NULL] = TYPE_NULL,
    };

    if (json_is_real(instance) &&
        trunc(json_real_value(instance)) == json_real_value(instance))
        return TYPE_INTEGER | TYPE_NUMBER;
    return types[json_typeof(instance)];
}

static enum schema_verdict run_keyword(struct run *run,
                                       const struct keyword *keyword,
                                       const struct place *at)
{
    const struct keyword_kind *kind = keyword->kind;

    if (kind->holds && !keyword->is_off) {
        if (!kind->holds(keyword, at->instance)) {
            if (run_tells(run))
                kind->explain(run, keyword, at);
            return SCHEMA_INVALID;
        }
    } else if (kind->validate) {
        return kind->validate(run, keyword, at);
    }
    return SCHEMA_VALID;
}

static enum schema_verdict run_keywords(struct run *run, const struct place *at)
{
    const unsigned types = instance_types(at->instance);
    const struct output_mark mark = output_mark(run);
    enum schema_verdict verdict = SCHEMA_VALID;

    for (size_t i = 0; i < at->node->len; i++) {
        const struct keyword *keyword = &at->node->keywords[i];

        if (!(keyword->kind->types & types))
            continue;
        run->steps += keyword->cost;
        verdict = verdict_and(verdict, run_keyword(run, keyword, at));
        if (run_is_settled(run, verdict))
            break;
        if (keyword->kind->annotates && run_annotates(run))
            annotate(run, keyword, at, json_deep_copy(keyword->value));
    }
    if (verdict != SCHEMA_VALID) /* Core 7.7.1.2 */
        output_rewind_annotations(run, mark);
    return verdict;
}

/*
 * unevaluated* must not see what its cousins looked at, only what lies below
 * its own schema: so that schema keeps its own marks and hands them up.
 */
static enum schema_verdict run_tracking(struct run *run, const struct place *at)
{
    struct place own = *at;
    struct seen seen;
    enum schema_verdict verdict;

    seen_init(&seen, at->instance);
    run->steps += seen.len / SEEN_SMALL;
    own.seen = &seen;
    verdict = run_keywords(run, &own);
    seen_merge(&seen, at->seen);
    seen_clear(&seen);
    return verdict;
}

static enum schema_verdict run_object(struct run *run, const struct place *at)
{
    const struct scope scope = {run->scope, at->node->resource};
    const bool is_new = !run->scope || run->scope->resource != scope.resource;
    enum schema_verdict verdict;

    if (is_new)
        run->scope = &scope;
    run->depth++;
    verdict = at->node->tracks ? run_tracking(run, at) : run_keywords(run, at);
    run->depth--;
    if (is_new)
        run->scope = scope.outer;
    return verdict;
}

enum schema_verdict run_node(struct run *run, const struct place *at)
{
    if (json_is_true(at->node->json))
        return SCHEMA_VALID;
    if (json_is_false(at->node->json))
        return fail_false(run, at);
    if (at->node->len == 0)
        return SCHEMA_VALID;
    if (!at->seen && !at->node->tracks && !run_tells(run) &&
        !run_annotates(run))
        return quick_run(run, at->node, at->instance);
    if (run->depth < RUN_DEPTH_MAX && run_step(run, 1 + run_cost(at->instance)))
        return run_object(run, at);
    seen_all(at->seen);
    return run_spent(run);
}

enum schema_verdict run_same(struct run *run, const struct keyword *keyword,
                             const struct node *node, const struct place *at,
                             const char *token, size_t index)
{
    const struct path first = {at->schema_path, keyword->name, 0, true};
    const struct path second = {&first, token, index, false};
    struct place below = *at;

    below.node = node;
    below.schema_path = token || index != RUN_NO_INDEX ? &second : &first;
    return run_node(run, &below);
}

enum schema_verdict run_trial(struct run *run, const struct keyword *keyword,
                              const struct node *node, const struct place *at,
                              const char *token, size_t index)
{
    struct place trial = *at;
    struct seen seen;
    enum schema_verdict verdict;

    if (!at->seen)
        return run_same(run, keyword, node, at, token, index);
    seen_init(&seen, at->instance);
    run->steps += seen.len / SEEN_SMALL;
    trial.seen = &seen;
    verdict = run_same(run, keyword, node, &trial, token, index);
    if (verdict == SCHEMA_UNDECIDED)
        seen_all(&seen);
    if (verdict != SCHEMA_INVALID)
        seen_merge(&seen, at->seen);
    seen_clear(&seen);
    return verdict;
}

/* Most members are; only the others have something to tell. */
static bool is_right(struct run *run, const struct node *node,
                     const json_t *value)
{
    bool is_valid;

    if (!run_tells(run) || run_annotates(run))
        return false;
    run->is_quiet = true;
    is_valid = quick_run(run, node, value) == SCHEMA_VALID;
    run->is_quiet = false;
    return is_valid;
}

static enum schema_verdict
run_child(struct run *run, const struct keyword *keyword,
          const struct node *node, const struct place *at,
          const struct path *by, const struct path *to, const json_t *value)
{
    const struct path first = {at->schema_path, keyword->name, 0, true};
    const struct path second = {&first, by->token, by->index, false};
    const bool has_second = by->token || by->index != RUN_NO_INDEX;
    const struct place child = {.node = node,
                                .instance = value,
                                .actual = value,
                                .instance_path = to,
                                .schema_path = has_second ? &second : &first};

    return is_right(run, node, value) ? SCHEMA_VALID : run_node(run, &child);
}

enum schema_verdict run_member(struct run *run, const struct keyword *keyword,
                               const struct node *node, const struct place *at,
                               const char *by_token, const char *name,
                               const json_t *value)
{
    const struct path by = {NULL, by_token, RUN_NO_INDEX, false};
    const struct path to = {at->instance_path, name, 0, false};

    return run_child(run, keyword, node, at, &by, &to, value);
}

enum schema_verdict run_item(struct run *run, const struct keyword *keyword,
                             const struct node *node, const struct place *at,
                             size_t by_index, size_t index)
{
    const struct path by = {NULL, NULL, by_index, false};
    const struct path to = {at->instance_path, NULL, index, false};

    return run_child(run, keyword, node, at, &by, &to,
                     json_array_get(at->instance, index));
}

enum schema_verdict run_pattern(struct run *run, const struct matcher *matcher,
                                const char *text, size_t len)
{
    static const enum schema_verdict verdicts[] = {
        [PATTERN_MATCH] = SCHEMA_VALID,
        [PATTERN_NO_MATCH] = SCHEMA_INVALID,
        [PATTERN_LIMIT] = SCHEMA_UNDECIDED,
    };
    enum pattern_result result = PATTERN_LIMIT;

    if (matcher->straight)
        return straight_matches(matcher->straight, text, len) ? SCHEMA_VALID
                                                              : SCHEMA_INVALID;
    run->steps++;
    if (!run->room)
        run->room = match_pool_take(run->schema->pool);
    if (run->hard_matches < RUN_HARD_MATCHES_MAX)
        result = pattern_match(matcher->pattern, run->room, text, len);
    if (result != PATTERN_LIMIT)
        return verdicts[result];
    run->hard_matches++;
    return run_limit(run, "a pattern takes too long to match");
}

/* Every keyword that does not hold, in the order of the schema. */
static enum schema_verdict run_telling(struct run *run, const json_t *instance,
                                       struct schema_output *output)
{
    const struct place root = {
        .node = run->schema->root, .instance = instance, .actual = instance};

    run->output = output;
    run->steps = 0;
    run->hard_matches = 0;
    return run_node(run, &root);
}

/*
 * Most instances are valid, and to see that takes the short way. Telling may
 * reach a limit where the verdict alone did not, since it does not stop at
 * the first failure; what nothing can be told about is not called invalid.
 */
enum schema_verdict schema_validate(const struct schema *schema,
                                    const json_t *instance,
                                    struct schema_output *output)
{
    struct run run = {.schema = schema};
    enum schema_verdict verdict = SCHEMA_UNDECIDED, told;

    if (!output || !output->annotate)
        verdict = quick_run(&run, schema->root, instance);
    if (output && (output->annotate || verdict != SCHEMA_VALID)) {
        told = run_telling(&run, instance, output);
        if (told != SCHEMA_UNDECIDED || output->len == 0)
            verdict = told;
    }
    match_pool_give(schema->pool, run.room);
    return verdict;
}
