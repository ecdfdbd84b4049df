/*
 * xml.h - writing XML 1.0 with libxml2 into our buffers and streams.
 */
#ifndef REPORTS_XML_H
#define REPORTS_XML_H

#include "base/buffer.h"

#include <libxml/xmlwriter.h>
#include <stddef.h>
#include <stdio.h>

/*
 * The one escape function of the format: control characters, noncharacters
 * and bytes that are not UTF-8, which XML cannot hold (XML 1.0 section 2.2),
 * become visible \u00XX, \xNN. Angle brackets and "&" are left to the writer.
 * At most max bytes (0: all), with a remark when cut. New memory.
 */
char *xml_text(const char *text, size_t len, size_t max);

/*
 * A writer into *to, which stays the caller's; release it with
 * xmlFreeTextWriter, which also flushes. Write errors of a stream stay in the
 * stream (ferror).
 */
xmlTextWriterPtr xml_to_buffer(struct buffer *to);
xmlTextWriterPtr xml_to_file(FILE *to);

/* An attribute of the open element; text NULL is "". */
void xml_attribute(xmlTextWriterPtr xml, const char *name, const char *text);

#endif
