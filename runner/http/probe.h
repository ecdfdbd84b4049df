/*
 * probe.h - what stands between us and a server: its name, the way there, and
 * its clock. Facts for a person; nothing is judged here.
 */
#ifndef HTTP_PROBE_H
#define HTTP_PROBE_H

#include "base/buffer.h"
#include "http/client.h"

/*
 * Look up the host of an absolute http(s) URL (getaddrinfo(3)). Returns 0 and
 * appends its addresses, separated by ", "; or -1 with ERROR_TRANSPORT and the
 * resolver's words. host: as it is written in the URL, in new memory, also
 * when it was not found; NULL when the URL has none.
 */
int probe_name(const char *url, char **host, struct buffer *addresses,
               struct error *err);

/*
 * How far the server's Date (RFC 9110 section 6.6.1) is from ours, in
 * seconds, positive when the server's is later. The answer took its time, so
 * the middle of it counts. False when there is no Date that can be read.
 */
bool probe_skew(const struct exchange *exchange, int64_t now_us, long *seconds);

#endif
