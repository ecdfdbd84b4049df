/* quick_judges.c - applying subschemas when only the verdict matters. */
#include "jsonschema/keywords.h"
#include "jsonschema/quick_table.h"

static enum schema_verdict judge_one(struct run *run, const struct check *check,
                                     const json_t *instance)
{
    return quick_unit(run, check->subs[0], instance);
}

static enum schema_verdict judge_dynamic(struct run *run,
                                         const struct check *check,
                                         const json_t *instance)
{
    return quick_run(run, run_dynamic_target(run, check->keyword), instance);
}

static enum schema_verdict
judge_all_of(struct run *run, const struct check *check, const json_t *instance)
{
    enum schema_verdict verdict = SCHEMA_VALID;

    for (size_t i = 0; verdict != SCHEMA_INVALID && i < check->keyword->len;
         i++)
        verdict =
            verdict_and(verdict, quick_unit(run, check->subs[i], instance));
    return verdict;
}

static enum schema_verdict
judge_any_of(struct run *run, const struct check *check, const json_t *instance)
{
    enum schema_verdict verdict = SCHEMA_INVALID;

    for (size_t i = 0; i < check->keyword->len; i++) {
        enum schema_verdict one = quick_unit(run, check->subs[i], instance);

        if (one == SCHEMA_VALID)
            return one;
        if (one == SCHEMA_UNDECIDED)
            verdict = one;
    }
    return verdict;
}

static enum schema_verdict
judge_one_of(struct run *run, const struct check *check, const json_t *instance)
{
    size_t sure = 0, open = 0;

    for (size_t i = 0; sure < 2 && i < check->keyword->len; i++) {
        enum schema_verdict one = quick_unit(run, check->subs[i], instance);

        sure += one == SCHEMA_VALID;
        open += one == SCHEMA_UNDECIDED;
    }
    if (sure > 1 || sure + open == 0)
        return SCHEMA_INVALID;
    return open ? SCHEMA_UNDECIDED : SCHEMA_VALID;
}

static enum schema_verdict judge_not(struct run *run, const struct check *check,
                                     const json_t *instance)
{
    static const enum schema_verdict opposite[] = {
        [SCHEMA_VALID] = SCHEMA_INVALID,
        [SCHEMA_INVALID] = SCHEMA_VALID,
        [SCHEMA_UNDECIDED] = SCHEMA_UNDECIDED,
    };

    return opposite[quick_unit(run, check->subs[0], instance)];
}

/* subs: if, then, else; the last two may be NULL. */
static enum schema_verdict judge_if(struct run *run, const struct check *check,
                                    const json_t *instance)
{
    const struct unit *next;
    enum schema_verdict verdict;

    if (!check->subs[1] && !check->subs[2])
        return SCHEMA_VALID;
    verdict = quick_unit(run, check->subs[0], instance);
    if (verdict == SCHEMA_UNDECIDED)
        return verdict;
    next = check->subs[verdict == SCHEMA_VALID ? 1 : 2];
    return next ? quick_unit(run, next, instance) : SCHEMA_VALID;
}

static enum schema_verdict judge_rest(struct run *run,
                                      const struct check *check,
                                      const json_t *instance, size_t first)
{
    const size_t len = json_array_size(instance);
    enum schema_verdict verdict = SCHEMA_VALID;

    for (size_t i = first; verdict != SCHEMA_INVALID && i < len; i++)
        verdict = verdict_and(verdict, quick_unit(run, check->subs[0],
                                                  json_array_get(instance, i)));
    return verdict;
}

static enum schema_verdict
judge_items(struct run *run, const struct check *check, const json_t *instance)
{
    const struct keyword *prefix = check->keyword->near[0];

    return judge_rest(run, check, instance, prefix ? prefix->len : 0);
}

static enum schema_verdict judge_additional_items(struct run *run,
                                                  const struct check *check,
                                                  const json_t *instance)
{
    const struct keyword *items = check->keyword->near[0];

    if (!items || items->sub)
        return SCHEMA_VALID;
    return judge_rest(run, check, instance, items->len);
}

static enum schema_verdict
judge_prefix(struct run *run, const struct check *check, const json_t *instance)
{
    const size_t len = json_array_size(instance);
    enum schema_verdict verdict = SCHEMA_VALID;

    for (size_t i = 0;
         verdict != SCHEMA_INVALID && i < check->keyword->len && i < len; i++)
        verdict = verdict_and(verdict, quick_unit(run, check->subs[i],
                                                  json_array_get(instance, i)));
    return verdict;
}

static enum schema_verdict judge_old_items(struct run *run,
                                           const struct check *check,
                                           const json_t *instance)
{
    return check->keyword->sub ? judge_rest(run, check, instance, 0)
                               : judge_prefix(run, check, instance);
}

static enum schema_verdict judge_pattern(struct run *run,
                                         const struct check *check,
                                         const json_t *instance)
{
    return run_pattern(run, &check->keyword->matcher,
                       json_string_value(instance),
                       json_string_length(instance));
}

static enum schema_verdict judge_generic(struct run *run,
                                         const struct check *check,
                                         const json_t *instance)
{
    const struct place place = {
        .node = check->node, .instance = instance, .actual = instance};

    return check->keyword->kind->validate(run, check->keyword, &place);
}

/* A name by the checks for strings, without making it a value. */
static enum schema_verdict judge_text(struct run *run, const struct unit *unit,
                                      const char *text, size_t len)
{
    enum schema_verdict verdict =
        unit->types & TYPE_STRING ? SCHEMA_VALID : SCHEMA_INVALID;
    const struct check *check = unit->checks[GROUP_STRING];

    for (unsigned i = 0;
         verdict != SCHEMA_INVALID && i < unit->len[GROUP_STRING]; i++) {
        const struct keyword *keyword = check[i].keyword;

        if (!keyword->kind->holds_text)
            verdict = verdict_and(
                verdict, run_pattern(run, &keyword->matcher, text, len));
        else if (!keyword->kind->holds_text(keyword, text, len))
            verdict = SCHEMA_INVALID;
    }
    return verdict;
}

static enum schema_verdict
judge_names(struct run *run, const struct check *check, const json_t *instance)
{
    const struct unit *unit = check->subs[0];
    json_t *object = (json_t *)instance;
    enum schema_verdict verdict = SCHEMA_VALID;

    if (!unit->is_textual)
        return judge_generic(run, check, instance);
    for (void *member = json_object_iter(object);
         member && verdict != SCHEMA_INVALID;
         member = json_object_iter_next(object, member))
        verdict = verdict_and(
            verdict, judge_text(run, unit, json_object_iter_key(member),
                                json_object_iter_key_len(member)));
    return verdict;
}

static const struct {
    enum schema_verdict (*validate)(struct run *, const struct keyword *,
                                    const struct place *);
    enum schema_verdict (*judge)(struct run *, const struct check *,
                                 const json_t *);
} rows[] = {
    {validate_ref, judge_one},
    {validate_dynamic_ref, judge_dynamic},
    {validate_all_of, judge_all_of},
    {validate_any_of, judge_any_of},
    {validate_one_of, judge_one_of},
    {validate_not, judge_not},
    {validate_if, judge_if},
    {validate_items, judge_items},
    {validate_old_items, judge_old_items},
    {validate_additional_items, judge_additional_items},
    {validate_prefix_items, judge_prefix},
    {validate_pattern, judge_pattern},
    {validate_property_names, judge_names},
};

enum schema_verdict (*quick_judge_of(const struct keyword *keyword))(
    struct run *, const struct check *, const json_t *)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (rows[i].validate == keyword->kind->validate)
            return rows[i].judge;
    return judge_generic;
}
