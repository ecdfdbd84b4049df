#include "jsonschema/keywords.h"
#include "jsonschema/output.h"

#include "base/buffer.h"

int compile_if(struct compiler *compiler, const struct node *node,
               struct keyword *keyword)
{
    (void)compiler;
    keyword->near[0] = compile_sibling(node, "then");
    keyword->near[1] = compile_sibling(node, "else");
    return 0;
}

enum schema_verdict validate_all_of(struct run *run,
                                    const struct keyword *keyword,
                                    const struct place *at)
{
    enum schema_verdict verdict = SCHEMA_VALID;

    for (size_t i = 0; i < keyword->len; i++) {
        verdict = verdict_and(
            verdict,
            run_same(run, keyword, keyword->branches[i].node, at, NULL, i));
        if (run_is_settled(run, verdict))
            break;
    }
    return verdict;
}

/*
 * The keyword's own unit comes first and its branches below it. They are
 * written as we go and taken back when the keyword holds after all: judging
 * twice would cost 2^n in n nested keywords.
 */
enum schema_verdict validate_any_of(struct run *run,
                                    const struct keyword *keyword,
                                    const struct place *at)
{
    const struct output_mark mark = output_mark(run);
    bool is_held = false, is_open = false;

    fail(run, keyword, at, "matches none of the %zu schemas allowed",
         keyword->len);
    for (size_t i = 0; i < keyword->len; i++) {
        enum schema_verdict verdict =
            run_trial(run, keyword, keyword->branches[i].node, at, NULL, i);

        is_held = is_held || verdict == SCHEMA_VALID;
        is_open = is_open || verdict == SCHEMA_UNDECIDED;
        if (is_held && !at->seen && !run_annotates(run))
            break;
    }
    if (is_held || is_open)
        output_rewind(run, mark);
    if (is_open && (at->seen || !is_held))
        return SCHEMA_UNDECIDED;
    return is_held ? SCHEMA_VALID : SCHEMA_INVALID;
}

static enum schema_verdict too_many(struct run *run,
                                    const struct keyword *keyword,
                                    const struct place *at,
                                    const struct buffer *matching)
{
    return fail(run, keyword, at,
                "matches the schemas %s, exactly one must match",
                buffer_text(matching));
}

enum schema_verdict validate_one_of(struct run *run,
                                    const struct keyword *keyword,
                                    const struct place *at)
{
    const struct output_mark mark = output_mark(run);
    size_t sure = 0, open = 0;
    struct buffer matching;

    buffer_init(&matching, 200);
    fail(run, keyword, at, "matches none of the %zu schemas, one must match",
         keyword->len);
    for (size_t i = 0; i < keyword->len; i++) {
        enum schema_verdict verdict =
            run_trial(run, keyword, keyword->branches[i].node, at, NULL, i);

        sure += verdict == SCHEMA_VALID;
        open += verdict == SCHEMA_UNDECIDED;
        if (verdict == SCHEMA_VALID && run_tells(run))
            buffer_printf(&matching, "%s%zu", sure > 1 ? " and " : "", i);
    }
    if (sure + open > 0)
        output_rewind(run, mark);
    if (sure > 1)
        too_many(run, keyword, at, &matching);
    buffer_clear(&matching);
    if (sure > 1 || sure + open == 0)
        return SCHEMA_INVALID;
    return open ? SCHEMA_UNDECIDED : SCHEMA_VALID;
}

/* Judge a subschema whose failure is no finding. */
static enum schema_verdict
quietly(struct run *run, const struct keyword *keyword, const struct place *at)
{
    const bool was_quiet = run->is_quiet;
    enum schema_verdict verdict;

    run->is_quiet = true;
    verdict = run_trial(run, keyword, keyword->sub, at, NULL, RUN_NO_INDEX);
    run->is_quiet = was_quiet;
    return verdict;
}

enum schema_verdict validate_not(struct run *run, const struct keyword *keyword,
                                 const struct place *at)
{
    const struct output_mark mark = output_mark(run);
    enum schema_verdict verdict = quietly(run, keyword, at);

    output_rewind_annotations(run, mark);
    if (verdict == SCHEMA_VALID)
        return fail(run, keyword, at, "matches the schema that is forbidden");
    if (verdict == SCHEMA_INVALID)
        return SCHEMA_VALID;
    return run_limit(run, "a limit was reached inside \"not\"");
}

static enum schema_verdict consequence(struct run *run,
                                       const struct keyword *keyword,
                                       const struct place *at)
{
    if (!keyword)
        return SCHEMA_VALID;
    return run_same(run, keyword, keyword->sub, at, NULL, RUN_NO_INDEX);
}

enum schema_verdict validate_if(struct run *run, const struct keyword *keyword,
                                const struct place *at)
{
    enum schema_verdict verdict = quietly(run, keyword, at);

    if (verdict == SCHEMA_VALID)
        return consequence(run, keyword->near[0], at);
    if (verdict == SCHEMA_INVALID)
        return consequence(run, keyword->near[1], at);
    if (!keyword->near[0] && !keyword->near[1] && !at->seen)
        return SCHEMA_VALID;
    return run_limit(run, "a limit was reached inside \"if\"");
}

enum schema_verdict validate_dependent_schemas(struct run *run,
                                               const struct keyword *keyword,
                                               const struct place *at)
{
    enum schema_verdict verdict = SCHEMA_VALID;

    for (size_t i = 0; i < keyword->len; i++) {
        const struct branch *branch = &keyword->branches[i];

        if (json_object_get(at->instance, branch->name))
            verdict =
                verdict_and(verdict, run_same(run, keyword, branch->node, at,
                                              branch->name, RUN_NO_INDEX));
        if (run_is_settled(run, verdict))
            break;
    }
    return verdict;
}
