#include "derive/trait_rules.h"

#include "base/json.h"

#include <string.h>

/* What can hold only one value at a time. */
static const char *const single[] = {
    "maxBytes",         "maxLength",        "minLength", "minimum", "maximum",
    "exclusiveMinimum", "exclusiveMaximum", "minItems",  "enum",    "maxItems",
    "default",          "format",           "pattern",   "unit",
};

static const struct {
    const char *low, *high;
} ends[] = {
    {"minLength", "maxLength"},
    {"minLength", "maxBytes"},
    {"minimum", "maximum"},
    {"minItems", "maxItems"},
};

static bool is_single(const char *keyword)
{
    for (size_t i = 0; i < sizeof(single) / sizeof(*single); i++)
        if (!strcmp(single[i], keyword))
            return true;
    return false;
}

static bool differs_from_another(const struct traits *traits,
                                 const struct trait *trait)
{
    for (size_t i = 0; i < traits->len; i++)
        if (!strcmp(traits->items[i].keyword, trait->keyword) &&
            !json_same(traits->items[i].value, trait->value))
            return true;
    return false;
}

/* Does it hold in most cases only? */
static bool has_exception(const struct traits *traits,
                          const struct trait *trait)
{
    for (size_t i = 0; i < traits->len; i++) {
        const struct trait *other = &traits->items[i];

        if (other->keyword[0] == '?' &&
            !strcmp(other->keyword + 1, trait->keyword) &&
            !json_same(other->value, trait->value))
            return true;
    }
    return false;
}

/* Is the range empty in which this is one end? */
static bool is_end_of_nothing(const struct traits *traits,
                              const struct trait *trait)
{
    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
        const struct trait *low = traits_find(traits, ends[i].low);
        const struct trait *high = traits_find(traits, ends[i].high);

        if (low && high &&
            (!strcmp(trait->keyword, ends[i].low) ||
             !strcmp(trait->keyword, ends[i].high)) &&
            json_number_value(low->value) > json_number_value(high->value))
            return true;
    }
    return false;
}

static bool is_repeated(const struct traits *traits, size_t at)
{
    const struct trait *trait = &traits->items[at];

    for (size_t i = 0; i < at; i++)
        if (!strcmp(traits->items[i].keyword, trait->keyword) &&
            json_same(traits->items[i].value, trait->value))
            return true;
    return false;
}

static void add_settled(struct traits *settled, const struct traits *traits,
                        size_t at)
{
    const struct trait *trait = &traits->items[at];

    if (trait->keyword[0] == '?' || is_repeated(traits, at) ||
        (has_exception(traits, trait) && !differs_from_another(traits, trait)))
        return;
    if (is_single(trait->keyword) && (differs_from_another(traits, trait) ||
                                      is_end_of_nothing(traits, trait)))
        traits_add(settled, "ambiguous",
                   json_pack("{s:s,s:O}", "keyword", trait->keyword, "value",
                             trait->value),
                   trait->phrase, trait->element);
    else
        traits_add(settled, trait->keyword, json_incref(trait->value),
                   trait->phrase, trait->element);
}

void traits_settle(struct traits *traits)
{
    struct traits settled = {0};

    for (size_t i = 0; i < traits->len; i++)
        add_settled(&settled, traits, i);
    traits_clear(traits);
    *traits = settled;
}
