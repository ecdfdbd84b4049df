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

/* Texts end with their only NUL; they are ASCII, or UTF-8 where it says so. */

/* format_time.c */
bool is_date(const char *text);      /* RFC 3339 full-date */
bool is_time(const char *text);      /* RFC 3339 full-time */
bool is_date_time(const char *text); /* RFC 3339 date-time */
bool is_duration(const char *text);  /* RFC 3339 appendix A */

/* format_net.c */
bool is_ipv4(const char *text); /* RFC 2673 section 3.2 */
bool is_ipv6(const char *text); /* RFC 4291 section 2.2 */

/*
 * format_host.c; names without a final dot, up to 253 octets in ASCII. The
 * domains are those of mail addresses: of RFC 5321 section 4.1.2 (what an
 * xn-- label encodes is not looked at) and of RFC 6531 section 3.3.
 */
bool is_hostname(const char *text);     /* RFC 1123 2.1, A-labels RFC 5891 */
bool is_idn_hostname(const char *text); /* RFC 5890 section 2.3.2.3; UTF-8 */
bool is_domain(const char *text);
bool is_idn_domain(const char *text); /* UTF-8 */

/* format_mail.c */
bool is_email(const char *text);     /* RFC 5321 section 4.1.2 */
bool is_idn_email(const char *text); /* RFC 6531 section 3.3; UTF-8 */

/* format_uri.c; those for IRIs take UTF-8 */
bool is_uri(const char *text);           /* RFC 3986 */
bool is_uri_reference(const char *text); /* RFC 3986 section 4.1 */
bool is_iri(const char *text);           /* RFC 3987 */
bool is_iri_reference(const char *text); /* RFC 3987 section 2.2 */

/* format_template.c; any level, UTF-8 */
bool is_uri_template(const char *text); /* RFC 6570 section 2 */

/* format_pointer.c; any text */
bool is_json_pointer(const char *text, size_t len); /* RFC 6901 section 3 */
/* A number without leading zeros, then "#" or a JSON Pointer. */
bool is_relative_json_pointer(const char *text, size_t len);

#endif
