/*
 * line.h - one field line of HTTP/1.1 (RFC 9112 section 5): "name: value".
 */
#ifndef HTTP_LINE_H
#define HTTP_LINE_H

#include "model/exchange.h"

#include <stddef.h>

/* Bytes without the line end (CRLF, or LF alone). */
size_t line_len(const char *line, size_t len);

/*
 * Append one field; blanks around the value go. A line without a colon
 * becomes a name with an empty value, so that nothing received is lost. A
 * line that begins with a blank continues the field before it (obs-fold).
 */
void line_add(struct fields *fields, const char *line, size_t len);

#endif
