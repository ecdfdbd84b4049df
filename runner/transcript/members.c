#include "transcript/members.h"

#include <stdbool.h>
#include <string.h>

int spot_wrong(const struct spot *spot, const char *member, const char *text,
               struct error *err)
{
    return error_set(err, ERROR_SUITE, spot->path, "%s%s%s: %s", spot->place,
                     member[0] && spot->place[0] ? "." : "", member, text);
}

static const char *take_text(const json_t *value, const char **to)
{
    if (!json_is_string(value))
        return "is no text";
    if (strlen(json_string_value(value)) != json_string_length(value))
        return "holds U+0000";
    *to = json_string_value(value);
    return NULL;
}

static const char *take_number(const json_t *value, bool may_be_negative,
                               long long *to)
{
    if (!json_is_integer(value))
        return "is no whole number";
    *to = json_integer_value(value);
    return *to < 0 && !may_be_negative ? "is negative" : NULL;
}

/* What is wrong with the value, or NULL. */
static const char *take(const json_t *value, enum member_type type, void *to)
{
    switch (type) {
    case MEMBER_TEXT_OR_NULL:
        if (json_is_null(value))
            return NULL;
        return take_text(value, to);
    case MEMBER_TEXT:
        return take_text(value, to);
    case MEMBER_INTEGER:
    case MEMBER_COUNT:
        return take_number(value, type == MEMBER_INTEGER, to);
    case MEMBER_FLAG:
        *(bool *)to = json_is_true(value);
        return json_is_boolean(value) ? NULL : "is neither true nor false";
    case MEMBER_OBJECT:
        *(const json_t **)to = value;
        return json_is_object(value) ? NULL : "is no object";
    case MEMBER_ARRAY:
        *(const json_t **)to = value;
        return json_is_array(value) ? NULL : "is no array";
    }
    return "is unknown";
}

int spot_read(const json_t *object, const struct member *table, size_t len,
              const struct spot *spot, void *into, struct error *err)
{
    if (!json_is_object(object))
        return spot_wrong(spot, "", "is no object", err);
    for (size_t i = 0; i < len; i++) {
        const json_t *value = json_object_get(object, table[i].name);
        const char *wrong =
            value ? take(value, table[i].type, (char *)into + table[i].at)
                  : "is missing";

        if (wrong)
            return spot_wrong(spot, table[i].name, wrong, err);
    }
    return 0;
}
