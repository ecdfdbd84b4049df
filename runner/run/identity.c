#include "run/identity.h"

#include <string.h>

int identity_login(struct identity *identity, struct http_client *client,
                   struct exchanges *list, struct error *err)
{
    struct login login = {0};

    if (login_perform(client, identity->credentials, list, &login, err) < 0)
        return -1;
    login_clear(&identity->login);
    identity->login = login;
    identity->token = identity->login.token;
    identity->worked = false;
    return 0;
}

bool identity_is_stale(const struct identity *identity, int64_t wall_us)
{
    return identity->logs_in && login_is_stale(&identity->login, wall_us);
}

bool identity_made(const struct identity *identity,
                   const struct request *request)
{
    const char *token = fields_get(&request->fields, "X-Auth-Token");

    return token && identity->token && !strcmp(token, identity->token);
}

void identity_clear(struct identity *identity)
{
    login_clear(&identity->login);
    *identity = (struct identity){0};
}
