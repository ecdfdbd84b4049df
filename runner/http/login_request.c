#include "http/login_request.h"

#include "base/alloc.h"
#include "base/json.h"
#include "http/url.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define WHERE "OS_AUTH_URL"

/* What Keystone and python-openstackclient call the domain made first. */
#define FIRST_DOMAIN "default"

/* The last segment of the path, without slashes behind it. */
static const char *last_segment(const char *url, size_t *len)
{
    size_t end = strlen(url), start;

    while (end && url[end - 1] == '/')
        end--;
    start = end;
    while (start && url[start - 1] != '/')
        start--;
    *len = end - start;
    return url + start;
}

/* "v2", "v2.0" … but not "v3"; a gateway may well have a path "/vault". */
static bool is_other_version(const char *segment, size_t len)
{
    return len >= 2 && segment[0] == 'v' &&
           strspn(segment + 1, "0123456789.") == len - 1 &&
           strncmp(segment, "v3", len) != 0;
}

char *login_url(const char *auth_url, struct error *err)
{
    struct endpoint endpoint = {0};
    struct error cause = {0};
    char *url = NULL;
    size_t len;
    const char *last = last_segment(auth_url, &len);

    if (endpoint_parse(auth_url, &endpoint, &cause) < 0) {
        error_set(err, ERROR_USAGE, WHERE, "%s (clouds.yaml: auth.auth_url)",
                  cause.text);
    } else if (is_other_version(last, len)) {
        error_set(err, ERROR_USAGE, WHERE,
                  "ends in /%.*s, but the login is that of Identity API v3 "
                  "(clouds.yaml: auth.auth_url)",
                  (int)(len > 20 ? 20 : len), last);
    } else if (endpoint.project_id) {
        error_set(err, ERROR_USAGE, WHERE,
                  "ends in a project, so it is not Keystone's (clouds.yaml: "
                  "auth.auth_url)");
    } else {
        url = xasprintf("%s/v3/auth/tokens", endpoint.root);
    }
    endpoint_clear(&endpoint);
    return url;
}

static json_t *named(const char *member, const char *text)
{
    json_t *object = json_object();

    json_object_set_new(object, member, json_string(text));
    return object;
}

static json_t *domain_of(const struct credentials *credentials, const char *id,
                         const char *name)
{
    if (login_given(id))
        return named("id", id);
    if (login_given(name))
        return named("name", name);
    return named("id", login_given(credentials->default_domain)
                           ? credentials->default_domain
                           : FIRST_DOMAIN);
}

static json_t *user_of(const struct credentials *credentials)
{
    json_t *user;

    if (login_given(credentials->user_id))
        return named("id", credentials->user_id);
    user = named("name", credentials->username);
    json_object_set_new(user, "domain",
                        domain_of(credentials, credentials->user_domain_id,
                                  credentials->user_domain_name));
    return user;
}

static json_t *by_password(const struct credentials *credentials,
                           const char *secret)
{
    json_t *user = user_of(credentials), *password = json_object();

    json_object_set_new(user, "password",
                        json_string(secret ? secret : credentials->password));
    json_object_set_new(password, "user", user);
    return password;
}

static json_t *by_token(const struct credentials *credentials,
                        const char *secret)
{
    return named("id", secret ? secret : credentials->token);
}

static json_t *by_application_credential(const struct credentials *credentials,
                                         const char *secret)
{
    json_t *identity;

    if (login_given(credentials->application_credential_id)) {
        identity = named("id", credentials->application_credential_id);
    } else {
        identity = named("name", credentials->application_credential_name);
        json_object_set_new(identity, "user", user_of(credentials));
    }
    json_object_set_new(
        identity, "secret",
        json_string(secret ? secret
                           : credentials->application_credential_secret));
    return identity;
}

static const struct {
    const char *name; /* in "methods", and of the member beside it */
    json_t *(*make)(const struct credentials *credentials, const char *secret);
    bool has_scope; /* an application credential brings its own project */
} methods[] = {
    [LOGIN_PASSWORD] = {"password", by_password, true},
    [LOGIN_TOKEN] = {"token", by_token, true},
    [LOGIN_APPLICATION_CREDENTIAL] = {"application_credential",
                                      by_application_credential, false},
};

/* New, or NULL when no project is named. */
static json_t *scope_of(const struct credentials *credentials)
{
    json_t *project, *scope;

    if (login_given(credentials->project_id)) {
        project = named("id", credentials->project_id);
    } else if (login_given(credentials->project_name)) {
        project = named("name", credentials->project_name);
        json_object_set_new(project, "domain",
                            domain_of(credentials,
                                      credentials->project_domain_id,
                                      credentials->project_domain_name));
    } else {
        return NULL;
    }
    scope = json_object();
    json_object_set_new(scope, "project", project);
    return scope;
}

char *login_content(const struct credentials *credentials,
                    enum login_method method, const char *secret)
{
    const char *name = methods[method].name;
    json_t *identity = json_object(), *auth = json_object();
    json_t *content = json_object(), *list = json_array(), *scope = NULL;
    char *text;

    json_array_append_new(list, json_string(name));
    json_object_set_new(identity, "methods", list);
    json_object_set_new(identity, name,
                        methods[method].make(credentials, secret));
    json_object_set_new(auth, "identity", identity);
    if (methods[method].has_scope)
        scope = scope_of(credentials);
    if (scope)
        json_object_set_new(auth, "scope", scope);
    json_object_set_new(content, "auth", auth);
    text = json_text(content);
    json_decref(content);
    return text;
}
