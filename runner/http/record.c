#include "http/record.h"

#include "base/alloc.h"
#include "http/outcome.h"

/* A moment after the start of the transfer; 0: not reached. */
static int64_t moment(const struct transfer *transfer, CURLINFO info)
{
    curl_off_t us = 0;

    curl_easy_getinfo(transfer->easy, info, &us);
    return (int64_t)us;
}

static int64_t at_least_0(int64_t us)
{
    return us < 0 ? 0 : us;
}

/* libcurl stops its own count only at an end that it has seen itself. */
static int64_t total_us(const struct transfer *transfer)
{
    int64_t now = transfer->clock.monotonic_us(transfer->clock.state);
    int64_t total = moment(transfer, CURLINFO_TOTAL_TIME_T);

    return transfer->code == CURLE_ABORTED_BY_CALLBACK || total == 0
               ? now - transfer->started_us
               : total;
}

static void time_connecting(const struct transfer *transfer,
                            struct timings *timings)
{
    int64_t resolved = moment(transfer, CURLINFO_NAMELOOKUP_TIME_T);
    int64_t connected = moment(transfer, CURLINFO_CONNECT_TIME_T);
    int64_t secured = moment(transfer, CURLINFO_APPCONNECT_TIME_T);
    long connections = 0;

    curl_easy_getinfo(transfer->easy, CURLINFO_NUM_CONNECTS, &connections);
    if (transfer->sent.begun && connections == 0)
        return; /* reused */
    if (resolved)
        timings->dns_us = resolved;
    if (connected)
        timings->connect_us =
            at_least_0((secured ? secured : connected) - resolved);
    if (secured)
        timings->tls_us = at_least_0(secured - connected);
}

/* libcurl 7.88 has no moment for the last byte sent, so we keep our own. */
static void time_exchanging(const struct transfer *transfer,
                            struct timings *timings)
{
    const struct sent *sent = &transfer->sent;
    int64_t ready = moment(transfer, CURLINFO_PRETRANSFER_TIME_T);
    int64_t first = moment(transfer, CURLINFO_STARTTRANSFER_TIME_T);

    if (!sent->begun)
        return;
    timings->send_us = at_least_0(sent->last_us - sent->begun_us);
    timings->wait_us = at_least_0((first ? first : timings->total_us) - ready -
                                  timings->send_us);
    if (first)
        timings->receive_us = at_least_0(timings->total_us - first);
}

struct timings record_timings(const struct transfer *transfer)
{
    struct timings timings = {-1, -1, -1, -1, -1, -1, -1};

    timings.total_us = total_us(transfer);
    time_connecting(transfer, &timings);
    time_exchanging(transfer, &timings);
    return timings;
}

/* Before anything is on the wire the record is what was asked for. */
static void record_request(struct transfer *transfer, struct request *request)
{
    *request = transfer->request;
    transfer->request = (struct request){0};
    if (!transfer->sent.whole)
        return;
    fields_clear(&request->fields);
    sent_fields(&transfer->sent, &request->fields);
}

void record(struct transfer *transfer, const char *tls,
            struct redactor *redactor, struct exchange *exchange)
{
    char started[CLOCK_TEXT_SIZE];

    *exchange = (struct exchange){0};
    clock_text(transfer->started_wall_us, started);
    exchange->started = xstrdup(started);
    exchange->timings = record_timings(transfer);
    exchange->tls = tls[0] ? xstrdup(tls) : NULL;
    exchange->tries = transfer->tries;
    exchange->transport = outcome_of(transfer, &exchange->transport_text);
    record_request(transfer, &exchange->request);
    receive_take(&transfer->receive, &exchange->response);
    redact_exchange(redactor, exchange);
}
