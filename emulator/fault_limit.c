/*
 * fault_limit.c - faults in how long name and description may be.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"

#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The argument of the rows below is the limit that takes the place of 255. */
static size_t limit_of(const struct exchange *x)
{
    return strtoul(x->fault->argument, NULL, 10);
}

static void limit_name(struct exchange *x)
{
    x->rules.name.max = limit_of(x);
}

static void limit_description(struct exchange *x)
{
    x->rules.description.max = limit_of(x);
}

static void count_name_code_points(struct exchange *x)
{
    x->rules.name.unit = UNIT_CODE_POINTS;
}

static void count_description_code_points(struct exchange *x)
{
    x->rules.description.unit = UNIT_CODE_POINTS;
}

static void count_name_utf16(struct exchange *x)
{
    x->rules.name.unit = UNIT_UTF16;
}

static void count_description_utf16(struct exchange *x)
{
    x->rules.description.unit = UNIT_UTF16;
}

/* Both together have the room of one. */
static void limit_sum(struct exchange *x)
{
    if (json_string_length(x->change.name) +
            json_string_length(x->change.description) >
        limit_of(x))
        refusal_set(&x->refusal, REFUSE_BODY, "The texts are too long.");
}

/* How many bytes the text takes as ASCII, with \u escapes. */
static size_t escaped_length(const json_t *text)
{
    char *written = json_dumps(text, JSON_ENCODE_ANY | JSON_ENSURE_ASCII);
    size_t len = written ? strlen(written) - 2 : 0;

    free(written);
    return len;
}

/* The text is measured as it stands in the content, escapes and all. */
static void measure_escapes(struct exchange *x)
{
    const char *body = x->request.body;

    if (!body || !strstr(body, "\\u"))
        return;
    if (escaped_length(x->change.name) > limit_of(x) ||
        escaped_length(x->change.description) > limit_of(x))
        refusal_set(&x->refusal, REFUSE_BODY, "A text is too long.");
}

static void allow_any_length(struct exchange *x)
{
    x->rules.name.max = x->rules.description.max = SIZE_MAX;
}

/* No character is cut in two, so what is stored is valid UTF-8. */
static void truncate_text(json_t **text)
{
    const char *bytes = json_string_value(*text);
    size_t len = json_string_length(*text);

    if (!bytes || len <= TEXT_BYTES_MAX)
        return;
    len = TEXT_BYTES_MAX;
    while (len > 0 && !utf8_is_valid(bytes, len))
        len--;
    resource_set(text, json_stringn(bytes, len));
}

static void truncate_texts(struct exchange *x)
{
    truncate_text(&x->change.name);
    truncate_text(&x->change.description);
}

static void drop_text(json_t **text)
{
    if (json_string_length(*text) > TEXT_BYTES_MAX)
        resource_set(text, NULL);
}

static void drop_long_texts(struct exchange *x)
{
    drop_text(&x->change.name);
    drop_text(&x->change.description);
}

/* Blanks at the ends do not count, but are stored. */
static void forgive_blanks(const json_t *text, struct text_rule *rule)
{
    const char *bytes = json_string_value(text);
    size_t len = json_string_length(text), ends = 0;

    while (ends < len && bytes[ends] == ' ')
        ends++;
    for (size_t i = len; i > ends && bytes[i - 1] == ' '; i--)
        len--;
    if (len - ends <= TEXT_BYTES_MAX)
        rule->max = SIZE_MAX;
}

static void forgive_all_blanks(struct exchange *x)
{
    forgive_blanks(json_object_get(x->members, "name"), &x->rules.name);
    forgive_blanks(json_object_get(x->members, "description"),
                   &x->rules.description);
}

#define RULES  POINT_ON_RULES, OP_SNAPSHOT_UPDATE, OUTCOME_ANY
#define PARSE  POINT_ON_PARSE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define CHANGE POINT_ON_CHANGE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define STORE  POINT_BEFORE_STORE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED

#define NAME        "request/name/max-bytes"
#define DESCRIPTION "request/description/max-bytes"
#define CUT         "longer texts are accepted and cut after 255 bytes"
#define DROPPED     "longer texts are accepted and not stored"

const struct fault faults_limit[] = {
    {"limit-name-254", RULES, limit_name, "a name of 255 bytes is refused",
     NAME, "254"},
    {"limit-name-256", RULES, limit_name, "a name of 256 bytes is accepted",
     NAME, "256"},
    {"limit-name-257", RULES, limit_name, "a name of 257 bytes is accepted",
     NAME, "257"},
    {"limit-name-64", RULES, limit_name, "a name of 65 bytes is refused", NAME,
     "64"},
    {"limit-name-1024", RULES, limit_name, "a name of 1024 bytes is accepted",
     NAME, "1024"},
    {"limit-name-none", RULES, limit_name, "a name of any length is accepted",
     NAME, "1000000"},
    {"limit-name-characters", RULES, count_name_code_points,
     "a name of 255 characters is accepted, not bytes", NAME, NULL},
    {"limit-name-utf-16", RULES, count_name_utf16,
     "a name of 255 UTF-16 units is accepted, not bytes", NAME, NULL},
    {"limit-description-254", RULES, limit_description,
     "a description of 255 bytes is refused", DESCRIPTION, "254"},
    {"limit-description-256", RULES, limit_description,
     "a description of 256 bytes is accepted", DESCRIPTION, "256"},
    {"limit-description-257", RULES, limit_description,
     "a description of 257 bytes is accepted", DESCRIPTION, "257"},
    {"limit-description-1024", RULES, limit_description,
     "a description of 1024 bytes is accepted", DESCRIPTION, "1024"},
    {"limit-description-none", RULES, limit_description,
     "a description of any length is accepted", DESCRIPTION, "1000000"},
    {"limit-description-characters", RULES, count_description_code_points,
     "a description of 255 characters is accepted, not bytes", DESCRIPTION,
     NULL},
    {"limit-description-utf-16", RULES, count_description_utf16,
     "a description of 255 UTF-16 units is accepted, not bytes", DESCRIPTION,
     NULL},
    {"limit-of-both-together", CHANGE, limit_sum,
     "name and description together may have 255 bytes", NAME, "255"},
    {"limit-of-escapes", CHANGE, measure_escapes,
     "the escapes of a text are counted, not its bytes", NAME, "255"},
    {"limit-blanks-forgiven", PARSE, forgive_all_blanks,
     "blanks at the ends do not count and are stored", NAME, NULL},
    {"limit-truncates", RULES, allow_any_length, CUT, NAME, NULL},
    {"limit-truncates", STORE, truncate_texts, CUT, NAME, NULL},
    {"limit-ignores", RULES, allow_any_length, DROPPED, NAME, NULL},
    {"limit-ignores", STORE, drop_long_texts, DROPPED, NAME, NULL},
    {0},
};
