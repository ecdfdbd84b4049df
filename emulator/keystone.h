/*
 * keystone.h - a stand-in for OpenStack's identity service, below /identity.
 *
 * What clients need to log in and to find the volume service: Identity API
 * v3, versions, tokens, catalog and projects. It has the emulator's two users
 * and its own way of saying no ({"error": {"code", "message", "title"}}).
 * Faults and variants are of the volume service and leave it alone.
 */
#ifndef EMULATOR_KEYSTONE_H
#define EMULATOR_KEYSTONE_H

#include "emulator/exchange.h"

#define KEYSTONE_ROOT "identity" /* first segment of its paths */

/* GET /identity, 300; GET /identity/v3, 200. No token is needed. */
void keystone_versions(struct exchange *x);
void keystone_version(struct exchange *x);

/* POST …/auth/tokens, 201: log in; X-Subject-Token has the new token. */
void keystone_log_in(struct exchange *x);

/* GET and DELETE …/auth/tokens: what X-Subject-Token is, 200; revoke, 204. */
void keystone_show_token(struct exchange *x);
void keystone_revoke_token(struct exchange *x);

/* GET …/auth/catalog, 200. */
void keystone_show_catalog(struct exchange *x);

/* GET …/projects and others, …/projects/{id}, 200: the caller's only one. */
void keystone_list_projects(struct exchange *x);
void keystone_show_project(struct exchange *x);

/* Is the path below /identity? */
bool keystone_owns(const struct exchange *x);

/* Answer an error of this service. */
void keystone_refuse(struct exchange *x, int status, const char *message);

#endif
