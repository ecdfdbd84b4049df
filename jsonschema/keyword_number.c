#include "jsonschema/keywords.h"
#include "jsonschema/number.h"
#include "jsonschema/output.h"

#include <stdlib.h>

int compile_multiple_of(struct compiler *compiler, const struct node *node,
                        struct keyword *keyword)
{
    if (!(json_number_value(keyword->value) > 0))
        return compile_error(compiler, node, keyword,
                             "must be a number more than 0");
    return 0;
}

/* Before draft 6 "exclusiveMinimum" was a switch beside "minimum". */
static int compile_bound_4(struct compiler *compiler, const struct node *node,
                           struct keyword *keyword, const char *name)
{
    const struct keyword *exclusive = compile_sibling(node, name);

    if (exclusive && json_is_true(exclusive->value))
        keyword->near[0] = exclusive;
    return compile_number(compiler, node, keyword);
}

int compile_minimum_4(struct compiler *compiler, const struct node *node,
                      struct keyword *keyword)
{
    return compile_bound_4(compiler, node, keyword, "exclusiveMinimum");
}

int compile_maximum_4(struct compiler *compiler, const struct node *node,
                      struct keyword *keyword)
{
    return compile_bound_4(compiler, node, keyword, "exclusiveMaximum");
}

bool holds_minimum(const struct keyword *keyword, const json_t *instance)
{
    return number_compare(instance, keyword->value) >= 0;
}

bool holds_maximum(const struct keyword *keyword, const json_t *instance)
{
    return number_compare(instance, keyword->value) <= 0;
}

bool holds_exclusive_minimum(const struct keyword *keyword,
                             const json_t *instance)
{
    return number_compare(instance, keyword->value) > 0;
}

bool holds_exclusive_maximum(const struct keyword *keyword,
                             const json_t *instance)
{
    return number_compare(instance, keyword->value) < 0;
}

bool holds_minimum_4(const struct keyword *keyword, const json_t *instance)
{
    return keyword->near[0] ? holds_exclusive_minimum(keyword, instance)
                            : holds_minimum(keyword, instance);
}

bool holds_maximum_4(const struct keyword *keyword, const json_t *instance)
{
    return keyword->near[0] ? holds_exclusive_maximum(keyword, instance)
                            : holds_maximum(keyword, instance);
}

bool holds_multiple_of(const struct keyword *keyword, const json_t *instance)
{
    return number_is_multiple(instance, keyword->value);
}

/* `relation` reads as in "is 3, must be <relation> 5". */
static void out_of_range(struct run *run, const struct keyword *keyword,
                         const struct place *at, const char *relation)
{
    char *is = show_value(at->instance), *bound = show_value(keyword->value);

    fail(run, keyword, at, "is %s, must be %s %s", is, relation, bound);
    free(bound);
    free(is);
}

void explain_minimum(struct run *run, const struct keyword *keyword,
                     const struct place *at)
{
    out_of_range(run, keyword, at, "at least");
}

void explain_maximum(struct run *run, const struct keyword *keyword,
                     const struct place *at)
{
    out_of_range(run, keyword, at, "at most");
}

void explain_exclusive_minimum(struct run *run, const struct keyword *keyword,
                               const struct place *at)
{
    out_of_range(run, keyword, at, "more than");
}

void explain_exclusive_maximum(struct run *run, const struct keyword *keyword,
                               const struct place *at)
{
    out_of_range(run, keyword, at, "less than");
}

void explain_minimum_4(struct run *run, const struct keyword *keyword,
                       const struct place *at)
{
    out_of_range(run, keyword, at, keyword->near[0] ? "more than" : "at least");
}

void explain_maximum_4(struct run *run, const struct keyword *keyword,
                       const struct place *at)
{
    out_of_range(run, keyword, at, keyword->near[0] ? "less than" : "at most");
}

void explain_multiple_of(struct run *run, const struct keyword *keyword,
                         const struct place *at)
{
    out_of_range(run, keyword, at, "a multiple of");
}
