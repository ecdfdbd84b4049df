#include "emulator/routes.h"

#include "emulator/catalog.h"
#include "emulator/keystone.h"
#include "emulator/listing.h"
#include "emulator/quota.h"
#include "emulator/resources.h"
#include "emulator/versions.h"

#include <stdio.h>
#include <string.h>

#define SNAPSHOTS "/{v}/{project}/snapshots"
#define VENDOR    "/v2/{project}/cloudsnapshots"
#define VOLUMES   "/{v}/{project}/volumes"
#define PROJECT   "/{v}/{project}"
#define KEYSTONE  "/" KEYSTONE_ROOT "/v3"

/* The first row that fits wins, so "detail" stands before "{id}". */
static const struct route routes[] = {
    {"GET", SNAPSHOTS, OP_SNAPSHOT_LIST, RESOURCE_SNAPSHOT, list_brief},
    {"POST", SNAPSHOTS, OP_SNAPSHOT_CREATE, RESOURCE_SNAPSHOT, create_snapshot},
    {"GET", SNAPSHOTS "/detail", OP_SNAPSHOT_DETAIL, RESOURCE_SNAPSHOT,
     list_detail},
    {"GET", SNAPSHOTS "/{id}", OP_SNAPSHOT_SHOW, RESOURCE_SNAPSHOT,
     show_resource},
    {"PUT", SNAPSHOTS "/{id}", OP_SNAPSHOT_UPDATE, RESOURCE_SNAPSHOT,
     update_resource},
    {"DELETE", SNAPSHOTS "/{id}", OP_SNAPSHOT_DELETE, RESOURCE_SNAPSHOT,
     delete_resource},

    {"POST", VENDOR, OP_SNAPSHOT_CREATE, RESOURCE_SNAPSHOT, create_snapshot},
    {"GET", VENDOR "/detail", OP_SNAPSHOT_DETAIL, RESOURCE_SNAPSHOT,
     list_vendor_detail},
    {"GET", VENDOR "/{id}", OP_SNAPSHOT_SHOW, RESOURCE_SNAPSHOT, show_resource},
    {"PUT", VENDOR "/{id}", OP_SNAPSHOT_UPDATE, RESOURCE_SNAPSHOT,
     update_resource},
    {"DELETE", VENDOR "/{id}", OP_SNAPSHOT_DELETE, RESOURCE_SNAPSHOT,
     delete_resource},

    {"GET", VOLUMES, OP_VOLUME_LIST, RESOURCE_VOLUME, list_brief},
    {"POST", VOLUMES, OP_VOLUME_CREATE, RESOURCE_VOLUME, create_volume},
    {"GET", VOLUMES "/detail", OP_VOLUME_DETAIL, RESOURCE_VOLUME, list_detail},
    {"GET", VOLUMES "/{id}", OP_VOLUME_SHOW, RESOURCE_VOLUME, show_resource},
    {"PUT", VOLUMES "/{id}", OP_VOLUME_UPDATE, RESOURCE_VOLUME,
     update_resource},
    {"DELETE", VOLUMES "/{id}", OP_VOLUME_DELETE, RESOURCE_VOLUME,
     delete_resource},

    {"GET", PROJECT "/os-availability-zone", OP_CATALOG, 0, show_zones},
    {"GET", PROJECT "/types", OP_CATALOG, 0, list_types},
    {"GET", PROJECT "/types/{id}", OP_CATALOG, 0, show_type},
    {"GET", PROJECT "/os-quota-sets/{id}", OP_CATALOG, 0, show_quotas},
    {"GET", PROJECT "/limits", OP_CATALOG, 0, show_limits},
    {"GET", PROJECT "/extensions", OP_CATALOG, 0, list_extensions},

    {"GET", "/" KEYSTONE_ROOT, OP_IDENTITY, 0, keystone_versions},
    {"GET", "/" KEYSTONE_ROOT "/", OP_IDENTITY, 0, keystone_versions},
    {"GET", KEYSTONE, OP_IDENTITY, 0, keystone_version},
    {"GET", KEYSTONE "/", OP_IDENTITY, 0, keystone_version},
    {"POST", KEYSTONE "/auth/tokens", OP_IDENTITY, 0, keystone_log_in},
    {"GET", KEYSTONE "/auth/tokens", OP_IDENTITY, 0, keystone_show_token},
    {"DELETE", KEYSTONE "/auth/tokens", OP_IDENTITY, 0, keystone_revoke_token},
    {"GET", KEYSTONE "/auth/catalog", OP_IDENTITY, 0, keystone_show_catalog},
    {"GET", KEYSTONE "/auth/projects", OP_IDENTITY, 0, keystone_list_projects},
    {"GET", KEYSTONE "/projects", OP_IDENTITY, 0, keystone_list_projects},
    {"GET", KEYSTONE "/projects/{id}", OP_IDENTITY, 0, keystone_show_project},

    {"GET", "/", OP_VERSIONS, 0, list_versions},
    {"GET", "/{v}", OP_VERSIONS, 0, show_version},
    {"GET", "/{v}/", OP_VERSIONS, 0, show_version},
};

#define ROUTES (sizeof(routes) / sizeof(routes[0]))

static bool word_fits(const char *pattern, size_t len, const char *word)
{
    if (pattern[0] != '{')
        return strlen(word) == len && !memcmp(pattern, word, len);
    if (!strncmp(pattern, "{v}", len))
        return !strcmp(word, "v2") || !strcmp(word, "v3");
    return *word != '\0';
}

static bool path_fits(const char *pattern, const struct target *target)
{
    size_t i = 0;

    while (*pattern == '/') {
        size_t len = strcspn(++pattern, "/");

        if (i == target->segments_len ||
            !word_fits(pattern, len, target->segments[i++]))
            return false;
        pattern += len;
    }
    return i == target->segments_len;
}

static void allow_method(char allow[ROUTE_ALLOW_SIZE], const char *method)
{
    size_t len = strlen(allow);

    if (strstr(allow, method))
        return;
    snprintf(allow + len, ROUTE_ALLOW_SIZE - len, "%s%s%s", len ? ", " : "",
             method, strcmp(method, "GET") ? "" : ", HEAD");
}

const struct route *routes_match(const struct request *request,
                                 char allow[ROUTE_ALLOW_SIZE])
{
    const char *method = request->method;

    if (!strcmp(method, "HEAD"))
        method = "GET";
    allow[0] = '\0';
    for (size_t i = 0; i < ROUTES; i++) {
        if (!path_fits(routes[i].pattern, &request->target))
            continue;
        if (!strcmp(routes[i].method, method))
            return &routes[i];
        allow_method(allow, routes[i].method);
    }
    return NULL;
}

void route_apply(const struct route *route, struct exchange *x)
{
    char **word = x->request.target.segments;

    x->operation = route->operation;
    x->kind = route->kind;
    for (const char *at = route->pattern; *at; word++) {
        size_t len = strcspn(++at, "/");

        if (!strncmp(at, "{project}", len) && len > 0)
            x->path_project = *word;
        if (!strncmp(at, "{id}", len) && len > 0)
            x->path_id = *word;
        at += len;
    }
}
