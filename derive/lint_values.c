#include "derive/lint_parts.h"

#include "base/alloc.h"
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

/* What all rules of this file see. */
struct view {
    const struct contract *contract;
    struct remarks *remarks;
};

static bool is_truth(const json_t *words)
{
    return json_array_size(words) == 2 && json_array_has_text(words, "true") &&
           json_array_has_text(words, "false");
}

static void check_type(const struct view *view, const struct node *node,
                       const char *pointer)
{
    const struct trait *words = traits_find(&node->traits, "enum");

    if (words && node->type && node->type->kind == TYPE_STRING &&
        is_truth(words->value))
        lint_note(view->remarks, view->contract, "text-type",
                  lint_place_of(node, pointer),
                  "\"%s\" is a string, and its words leave it true and false",
                  node->name);
}

/* Which of the node's own rules does the default break? NULL: none. */
static const char *broken_by(const struct node *node, const json_t *value)
{
    static const struct {
        const char *keyword;
        int sign;
    } ends[] = {{"minimum", -1}, {"maximum", 1}};
    const struct trait *words = traits_find(&node->traits, "enum");
    const bool is_number = node->type && (node->type->kind == TYPE_INTEGER ||
                                          node->type->kind == TYPE_NUMBER);
    bool is_listed = !words;
    size_t i;
    json_t *one;

    if (is_number && !json_is_number(value))
        return "type";
    for (i = 0; is_number && i < 2; i++) {
        const struct trait *end = traits_find(&node->traits, ends[i].keyword);

        if (end && ends[i].sign * (json_number_value(value) -
                                   json_number_value(end->value)) >
                       0)
            return ends[i].keyword;
    }
    json_array_foreach(words ? words->value : NULL, i, one)
        is_listed |= json_same(one, value);
    return is_listed ? NULL : "enum";
}

static void check_default(const struct view *view, const struct node *node,
                          const char *pointer)
{
    const struct trait *trait = traits_find(&node->traits, "default");
    const char *keyword;
    char *value;

    if (!trait || json_is_null(trait->value) ||
        (json_is_string(trait->value) && !json_string_length(trait->value)))
        return;
    keyword = broken_by(node, trait->value);
    if (!keyword)
        return;
    value = json_text_short(trait->value, 60);
    lint_note(view->remarks, view->contract, "default-invalid",
              lint_place_of(node, pointer),
              "the default %s of \"%s\" breaks its own %s", value, node->name,
              keyword);
    free(value);
}

/* Each keyword once, with the values that were read for it. */
static void check_ambiguous(const struct view *view, const struct node *node,
                            const char *pointer)
{
    json_t *values = json_object();
    const char *keyword;
    json_t *list;

    for (size_t i = 0; i < node->traits.len; i++) {
        const struct trait *trait = &node->traits.items[i];

        if (strcmp(trait->keyword, "ambiguous"))
            continue;
        keyword = json_member_text(trait->value, "keyword", "");
        list = json_object_get(values, keyword);
        if (!list)
            json_object_set_new(values, keyword, list = json_array());
        json_array_append(list, json_object_get(trait->value, "value"));
    }
    json_object_foreach(values, keyword, list) {
        char *text = json_text_short(list, 100);

        lint_note(view->remarks, view->contract, "constraint-contradiction",
                  lint_place_of(node, pointer),
                  "the words of \"%s\" do not agree about %s: %s", node->name,
                  keyword, text);
        free(text);
    }
    json_decref(values);
}

static void check_name(const struct view *view, const struct node *node,
                       const char *pointer)
{
    if (node->placeholder && pattern_in("^[\\w.-]+$", node->name))
        lint_note(view->remarks, view->contract, "placeholder-name",
                  lint_place_of(node, pointer),
                  "the row \"%s\" stands for any name and is written like one",
                  node->name);
}

static void check_node(const struct node *node, const char *pointer, void *with)
{
    const struct view *view = with;

    if (strcmp(node->origin.page, view->contract->page))
        return;
    check_type(view, node, pointer);
    check_default(view, node, pointer);
    check_ambiguous(view, node, pointer);
    check_name(view, node, pointer);
}

/* Nodes of a response by pointer, borrowed, for the other side. */
struct search {
    const char *pointer;
    const struct node *found;
};

static void match_node(const struct node *node, const char *pointer, void *with)
{
    struct search *search = with;

    if (!strcmp(pointer, search->pointer))
        search->found = node;
}

static bool is_scalar(const struct type *type)
{
    return type && type->kind >= TYPE_STRING && type->kind <= TYPE_BOOLEAN;
}

static void check_side(const struct node *node, const char *pointer, void *with)
{
    const struct view *view = with;
    struct search search = {pointer, NULL};

    if (!is_scalar(node->type))
        return;
    group_visit(&view->contract->response, match_node, &search);
    if (search.found && is_scalar(search.found->type) &&
        search.found->type->kind != node->type->kind) {
        char *asked = type_describe(node->type);
        char *answered = type_describe(search.found->type);

        lint_note(view->remarks, view->contract, "sides-differ",
                  lint_place_of(search.found, pointer),
                  "\"%s\" is %s in the request and %s in the answer",
                  node->name, asked, answered);
        free(asked);
        free(answered);
    }
}

void lint_values(const struct lint_page *page, struct remarks *remarks)
{
    const struct group *groups[GROUPS_LEN];
    struct view view = {page->contract, remarks};

    contract_groups(page->contract, groups);
    for (size_t i = 0; i < GROUPS_LEN; i++)
        group_visit(groups[i], check_node, &view);
    group_visit(&page->contract->request, check_side, &view);
}
