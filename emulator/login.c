#include "emulator/login.h"

#include "emulator/sessions.h"

#include <stdio.h>
#include <string.h>

static enum login_result malformed(struct login *login, const char *member,
                                   const char *parent)
{
    snprintf(login->message, sizeof(login->message),
             "The request body needs a valid '%s' in '%s'.", member, parent);
    return LOGIN_MALFORMED;
}

/* One sentence for all, so that nobody learns which part was wrong. */
static enum login_result denied(struct login *login)
{
    snprintf(login->message, sizeof(login->message),
             "The request you have made requires authentication.");
    return LOGIN_DENIED;
}

static bool text_is(const json_t *text, const char *wanted)
{
    return wanted && json_is_string(text) &&
           json_string_length(text) == strlen(wanted) &&
           !memcmp(json_string_value(text), wanted, strlen(wanted));
}

/* Something with an id, or a name in a domain. */
struct named {
    const char *kind; /* "user" or "project", for messages */
    const json_t *id; /* NULL: by name */
    const json_t *name;
    bool in_domain; /* the domain named is the one that exists */
};

/* Returns LOGIN_GRANTED when the object names something in either way. */
static enum login_result read_named(struct login *login,
                                    const struct login_facts *facts,
                                    const json_t *object, struct named *named)
{
    const json_t *domain = json_object_get(object, "domain");
    const json_t *id = json_object_get(domain, "id");

    named->id = json_object_get(object, "id");
    named->name = json_object_get(object, "name");
    if (json_is_string(named->id))
        return LOGIN_GRANTED;
    named->id = NULL;
    if (!json_is_string(named->name))
        return malformed(login, "id", named->kind);
    if (!json_is_string(id) && !json_is_string(json_object_get(domain, "name")))
        return malformed(login, "domain", named->kind);
    named->in_domain =
        json_is_string(id)
            ? text_is(id, LOGIN_DOMAIN_ID)
            : text_is(json_object_get(domain, "name"), facts->domain_name);
    return LOGIN_GRANTED;
}

static bool is_named(const struct named *named, const char *id,
                     const char *name)
{
    if (named->id)
        return text_is(named->id, id);
    return named->in_domain && text_is(named->name, name);
}

static enum login_result by_password(struct login *login,
                                     const struct login_facts *facts,
                                     const json_t *data)
{
    const json_t *object = json_object_get(data, "user");
    const json_t *password = json_object_get(object, "password");
    struct named user = {.kind = "user"};

    if (!json_is_object(object))
        return malformed(login, "user", "password");
    if (read_named(login, facts, object, &user) != LOGIN_GRANTED)
        return LOGIN_MALFORMED;
    if (!json_is_string(password))
        return malformed(login, "password", "user");
    for (size_t i = 0; i < IDENTITIES; i++) {
        const struct identity *identity = &facts->identities[i];

        if (is_named(&user, identity->user_id, identity->user_name) &&
            text_is(password, identity->password)) {
            login->identity = identity;
            return LOGIN_GRANTED;
        }
    }
    return denied(login);
}

/* The new token ends when the old one would. */
static enum login_result by_token(struct login *login,
                                  const struct login_facts *facts,
                                  const json_t *data)
{
    const char *token = json_string_value(json_object_get(data, "id"));
    const struct session *session;

    if (!token)
        return malformed(login, "id", "token");
    login->identity = auth_find(facts->identities, IDENTITIES, token);
    if (login->identity)
        return LOGIN_GRANTED;
    session = sessions_find(facts->sessions, token, facts->now_us);
    if (!session)
        return denied(login);
    login->identity = session->identity;
    login->methods |= session->methods;
    login->expires_us = session->expires_us;
    return LOGIN_GRANTED;
}

/* Whose credential it is, by its id or by its name and the user. */
static bool is_credential_of(const struct identity *identity,
                             const json_t *data, const struct named *user)
{
    const json_t *id = json_object_get(data, "id");

    if (json_is_string(id))
        return text_is(id, identity->credential_id);
    return text_is(json_object_get(data, "name"), identity->credential_name) &&
           is_named(user, identity->user_id, identity->user_name);
}

/* A credential is for one project, so its token always has that scope. */
static enum login_result by_credential(struct login *login,
                                       const struct login_facts *facts,
                                       const json_t *data)
{
    const json_t *id = json_object_get(data, "id");
    const json_t *secret = json_object_get(data, "secret");
    struct named user = {.kind = "user"};

    if (!json_is_string(secret))
        return malformed(login, "secret", "application_credential");
    if (!json_is_string(id) && !json_is_string(json_object_get(data, "name")))
        return malformed(login, "id", "application_credential");
    if (!json_is_string(id) &&
        read_named(login, facts, json_object_get(data, "user"), &user) !=
            LOGIN_GRANTED)
        return LOGIN_MALFORMED;
    for (size_t i = 0; i < IDENTITIES; i++) {
        const struct identity *identity = &facts->identities[i];

        if (is_credential_of(identity, data, &user) &&
            text_is(secret, identity->credential_secret)) {
            login->identity = identity;
            login->scoped = true;
            return LOGIN_GRANTED;
        }
    }
    return denied(login);
}

static const struct method_row {
    const char *name;
    enum login_method method;
    enum login_result (*read)(struct login *, const struct login_facts *,
                              const json_t *data);
} rows[LOGIN_METHODS_MAX] = {
    {"password", METHOD_PASSWORD, by_password},
    {"token", METHOD_TOKEN, by_token},
    {"application_credential", METHOD_CREDENTIAL, by_credential},
};

static const struct method_row *find_method(const json_t *name)
{
    for (size_t i = 0; i < LOGIN_METHODS_MAX; i++)
        if (text_is(name, rows[i].name))
            return &rows[i];
    return NULL;
}

/* Each method must succeed, and all for the same user. */
static enum login_result read_methods(struct login *login,
                                      const struct login_facts *facts,
                                      const json_t *identity)
{
    const json_t *methods = json_object_get(identity, "methods");
    size_t count = json_array_size(methods);

    if (count == 0 || count > LOGIN_METHODS_MAX)
        return malformed(login, "methods", "identity");
    for (size_t i = 0; i < count; i++) {
        const struct method_row *row = find_method(json_array_get(methods, i));
        const struct identity *before = login->identity;
        enum login_result result;
        const json_t *data;

        if (!row)
            return denied(login);
        data = json_object_get(identity, row->name);
        if (!json_is_object(data))
            return malformed(login, row->name, "identity");
        login->methods |= row->method;
        result = row->read(login, facts, data);
        if (result != LOGIN_GRANTED)
            return result;
        if (before && before != login->identity)
            return denied(login);
    }
    return LOGIN_GRANTED;
}

/* Absent and "unscoped" ask for a token without a project. */
static enum login_result read_scope(struct login *login,
                                    const struct login_facts *facts,
                                    const json_t *scope)
{
    const json_t *object = json_object_get(scope, "project");
    struct named project = {.kind = "project"};

    if (!scope || text_is(scope, "unscoped") ||
        json_object_get(scope, "unscoped"))
        return LOGIN_GRANTED;
    if (login->methods & METHOD_CREDENTIAL)
        return denied(login);
    if (json_object_get(scope, "domain") || json_object_get(scope, "system"))
        return denied(login);
    if (!json_is_object(object))
        return malformed(login, "project", "scope");
    if (read_named(login, facts, object, &project) != LOGIN_GRANTED)
        return LOGIN_MALFORMED;
    if (!is_named(&project, login->identity->project_id,
                  login->identity->project_name))
        return denied(login);
    login->scoped = true;
    return LOGIN_GRANTED;
}

enum login_result login_read(struct login *login,
                             const struct login_facts *facts,
                             const json_t *document)
{
    const json_t *auth = json_object_get(document, "auth");
    const json_t *identity = json_object_get(auth, "identity");
    enum login_result result;

    *login = (struct login){0};
    if (!json_is_object(auth))
        return malformed(login, "auth", "request body");
    if (!json_is_object(identity))
        return malformed(login, "identity", "auth");
    result = read_methods(login, facts, identity);
    if (result != LOGIN_GRANTED)
        return result;
    return read_scope(login, facts, json_object_get(auth, "scope"));
}

const char *login_method_name(enum login_method method)
{
    for (size_t i = 0; i < LOGIN_METHODS_MAX; i++)
        if (rows[i].method == method)
            return rows[i].name;
    return "";
}
