/*
 * variant_text.c - other right ways to treat name and description.
 *
 * The update page says "String" and a length. It is silent about null, the
 * empty text, blanks at the ends, and characters that cannot be printed.
 */
#include "emulator/faults.h"

#include "base/text.h"

#include <string.h>

/* Change both texts of the update where they were sent. */
static void each_text(struct exchange *x,
                      void (*change)(struct exchange *x, json_t **text))
{
    if (x->change.name)
        change(x, &x->change.name);
    if (x->change.description)
        change(x, &x->change.description);
}

static void refuse_if_null(struct exchange *x, json_t **text)
{
    if (json_is_null(*text))
        refusal_set(&x->refusal, REFUSE_BODY, "A text must not be null.");
}

static void empty_if_null(struct exchange *x, json_t **text)
{
    (void)x;
    if (json_is_null(*text))
        resource_set(text, json_string(""));
}

static void unset_if_null(struct exchange *x, json_t **text)
{
    (void)x;
    if (json_is_null(*text))
        resource_set(text, NULL);
}

static bool is_empty(const json_t *text)
{
    return json_is_string(text) && json_string_length(text) == 0;
}

static void null_if_empty(struct exchange *x, json_t **text)
{
    (void)x;
    if (is_empty(*text))
        resource_set(text, json_null());
}

static void refuse_if_empty(struct exchange *x, json_t **text)
{
    if (is_empty(*text))
        refusal_set(&x->refusal, REFUSE_BODY, "A text must not be empty.");
}

static void refuse_null(struct exchange *x)
{
    each_text(x, refuse_if_null);
}

static void refuse_null_name(struct exchange *x)
{
    if (x->change.name)
        refuse_if_null(x, &x->change.name);
}

static void empty_null_name(struct exchange *x)
{
    if (x->change.name)
        empty_if_null(x, &x->change.name);
}

static void empty_null_description(struct exchange *x)
{
    if (x->change.description)
        empty_if_null(x, &x->change.description);
}

static void unset_null(struct exchange *x)
{
    each_text(x, unset_if_null);
}

static void null_empty(struct exchange *x)
{
    each_text(x, null_if_empty);
}

static void refuse_empty(struct exchange *x)
{
    each_text(x, refuse_if_empty);
}

/* A new text without the blanks at both ends. */
static json_t *trimmed(const json_t *text)
{
    const char *start = json_string_value(text);
    size_t len = json_string_length(text);

    while (len > 0 && start[len - 1] == ' ')
        len--;
    while (len > 0 && *start == ' ') {
        start++;
        len--;
    }
    return json_stringn(start, len);
}

static void trim_text(struct exchange *x, json_t **text)
{
    (void)x;
    if (json_is_string(*text))
        resource_set(text, trimmed(*text));
}

static void trim(struct exchange *x)
{
    each_text(x, trim_text);
}

/* In the document, so that what is left is measured. */
static void trim_first(struct exchange *x)
{
    static const char *const names[] = {"name", "description"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        json_t *text = json_object_get(x->members, names[i]);

        if (json_is_string(text))
            json_object_set_new(x->members, names[i], trimmed(text));
    }
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/* Not shown on its own, private, or no character at all. */
static bool is_unusual(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {{0xAD, 0xAD},     {0x200B, 0x200B}, {0x2028, 0x202E},
                  {0xE000, 0xF8FF}, {0xFEFF, 0xFEFF}, {0xFFFE, 0xFFFF}};

    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

static bool holds(const json_t *text, bool (*is_one)(uint32_t c))
{
    const char *at = json_string_value(text);
    size_t left = json_string_length(text), used;
    uint32_t c;

    for (; left > 0 && (used = utf8_decode(at, left, &c)) > 0; left -= used) {
        if (is_one(c))
            return true;
        at += used;
    }
    return false;
}

static void refuse_characters(struct exchange *x, bool (*is_one)(uint32_t c))
{
    if (holds(x->change.name, is_one) || holds(x->change.description, is_one))
        refusal_set(&x->refusal, REFUSE_BODY, "A character is not allowed.");
}

static void refuse_controls(struct exchange *x)
{
    refuse_characters(x, is_control);
}

static void refuse_unusual(struct exchange *x)
{
    refuse_characters(x, is_unusual);
}

#define ON_CHANGE POINT_ON_CHANGE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define ON_PARSE  POINT_ON_PARSE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED

const struct fault variants_text[] = {
    {"null-refused", ON_CHANGE, refuse_null,
     "null as name or description is refused", NULL, NULL},
    {"null-name-refused", ON_CHANGE, refuse_null_name,
     "null as name is refused, as description stored", NULL, NULL},
    {"null-name-as-empty", ON_CHANGE, empty_null_name,
     "null as name is stored as an empty text", NULL, NULL},
    {"null-description-as-empty", ON_CHANGE, empty_null_description,
     "null as description is stored as an empty text", NULL, NULL},
    {"null-as-unset", ON_CHANGE, unset_null,
     "null leaves name or description as it is", NULL, NULL},
    {"blanks-trimmed", ON_CHANGE, trim,
     "blanks at the ends are taken away after the length was measured", NULL,
     NULL},
    {"blanks-trimmed-first", ON_PARSE, trim_first,
     "blanks at the ends are taken away before the length is measured", NULL,
     NULL},
    {"empty-as-null", ON_CHANGE, null_empty, "an empty text is stored as null",
     NULL, NULL},
    {"empty-refused", ON_CHANGE, refuse_empty, "an empty text is refused", NULL,
     NULL},
    {"controls-refused", ON_CHANGE, refuse_controls,
     "texts with control characters are refused", NULL, NULL},
    {"unusual-refused", ON_CHANGE, refuse_unusual,
     "texts with format, private and no characters are refused", NULL, NULL},
    {0},
};
