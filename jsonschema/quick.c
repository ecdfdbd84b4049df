#include "jsonschema/keywords.h"
#include "jsonschema/quick_table.h"

#include <math.h>

static const struct {
    unsigned char types;
    unsigned char group;
} json_kinds[] = {
    [JSON_OBJECT] = {TYPE_OBJECT, GROUP_OBJECT},
    [JSON_ARRAY] = {TYPE_ARRAY, GROUP_ARRAY},
    [JSON_STRING] = {TYPE_STRING, GROUP_STRING},
    [JSON_INTEGER] = {TYPE_INTEGER | TYPE_NUMBER, GROUP_NUMBER},
    [JSON_REAL] = {TYPE_NUMBER, GROUP_NUMBER},
    [JSON_TRUE] = {TYPE_BOOLEAN, GROUP_OTHER},
    [JSON_FALSE] = {TYPE_BOOLEAN, GROUP_OTHER},
    [JSON_NULL] = {TYPE_NULL, GROUP_OTHER},
};

/* 2.0 where an integer is wanted. */
static bool is_whole(const struct unit *unit, const json_t *instance)
{
    return json_is_real(instance) && (unit->types & TYPE_INTEGER) &&
           !unit->is_old_integer &&
           trunc(json_real_value(instance)) == json_real_value(instance);
}

static enum schema_verdict run_checks(struct run *run,
                                      const struct check *check, unsigned len,
                                      const json_t *instance)
{
    enum schema_verdict verdict = SCHEMA_VALID;

    for (const struct check *end = check + len; check < end; check++) {
        run->steps += check->cost;
        if (check->holds) {
            if (!check->holds(check->keyword, instance))
                return SCHEMA_INVALID;
            continue;
        }
        verdict = verdict_and(verdict, check->judge(run, check, instance));
        if (verdict == SCHEMA_INVALID)
            break;
    }
    return verdict;
}

/* Only a $dynamicRef asks which resources were entered. */
static enum schema_verdict run_scoped(struct run *run, const struct unit *unit,
                                      unsigned group, const json_t *instance)
{
    const struct scope scope = {run->scope, unit->node->resource};
    const bool is_new = !run->scope || run->scope->resource != scope.resource;
    enum schema_verdict verdict;

    if (is_new)
        run->scope = &scope;
    verdict = run_checks(run, unit->checks[group], unit->len[group], instance);
    if (is_new)
        run->scope = scope.outer;
    return verdict;
}

enum schema_verdict quick_unit(struct run *run, const struct unit *unit,
                               const json_t *instance)
{
    const unsigned group = json_kinds[json_typeof(instance)].group;
    enum schema_verdict verdict;

    if (unit->tracks) {
        const struct place place = {
            .node = unit->node, .instance = instance, .actual = instance};

        return run_node(run, &place);
    }
    if (!(unit->types & json_kinds[json_typeof(instance)].types) &&
        !is_whole(unit, instance))
        return SCHEMA_INVALID;
    if (!unit->len[group])
        return SCHEMA_VALID;
    if (run->depth >= RUN_DEPTH_MAX || !run_step(run, 1 + run_cost(instance)))
        return run_spent(run);
    run->depth++;
    if (run->schema->dynamics_len)
        verdict = run_scoped(run, unit, group, instance);
    else
        verdict =
            run_checks(run, unit->checks[group], unit->len[group], instance);
    run->depth--;
    return verdict;
}

enum schema_verdict quick_run(struct run *run, const struct node *node,
                              const json_t *instance)
{
    return quick_unit(run, &run->schema->quick->units[node->position],
                      instance);
}

/* A member that properties does not name; is it matched by a pattern? */
static enum schema_verdict by_pattern(struct run *run, const struct plan *plan,
                                      const struct name *name,
                                      const json_t *value, bool *is_matched)
{
    enum schema_verdict verdict = SCHEMA_VALID;

    for (size_t i = 0; verdict != SCHEMA_INVALID && i < plan->patterns->len;
         i++) {
        enum schema_verdict match = run_pattern(
            run, &plan->patterns->branches[i].matcher, name->text, name->len);

        *is_matched = *is_matched || match != SCHEMA_INVALID;
        if (match == SCHEMA_VALID)
            match = quick_unit(run, plan->pattern_units[i], value);
        else if (match == SCHEMA_INVALID)
            match = SCHEMA_VALID;
        verdict = verdict_and(verdict, match);
    }
    return verdict;
}

static enum schema_verdict by_name(struct run *run, const struct plan *plan,
                                   const struct name *name, const json_t *value,
                                   uint64_t *found)
{
    const struct name *row = names_find(&plan->names, name->text, name->len);
    const struct plan_member *member = row ? &plan->members[row->value] : NULL;
    enum schema_verdict verdict = SCHEMA_VALID;
    bool is_matched = member && member->unit;

    if (member)
        *found |= member->bit;
    if (is_matched)
        verdict = quick_unit(run, member->unit, value);
    if (plan->patterns && verdict != SCHEMA_INVALID)
        verdict = verdict_and(verdict,
                              by_pattern(run, plan, name, value, &is_matched));
    if (!is_matched && plan->extra)
        verdict = verdict_and(verdict, quick_unit(run, plan->extra, value));
    return verdict;
}

enum schema_verdict quick_object(struct run *run, const struct check *check,
                                 const json_t *instance)
{
    const struct plan *plan = check->plan;
    json_t *object = (json_t *)instance;
    enum schema_verdict verdict = SCHEMA_VALID;
    uint64_t found = 0;

    for (void *member = json_object_iter(object);
         member && verdict != SCHEMA_INVALID;
         member = json_object_iter_next(object, member)) {
        const struct name name = {json_object_iter_key(member),
                                  json_object_iter_key_len(member), 0};

        verdict = verdict_and(
            verdict,
            by_name(run, plan, &name, json_object_iter_value(member), &found));
    }
    if ((found & plan->needed) != plan->needed ||
        (plan->required && !holds_required(plan->required, object)))
        return SCHEMA_INVALID;
    return verdict;
}
