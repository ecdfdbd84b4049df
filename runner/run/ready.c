#include "run/ready.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <time.h>

#define PAUSE_MIN_MS 50
#define PAUSE_MAX_MS 1000

static bool is_up(const struct exchange *exchange)
{
    int status = exchange->response.status;

    return exchange->transport == TRANSPORT_OK && status != 502 &&
           status != 503 && status != 504;
}

/* What came last, as a sentence in new memory. */
static char *describe(const struct exchange *exchange)
{
    if (exchange->transport != TRANSPORT_OK)
        return xstrdup(exchange->transport_text);
    return xasprintf("it answered %d", exchange->response.status);
}

/* 1: it is there, 0: not yet, with *last in new memory, -1: err. */
static int ask(struct http_client *client, const char *url, char **last,
               struct error *err)
{
    struct request request = {.method = (char *)"GET", .url = (char *)url};
    struct exchange exchange = {0};
    int up;

    if (http_perform(client, &request, &exchange, err) < 0)
        return -1;
    up = is_up(&exchange);
    if (exchange.transport == TRANSPORT_BUDGET) {
        up =
            error_set(err, ERROR_TRANSPORT, url, "%s", exchange.transport_text);
    } else if (!up) {
        free(*last);
        *last = describe(&exchange);
    }
    exchange_clear(&exchange);
    return up;
}

static void pause_for(long ms)
{
    struct timespec rest = {ms / 1000, ms % 1000 * 1000000};

    nanosleep(&rest, NULL);
}

int ready_wait(struct http_client *client, const struct clock *clock,
               const char *url, long limit_ms, struct error *err)
{
    int64_t until = clock->monotonic_us(clock->state) + limit_ms * 1000;
    long pause_ms = PAUSE_MIN_MS;
    char *last = NULL;
    int up;

    while ((up = ask(client, url, &last, err)) == 0) {
        if (clock->monotonic_us(clock->state) + pause_ms * 1000 > until) {
            up = error_set(err, ERROR_TRANSPORT, url,
                           "was not ready within %.10g s (--wait-ready): %s",
                           (double)limit_ms / 1000, last);
            break;
        }
        pause_for(pause_ms);
        pause_ms = pause_ms * 2 < PAUSE_MAX_MS ? pause_ms * 2 : PAUSE_MAX_MS;
    }
    free(last);
    return up < 0 ? -1 : 0;
}
