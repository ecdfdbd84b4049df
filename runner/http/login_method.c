#include "http/login_method.h"

#include "base/buffer.h"
#include "base/text.h"

#include <stddef.h>
#include <string.h>

#define WHERE "credentials"

#define MEMBER(name) offsetof(struct credentials, name)
#define NO_MEMBER    sizeof(struct credentials)

static const struct {
    const char *auth_type;
    enum login_method method;
} auth_types[] = {
    {"password", LOGIN_PASSWORD},
    {"v3password", LOGIN_PASSWORD},
    {"token", LOGIN_TOKEN},
    {"v3token", LOGIN_TOKEN},
    {"v3applicationcredential", LOGIN_APPLICATION_CREDENTIAL},
    {"admin_token", LOGIN_GIVEN_TOKEN},
    {"token_endpoint", LOGIN_GIVEN_TOKEN}, /* its name of old */
    {"none", LOGIN_NONE},
};

/* A member that must be there, or another in its place. */
static const struct need {
    enum login_method method;
    size_t member;
    size_t other;  /* does as well */
    size_t unless; /* with this one, neither is needed */
    const char *names;
} needs[] = {
    {LOGIN_GIVEN_TOKEN, MEMBER(token), NO_MEMBER, NO_MEMBER,
     "OS_TOKEN (clouds.yaml: auth.token)"},
    {LOGIN_PASSWORD, MEMBER(auth_url), NO_MEMBER, NO_MEMBER,
     "OS_AUTH_URL (clouds.yaml: auth.auth_url)"},
    {LOGIN_PASSWORD, MEMBER(username), MEMBER(user_id), NO_MEMBER,
     "OS_USERNAME or OS_USER_ID (clouds.yaml: auth.username or "
     "auth.user_id)"},
    {LOGIN_PASSWORD, MEMBER(password), NO_MEMBER, NO_MEMBER,
     "OS_PASSWORD (clouds.yaml: auth.password)"},
    {LOGIN_TOKEN, MEMBER(auth_url), NO_MEMBER, NO_MEMBER,
     "OS_AUTH_URL (clouds.yaml: auth.auth_url)"},
    {LOGIN_TOKEN, MEMBER(token), NO_MEMBER, NO_MEMBER,
     "OS_TOKEN (clouds.yaml: auth.token)"},
    {LOGIN_APPLICATION_CREDENTIAL, MEMBER(auth_url), NO_MEMBER, NO_MEMBER,
     "OS_AUTH_URL (clouds.yaml: auth.auth_url)"},
    {LOGIN_APPLICATION_CREDENTIAL, MEMBER(application_credential_id),
     MEMBER(application_credential_name), NO_MEMBER,
     "OS_APPLICATION_CREDENTIAL_ID (clouds.yaml: "
     "auth.application_credential_id)"},
    {LOGIN_APPLICATION_CREDENTIAL, MEMBER(username), MEMBER(user_id),
     MEMBER(application_credential_id),
     "OS_USERNAME or OS_USER_ID (clouds.yaml: auth.username or "
     "auth.user_id) beside a name"},
    {LOGIN_APPLICATION_CREDENTIAL, MEMBER(application_credential_secret),
     NO_MEMBER, NO_MEMBER,
     "OS_APPLICATION_CREDENTIAL_SECRET (clouds.yaml: "
     "auth.application_credential_secret)"},
};

/* Everything that goes into the request's JSON. */
static const struct {
    size_t member;
    const char *variable;
} texts[] = {
    {MEMBER(token), "OS_TOKEN"},
    {MEMBER(username), "OS_USERNAME"},
    {MEMBER(user_id), "OS_USER_ID"},
    {MEMBER(password), "OS_PASSWORD"},
    {MEMBER(user_domain_id), "OS_USER_DOMAIN_ID"},
    {MEMBER(user_domain_name), "OS_USER_DOMAIN_NAME"},
    {MEMBER(project_id), "OS_PROJECT_ID"},
    {MEMBER(project_name), "OS_PROJECT_NAME"},
    {MEMBER(project_domain_id), "OS_PROJECT_DOMAIN_ID"},
    {MEMBER(project_domain_name), "OS_PROJECT_DOMAIN_NAME"},
    {MEMBER(default_domain), "OS_DEFAULT_DOMAIN"},
    {MEMBER(application_credential_id), "OS_APPLICATION_CREDENTIAL_ID"},
    {MEMBER(application_credential_name), "OS_APPLICATION_CREDENTIAL_NAME"},
    {MEMBER(application_credential_secret), "OS_APPLICATION_CREDENTIAL_SECRET"},
};

static const char *const method_texts[] = {
    [LOGIN_NONE] = "no login",
    [LOGIN_GIVEN_TOKEN] = "a token without a login",
    [LOGIN_PASSWORD] = "a login with a password",
    [LOGIN_TOKEN] = "a login with a token",
    [LOGIN_APPLICATION_CREDENTIAL] = "a login with an application credential",
};

#define LEN(array) (sizeof(array) / sizeof(*(array)))

bool login_given(const char *member)
{
    return member && *member;
}

static const char *member_of(const struct credentials *credentials,
                             size_t offset)
{
    if (offset == NO_MEMBER)
        return NULL;
    return *(const char *const *)((const char *)credentials + offset);
}

static bool has(const struct credentials *credentials, size_t offset)
{
    return login_given(member_of(credentials, offset));
}

static enum login_method guess(const struct credentials *c)
{
    bool has_url = login_given(c->auth_url);

    if (login_given(c->token))
        return has_url ? LOGIN_TOKEN : LOGIN_GIVEN_TOKEN;
    if (login_given(c->application_credential_secret) ||
        login_given(c->application_credential_id))
        return LOGIN_APPLICATION_CREDENTIAL;
    if (login_given(c->password))
        return LOGIN_PASSWORD;
    if (login_given(c->access_key) && login_given(c->secret_key))
        return LOGIN_NONE; /* requests are signed instead */
    return has_url ? LOGIN_PASSWORD : LOGIN_NONE;
}

static int read_auth_type(const char *auth_type, enum login_method *method,
                          struct error *err)
{
    struct buffer known;
    int rc;

    for (size_t i = 0; i < LEN(auth_types); i++)
        if (!strcmp(auth_types[i].auth_type, auth_type)) {
            *method = auth_types[i].method;
            return 0;
        }
    buffer_init(&known, 0);
    for (size_t i = 0; i < LEN(auth_types); i++)
        buffer_printf(&known, "%s%s", i ? ", " : "", auth_types[i].auth_type);
    rc = error_set(err, ERROR_USAGE, "OS_AUTH_TYPE",
                   "\"%.60s\" is not a way to log in that is known here "
                   "(clouds.yaml: auth_type): %s",
                   auth_type, buffer_text(&known));
    buffer_clear(&known);
    return rc;
}

static int check_needs(const struct credentials *credentials,
                       enum login_method method, struct error *err)
{
    struct buffer missing;
    int rc = 0;

    buffer_init(&missing, 0);
    for (size_t i = 0; i < LEN(needs); i++) {
        const struct need *need = &needs[i];

        if (need->method == method && !has(credentials, need->member) &&
            !has(credentials, need->other) && !has(credentials, need->unless))
            buffer_printf(&missing, "%s%s", missing.len ? ", and " : "",
                          need->names);
    }
    if (missing.len)
        rc = error_set(err, ERROR_USAGE, WHERE, "%s also needs %s",
                       method_texts[method], buffer_text(&missing));
    buffer_clear(&missing);
    return rc;
}

/* JSON is UTF-8 (RFC 8259 section 8.1). The text is not repeated. */
static int check_texts(const struct credentials *credentials, struct error *err)
{
    for (size_t i = 0; i < LEN(texts); i++) {
        const char *text = member_of(credentials, texts[i].member);

        if (text && !utf8_is_valid(text, strlen(text)))
            return error_set(err, ERROR_USAGE, texts[i].variable,
                             "holds bytes that are not UTF-8");
    }
    return 0;
}

int login_method_of(const struct credentials *credentials,
                    enum login_method *method, struct error *err)
{
    *method = guess(credentials);
    if (login_given(credentials->auth_type) &&
        read_auth_type(credentials->auth_type, method, err) < 0)
        return -1;
    if (check_needs(credentials, *method, err) < 0)
        return -1;
    return check_texts(credentials, err);
}
