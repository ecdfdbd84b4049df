#include "derive/trait_rules.h"

#include "base/json.h"

#include <stdlib.h>

#define CHOICES_MAX 200

/* Nothing, and pictures of values. */
static const char no_choice[] = "^null$|y{4}|x{3}";

const struct type *scan_value_type(const struct scan *scan)
{
    const struct type *type = scan->type;

    return type && type->kind == TYPE_ARRAY && type->item ? type->item : type;
}

/* Tokens look like "SATA", "tls-1-2", "application/json": no blanks. */
static json_t *choice_value(const char *token, const struct type *type)
{
    struct found found;
    char *plain;
    json_t *value = NULL;

    if (!pattern_find("^[\"']?([\\w.:+*@-]+|[a-z]+/[a-z][a-z.+-]*(?<!true)"
                      "(?<!false))[\"']?(?: ?\\([^()]*\\))?$",
                      token, 0, &found))
        return NULL;
    plain = found_text(&found, token, 1);
    if (!pattern_in(no_choice, plain))
        value = token_value(plain, type);
    free(plain);
    return value;
}

bool scan_choice(const struct scan *scan, char *token, json_t *values)
{
    json_t *value = token ? choice_value(token, scan_value_type(scan)) : NULL;
    bool is_new = value && json_array_size(values) < CHOICES_MAX;

    for (size_t i = 0; is_new && i < json_array_size(values); i++)
        is_new = !json_same(json_array_get(values, i), value);
    free(token);
    if (is_new)
        json_array_append(values, value);
    json_decref(value);
    return value != NULL;
}
