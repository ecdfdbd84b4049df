/*
 * login_bench.h - one login at a server that gives one answer.
 */
#ifndef TESTS_UNIT_HTTP_LOGIN_BENCH_H
#define TESTS_UNIT_HTTP_LOGIN_BENCH_H

#include "tests/unit/http/bench.h"

#include "http/login.h"

#define NEW_TOKEN "gAAAAABnew-token_1"
#define PASSWORD  "p\xc3\xa4ss \"word\""
#define CREATED   "HTTP/1.1 201 Created\r\n"
#define SUBJECT   "X-Subject-Token: " NEW_TOKEN "\r\n"
#define ENDPOINT                                                               \
    "{\"id\": \"e1\", \"interface\": \"public\", \"region\": \"eu-de\", "      \
    "\"region_id\": \"eu-de\", \"url\": \"http://evs.example/v3/"              \
    "0c2eba2c5af04d3f9e9d0d410b371fde\"}"
#define BODY                                                                   \
    "{\"token\": {\"expires_at\": \"2126-11-23T04:00:00.000000Z\", "           \
    "\"project\": {\"id\": \"p1\", \"name\": \"demo\", \"domain\": {}}, "      \
    "\"user\": {\"id\": \"u1\", \"name\": \"alice\"}, "                        \
    "\"roles\": [{\"id\": \"r1\", \"name\": \"member\"}, {\"id\": 5}, 7, "     \
    "{\"name\": \"reader\"}], "                                                \
    "\"catalog\": [{\"type\": \"volumev3\", \"endpoints\": [" ENDPOINT "]}]}}"

struct login_bench {
    struct bench bench;
    char *answer;          /* of the server */
    char *auth_url;        /* as used in the last login */
    struct exchanges list; /* of all logins */
    struct login login;    /* of the last */
    struct error err;      /* likewise */
};

static inline int login_bench_setup(void **state)
{
    struct login_bench *at = xcalloc(1, sizeof(*at));
    struct http_options options = bench_options();

    options.secrets = NULL;
    options.secrets_len = 0;
    options.max_header = (size_t)256 * 1024;
    options.max_body = (size_t)256 * 1024;
    at->bench.client = http_client_new(&options, &at->err);
    *state = at;
    return at->bench.client ? 0 : -1;
}

static inline int login_bench_teardown(void **state)
{
    struct login_bench *at = *state;

    http_client_free(at->bench.client);
    server_kill(&at->bench.server);
    exchanges_clear(&at->list);
    login_clear(&at->login);
    free(at->answer);
    free(at->auth_url);
    free(at);
    return 0;
}

/* A whole answer; fields: lines with their ends. New memory. */
static inline char *answer_of(const char *head, const char *content)
{
    return xasprintf("%sContent-Type: application/json\r\n"
                     "Content-Length: %zu\r\n\r\n%s",
                     head, strlen(content), content);
}

/*
 * Log in at a server that answers so (takes answer); path is appended to its
 * URL for auth_url. The server's record is complete afterwards.
 */
static inline int log_in(struct login_bench *at, const char *path,
                         const struct credentials *given, char *answer)
{
    struct credentials credentials = *given;
    int rc;

    free(at->answer);
    free(at->auth_url);
    at->answer = answer;
    at->err = (struct error){0};
    const struct act script[] = {{ACT_READ, NULL, 0},
                                 {ACT_SEND, answer, 0},
                                 {ACT_CLOSE, NULL, 0},
                                 {ACT_END, NULL, 0}};
    server_kill(&at->bench.server);
    server_start(&at->bench.server, script);
    at->auth_url =
        xasprintf("http://127.0.0.1:%d%s", at->bench.server.port, path);
    credentials.auth_url = at->auth_url;
    rc = login_perform(at->bench.client, &credentials, &at->list, &at->login,
                       &at->err);
    server_stop(&at->bench.server);
    return rc;
}

/* The exchange of the last login. */
static inline const struct exchange *
login_exchange(const struct login_bench *at)
{
    assert_true(at->list.len > 0);
    return &at->list.items[at->list.len - 1];
}

static inline struct credentials alice(void)
{
    return (struct credentials){.username = "alice", .password = PASSWORD};
}

#define login_test(name)                                                       \
    cmocka_unit_test_setup_teardown(name, login_bench_setup,                   \
                                    login_bench_teardown)

#endif
