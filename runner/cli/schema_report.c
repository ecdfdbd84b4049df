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

static void print_json(FILE *out, const char *file, json_t *unit)
{
    char *text;

    json_object_set_new(unit, "instance", json_string(file));
    text = json_text(unit);
    fprintf(out, "%s\n", text);
    free(text);
    json_decref(unit);
}

void schema_report(FILE *out, enum schema_form form, const char *file,
                   const struct schema *schema, enum schema_verdict verdict,
                   const struct schema_output *output)
{
    if (form == SCHEMA_FORM_TEXT)
        print_text(out, file, verdict, output);
    else if (verdict == SCHEMA_UNDECIDED)
        return;
    else if (form == SCHEMA_FORM_FLAG)
        print_json(out, file, schema_output_flag(verdict));
    else
        print_json(out, file, schema_output_basic(schema, verdict, output));
}
