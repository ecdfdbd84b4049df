/*
 * schema_report.h - what `assay schema validate` prints about an instance.
 */
#ifndef CLI_SCHEMA_REPORT_H
#define CLI_SCHEMA_REPORT_H

#include "jsonschema/jsonschema.h"

#include <stdio.h>

/* How verdicts are printed. */
enum schema_form {
    SCHEMA_FORM_TEXT,  /* for a person: each finding with what came */
    SCHEMA_FORM_FLAG,  /* JSON of Core section 12.4.1, one line */
    SCHEMA_FORM_BASIC, /* JSON of Core section 12.4.2, one line */
    SCHEMA_FORMS
};

/* The form called so ("flag", "basic"; NULL is text), or SCHEMA_FORMS. */
enum schema_form schema_form_find(const char *name);

/*
 * Print a verdict about a file. The JSON forms have the file's name as an
 * additional member, "instance"; they print nothing when undecided.
 */
void schema_report(FILE *out, enum schema_form form, const char *file,
                   const struct schema *schema, enum schema_verdict verdict,
                   const struct schema_output *output);

/* "file: text", safe on a terminal and in one line. */
void schema_report_line(FILE *out, const char *file, const char *text);

#endif
