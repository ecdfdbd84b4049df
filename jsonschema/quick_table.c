#include "jsonschema/quick_table.h"

#include "jsonschema/keywords.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

/* Members that can be required by a bit. */
#define NEEDED_MAX 64

static const unsigned group_types[GROUPS] = {
    [GROUP_OBJECT] = TYPE_OBJECT,
    [GROUP_ARRAY] = TYPE_ARRAY,
    [GROUP_STRING] = TYPE_STRING,
    [GROUP_NUMBER] = (unsigned)TYPE_NUMBER | (unsigned)TYPE_INTEGER,
    [GROUP_OTHER] = (unsigned)TYPE_BOOLEAN | (unsigned)TYPE_NULL,
};

static bool is_type(const struct keyword *keyword)
{
    return keyword->kind->holds == holds_type ||
           keyword->kind->holds == holds_type_4;
}

/* properties, patternProperties or additionalProperties */
static bool makes_plan(const struct keyword *keyword)
{
    return keyword->kind->validate == validate_properties ||
           keyword->kind->validate == validate_pattern_properties ||
           keyword->kind->validate == validate_additional_properties;
}

static bool is_leaf(const struct keyword *keyword)
{
    return keyword->kind->holds && !keyword->is_off && !is_type(keyword);
}

static bool has_plan(const struct node *node)
{
    for (size_t i = 0; i < node->len; i++)
        if (makes_plan(&node->keywords[i]))
            return true;
    return false;
}

static size_t subs_of(const struct keyword *keyword)
{
    if (keyword->kind->validate == validate_if)
        return 3;
    return keyword->sub ? 1 : keyword->len;
}

static const struct unit *unit_of(const struct quick *quick,
                                  const struct node *node)
{
    return node ? &quick->units[node->position] : NULL;
}

static const struct unit *near_unit(const struct quick *quick,
                                    const struct keyword *near)
{
    return near ? unit_of(quick, near->sub) : NULL;
}

static const struct unit *const *add_subs(struct quick *quick,
                                          const struct keyword *keyword)
{
    const struct unit **subs = quick->subs + quick->subs_len;

    quick->subs_len += subs_of(keyword);
    if (keyword->sub)
        subs[0] = unit_of(quick, keyword->sub);
    if (keyword->kind->validate == validate_if) {
        subs[1] = near_unit(quick, keyword->near[0]);
        subs[2] = near_unit(quick, keyword->near[1]);
    }
    for (size_t i = 0; !keyword->sub && i < keyword->len; i++)
        subs[i] = unit_of(quick, keyword->branches[i].node);
    return subs;
}

/* Names of a plan while it is made; known: name -> position. */
struct plan_maker {
    struct plan *plan;
    struct name *rows;
    size_t len;
    size_t needed; /* how many bits are taken */
    json_t *known;
};

static struct plan_member *plan_name(struct plan_maker *maker, const char *text,
                                     size_t len)
{
    const json_t *position = json_object_getn(maker->known, text, len);

    if (position)
        return &maker->plan->members[json_integer_value(position)];
    json_object_setn_new_nocheck(maker->known, text, len,
                                 json_integer((json_int_t)maker->len));
    maker->rows[maker->len] = (struct name){text, len, maker->len};
    return &maker->plan->members[maker->len++];
}

static void plan_properties(struct plan_maker *maker, const struct quick *quick,
                            const struct keyword *properties)
{
    for (size_t i = 0; i < properties->len; i++) {
        const struct branch *branch = &properties->branches[i];

        plan_name(maker, branch->name, strlen(branch->name))->unit =
            unit_of(quick, branch->node);
    }
}

static void plan_required(struct plan_maker *maker,
                          const struct keyword *required)
{
    const json_t *names = required->value;

    if (json_array_size(names) > NEEDED_MAX) {
        maker->plan->required = required;
        return;
    }
    for (size_t i = 0; i < json_array_size(names); i++) {
        const json_t *name = json_array_get(names, i);
        struct plan_member *member =
            plan_name(maker, json_string_value(name), json_string_length(name));

        member->bit = UINT64_C(1) << maker->needed++;
        maker->plan->needed |= member->bit;
    }
}

static const struct plan *add_plan(struct quick *quick, const struct node *node)
{
    const struct keyword *properties = compile_sibling(node, "properties");
    const struct keyword *required = compile_sibling(node, "required");
    const struct keyword *extra = compile_sibling(node, "additionalProperties");
    const size_t most = (properties ? properties->len : 0) +
                        (required ? json_array_size(required->value) : 0);
    struct plan *plan = &quick->plans[quick->plans_len++];
    struct plan_maker maker = {.plan = plan, .known = json_object()};

    maker.rows = xcalloc(most, sizeof(*maker.rows));
    plan->members = xcalloc(most, sizeof(*plan->members));
    plan->patterns = compile_sibling(node, "patternProperties");
    if (plan->patterns)
        plan->pattern_units = add_subs(quick, plan->patterns);
    if (extra && !json_is_true(extra->value))
        plan->extra = unit_of(quick, extra->sub);
    if (properties)
        plan_properties(&maker, quick, properties);
    if (required)
        plan_required(&maker, required);
    names_init(&plan->names, maker.rows, maker.len);
    json_decref(maker.known);
    return plan;
}

static void add_check(struct quick *quick, struct unit *unit, unsigned group,
                      struct check check)
{
    if (!unit->checks[group])
        unit->checks[group] = &quick->checks[quick->checks_len];
    check.node = unit->node;
    quick->checks[quick->checks_len++] = check;
    unit->len[group]++;
}

/* Those that cost little come first. */
static void fill_group(struct quick *quick, struct unit *unit, unsigned group,
                       const struct check *made, const struct plan *plan)
{
    const struct node *node = unit->node;

    for (int leaf = 1; leaf >= 0; leaf--)
        for (size_t i = 0; i < node->len; i++) {
            const struct keyword *keyword = &node->keywords[i];

            if (!(keyword->kind->types & group_types[group]) ||
                is_leaf(keyword) != leaf ||
                (!made[i].holds && !made[i].judge) ||
                (plan && keyword->kind->holds == holds_required))
                continue;
            add_check(quick, unit, group, made[i]);
        }
    if (plan && group == GROUP_OBJECT)
        add_check(
            quick, unit, group,
            (struct check){.judge = quick_object,
                           .plan = plan,
                           .cost = plan->required ? plan->required->cost : 0});
}

static struct check make_check(struct quick *quick,
                               const struct keyword *keyword)
{
    struct check check = {.keyword = keyword, .cost = keyword->cost};

    if (is_leaf(keyword))
        check.holds = keyword->kind->holds;
    else if (keyword->kind->validate && !makes_plan(keyword))
        check.judge = quick_judge_of(keyword);
    if (check.judge)
        check.subs = add_subs(quick, keyword);
    return check;
}

static bool is_textual(const struct unit *unit)
{
    for (unsigned i = 0; i < unit->len[GROUP_STRING]; i++) {
        const struct keyword *keyword = unit->checks[GROUP_STRING][i].keyword;

        if (!keyword->kind->holds_text &&
            keyword->kind->validate != validate_pattern)
            return false;
    }
    return !unit->tracks;
}

static void fill_unit(struct quick *quick, const struct node *node)
{
    struct unit *unit = &quick->units[node->position];
    struct check *made = xcalloc(node->len, sizeof(*made));
    const struct plan *plan = has_plan(node) ? add_plan(quick, node) : NULL;

    unit->node = node;
    unit->types = json_is_false(node->json) ? 0 : TYPE_ANY;
    unit->tracks = node->tracks;
    for (size_t i = 0; i < node->len; i++) {
        const struct keyword *keyword = &node->keywords[i];

        if (is_type(keyword)) {
            unit->types = (unsigned char)keyword->types;
            unit->is_old_integer = keyword->kind->holds == holds_type_4;
        }
        made[i] = make_check(quick, keyword);
    }
    for (unsigned group = 0; group < GROUPS; group++)
        if (unit->types & group_types[group])
            fill_group(quick, unit, group, made, plan);
    unit->is_textual = is_textual(unit);
    free(made);
}

/* At most so many of each are filled in. */
static void allocate(struct quick *quick, const struct schema *schema)
{
    size_t checks = 0, subs = 0, plans = 0;

    for (size_t i = 0; i < schema->len; i++) {
        const struct node *node = schema->nodes[i];

        plans += has_plan(node);
        checks += has_plan(node);
        for (size_t k = 0; k < node->len; k++) {
            const struct keyword *keyword = &node->keywords[k];

            subs += subs_of(keyword);
            for (unsigned group = 0; group < GROUPS; group++)
                checks += (keyword->kind->holds || keyword->kind->validate) &&
                          (keyword->kind->types & group_types[group]);
        }
    }
    quick->units = xcalloc(schema->len, sizeof(*quick->units));
    quick->checks = xcalloc(checks, sizeof(*quick->checks));
    quick->subs = xcalloc(subs, sizeof(*quick->subs));
    quick->plans = xcalloc(plans, sizeof(*quick->plans));
    quick->len = schema->len;
}

struct quick *quick_new(const struct schema *schema)
{
    struct quick *quick = xcalloc(1, sizeof(*quick));

    allocate(quick, schema);
    for (size_t i = 0; i < schema->len; i++)
        fill_unit(quick, schema->nodes[i]);
    return quick;
}

void quick_free(struct quick *quick)
{
    if (!quick)
        return;
    for (size_t i = 0; i < quick->plans_len; i++) {
        names_clear(&quick->plans[i].names);
        free(quick->plans[i].members);
    }
    free(quick->plans);
    free(quick->subs);
    free(quick->checks);
    free(quick->units);
    free(quick);
}
