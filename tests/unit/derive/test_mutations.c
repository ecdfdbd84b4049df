/*
 * test_mutations.c - what the schemas reject.
 *
 * Every example that its schema accepts is broken at one place after the
 * other, each time against something that the page says: a mandatory member
 * goes, a type is another one, a limit is passed, an enumeration is left. The
 * schema must reject every one of them. What to break is taken from the
 * contract, not from the schema. ASSAY_DOCS names a folder of folders with
 * more pages.
 */
#include "tests/unit/test.h"

#include "derive/check_store.h"
#include "derive/derive_set.h"
#include "derive/schema.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "base/pointer.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILL_MAX 100000 /* longer limits are not tried */

enum mutation { REMOVED, OTHER_TYPE, LIMIT, ENUMERATION, PATTERN, MUTATIONS };

static const char *const mutation_names[] = {
    "mandatory member removed", "other type", "limit passed",
    "enumeration left", "pattern left"};

struct trial {
    const struct contract *contract;
    const struct group *group;
    const struct judge *judge;
    json_t *holder; /* owned: an array whose one item is the content */
    size_t tried[MUTATIONS];
    size_t rejected[MUTATIONS];
    size_t examples;
};

static void judge_mutation(struct trial *trial, enum mutation mutation,
                           const char *pointer)
{
    const bool is_rejected =
        schema_validate(trial->judge->schema, json_array_get(trial->holder, 0),
                        NULL) == SCHEMA_INVALID;

    trial->tried[mutation]++;
    trial->rejected[mutation] += is_rejected;
    if (!is_rejected) {
        char *text = json_text_short(
            pointer_get(json_array_get(trial->holder, 0), pointer), 80);

        print_message("%s: %s: not rejected at %s: %s\n", trial->contract->page,
                      mutation_names[mutation], pointer, text);
        free(text);
    }
}

/* Put a value in the place of another, judge, and put it back; takes value. */
static void try_value(struct trial *trial, json_t *parent, const char *name,
                      size_t index, json_t *value, enum mutation mutation,
                      const char *pointer)
{
    json_t *old =
        name ? json_object_get(parent, name) : json_array_get(parent, index);

    json_incref(old);
    if (name)
        json_object_set(parent, name, value);
    else
        json_array_set(parent, index, value);
    judge_mutation(trial, mutation, pointer);
    if (name)
        json_object_set(parent, name, old);
    else
        json_array_set(parent, index, old);
    json_decref(old);
    json_decref(value);
}

/* A text of so many bytes. */
static json_t *text_of(size_t len)
{
    char *text = xcalloc(len + 1, 1);
    json_t *value;

    memset(text, 'a', len);
    value = json_string(text);
    free(text);
    return value;
}

/* One value that is beyond a limit, or NULL. */
static json_t *beyond(const struct trait *trait, const json_t *old)
{
    const json_int_t limit = json_integer_value(trait->value);
    const double number = json_number_value(trait->value);
    const char *keyword = trait->keyword;

    if (json_is_string(old)) {
        if ((!strcmp(keyword, "maxBytes") || !strcmp(keyword, "maxLength")) &&
            limit < FILL_MAX)
            return text_of((size_t)limit + 1);
        if (!strcmp(keyword, "minLength") && limit > 0)
            return text_of((size_t)limit - 1);
        return NULL;
    }
    if (!json_is_number(old))
        return NULL;
    if (!strcmp(keyword, "maximum"))
        return json_real(number + 1);
    if (!strcmp(keyword, "minimum"))
        return json_real(number - 1);
    return !strncmp(keyword, "exclusive", 9) ? json_incref(trait->value) : NULL;
}

static void break_traits(struct trial *trial, const struct node *node,
                         json_t *parent, const char *name, size_t index,
                         const char *pointer)
{
    json_t *old =
        name ? json_object_get(parent, name) : json_array_get(parent, index);

    for (size_t i = 0; i < node->traits.len; i++) {
        const struct trait *trait = &node->traits.items[i];
        json_t *value = beyond(trait, old);

        if (value)
            try_value(trial, parent, name, index, value, LIMIT, pointer);
        else if (!strcmp(trait->keyword, "enum") && json_is_string(old))
            try_value(trial, parent, name, index, json_string("no-such-word"),
                      ENUMERATION, pointer);
        else if (!strcmp(trait->keyword, "enum") && json_is_integer(old))
            try_value(trial, parent, name, index, json_integer(987654),
                      ENUMERATION, pointer);
        else if (!strcmp(trait->keyword, "pattern") && json_is_string(old))
            try_value(trial, parent, name, index, json_string("no time"),
                      PATTERN, pointer);
    }
}

/* A value that is not of the type; NULL when any may be. */
static json_t *of_other_type(const struct type *type)
{
    if (!type || type->kind == TYPE_UNKNOWN || type->kind == TYPE_UNION)
        return NULL;
    return type->kind == TYPE_STRING ? json_integer(7) : json_string("seven");
}

static const struct node *find_node(struct node *const *nodes, size_t len,
                                    const char *name)
{
    const struct node *any = NULL;

    for (size_t i = 0; i < len; i++) {
        if (nodes[i]->placeholder)
            any = nodes[i];
        else if (!strcmp(nodes[i]->name, name))
            return nodes[i];
    }
    return any;
}

static void break_value(struct trial *trial, const struct node *node,
                        const struct type *type, json_t *parent,
                        const char *name, size_t index, const char *pointer)
{
    json_t *value =
        name ? json_object_get(parent, name) : json_array_get(parent, index);
    json_t *other = of_other_type(type), *copy;
    const char *member;

    if (other)
        try_value(trial, parent, name, index, other, OTHER_TYPE, pointer);
    if (json_is_array(value) && type && type->kind == TYPE_ARRAY) {
        for (size_t i = 0; i < json_array_size(value) && type->item; i++) {
            char *place = pointer_index(pointer, i);

            if (!json_is_null(json_array_get(value, i)))
                break_value(trial, node, type->item, value, NULL, i, place);
            free(place);
        }
        return;
    }
    if (!json_is_object(value)) {
        if (!json_is_array(value))
            break_traits(trial, node, parent, name, index, pointer);
        return;
    }
    if (type && type->kind == TYPE_MAP)
        return;
    copy = json_copy(value);
    json_object_foreach(copy, member, other) {
        const struct node *child = find_node(node->children, node->len, member);
        char *place = pointer_child(pointer, member, strlen(member));

        if (child && child->presence == PRESENCE_MANDATORY &&
            !child->placeholder) {
            json_object_del(value, member);
            judge_mutation(trial, REMOVED, place);
            json_object_set(value, member, other);
        }
        if (child && !child->recursion && !json_is_null(other))
            break_value(trial, child, child->type, value, member, 0, place);
        free(place);
    }
    json_decref(copy);
}

/* The whole content is like the value of a member of its own. */
static void break_example(struct trial *trial, const struct example *example)
{
    const struct group *group = trial->group;
    char name[] = "";
    struct node root = {
        .name = name,
        .type = type_read(group->is_array ? "Array of objects" : "Object"),
        .children = group->nodes,
        .len = group->len};

    trial->holder = json_pack("[o]", json_deep_copy(example->content));
    trial->examples++;
    break_value(trial, &root, root.type, trial->holder, NULL, 0, "");
    json_decref(trial->holder);
    type_free(root.type);
}

static void break_contract(struct trial *trial, const struct contract *contract,
                           enum contract_part part, enum example_role role)
{
    json_t *schema = schema_derive(contract, part);
    struct error err = {0};
    struct judge judge;

    if (!schema)
        return;
    judge_init(&judge, schema, &err);
    if (!judge.schema)
        fail_msg("%s: %s", contract->page, err.text);
    trial->contract = contract;
    trial->judge = &judge;
    trial->group =
        part == PART_REQUEST ? &contract->request : &contract->response;
    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];

        if (example->role == role && example->content &&
            schema_validate(judge.schema, example->content, NULL) ==
                SCHEMA_VALID)
            break_example(trial, example);
    }
    judge_clear(&judge);
    json_decref(schema);
}

static void break_folder(struct trial *trial, const char *folder)
{
    const struct derive_options options = {.pages = &folder, .pages_len = 1};
    struct derive_services services = {0};
    struct derive_set set = {0};
    struct error err = {0};

    if (derive_set_load(&set, &options, &err) < 0)
        fail_msg("%s: %s", err.where, err.text);
    for (size_t i = 0; i < set.len; i++) {
        struct remarks remarks = {0};
        struct contract *contract =
            derive_set_contract(&set, i, &remarks, &services);

        if (contract) {
            break_contract(trial, contract, PART_REQUEST, EXAMPLE_REQUEST);
            break_contract(trial, contract, PART_RESPONSE, EXAMPLE_RESPONSE);
        }
        contract_free(contract);
        remarks_clear(&remarks);
    }
    derive_services_clear(&services);
    derive_set_clear(&set);
}

static void assert_all_rejected(const struct trial *trial, const char *folder)
{
    size_t tried = 0, rejected = 0;

    for (size_t i = 0; i < MUTATIONS; i++) {
        print_message("%s: %s: %zu of %zu rejected\n", folder,
                      mutation_names[i], trial->rejected[i], trial->tried[i]);
        tried += trial->tried[i];
        rejected += trial->rejected[i];
    }
    print_message("%s: %zu examples, %zu of %zu rejected\n", folder,
                  trial->examples, rejected, tried);
    assert_int_equal(rejected, tried);
}

static void mutations_of_our_own_pages_are_rejected(void **state)
{
    struct trial trial = {0};

    (void)state;
    break_folder(&trial, "fixtures/pages");
    assert_all_rejected(&trial, "fixtures/pages");
    for (size_t i = 0; i < MUTATIONS; i++)
        assert_true(trial.tried[i] > 0);
}

static bool holds_pages(const char *folder)
{
    char *pattern = path_join(folder, "*.html");
    glob_t found;
    const bool is_some = glob(pattern, 0, NULL, &found) == 0;

    if (is_some)
        globfree(&found);
    free(pattern);
    return is_some;
}

static void mutations_of_other_pages_are_rejected(void **state)
{
    char *pattern =
        getenv("ASSAY_DOCS") ? path_join(getenv("ASSAY_DOCS"), "*") : NULL;
    glob_t found = {0};

    (void)state;
    if (pattern && glob(pattern, 0, NULL, &found))
        fail_msg("%s: no folder of folders with pages", pattern);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct trial trial = {0};

        if (!holds_pages(found.gl_pathv[i]))
            continue;
        break_folder(&trial, found.gl_pathv[i]);
        assert_all_rejected(&trial, found.gl_pathv[i]);
    }
    globfree(&found);
    free(pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mutations_of_our_own_pages_are_rejected),
        cmocka_unit_test(mutations_of_other_pages_are_rejected),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
