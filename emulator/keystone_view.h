/*
 * keystone_view.h - the identity service's documents, in the shapes of
 * OpenStack's Identity API v3. All are new references.
 */
#ifndef EMULATOR_KEYSTONE_VIEW_H
#define EMULATOR_KEYSTONE_VIEW_H

#include "emulator/exchange.h"
#include "emulator/sessions.h"

#include <jansson.h>
#include <stdbool.h>

/* One version: {"id", "status", "updated", "links", "media-types"}. */
json_t *keystone_view_version(const struct exchange *x);

/* {"token": {…}}; a scoped one has project, roles and, if asked, catalog. */
json_t *keystone_view_token(const struct exchange *x,
                            const struct session *session, bool with_catalog);

/* A list of services with their endpoints, whose URLs have the Host. */
json_t *keystone_view_catalog(const struct exchange *x,
                              const struct identity *identity);

/* {"id", "name", "domain_id", …}. */
json_t *keystone_view_project(const struct exchange *x,
                              const struct identity *identity);

/* {"self": URL of the path, "previous": null, "next": null}. */
json_t *keystone_view_links(const struct exchange *x, const char *path);

/* {"error": {"code", "message", "title"}}. */
json_t *keystone_view_error(int status, const char *message);

#endif
