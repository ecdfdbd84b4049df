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

/* `relation` reads as in "is 3, must be <relation> 5". */
static enum schema_verdict out_of_range(struct run *run,
                                        const struct keyword *keyword,
                                        const struct place *at,
                                        const char *relation)
{
    char *is = show_value(at->instance), *bound = show_value(keyword->value);

    fail(run, keyword, at, "is %s, must be %s %s", is, relation, bound);
    free(bound);
    free(is);
    return SCHEMA_INVALID;
}

enum schema_verdict validate_minimum(struct run *run,
                                     const struct keyword *keyword,
                                     const struct place *at)
{
    if (number_compare(at->instance, keyword->value) >= 0)
        return SCHEMA_VALID;
    return out_of_range(run, keyword, at, "at least");
}

enum schema_verdict validate_maximum(struct run *run,
                                     const struct keyword *keyword,
                                     const struct place *at)
{
    if (number_compare(at->instance, keyword->value) <= 0)
        return SCHEMA_VALID;
    return out_of_range(run, keyword, at, "at most");
}

enum schema_verdict validate_exclusive_minimum(struct run *run,
                                               const struct keyword *keyword,
                                               const struct place *at)
{
    if (number_compare(at->instance, keyword->value) > 0)
        return SCHEMA_VALID;
    return out_of_range(run, keyword, at, "more than");
}

enum schema_verdict validate_exclusive_maximum(struct run *run,
                                               const struct keyword *keyword,
                                               const struct place *at)
{
    if (number_compare(at->instance, keyword->value) < 0)
        return SCHEMA_VALID;
    return out_of_range(run, keyword, at, "less than");
}

enum schema_verdict validate_multiple_of(struct run *run,
                                         const struct keyword *keyword,
                                         const struct place *at)
{
    if (number_is_multiple(at->instance, keyword->value))
        return SCHEMA_VALID;
    return out_of_range(run, keyword, at, "a multiple of");
}
