#include "http/login_answer.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/text.h"
#include "http/identity_time.h"

#include <stdlib.h>
#include <string.h>

#define SHOWN_BYTES 160

/* Clocks that differ by less agree: Date has whole seconds only. */
#define SKEW_US INT64_C(5000000)

/* It goes into a header field, so nothing but visible ASCII may be in it. */
static int check_token(const char *token, const char *where, struct error *err)
{
    size_t len = token ? strlen(token) : 0;

    if (len == 0)
        return error_set(err, ERROR_TARGET, where,
                         "the answer has no token (field X-Subject-Token), so "
                         "it is not one of Identity API v3: is OS_AUTH_URL "
                         "right?");
    if (len > LOGIN_TOKEN_MAX)
        return error_set(err, ERROR_TARGET, where,
                         "the token has %zu bytes, more than %zu", len,
                         LOGIN_TOKEN_MAX);
    for (size_t i = 0; i < len; i++)
        if (token[i] <= ' ' || token[i] > '~')
            return error_set(err, ERROR_TARGET, where,
                             "the token holds a blank, a control character or "
                             "one outside ASCII, and cannot be sent");
    return 0;
}

/* The answer's "token" object, a new reference; NULL with err. */
static json_t *parse(const struct response *response, const char *content,
                     const char *where, struct error *err)
{
    json_t *value = NULL, *token;
    char *message = NULL, *why;

    json_parse_text(content ? content : "", content ? strlen(content) : 0,
                    &value, &message);
    why = message ? text_visible(message, strlen(message), SHOWN_BYTES) : NULL;
    token = json_incref(json_object_get(value, "token"));
    if (!value)
        error_set(err, ERROR_TARGET, where,
                  "the answer %d is no JSON that can be read (%s), so it is "
                  "not Keystone's: is OS_AUTH_URL right?",
                  response->status, why);
    else if (!json_is_object(token))
        error_set(err, ERROR_TARGET, where,
                  "the answer %d has no object \"token\", so it is not one of "
                  "Identity API v3: is OS_AUTH_URL right?",
                  response->status);
    free(message);
    free(why);
    json_decref(value);
    if (json_is_object(token))
        return token;
    json_decref(token);
    return NULL;
}

/* A copy of a string member, NULL for all else. */
static char *member(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    const char *text = json_string_value(value);

    if (!text || !*text || strlen(text) != json_string_length(value))
        return NULL;
    return xstrdup(text);
}

/* A new array of the roles' names. */
static json_t *role_names(const json_t *roles)
{
    json_t *names = json_array(), *role;
    size_t i;

    json_array_foreach(roles, i, role) {
        json_t *name = json_object_get(role, "name");

        if (json_is_string(name))
            json_array_append(names, name);
    }
    return names;
}

/* Our clock when the whole answer was there. */
static int64_t obtained_us(const struct exchange *exchange)
{
    int64_t took = exchange->timings.total_us;

    return identity_time(exchange->started) + (took > 0 ? took : 0);
}

/* Keystone's clock may be another than ours; its Date field shows it. */
static int64_t expires_us(const struct exchange *exchange,
                          const char *expires_at, int64_t now_us)
{
    int64_t expires = identity_time(expires_at);
    int64_t theirs =
        identity_http_date(fields_get(&exchange->response.fields, "Date"));
    int64_t skew = theirs ? theirs - now_us : 0;

    if (expires == 0 || (skew > -SKEW_US && skew < SKEW_US))
        return expires;
    return expires - skew;
}

static void take_token(const struct exchange *exchange, const json_t *token,
                       struct login *login)
{
    const json_t *project = json_object_get(token, "project");
    const json_t *user = json_object_get(token, "user");
    json_t *catalog = json_object_get(token, "catalog");
    char *expires_at = member(token, "expires_at");

    login->project_id = member(project, "id");
    login->project_name = member(project, "name");
    login->user_id = member(user, "id");
    login->user_name = member(user, "name");
    login->roles = role_names(json_object_get(token, "roles"));
    login->catalog = json_is_array(catalog) ? json_incref(catalog) : NULL;
    login->obtained_us = obtained_us(exchange);
    login->expires_us = expires_us(exchange, expires_at, login->obtained_us);
    free(expires_at);
}

int login_read(const struct exchange *exchange, const char *content,
               const char *token, struct login *login, struct error *err)
{
    const char *where = exchange->request.url;
    json_t *body = parse(&exchange->response, content, where, err);
    int rc = -1;

    if (!body || check_token(token, where, err) < 0)
        goto out;
    take_token(exchange, body, login);
    login->token = xstrdup(token);
    rc = 0;
out:
    json_decref(body);
    return rc;
}
