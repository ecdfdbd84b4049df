/*
 * html.h - pages that need nothing else: no script, no file, no font from
 * elsewhere. Written by libxml2 as XML that is HTML as well.
 *
 * Elements are always closed by an end tag: HTML knows no <td/>. Every text
 * passes xml_text (reports/xml.h), so no page can forget to escape.
 */
#ifndef REPORTS_HTML_H
#define REPORTS_HTML_H

#include "reports/xml.h"

/*
 * Doctype, head and the start of the body; style is CSS of ours, without a
 * character that HTML would have to escape.
 */
void html_begin(xmlTextWriterPtr page, const char *title, const char *style);

/* The end of body and page, with a line end. */
void html_end(xmlTextWriterPtr page);

/* An element to be closed by html_close; css: its classes, or NULL. */
void html_open(xmlTextWriterPtr page, const char *name, const char *css);
void html_close(xmlTextWriterPtr page);

void html_text(xmlTextWriterPtr page, const char *text); /* NULL: nothing */

/* A whole element with a text, and one with a number. */
void html_element(xmlTextWriterPtr page, const char *name, const char *css,
                  const char *text);
void html_number(xmlTextWriterPtr page, const char *name, const char *css,
                 size_t number);

/* A line end between elements, for those who read the source. */
void html_line(xmlTextWriterPtr page);

#endif
