/*
 * undo_bench.h - an undo ledger before a scripted server.
 */
#ifndef TESTS_UNIT_RUN_UNDO_BENCH_H
#define TESTS_UNIT_RUN_UNDO_BENCH_H

#include "tests/unit/http/server.h"

#include "base/alloc.h"
#include "run/undo.h"

/*
 * What a run would have around the ledger: a client, a catalog of operations
 * and a target that follows a script, one connection for each request.
 */
struct bench {
    struct server server;
    struct http_client *client;
    struct catalog catalog;
    struct run_options options;
    struct endpoint endpoint;
    struct identity owner;
    struct session session;
    volatile sig_atomic_t signal;
    struct undo undo;
    struct summary summary;
    char root[60];
};

static struct operation operations[] = {
    {.id = "snapshots.get",
     .method = "GET",
     .path = "/s/{snapshot_id}",
     .path_id = "snapshot_id",
     .subject = "/snapshot"},
    {.id = "snapshots.update",
     .method = "PUT",
     .path = "/s/{snapshot_id}",
     .path_id = "snapshot_id",
     .subject = "/snapshot"},
    {.id = "snapshots.delete",
     .method = "DELETE",
     .path = "/s/{snapshot_id}",
     .path_id = "snapshot_id"},
    {.id = "volumes.get",
     .method = "GET",
     .path = "/v/{volume_id}",
     .path_id = "volume_id"},
    {.id = "snapshots.metadata.update",
     .method = "PUT",
     .path = "/s/{snapshot_id}/metadata",
     .path_id = "snapshot_id"},
    {.id = "snapshots.list", .method = "GET", .path = "/s"},
    {.id = "volumes.list", .method = "GET", .path = "/v"},
    {.id = "volumes.delete",
     .method = "DELETE",
     .path = "/v/{volume_id}",
     .path_id = "volume_id"},
};

static inline int setup(void **state)
{
    struct bench *bench = xcalloc(1, sizeof(*bench));
    struct http_options http = {.timeout_ms = 5000,
                                .connect_timeout_ms = 5000,
                                .max_body = 4096,
                                .max_header = 4096,
                                .user_agent = "test",
                                .clock = clock_system()};
    struct error err = {0};

    bench->client = http_client_new(&http, &err);
    bench->catalog.operations = operations;
    bench->catalog.operations_len = sizeof(operations) / sizeof(*operations);
    bench->options.provision_ms = 50;
    bench->session = (struct session){.catalog = &bench->catalog,
                                      .options = &bench->options,
                                      .client = bench->client,
                                      .clock = http.clock,
                                      .signal = &bench->signal};
    bench->owner.project_id = "p";
    bench->session.sender = (struct sender){
        .endpoint = &bench->endpoint, .owner = &bench->owner, .fixtures = ""};
    *state = bench;
    return bench->client ? 0 : -1;
}

static inline int teardown(void **state)
{
    struct bench *bench = *state;

    http_client_free(bench->client);
    server_kill(&bench->server);
    undo_clear(&bench->undo);
    summary_clear(&bench->summary);
    free(bench);
    return 0;
}

static inline void changed(struct bench *bench, const char *id,
                           const char *text)
{
    json_t *object = json_loads(text, 0, NULL);
    struct error err = {0};

    assert_non_null(object);
    assert_int_equal(undo_changed(&bench->undo, id, object, &err), 0);
    json_decref(object);
}

/* Asked for under a name, and answered with an id (NULL: not answered). */
static inline void made(struct bench *bench, enum undo_resource resource,
                        const char *name, const char *id)
{
    json_t *content = json_object();
    struct error err = {0};

    assert_int_equal(undo_create(&bench->undo, resource, name, content, &err),
                     0);
    if (id)
        undo_created(&bench->undo, resource, name, id);
    json_decref(content);
}

/* Undo against a target that follows the script to its end. */
static inline void undo(struct bench *bench, const struct act *script)
{
    server_start(&bench->server, script);
    snprintf(bench->root, sizeof(bench->root), "http://127.0.0.1:%d",
             bench->server.port);
    bench->endpoint.root = bench->root;
    undo_all(&bench->undo, &bench->session, &bench->summary);
    server_stop(&bench->server);
}

#define ANSWER(status, content)                                                \
    {ACT_READ, NULL, 0},                                                       \
        {ACT_SEND,                                                             \
         "HTTP/1.1 " status " X\r\nConnection: close\r\n"                      \
         "Content-Type: application/json\r\n\r\n" content,                     \
         0},                                                                   \
    {                                                                          \
        ACT_CLOSE, NULL, 0                                                     \
    }
#define SHOWS(name, description)                                               \
    ANSWER("200", "{\"snapshot\":{\"id\":\"i\",\"name\":\"" name               \
                  "\",\"description\":\"" description "\"}}")
#define END                                                                    \
    {                                                                          \
        ACT_END, NULL, 0                                                       \
    }

static inline int count(const char *text, const char *part)
{
    int count = 0;

    for (; (text = strstr(text, part)); text++)
        count++;
    return count;
}

#define undo_test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
