/*
 * derive_report.h - what `assay derive` says of pages, for a person and as
 * JSON.
 */
#ifndef CLI_DERIVE_REPORT_H
#define CLI_DERIVE_REPORT_H

#include "derive/derive.h"

#include <jansson.h>
#include <stdio.h>

/* "wrong", "doubt", "refused". */
const char *derive_grade_name(enum remark_grade grade);

/* One line for each remark, as compilers write them:
   FILE:LINE: wrong: [POINTER: ]sentence [kind] */
void derive_report_remarks(const struct remarks *remarks, FILE *out);

/* A paragraph for each folder: pages, examples, rows, findings by kind. */
void derive_report_summary(const struct derive_services *services,
                           const struct remarks *remarks, FILE *out);

/* The same and every difference; differences may be NULL. New reference. */
json_t *derive_report_json(const struct derive_services *services,
                           const struct remarks *remarks,
                           const char *differences);

#endif
