#include "reports/record_exchange.h"

#include "base/text.h"
#include "base/base64.h"
#include "reports/record.h"

#include <stdlib.h>

/* Off the middle of a UTF-8 sequence, so that a cut text stays text. */
static size_t cut_at(const char *bytes, size_t len, size_t at)
{
    if (!utf8_is_valid(bytes, len))
        return at;
    while (at > 0 && ((unsigned char)bytes[at] & 0xC0) == 0x80)
        at--;
    return at;
}

json_t *record_content(const char *bytes, size_t len, size_t max)
{
    bool is_cut = bytes && max && len > max;
    size_t kept = is_cut ? cut_at(bytes, len, max) : len;
    json_t *data;
    bool is_text;

    if (!bytes)
        return json_null();
    is_text = utf8_is_valid(bytes, kept);
    if (is_text) {
        data = json_stringn(bytes, kept);
    } else {
        char *text = base64_encode(bytes, kept);

        data = json_string(text);
        free(text);
    }
    return json_pack("{sI ss so sb}", "size", (json_int_t)len, "encoding",
                     is_text ? "utf-8" : "base64", "data", data, "cut", is_cut);
}

static json_t *record_fields(const struct fields *fields)
{
    json_t *list = json_array();

    for (size_t i = 0; i < fields->len; i++)
        json_array_append_new(
            list, json_pack("[oo]", record_text(fields->items[i].name),
                            record_text(fields->items[i].value)));
    return list;
}

static json_t *record_response(const struct response *response, size_t max)
{
    if (response->status == 0)
        return json_null();
    return json_pack(
        "{si so so so}", "status", response->status, "httpVersion",
        record_text(response->http_version), "headers",
        record_fields(&response->fields), "content",
        record_content(response->content, response->content_len, max));
}

static json_t *record_timings(const struct timings *timings)
{
    return json_pack(
        "{sI sI sI sI sI sI sI}", "dns", (json_int_t)timings->dns_us, "connect",
        (json_int_t)timings->connect_us, "tls", (json_int_t)timings->tls_us,
        "send", (json_int_t)timings->send_us, "wait",
        (json_int_t)timings->wait_us, "receive",
        (json_int_t)timings->receive_us, "total",
        (json_int_t)timings->total_us);
}

json_t *record_exchange(const struct exchange *exchange, size_t max)
{
    const struct request *request = &exchange->request;
    json_t *sent = json_pack(
        "{so so so so}", "method", record_text(request->method), "url",
        record_text(request->url), "headers", record_fields(&request->fields),
        "content", record_content(request->content, request->content_len, max));

    return json_pack(
        "{so so si so so so so so ss so}", "step", record_text(exchange->step),
        "name", record_text(exchange->name), "attempt", exchange->attempt,
        "started", record_text(exchange->started), "request", sent, "response",
        record_response(&exchange->response, max), "timings_us",
        record_timings(&exchange->timings), "tls", record_text(exchange->tls),
        "transport", transport_name(exchange->transport), "error",
        record_text(exchange->transport_text));
}
