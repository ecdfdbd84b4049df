#include "http/flight.h"

#include "http/retry.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* libcurl has timers of its own; this bounds one sleep of ours. */
#define POLL_MS 1000

static int open_wake(int wake[2])
{
    if (pipe(wake) < 0)
        return -1;
    for (size_t i = 0; i < 2; i++) {
        fcntl(wake[i], F_SETFL, O_NONBLOCK);
        fcntl(wake[i], F_SETFD, FD_CLOEXEC);
    }
    return 0;
}

int flight_init(struct flight *flight, const struct http_options *options,
                struct error *err)
{
    *flight = (struct flight){.clock = options->clock,
                              .pace = {.per_s = options->rate_per_s},
                              .retries = options->retries};
    if (open_wake(flight->wake) < 0)
        return error_set(err, ERROR_INTERNAL, "", "pipe: %s", strerror(errno));
    flight->multi = curl_multi_init();
    return 0;
}

void flight_clear(struct flight *flight)
{
    struct transfer *transfer;

    while ((transfer = flight->transfers)) {
        flight_take(flight, transfer);
        transfer_free(transfer);
    }
    curl_multi_cleanup(flight->multi);
    close(flight->wake[0]);
    close(flight->wake[1]);
}

static int64_t now_us(const struct flight *flight)
{
    return flight->clock.monotonic_us(flight->clock.state);
}

static void ground(struct flight *flight, struct transfer *transfer)
{
    if (transfer->attached)
        curl_multi_remove_handle(flight->multi, transfer->easy);
    transfer->attached = false;
}

void flight_take(struct flight *flight, struct transfer *transfer)
{
    struct transfer **at = &flight->transfers;

    while (*at != transfer)
        at = &(*at)->next;
    *at = transfer->next;
    ground(flight, transfer);
}

static void end(struct transfer *transfer, CURLcode code)
{
    transfer->done = true;
    transfer->code = code;
}

void flight_add(struct flight *flight, struct transfer *transfer)
{
    struct transfer **at = &flight->transfers;

    while (*at)
        at = &(*at)->next;
    *at = transfer;
    transfer_begin(transfer);
    transfer->due_us = transfer->started_us;
    if (flight_is_interrupted(flight))
        end(transfer, CURLE_ABORTED_BY_CALLBACK); /* nothing goes out */
}

/* Put on the network what may go now, in order. */
static void launch(struct flight *flight)
{
    int64_t now = now_us(flight);

    for (struct transfer *at = flight->transfers; at; at = at->next) {
        if (at->done || at->attached || at->due_us > now)
            continue;
        if (pace_wait_us(&flight->pace, now) > 0)
            return;
        pace_start(&flight->pace, now);
        transfer_begin(at);
        at->tries++;
        at->attached = true;
        curl_multi_add_handle(flight->multi, at->easy);
    }
}

/* libcurl has finished with a transfer: that is its end, or another try. */
static void land(struct flight *flight, struct transfer *transfer,
                 CURLcode code)
{
    if (transfer->tries > flight->retries || !retry_is_safe(transfer, code)) {
        end(transfer, code);
        return;
    }
    ground(flight, transfer);
    transfer->due_us = now_us(flight) + retry_pause_us(transfer->tries);
}

static void collect(struct flight *flight)
{
    struct transfer *transfer;
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(flight->multi, &left))) {
        CURLcode code = message->data.result;

        if (message->msg != CURLMSG_DONE)
            continue;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        land(flight, transfer, code); /* may invalidate the message */
    }
}

static void end_all(struct flight *flight, CURLcode code)
{
    for (struct transfer *at = flight->transfers; at; at = at->next)
        if (!at->done)
            end(at, code);
}

/* The oldest that is done; with only, that one when it is done. */
static struct transfer *find_done(const struct flight *flight,
                                  const struct transfer *only)
{
    for (struct transfer *at = flight->transfers; at; at = at->next)
        if (at->done && (!only || at == only))
            return at;
    return NULL;
}

/* Until the next transfer may be launched, rounded up, or POLL_MS. */
static int nap_ms(const struct flight *flight)
{
    int64_t now = now_us(flight), nap = POLL_MS * 1000;
    int64_t pace = pace_wait_us(&flight->pace, now);

    for (struct transfer *at = flight->transfers; at; at = at->next) {
        int64_t wait = at->due_us - now > pace ? at->due_us - now : pace;

        if (!at->done && !at->attached && wait < nap)
            nap = wait;
    }
    return nap > 0 ? (int)((nap + 999) / 1000) : 0;
}

/* Let libcurl work; sleep only when it has nothing to report. */
static void advance(struct flight *flight, const struct transfer *only)
{
    struct curl_waitfd wake = {flight->wake[0], CURL_WAIT_POLLIN, 0};
    int running = 0;
    CURLMcode code;

    launch(flight);
    code = curl_multi_perform(flight->multi, &running);
    collect(flight);
    if (code == CURLM_OK && !find_done(flight, only) &&
        !flight_is_interrupted(flight))
        code = curl_multi_poll(flight->multi, &wake, 1, nap_ms(flight), NULL);
    if (code != CURLM_OK)
        end_all(flight, CURLE_FAILED_INIT);
}

struct transfer *flight_await(struct flight *flight,
                              const struct transfer *only)
{
    struct transfer *transfer;

    while (flight->transfers) {
        collect(flight);
        if (flight_is_interrupted(flight))
            end_all(flight, CURLE_ABORTED_BY_CALLBACK);
        transfer = find_done(flight, only);
        if (transfer)
            return transfer;
        advance(flight, only);
    }
    return NULL;
}

void flight_interrupt(struct flight *flight)
{
    int saved = errno;
    ssize_t written;

    atomic_store(&flight->interrupted, true);
    written = write(flight->wake[1], "", 1);
    (void)written; /* a full pipe wakes as well */
    errno = saved;
}

void flight_resume(struct flight *flight)
{
    char bytes[64];

    atomic_store(&flight->interrupted, false);
    while (read(flight->wake[0], bytes, sizeof(bytes)) > 0)
        ;
}

bool flight_is_interrupted(const struct flight *flight)
{
    return atomic_load(&flight->interrupted);
}

size_t flight_sends(const struct flight *flight)
{
    size_t sends = 0;

    for (struct transfer *at = flight->transfers; at; at = at->next)
        sends += at->sends;
    return sends;
}
