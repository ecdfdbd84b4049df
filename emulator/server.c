#include "emulator/server.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"

#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/*
 * A body that is too large is read to its end and thrown away, so that the
 * client gets to see the 413; beyond this the connection is closed instead.
 */
#define DISCARD_MAX       ((size_t)64 * 1024 * 1024)
#define CONNECTION_MEMORY ((size_t)64 * 1024)
#define CONNECTIONS_MAX   512
#define WITHHELD_MAX      CONNECTIONS_MAX
#define IDLE_TIMEOUT_S    120
#define CHUNK_MAX         ((size_t)100) /* small, so that there are several */

struct server {
    struct MHD_Daemon *daemon;
    struct emulator *emulator; /* borrowed */
    bool verbose;
    pthread_mutex_t lock;                          /* of the three below */
    struct MHD_Connection *withheld[WITHHELD_MAX]; /* suspended */
    size_t withheld_len;
    bool stopping; /* nothing may be suspended any more */
};

/* One request while its body arrives. */
struct arrival {
    char *target; /* owned: the raw request target */
    struct buffer body;
    size_t discarded; /* bytes over the limit */
    bool started;     /* the headers were seen */
    bool withheld;    /* suspended for good */
};

/* libmicrohttpd calls this first; what it returns is the arrival. */
static void *arrival_new(void *state, const char *uri,
                         struct MHD_Connection *connection)
{
    struct arrival *arrival = xcalloc(1, sizeof(*arrival));

    (void)state;
    (void)connection;
    arrival->target = xstrdup(uri);
    buffer_init(&arrival->body, REQUEST_BODY_MAX);
    return arrival;
}

static void arrival_free(void *state, struct MHD_Connection *connection,
                         void **request, enum MHD_RequestTerminationCode why)
{
    struct arrival *arrival = *request;

    (void)state;
    (void)connection;
    (void)why;
    if (!arrival)
        return;
    free(arrival->target);
    buffer_clear(&arrival->body);
    free(arrival);
    *request = NULL;
}

/* The target is decoded after it was split (target.h), so not here. */
static size_t leave_escaped(void *state, struct MHD_Connection *connection,
                            char *text)
{
    (void)state;
    (void)connection;
    return strlen(text);
}

/* What the client wrote is made safe for a terminal. */
static void print_line(const struct exchange *x)
{
    const char *method = x->request.method, *path = x->request.target.raw;
    char *shown_method = text_visible(method, strlen(method), 32);
    char *shown_path = text_visible(path, strlen(path), 1024);

    fprintf(stderr, "%s %s %d%s\n", shown_method, shown_path, x->answer.status,
            x->answer.withheld ? " (withheld)" : "");
    free(shown_method);
    free(shown_path);
}

/* libmicrohttpd asks for the next piece of a body that is sent in chunks. */
static ssize_t give_piece(void *state, uint64_t from, char *to, size_t max)
{
    const struct buffer *body = state;
    size_t len = body->len - (size_t)from;

    if (len == 0)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (len > CHUNK_MAX)
        len = CHUNK_MAX;
    if (len > max)
        len = max;
    memcpy(to, body->data + from, len);
    return (ssize_t)len;
}

/* A body of which the second half never comes. */
struct half {
    struct server *server;
    struct MHD_Connection *connection;
    struct buffer body; /* owned */
    bool stalls;        /* or closes the connection */
};

/* Suspended until the server stops; there MHD asks once more. */
static bool suspend(struct server *server, struct MHD_Connection *connection)
{
    bool is_room;

    pthread_mutex_lock(&server->lock);
    is_room = !server->stopping && server->withheld_len < WITHHELD_MAX;
    if (is_room) {
        server->withheld[server->withheld_len++] = connection;
        MHD_suspend_connection(connection);
    }
    pthread_mutex_unlock(&server->lock);
    return is_room;
}

static ssize_t give_half(void *state, uint64_t from, char *to, size_t max)
{
    struct half *half = state;
    size_t len = half->body.len / 2;

    if (from >= len) {
        if (half->stalls && suspend(half->server, half->connection))
            return 0;
        return MHD_CONTENT_READER_END_WITH_ERROR;
    }
    len -= (size_t)from;
    if (len > max)
        len = max;
    memcpy(to, half->body.data + from, len);
    return (ssize_t)len;
}

static void release_half(void *state)
{
    struct half *half = state;

    buffer_clear(&half->body);
    free(half);
}

static struct MHD_Response *new_half(struct server *server,
                                     struct MHD_Connection *connection,
                                     struct answer *answer)
{
    struct half *half = xcalloc(1, sizeof(*half));
    size_t len = answer->body.len;

    *half = (struct half){server, connection, answer->body,
                          answer->ending == ENDING_STALL};
    answer->body = (struct buffer){0};
    return MHD_create_response_from_callback(len, CHUNK_MAX, give_half, half,
                                             release_half);
}

static void release_body(void *state)
{
    buffer_clear(state);
    free(state);
}

/* A response that owns the bytes of the body; NULL when there is no memory. */
static struct MHD_Response *new_response(struct answer *answer)
{
    size_t len = answer->body.len;
    struct buffer *body;

    if (!answer->chunked || len == 0)
        return MHD_create_response_from_buffer(len, buffer_take(&answer->body),
                                               MHD_RESPMEM_MUST_FREE);
    body = xcalloc(1, sizeof(*body));
    *body = answer->body;
    answer->body = (struct buffer){0};
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, CHUNK_MAX,
                                             give_piece, body, release_body);
}

/* One thread serves all, so the others wait as well. */
static void delay(long ms)
{
    struct timespec rest = {ms / 1000, ms % 1000 * 1000000};

    while (ms > 0 && nanosleep(&rest, &rest) < 0 && errno == EINTR)
        ;
}

static enum MHD_Result send_answer(struct server *server,
                                   struct MHD_Connection *connection,
                                   struct answer *answer)
{
    struct MHD_Response *response;
    enum MHD_Result result;

    delay(answer->delay_ms);
    if (answer->ending == ENDING_RESET)
        return MHD_NO;
    if (answer->ending == ENDING_WHOLE)
        response = new_response(answer);
    else
        response = new_half(server, connection, answer);
    if (!response)
        return MHD_NO;
    if (answer->is_http_1_0)
        MHD_set_response_options(response, MHD_RF_HTTP_1_0_SERVER, MHD_RO_END);
    for (size_t i = 0; i < answer->headers_len; i++)
        MHD_add_response_header(response, answer->headers[i].name,
                                answer->headers[i].value);
    result = MHD_queue_response(connection, (unsigned)answer->status, response);
    MHD_destroy_response(response);
    return result;
}

/* Suspend for good; MHD_NO (close) when that is no longer possible. */
static enum MHD_Result withhold(struct server *server, struct arrival *arrival,
                                struct MHD_Connection *connection)
{
    arrival->withheld = suspend(server, connection);
    return arrival->withheld ? MHD_YES : MHD_NO;
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* The headers of one request, as libmicrohttpd counts them up. */
struct headers {
    struct request_header items[REQUEST_HEADERS_MAX];
    size_t len;
};

static enum MHD_Result take_header(void *state, enum MHD_ValueKind kind,
                                   const char *name, const char *value)
{
    struct headers *headers = state;

    (void)kind;
    if (headers->len == REQUEST_HEADERS_MAX)
        return MHD_NO;
    headers->items[headers->len++] =
        (struct request_header){name, value ? value : ""};
    return MHD_YES;
}

static enum MHD_Result answer_request(struct server *server,
                                      struct arrival *arrival,
                                      struct MHD_Connection *connection,
                                      const char *method, bool oversized)
{
    struct headers headers = {.len = 0};
    struct exchange x = {
        .emulator = server->emulator,
        .request = {.method = method,
                    .token = header(connection, "X-Auth-Token"),
                    .host = header(connection, "Host"),
                    .body = arrival->body.data,
                    .body_len = arrival->body.len,
                    .oversized = oversized},
    };
    enum MHD_Result result;

    MHD_get_connection_values(connection, MHD_HEADER_KIND, take_header,
                              &headers);
    x.request.headers = headers.items;
    x.request.headers_len = headers.len;
    target_parse(&x.request.target, arrival->target);
    emulator_answer(&x);
    if (server->verbose)
        print_line(&x);
    if (x.answer.withheld)
        result = withhold(server, arrival, connection);
    else
        result = send_answer(server, connection, &x.answer);
    exchange_clear(&x);
    return result;
}

/* A client that asks before it sends is told at once; others are heard out. */
static bool asks_in_vain(struct MHD_Connection *connection)
{
    const char *expect = header(connection, "Expect");
    const char *length = header(connection, "Content-Length");

    return expect && length && !strcasecmp(expect, "100-continue") &&
           strtoull(length, NULL, 10) > REQUEST_BODY_MAX;
}

static enum MHD_Result take_bytes(struct arrival *arrival, const char *bytes,
                                  size_t *len)
{
    if (arrival->discarded > 0 || buffer_add(&arrival->body, bytes, *len) < 0)
        arrival->discarded += *len;
    *len = 0;
    return arrival->discarded > DISCARD_MAX ? MHD_NO : MHD_YES;
}

static enum MHD_Result handle(void *state, struct MHD_Connection *connection,
                              const char *url, const char *method,
                              const char *version, const char *bytes,
                              size_t *len, void **request)
{
    struct server *server = state;
    struct arrival *arrival = *request;

    (void)url;
    (void)version;
    if (arrival->withheld)
        return MHD_NO; /* resumed because the server stops */
    if (!arrival->started) {
        arrival->started = true;
        if (asks_in_vain(connection))
            return answer_request(server, arrival, connection, method, true);
        return MHD_YES;
    }
    if (*len > 0)
        return take_bytes(arrival, bytes, len);
    return answer_request(server, arrival, connection, method,
                          arrival->discarded > 0);
}

static struct addrinfo *resolve(const struct server_config *config,
                                struct error *err)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                                   .ai_flags = AI_PASSIVE};
    struct addrinfo *found = NULL;
    char port[16];
    int problem;

    snprintf(port, sizeof(port), "%d", config->port);
    problem = getaddrinfo(config->host, port, &hints, &found);
    if (problem)
        error_set(err, ERROR_USAGE, config->host, "%s", gai_strerror(problem));
    return problem ? NULL : found;
}

struct server *server_start(const struct server_config *config,
                            struct emulator *emulator, struct error *err)
{
    struct addrinfo *address = resolve(config, err);
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO |
                     MHD_ALLOW_SUSPEND_RESUME;
    struct server *server;

    if (!address)
        return NULL;
    if (address->ai_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    server = xcalloc(1, sizeof(*server));
    server->emulator = emulator;
    server->verbose = config->verbose;
    pthread_mutex_init(&server->lock, NULL);
    server->daemon = MHD_start_daemon(
        flags, (uint16_t)config->port, NULL, NULL, handle, server,
        MHD_OPTION_SOCK_ADDR, address->ai_addr, MHD_OPTION_URI_LOG_CALLBACK,
        arrival_new, NULL, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, arrival_free, NULL,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_MEMORY,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_TIMEOUT_S,
        MHD_OPTION_END);
    freeaddrinfo(address);
    if (server->daemon)
        return server;
    error_set(err, ERROR_TRANSPORT, config->host, "cannot listen on port %d",
              config->port);
    pthread_mutex_destroy(&server->lock);
    free(server);
    return NULL;
}

int server_port(const struct server *server)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);

    return info ? info->port : 0;
}

void server_stop(struct server *server)
{
    if (!server)
        return;
    pthread_mutex_lock(&server->lock);
    server->stopping = true;
    for (size_t i = 0; i < server->withheld_len; i++)
        MHD_resume_connection(server->withheld[i]);
    pthread_mutex_unlock(&server->lock);
    MHD_stop_daemon(server->daemon);
    pthread_mutex_destroy(&server->lock);
    free(server);
}
