#include "emulator/keystone_view.h"

#include "base/alloc.h"
#include "emulator/emulator.h"
#include "emulator/keystone.h"
#include "emulator/login.h"
#include "emulator/view.h"

#include <stdio.h>
#include <stdlib.h>

/* Where the request came to, and a path; "" for a Host that is no UTF-8. */
static json_t *url(const struct exchange *x, const char *path, const char *rest)
{
    char *base = request_base(&x->request);
    char *text = xasprintf("%s%s%s", base, path, rest);
    json_t *value = json_string(text);

    free(base);
    free(text);
    return value ? value : json_string("");
}

json_t *keystone_view_version(const struct exchange *x)
{
    return json_pack("{s:s, s:s, s:s, s:[{s:s, s:o}], s:[{s:s, s:s}]}", "id",
                     "v3.14", "status", "stable", "updated",
                     "2020-04-07T00:00:00Z", "links", "rel", "self", "href",
                     url(x, "/" KEYSTONE_ROOT, "/v3/"), "media-types", "base",
                     "application/json", "type",
                     "application/vnd.openstack.identity-v3+json");
}

json_t *keystone_view_links(const struct exchange *x, const char *path)
{
    return json_pack("{s:o, s:n, s:n}", "self",
                     url(x, "/" KEYSTONE_ROOT "/v3", path), "previous", "next");
}

static const struct service {
    const char *type;
    const char *name;
    const char *path;
    bool has_project; /* the project's id ends the URL */
} services[] = {
    {"identity", "keystone", "/" KEYSTONE_ROOT, false},
    {"block-storage", "cinder", "/v3/", true},
    {"volumev3", "cinderv3", "/v3/", true},
    {"volumev2", "cinderv2", "/v2/", true},
};

#define SERVICES (sizeof(services) / sizeof(services[0]))

/* One for each interface; ids are made of the places in the tables. */
static json_t *view_endpoints(const struct exchange *x, size_t service,
                              const char *project)
{
    static const char *const interfaces[] = {"public", "internal", "admin"};
    const char *region = x->emulator->region;
    json_t *list = json_array();

    for (size_t i = 0; i < sizeof(interfaces) / sizeof(interfaces[0]); i++) {
        char id[33];

        snprintf(id, sizeof(id), "%031zx%zx", service + 1, i + 1);
        json_array_append_new(
            list, json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", id, "interface",
                            interfaces[i], "region", region, "region_id",
                            region, "url",
                            url(x, services[service].path,
                                services[service].has_project ? project : "")));
    }
    return list;
}

json_t *keystone_view_catalog(const struct exchange *x,
                              const struct identity *identity)
{
    json_t *list = json_array();

    for (size_t i = 0; i < SERVICES; i++) {
        char id[33];

        snprintf(id, sizeof(id), "%032zx", i + 1);
        json_array_append_new(
            list, json_pack("{s:s, s:s, s:s, s:o}", "type", services[i].type,
                            "id", id, "name", services[i].name, "endpoints",
                            view_endpoints(x, i, identity->project_id)));
    }
    return list;
}

json_t *keystone_view_project(const struct exchange *x,
                              const struct identity *identity)
{
    return json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:[], s:{s:o}}", "id",
        identity->project_id, "name", identity->project_name, "description", "",
        "domain_id", LOGIN_DOMAIN_ID, "parent_id", LOGIN_DOMAIN_ID, "enabled",
        1, "is_domain", 0, "tags", "links", "self",
        url(x, "/" KEYSTONE_ROOT "/v3/projects/", identity->project_id));
}

static json_t *view_time_z(int64_t wall_us)
{
    char text[VIEW_TIME_SIZE];

    view_time(wall_us, text);
    return json_sprintf("%sZ", text);
}

static json_t *view_methods(unsigned methods)
{
    json_t *list = json_array();

    for (unsigned bit = METHOD_PASSWORD; bit <= METHOD_CREDENTIAL; bit <<= 1)
        if (methods & bit)
            json_array_append_new(
                list, json_string(login_method_name((enum login_method)bit)));
    return list;
}

static json_t *view_domain(const struct exchange *x)
{
    return json_pack("{s:s, s:s}", "id", LOGIN_DOMAIN_ID, "name",
                     x->emulator->domain_name);
}

static json_t *view_roles(const struct identity *identity)
{
    json_t *list =
        json_pack("[{s:s, s:s}]", "id", "5ea7e4d0000040008000000000000001",
                  "name", "reader");

    if (!identity->read_only)
        json_array_append_new(list,
                              json_pack("{s:s, s:s}", "id",
                                        "5ea7e4d0000040008000000000000002",
                                        "name", "member"));
    return list;
}

static void add_scope(const struct exchange *x, json_t *token,
                      const struct identity *identity, bool with_catalog)
{
    json_object_update_new(
        token, json_pack("{s:{s:s, s:s, s:o}, s:b, s:o}", "project", "id",
                         identity->project_id, "name", identity->project_name,
                         "domain", view_domain(x), "is_domain", 0, "roles",
                         view_roles(identity)));
    if (with_catalog)
        json_object_set_new(token, "catalog",
                            keystone_view_catalog(x, identity));
}

json_t *keystone_view_token(const struct exchange *x,
                            const struct session *session, bool with_catalog)
{
    const struct identity *identity = session->identity;
    json_t *token = json_pack(
        "{s:o, s:{s:s, s:s, s:o, s:n}, s:[s], s:o, s:o}", "methods",
        view_methods(session->methods), "user", "id", identity->user_id, "name",
        identity->user_name, "domain", view_domain(x), "password_expires_at",
        "audit_ids", session->audit, "expires_at",
        view_time_z(session->expires_us), "issued_at",
        view_time_z(session->issued_us));

    if (session->methods & METHOD_CREDENTIAL)
        json_object_set_new(
            token, "application_credential",
            json_pack("{s:s, s:s, s:b}", "id", identity->credential_id, "name",
                      identity->credential_name, "restricted", 1));
    if (session->scoped)
        add_scope(x, token, identity, with_catalog);
    return json_pack("{s:o}", "token", token);
}

json_t *keystone_view_error(int status, const char *message)
{
    static const struct {
        int status;
        const char *title;
    } titles[] = {
        {400, "Bad Request"},         {401, "Unauthorized"},
        {403, "Forbidden"},           {404, "Not Found"},
        {405, "Method Not Allowed"},  {413, "Request Entity Too Large"},
        {429, "Too Many Requests"},   {500, "Internal Server Error"},
        {503, "Service Unavailable"},
    };
    const char *title = "Error";

    for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
        if (titles[i].status == status)
            title = titles[i].title;
    return json_pack("{s:{s:i, s:s, s:s}}", "error", "code", status, "message",
                     message, "title", title);
}
