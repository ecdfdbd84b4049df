/*
 * page.h - small pages for tests, put together from rows.
 *
 * A row is written "name|type|mandatory|description"; in an answer the third
 * field is left out. Elements have ids: r1, r2 … for rows, by their order.
 */
#ifndef TESTS_UNIT_DERIVE_PAGE_H
#define TESTS_UNIT_DERIVE_PAGE_H

#include "derive/contract.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct page_parts {
    const char *const *request;  /* rows, ended by NULL; or NULL */
    const char *const *response; /* likewise */
    const char *sent;            /* example, or NULL */
    const char *answered;        /* likewise */
    const char *failed;          /* likewise, after "or" */
};

/* A page and its contract; both are released by page_clear. */
struct derived_page {
    char *bytes;
    struct document *document;
    struct contract *contract;
    struct remarks remarks;
};

/* The text up to the next '|', which ends there; NULL after the last. */
static inline char *next_field(char **rest)
{
    char *field = *rest, *bar = field ? strchr(field, '|') : NULL;

    if (bar)
        *bar = '\0';
    *rest = bar ? bar + 1 : NULL;
    return field;
}

static inline void page_row(struct buffer *html, const char *row, size_t number)
{
    char *copy = xstrdup(row), *rest = copy, *field;

    buffer_printf(html, "<tr id=\"page__r%zu\">", number);
    for (size_t i = 0; (field = next_field(&rest)); i++)
        buffer_printf(html, "<td><p id=\"page__r%zuc%zu\">%s</p></td>", number,
                      i, field);
    buffer_add_text(html, "</tr>\n");
    free(copy);
}

static inline void page_table(struct buffer *html, const char *const *rows,
                              bool has_mandatory, size_t *number)
{
    buffer_printf(html,
                  "<table><thead><tr><th>Parameter</th><th>Type</th>%s"
                  "<th>Description</th></tr></thead><tbody>\n",
                  has_mandatory ? "<th>Mandatory</th>" : "");
    for (; *rows; rows++)
        page_row(html, *rows, ++*number);
    buffer_add_text(html, "</tbody></table>\n");
}

static inline void page_example(struct buffer *html, const char *text)
{
    if (text)
        buffer_printf(html, "<pre class=\"screen\">%s</pre>\n", text);
}

static inline char *page_html(const struct page_parts *parts)
{
    struct buffer html;
    size_t number = 0;

    buffer_init(&html, 0);
    buffer_add_text(&html, "<h1>Page</h1>\n<div id=\"page__uri\">"
                           "<h4 class=\"sectiontitle\">URI</h4>"
                           "<p id=\"page__line\">PUT /v1/things</p></div>\n"
                           "<div id=\"page__request\">"
                           "<h4 class=\"sectiontitle\">Request</h4>\n");
    if (parts->request)
        page_table(&html, parts->request, true, &number);
    if (parts->sent)
        buffer_add_text(&html, "<p>Example request</p>\n");
    page_example(&html, parts->sent);
    buffer_add_text(&html, "</div>\n<div id=\"page__response\">"
                           "<h4 class=\"sectiontitle\">Response</h4>\n");
    if (parts->response)
        page_table(&html, parts->response, false, &number);
    if (parts->answered)
        buffer_add_text(&html, "<p>Example response</p>\n");
    page_example(&html, parts->answered);
    if (parts->failed)
        buffer_add_text(&html, "<p>or</p>\n");
    page_example(&html, parts->failed);
    buffer_add_text(&html, "</div>\n<div id=\"page__status\">"
                           "<h4 class=\"sectiontitle\">Status Codes</h4>"
                           "<ul><li>Normal<p id=\"page__ok\">200</p></li></ul>"
                           "</div>\n");
    return buffer_take(&html);
}

static inline struct derived_page page_derive(const struct page_parts *parts)
{
    struct derived_page page = {.bytes = page_html(parts)};
    struct error err = {0};

    page.document =
        document_read("page.html", page.bytes, strlen(page.bytes), &err);
    assert_non_null(page.document);
    page.contract = contract_derive(page.document, NULL, 0, &page.remarks);
    assert_non_null(page.contract);
    return page;
}

static inline void page_clear(struct derived_page *page)
{
    contract_free(page->contract);
    document_free(page->document);
    remarks_clear(&page->remarks);
    free(page->bytes);
}

#endif
