#include "jsonschema/keywords.h"
#include "jsonschema/output.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

int compile_pattern_properties(struct compiler *compiler,
                               const struct node *node, struct keyword *keyword)
{
    for (size_t i = 0; i < keyword->len; i++) {
        struct branch *branch = &keyword->branches[i];
        char *problem = NULL;

        if (matcher_init(&branch->matcher, branch->name, strlen(branch->name),
                         &problem) < 0) {
            compile_error(compiler, node, keyword,
                          "\"%s\" is not a regular expression of ECMA-262: %s",
                          branch->name, problem);
            free(problem);
            return -1;
        }
    }
    return 0;
}

/* Members that need no heap. */
#define MEMBERS_FEW 64

int compile_properties(struct compiler *compiler, const struct node *node,
                       struct keyword *keyword)
{
    struct name *rows = xcalloc(keyword->len, sizeof(*rows));

    (void)compiler;
    (void)node;
    for (size_t i = 0; i < keyword->len; i++)
        rows[i] = (struct name){keyword->branches[i].name,
                                strlen(keyword->branches[i].name), i};
    names_init(&keyword->names, rows, keyword->len);
    return 0;
}

int compile_additional_properties(struct compiler *compiler,
                                  const struct node *node,
                                  struct keyword *keyword)
{
    (void)compiler;
    keyword->near[0] = compile_sibling(node, "properties");
    keyword->near[1] = compile_sibling(node, "patternProperties");
    return 0;
}

/* The names a keyword looked at, for its annotation; NULL: nobody asks. */
static json_t *names_new(const struct run *run)
{
    return run_annotates(run) ? json_array() : NULL;
}

static void names_add(json_t *names, const char *name)
{
    if (names)
        json_array_append_new(names, json_string(name));
}

/* Takes the names. */
static void names_annotate(struct run *run, const struct keyword *keyword,
                           const struct place *at, json_t *names)
{
    if (names)
        annotate(run, keyword, at, names);
}

static enum schema_verdict judge_property(struct run *run,
                                          const struct keyword *keyword,
                                          const struct branch *branch,
                                          const struct place *at, json_t *names)
{
    const json_t *value = json_object_get(at->instance, branch->name);

    if (!value)
        return SCHEMA_VALID;
    names_add(names, branch->name);
    return run_member(run, keyword, branch->node, at, branch->name,
                      branch->name, value);
}

static int by_position(const void *a, const void *b)
{
    const size_t left = *(const size_t *)a, right = *(const size_t *)b;

    return (left > right) - (left < right);
}

/* Branches for the members there are, in schema order; returns their number. */
static size_t find_branches(const struct keyword *keyword,
                            const json_t *instance, size_t *positions)
{
    json_t *object = (json_t *)instance;
    size_t len = 0;

    for (void *member = json_object_iter(object); member;
         member = json_object_iter_next(object, member)) {
        const struct name *row =
            names_find(&keyword->names, json_object_iter_key(member),
                       json_object_iter_key_len(member));

        if (row)
            positions[len++] = row->value;
    }
    qsort(positions, len, sizeof(*positions), by_position);
    return len;
}

static void see_properties(const struct keyword *keyword,
                           const struct place *at)
{
    json_t *object = (json_t *)at->instance;
    size_t position = 0;

    if (!at->seen)
        return;
    for (void *member = json_object_iter(object); member;
         member = json_object_iter_next(object, member), position++)
        if (names_find(&keyword->names, json_object_iter_key(member),
                       json_object_iter_key_len(member)))
            seen_position(at, position);
}

enum schema_verdict validate_properties(struct run *run,
                                        const struct keyword *keyword,
                                        const struct place *at)
{
    const size_t size = json_object_size(at->instance);
    size_t few[MEMBERS_FEW];
    size_t *positions =
        size > MEMBERS_FEW ? xcalloc(size, sizeof(*positions)) : few;
    const size_t len = find_branches(keyword, at->instance, positions);
    enum schema_verdict verdict = SCHEMA_VALID;
    json_t *names = names_new(run);

    see_properties(keyword, at);
    for (size_t i = 0; i < len && !run_is_settled(run, verdict); i++)
        verdict = verdict_and(verdict,
                              judge_property(run, keyword,
                                             &keyword->branches[positions[i]],
                                             at, names));
    names_annotate(run, keyword, at, names);
    if (positions != few)
        free(positions);
    return verdict;
}

/* A member as a loop over an object meets it. */
struct member {
    const char *name;
    const json_t *value;
    size_t position;
};

/* A pattern we cannot decide leaves the member undecided, not unmatched. */
static enum schema_verdict
match_member(struct run *run, const struct keyword *keyword,
             const struct branch *branch, const struct place *at,
             const struct member *member, bool *is_matched)
{
    enum schema_verdict match =
        run_pattern(run, &branch->matcher, member->name, strlen(member->name));

    if (match == SCHEMA_INVALID)
        return SCHEMA_VALID;
    *is_matched = true;
    seen_position(at, member->position);
    if (match == SCHEMA_UNDECIDED)
        return match;
    return run_member(run, keyword, branch->node, at, branch->name,
                      member->name, member->value);
}

enum schema_verdict validate_pattern_properties(struct run *run,
                                                const struct keyword *keyword,
                                                const struct place *at)
{
    enum schema_verdict verdict = SCHEMA_VALID;
    json_t *names = names_new(run), *value;
    struct member member = {0};
    const char *name;

    json_object_foreach((json_t *)at->instance, name, value) {
        bool is_matched = false;

        member.name = name;
        member.value = value;
        for (size_t i = 0; i < keyword->len; i++)
            verdict = verdict_and(
                verdict, match_member(run, keyword, &keyword->branches[i], at,
                                      &member, &is_matched));
        if (is_matched)
            names_add(names, name);
        if (run_is_settled(run, verdict))
            break;
        member.position++;
    }
    names_annotate(run, keyword, at, names);
    return verdict;
}

/* SCHEMA_VALID: a sibling names the member, so it is not additional. */
static enum schema_verdict
is_named(struct run *run, const struct keyword *keyword, const char *name)
{
    const struct keyword *exact = keyword->near[0];
    const struct keyword *patterns = keyword->near[1];
    enum schema_verdict verdict = SCHEMA_INVALID;

    if (exact && json_object_get(exact->value, name))
        return SCHEMA_VALID;
    for (size_t i = 0; patterns && i < patterns->len; i++) {
        enum schema_verdict match = run_pattern(
            run, &patterns->branches[i].matcher, name, strlen(name));

        if (match == SCHEMA_VALID)
            return match;
        if (match == SCHEMA_UNDECIDED)
            verdict = match;
    }
    return verdict;
}

/* additionalProperties and unevaluatedProperties: one member nobody names. */
static enum schema_verdict judge_extra(struct run *run,
                                       const struct keyword *keyword,
                                       const struct place *at, const char *name,
                                       const json_t *value)
{
    const struct path to = {at->instance_path, name, 0, false};
    struct place extra = *at;

    if (!json_is_false(keyword->value))
        return run_member(run, keyword, keyword->sub, at, NULL, name, value);
    extra.instance_path = &to;
    extra.instance = extra.actual = value;
    return fail(run, keyword, &extra, "member \"%s\" is not allowed", name);
}

enum schema_verdict
validate_additional_properties(struct run *run, const struct keyword *keyword,
                               const struct place *at)
{
    enum schema_verdict verdict = SCHEMA_VALID, named;
    json_t *names = names_new(run), *value;
    size_t position = 0;
    const char *name;

    json_object_foreach((json_t *)at->instance, name, value) {
        named = is_named(run, keyword, name);
        if (named != SCHEMA_VALID) {
            seen_position(at, position);
            names_add(names, name);
            if (named == SCHEMA_INVALID)
                named = judge_extra(run, keyword, at, name, value);
            verdict = verdict_and(verdict, named);
            if (run_is_settled(run, verdict))
                break;
        }
        position++;
    }
    names_annotate(run, keyword, at, names);
    return verdict;
}

enum schema_verdict
validate_unevaluated_properties(struct run *run, const struct keyword *keyword,
                                const struct place *at)
{
    enum schema_verdict verdict = SCHEMA_VALID;
    json_t *names = names_new(run), *value;
    size_t position = 0;
    const char *name;

    json_object_foreach((json_t *)at->instance, name, value) {
        if (!seen_is_marked(at, position)) {
            seen_position(at, position);
            names_add(names, name);
            verdict = verdict_and(verdict,
                                  judge_extra(run, keyword, at, name, value));
        }
        position++;
    }
    names_annotate(run, keyword, at, names);
    return verdict;
}

/* The name becomes the instance; what is reported is its object. */
enum schema_verdict validate_property_names(struct run *run,
                                            const struct keyword *keyword,
                                            const struct place *at)
{
    enum schema_verdict verdict = SCHEMA_VALID;
    struct place named = *at;
    const char *name;
    json_t *value;

    named.seen = NULL;
    json_object_foreach((json_t *)at->instance, name, value) {
        json_t *text = json_string(name);

        named.instance = text;
        named.name = name;
        verdict = verdict_and(verdict, run_same(run, keyword, keyword->sub,
                                                &named, NULL, RUN_NO_INDEX));
        json_decref(text);
        if (run_is_settled(run, verdict))
            break;
    }
    return verdict;
}
