/*
 * service.h - where the block storage service is, as the catalog says.
 *
 * The catalog is the member "catalog" of Keystone's answer to a login
 * (Identity API v3): services by type, each with endpoints by interface and
 * region.
 */
#ifndef HTTP_SERVICE_H
#define HTTP_SERVICE_H

#include "base/error.h"
#include "http/credentials.h"
#include "http/login.h"

/*
 * The URL to give to endpoint_parse_for, in new memory. version is that of the
 * dialect's paths, "v3" or "v2": it decides which service types are tried and
 * in which order; the first with an endpoint of this interface and region is
 * taken. Returns NULL with err:
 * ERROR_USAGE without a catalog (no login, or a token for no project), for an
 * unknown interface, when the region or interface has no endpoint, and when
 * several regions have one and none is chosen (they are listed); ERROR_TARGET
 * when there is no such service, or its URL cannot be used.
 */
char *service_url(const struct login *login, const char *version,
                  const struct service_choice *choice, struct error *err);

/*
 * "public", "internal" or "admin" for one of these, also as "publicURL" and so
 * on, as Identity API v2 wrote it; a constant. NULL: none of them.
 */
const char *service_interface(const char *text);

#endif
