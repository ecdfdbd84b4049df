/*
 * page_result.h - one testcase on report.html: as a failure with everything
 * that a reader needs, or as a line that opens.
 */
#ifndef REPORTS_PAGE_RESULT_H
#define REPORTS_PAGE_RESULT_H

#include "model/result.h"
#include "reports/html.h"

/* Bytes of a request's or an answer's content that are shown. */
#define PAGE_CONTENT_MAX ((size_t)8 * 1024)

/*
 * For fail, error and stale: clause, request, what shows it, findings with
 * expected and actual under each other, contents, and two commands. retry: see
 * struct report_options.
 */
void page_failure(xmlTextWriterPtr page, const struct result *result,
                  const char *retry);

/* For any verdict: closed until somebody wants to see more. */
void page_line(xmlTextWriterPtr page, const struct result *result);

/* The class of a verdict's word. */
const char *page_verdict_css(enum verdict verdict);

#endif
