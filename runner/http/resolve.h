/*
 * resolve.h - addresses told by hand: "HOST:PORT:ADDRESS[,ADDRESS]...", the
 * notation of curl's --resolve.
 */
#ifndef HTTP_RESOLVE_H
#define HTTP_RESOLVE_H

#include "base/error.h"

/*
 * HOST is a name, an IPv4 address or "*"; ADDRESS is IPv4 or IPv6, with or
 * without brackets. libcurl would pass over a mistake in silence. Returns 0,
 * or -1 with ERROR_USAGE, where "--resolve".
 */
int resolve_check(const char *entry, struct error *err);

#endif
