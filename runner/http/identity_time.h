/*
 * identity_time.h - points in time as Keystone and HTTP write them.
 */
#ifndef HTTP_IDENTITY_TIME_H
#define HTTP_IDENTITY_TIME_H

#include <stdint.h>

/*
 * "2026-11-23T04:00:00.000000Z" (RFC 3339; the fraction may be missing, what
 * is finer than a microsecond is cut; "+hh:mm" or nothing, meaning UTC, for
 * "Z") in microseconds since 1970. 0 for NULL and for what is no such time.
 */
int64_t identity_time(const char *text);

/*
 * "Mon, 23 Nov 2026 04:00:00 GMT" (RFC 9110 section 5.6.7, the form that
 * senders must use), likewise.
 */
int64_t identity_http_date(const char *text);

#endif
