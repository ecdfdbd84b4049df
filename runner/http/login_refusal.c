#include "http/login_refusal.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Bytes of the server's own words; an error has room for 512 in all. */
#define SHOWN_BYTES 160
#define NAME_BYTES  60

/* What a refusal by 401 may mean; Keystone does not say which it is. */
static const char *const unauthorized[] = {
    [LOGIN_PASSWORD] = "user, domain or password is wrong, or the password "
                       "has expired, the account is locked or disabled, or "
                       "it has no role in the project",
    [LOGIN_TOKEN] = "the token has expired, was revoked, is of another cloud, "
                    "or may not be used for this project",
    [LOGIN_APPLICATION_CREDENTIAL] = "the application credential's id, name "
                                     "or secret is wrong, or it has expired "
                                     "or was deleted",
};

#define NO_KEYSTONE                                                            \
    "this is not where Keystone's Identity API v3 is; set OS_AUTH_URL "        \
    "(clouds.yaml: auth.auth_url) to it"

/*
 * Rows from the special to the general: the first that holds status and
 * method. Keystone answers 404 to a token that it cannot decode, and to the
 * id of an application credential that it does not have.
 */
static const struct cause {
    int from, to;
    enum login_method method; /* LOGIN_NONE: any */
    enum error_kind kind;
    const char *text; /* NULL: see why_unauthorized */
} causes[] = {
    {300, 399, LOGIN_NONE, ERROR_USAGE,
     "redirects are not followed, since secrets must not go to where nobody "
     "said; set OS_AUTH_URL (clouds.yaml: auth.auth_url) to where Keystone is"},
    {400, 400, LOGIN_NONE, ERROR_TARGET,
     "it does not understand the login; are user, project and their domains "
     "those of this cloud?"},
    {401, 401, LOGIN_NONE, ERROR_TARGET, NULL},
    {403, 403, LOGIN_NONE, ERROR_TARGET,
     "it knows the identity but does not let it log in in this way"},
    {404, 404, LOGIN_TOKEN, ERROR_TARGET,
     "the token is none of this cloud, or OS_AUTH_URL (clouds.yaml: "
     "auth.auth_url) is not where its Keystone is"},
    {404, 404, LOGIN_APPLICATION_CREDENTIAL, ERROR_TARGET,
     "there is no such application credential, or OS_AUTH_URL (clouds.yaml: "
     "auth.auth_url) is not where its Keystone is"},
    {404, 405, LOGIN_NONE, ERROR_USAGE, NO_KEYSTONE},
    {410, 410, LOGIN_NONE, ERROR_USAGE, NO_KEYSTONE},
    {429, 429, LOGIN_NONE, ERROR_TARGET,
     "there were too many logins; try again later"},
    {500, 599, LOGIN_NONE, ERROR_TARGET,
     "Keystone, or a gateway before it, is in trouble"},
    {0, 999, LOGIN_NONE, ERROR_TARGET,
     "this is not what Keystone answers to a login"},
};

static const struct cause *cause_of(int status, enum login_method method)
{
    const struct cause *cause = causes;

    while (status < cause->from || status > cause->to ||
           (cause->method != LOGIN_NONE && cause->method != method))
        cause++;
    return cause;
}

/* Where services put their sentence: Keystone, gateways of the vendor. */
static const char *const messages[] = {"/error/message", "/error_msg",
                                       "/message", "/error/title"};

/* ': "the server's own words"', or "" when it said nothing. New memory. */
static char *own_words(const struct response *response)
{
    const char *bytes = response->content ? response->content : "";
    size_t len = response->content_len;
    json_t *value = NULL;
    char *visible, *words;

    json_parse_text(bytes, len, &value, NULL);
    for (size_t i = 0; i < sizeof(messages) / sizeof(*messages); i++) {
        const json_t *found = pointer_get(value, messages[i]);

        if (json_is_string(found)) {
            bytes = json_string_value(found);
            len = json_string_length(found);
            break;
        }
    }
    visible = text_visible(bytes, len, SHOWN_BYTES);
    words = *visible ? xasprintf(": \"%s\"", visible) : xstrdup("");
    free(visible);
    json_decref(value);
    return words;
}

static int refuse_transport(const struct exchange *exchange, struct error *err)
{
    enum error_kind kind = exchange->transport == TRANSPORT_INTERRUPTED
                               ? ERROR_INTERRUPTED
                               : ERROR_TRANSPORT;

    return error_set(err, kind, exchange->request.url, "login: %s",
                     exchange->transport_text ? exchange->transport_text
                                              : "no response came");
}

/* ' and points to "Location"' of a redirect, or "". New memory. */
static char *redirection(const struct response *response)
{
    const char *to = fields_get(&response->fields, "Location");
    char *visible, *text;

    if (response->status / 100 != 3 || !to)
        return xstrdup("");
    visible = text_visible(to, strlen(to), 2 * NAME_BYTES);
    text = xasprintf(" and points to \"%s\"", visible);
    free(visible);
    return text;
}

/* A domain that was only assumed is the likeliest mistake. */
static bool assumed_domain(const struct credentials *c,
                           enum login_method method)
{
    return method == LOGIN_PASSWORD && !login_given(c->user_id) &&
           !login_given(c->user_domain_id) &&
           !login_given(c->user_domain_name) && !login_given(c->default_domain);
}

/* Multi-factor authentication (Identity API v3.11, "receipts"). */
static const char *why_unauthorized(const struct response *response,
                                    const struct credentials *credentials,
                                    enum login_method method)
{
    if (fields_get(&response->fields, "Openstack-Auth-Receipt"))
        return "a second factor is asked for, which cannot be given here; "
               "use an application credential";
    if (assumed_domain(credentials, method))
        return "user or password is wrong, or the user's domain is not "
               "\"default\": neither OS_USER_DOMAIN_NAME nor "
               "OS_USER_DOMAIN_ID is given";
    return unauthorized[method];
}

int login_refuse(const struct exchange *exchange,
                 const struct credentials *credentials,
                 enum login_method method, struct error *err)
{
    const struct response *response = &exchange->response;
    const struct cause *cause;
    const char *text;
    char *words, *to;

    if (exchange->transport != TRANSPORT_OK)
        return refuse_transport(exchange, err);
    cause = cause_of(response->status, method);
    text = cause->text ? cause->text
                       : why_unauthorized(response, credentials, method);
    words = own_words(response);
    to = redirection(response);
    error_set(err, cause->kind, exchange->request.url,
              "the login is answered %d%s: %s%s", response->status, to, text,
              words);
    free(to);
    free(words);
    return -1;
}
