#include "cli/schema_report.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define VALUE_MAX 400 /* bytes of a value that are shown */

static const char *const forms[SCHEMA_FORMS] = {
    [SCHEMA_FORM_FLAG] = "flag",
    [SCHEMA_FORM_BASIC] = "basic",
};

enum schema_form schema_form_find(const char *name)
{
    enum schema_form form = SCHEMA_FORM_TEXT;

    if (name)
        for (form = SCHEMA_FORM_FLAG; form < SCHEMA_FORMS; form++)
            if (!strcmp(forms[form], name))
                break;
    return form;
}

void schema_report_line(FILE *out, const char *file, const char *text)
{
    char *line = xasprintf("%s: %s", file, text);
    char *visible = text_visible(line, strlen(line), 0);

    fprintf(out, "%s\n", visible);
    free(visible);
    free(line);
}

static void print_value(FILE *out, const char *label, const json_t *value)
{
    char *text, *visible;

    if (!value)
        return;
    text = json_text_short(value, VALUE_MAX);
    visible = text_visible(text, strlen(text), 0);
    fprintf(out, "  %-9s %s\n", label, visible);
    free(visible);
    free(text);
}

static void print_unit(FILE *out, const char *file,
                       const struct schema_unit *unit)
{
    const char *at = unit->instance_location;
    char *text = xasprintf("%s: %s", *at ? at : "\"\"", unit->message);
    char *keyword = text_visible(unit->keyword_location,
                                 strlen(unit->keyword_location), VALUE_MAX);

    schema_report_line(out, file, text);
    fprintf(out, "  %-9s %s\n", "keyword", *keyword ? keyword : "\"\"");
    print_value(out, "expected", unit->expected);
    print_value(out, "actual", unit->actual);
    free(keyword);
    free(text);
}

static void print_text(FILE *out, const char *file, enum schema_verdict verdict,
                       const struct schema_output *output)
{
    for (size_t i = 0; verdict == SCHEMA_INVALID && i < output->len; i++)
        print_unit(out, file, &output->units[i]);
    if (output->truncated)
        schema_report_line(out, file, "and more, which are not shown");
    if (verdict == SCHEMA_VALID)
        schema_report_line(out, file, "valid");
}

static json_t *unit_json(const struct schema_unit *unit)
{
    return json_pack("{s:b, s:s, s:s, s:s, s:s}", "valid", 0, "keywordLocation",
                     unit->keyword_location, "absoluteKeywordLocation",
                     unit->absolute_keyword_location, "instanceLocation",
                     unit->instance_location, "error", unit->message);
}

static void print_json(FILE *out, enum schema_form form, const char *file,
                       enum schema_verdict verdict,
                       const struct schema_output *output)
{
    json_t *unit = json_pack("{s:s, s:b}", "instance", file, "valid",
                             verdict == SCHEMA_VALID);
    json_t *errors = json_array();
    char *text;

    for (size_t i = 0; i < output->len; i++)
        json_array_append_new(errors, unit_json(&output->units[i]));
    if (form == SCHEMA_FORM_BASIC && verdict == SCHEMA_INVALID)
        json_object_set(unit, "errors", errors);
    text = json_text(unit);
    fprintf(out, "%s\n", text);
    free(text);
    json_decref(errors);
    json_decref(unit);
}

void schema_report(FILE *out, enum schema_form form, const char *file,
                   enum schema_verdict verdict,
                   const struct schema_output *output)
{
    if (form == SCHEMA_FORM_TEXT)
        print_text(out, file, verdict, output);
    else if (verdict != SCHEMA_UNDECIDED)
        print_json(out, form, file, verdict, output);
}
