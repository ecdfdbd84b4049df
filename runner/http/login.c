#include "http/login.h"

#include "base/alloc.h"
#include "http/login_answer.h"
#include "http/login_method.h"
#include "http/login_refusal.h"
#include "http/login_request.h"
#include "http/redact.h"

#include <stdlib.h>
#include <string.h>

#define MARGIN_US INT64_C(30000000)

static void hide(struct http_client *client,
                 const struct credentials *credentials)
{
    http_client_add_secret(client, credentials->password);
    http_client_add_secret(client, credentials->token);
    http_client_add_secret(client, credentials->application_credential_secret);
    http_client_add_secret(client, credentials->secret_key);
}

/*
 * The client masks known values, but not short ones. What was sent is known
 * here, so the record of it is written without the secret.
 */
static void mask_content(struct exchange *exchange,
                         const struct credentials *credentials,
                         enum login_method method)
{
    struct request *request = &exchange->request;

    free(request->content);
    request->content = login_content(credentials, method, REDACT_MASK);
    request->content_len = strlen(request->content);
    exchange->masked = true;
}

/* Ask, and keep the exchange in list. *token, *content: new, or NULL. */
static int ask(struct http_client *client,
               const struct credentials *credentials, enum login_method method,
               struct exchanges *list, char **token, char **content,
               struct error *err)
{
    struct request request = {.url = login_url(credentials->auth_url, err)};
    struct exchange exchange = {0};
    int rc = -1;

    if (!request.url)
        goto out;
    request.method = xstrdup("POST");
    fields_add(&request.fields, "Content-Type", "application/json");
    fields_add(&request.fields, "Accept", "application/json");
    request.content = login_content(credentials, method, NULL);
    request.content_len = strlen(request.content);
    if (http_perform_secret(client, &request, "X-Subject-Token", token, content,
                            &exchange, err) < 0)
        goto out;
    mask_content(&exchange, credentials, method);
    exchange.step = xstrdup(LOGIN_STEP);
    exchange.name = xstrdup(LOGIN_NAME);
    exchange.attempt = 1;
    exchanges_take(list, &exchange);
    rc = 0;
out:
    request_clear(&request);
    return rc;
}

static bool is_accepted(const struct exchange *exchange)
{
    return exchange->transport == TRANSPORT_OK &&
           exchange->response.status / 100 == 2;
}

/*
 * Project and catalog as they came: the id of a project may have a substitute
 * in the record, or hold the text of a password. What is wrong with the answer
 * is told of the record, where no secret is.
 */
static int take_answer(const struct exchange *answer, const char *content,
                       const char *token, struct login *login,
                       struct error *err)
{
    struct error unmasked = {0};

    if (login_read(answer, content, token, login, &unmasked) == 0)
        return 0;
    if (login_read(answer, answer->response.content, token, login, err) < 0)
        return -1;
    login_clear(login);
    return error_set(err, ERROR_TARGET, answer->request.url,
                     "the answer %d cannot be read", answer->response.status);
}

int login_perform(struct http_client *client,
                  const struct credentials *credentials, struct exchanges *list,
                  struct login *login, struct error *err)
{
    enum login_method method;
    const struct exchange *answer;
    char *token = NULL, *content = NULL;
    int rc;

    login_clear(login);
    if (login_method_of(credentials, &method, err) < 0)
        return -1;
    hide(client, credentials);
    if (method == LOGIN_GIVEN_TOKEN)
        login->token = xstrdup(credentials->token);
    if (method == LOGIN_GIVEN_TOKEN || method == LOGIN_NONE)
        return 0;
    if (ask(client, credentials, method, list, &token, &content, err) < 0)
        return -1;
    answer = &list->items[list->len - 1];
    rc = is_accepted(answer) ? take_answer(answer, content, token, login, err)
                             : login_refuse(answer, credentials, method, err);
    free(token);
    free(content);
    return rc;
}

bool login_is_stale(const struct login *login, int64_t now_us)
{
    int64_t half = (login->expires_us - login->obtained_us) / 2;
    int64_t margin = half < MARGIN_US ? half : MARGIN_US;

    if (login->expires_us == 0)
        return false;
    return now_us >= login->expires_us - (margin > 0 ? margin : 0);
}

void login_clear(struct login *login)
{
    free(login->token);
    free(login->project_id);
    free(login->project_name);
    free(login->user_id);
    free(login->user_name);
    json_decref(login->roles);
    json_decref(login->catalog);
    *login = (struct login){0};
}
