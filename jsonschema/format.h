/*
 * format.h - what "format" asserts (Validation section 7).
 */
#ifndef JSONSCHEMA_FORMAT_H
#define JSONSCHEMA_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

struct format;

/* A row of a constant table, or NULL when the format is not implemented. */
const struct format *format_find(const char *name);

/* Does the text (valid UTF-8, may hold NUL) have the format? */
bool format_holds(const struct format *format, const char *text, size_t len);

/* What is expected, with its article and source, for a message. */
const char *format_title(const struct format *format);

/* format_time.c; all want a whole text of ASCII without NUL. */
bool is_date(const char *text);          /* RFC 3339 full-date */
bool is_time(const char *text);          /* RFC 3339 full-time */
bool is_date_time(const char *text);     /* RFC 3339 date-time */
bool is_duration(const char *text);      /* RFC 3339 appendix A */
bool is_evs_date_time(const char *text); /* evs_04: see docs/vocabulary.md */

/* format_net.c */
bool is_ipv4(const char *text);          /* RFC 2673 section 3.2 */
bool is_ipv6(const char *text);          /* RFC 4291 section 2.2 */
bool is_hostname(const char *text);      /* RFC 1123 section 2.1 */
bool is_email(const char *text);         /* RFC 5321 section 4.1.2 */
bool is_uri(const char *text);           /* RFC 3986 */
bool is_uri_reference(const char *text); /* RFC 3986 section 4.1 */

#endif
