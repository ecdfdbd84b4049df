#include "derive/schema.h"

#include "derive/check_members.h"
#include "derive/check_tell.h"

#include "base/alloc.h"

static const enum contract_part part_of[] = {[EXAMPLE_REQUEST] = PART_REQUEST,
                                             [EXAMPLE_RESPONSE] = PART_RESPONSE,
                                             [EXAMPLE_ERROR] = PART_ERROR};

static void tell_undocumented(void *with, const char *pointer, const char *name)
{
    struct checking *checking = with;

    checking->fails_others = true;
    tell(checking, "example-undocumented", pointer,
         xasprintf("no table describes \"%s\"", name));
}

static void check_members(struct checking *checking)
{
    const struct contract *contract = checking->contract;
    const struct group *groups[] = {[EXAMPLE_REQUEST] = &contract->request,
                                    [EXAMPLE_RESPONSE] = &contract->response};

    if (checking->example->role != EXAMPLE_ERROR)
        members_undocumented(groups[checking->example->role],
                             checking->example->content, tell_undocumented,
                             checking);
}

/* Nothing can be said without a schema, so nothing passes either. */
static void tell_unchecked(struct checking *checking, const char *why)
{
    checking->fails_types = true;
    tell(checking, "example-elsewhere", "", xstrdup(why));
}

static void check_content(struct checking *checking, json_t *schema)
{
    struct schema_output output = {0};
    struct error err = {0};

    judge_init(&checking->judge, schema, &err);
    if (!checking->judge.schema) {
        tell_unchecked(checking, err.text);
    } else if (schema_validate(checking->judge.schema,
                               checking->example->content,
                               &output) == SCHEMA_UNDECIDED) {
        tell_unchecked(checking, output.undecided);
    } else {
        for (size_t i = 0; i < output.len; i++)
            tell_unit(checking, &output.units[i]);
        check_members(checking);
    }
    schema_output_clear(&output);
    judge_clear(&checking->judge);
}

/* The tables alone: what a schema takes from the examples would make them
   agree with themselves. */
static json_t *tables_schema(const struct contract *contract,
                             enum contract_part part)
{
    struct contract bare = *contract;

    bare.examples_len = 0;
    return schema_derive(&bare, part);
}

static void check_example(struct checking *checking)
{
    const enum example_role role = checking->example->role;
    json_t *schema = tables_schema(checking->contract, part_of[role]);

    checking->told = json_object();
    if (schema)
        check_content(checking, schema);
    else if (role != EXAMPLE_ERROR)
        tell_unchecked(checking, "no table of the page describes this content");
    json_decref(schema);
    json_decref(checking->told);
}

/* An empty content needs no table. */
static bool is_empty(const json_t *content)
{
    return (json_is_object(content) && !json_object_size(content)) ||
           (json_is_array(content) && !json_array_size(content));
}

static bool is_checked(const struct contract *contract,
                       const struct example *example)
{
    const struct group *group = example->role == EXAMPLE_REQUEST
                                    ? &contract->request
                                    : &contract->response;

    return example->content && example->role != EXAMPLE_OTHER &&
           (group->len || !is_empty(example->content));
}

/* Answers about failures are looked at, but counted nowhere: every page
   repeats the same two. */
size_t examples_check(const struct contract *contract, struct remarks *remarks,
                      size_t passed[3])
{
    size_t checked = 0;

    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];
        struct checking checking = {
            .contract = contract, .example = example, .remarks = remarks};

        if (!is_checked(contract, example))
            continue;
        check_example(&checking);
        if (example->role == EXAMPLE_ERROR)
            continue;
        checked++;
        passed[TYPES_ONLY] += !checking.fails_types;
        passed[NULL_TOLERANT] +=
            !checking.fails_types && !checking.fails_others;
        passed[STRICT] += !checking.fails_types && !checking.fails_others &&
                          !checking.fails_nulls;
    }
    return checked;
}
