#include "reports/har.h"

#include "base/alloc.h"
#include "base/text.h"
#include "base/base64.h"
#include "model/transcript.h"
#include "reports/record.h"

#include <stdlib.h>
#include <string.h>

/* What HAR says where nothing is known. */
#define NO_SIZE    (-1)
#define NO_TYPE    "x-unknown"
#define NO_VERSION "unknown"

/*
 * Text as text, unless JSON's escapes would make more of it than base64:
 * six bytes for each control character.
 */
static bool is_text(const char *bytes, size_t len)
{
    size_t controls = 0;

    for (size_t i = 0; i < len; i++)
        controls += (unsigned char)bytes[i] < 0x20 || bytes[i] == 0x7f;
    return utf8_is_valid(bytes, len) && controls <= len / 10 + 16;
}

/* Takes text. */
static json_t *owned_text(char *text)
{
    json_t *value = json_string(text);

    free(text);
    return value;
}

/* text, and where needed the member that says how it is coded. */
static void set_content(json_t *object, const char *coding, const char *bytes,
                        size_t len)
{
    if (!bytes)
        return;
    if (is_text(bytes, len)) {
        json_object_set_new(object, "text", json_stringn(bytes, len));
        return;
    }
    json_object_set_new(object, "text", owned_text(base64_encode(bytes, len)));
    json_object_set_new(object, coding, json_string("base64"));
}

/* A text that is not UTF-8 is shown, and kept in base64 besides. */
static void set_exactly(json_t *object, const char *name, const char *text,
                        const char *base64_name)
{
    json_object_set_new(object, name, record_text(text));
    if (!utf8_is_valid(text, strlen(text)))
        json_object_set_new(object, base64_name,
                            owned_text(base64_encode(text, strlen(text))));
}

static json_t *headers_of(const struct fields *fields)
{
    json_t *list = json_array();

    for (size_t i = 0; i < fields->len; i++) {
        json_t *header = json_object();

        set_exactly(header, "name", fields->items[i].name, TRANSCRIPT_NAME);
        set_exactly(header, "value", fields->items[i].value, TRANSCRIPT_BASE64);
        json_array_append_new(list, header);
    }
    return list;
}

static const char *type_of(const struct fields *fields)
{
    const char *type = fields_get(fields, "Content-Type");

    return type ? type : NO_TYPE;
}

/* Takes part (len bytes are its name or value), percent signs as they are. */
static json_t *part_text(const char *part, size_t len)
{
    char *copy = xmemdup(part, len);
    json_t *value = record_text(copy);

    free(copy);
    return value;
}

/* "name=value", or a name alone, as it was sent. */
static json_t *parameter_of(const char *text, size_t len)
{
    size_t name_len = strcspn(text, "=&#");
    bool has_value = name_len < len;

    return json_pack("{so so}", "name", part_text(text, name_len), "value",
                     has_value
                         ? part_text(text + name_len + 1, len - name_len - 1)
                         : json_string(""));
}

/* The parameters of the URL, encoded as they were sent. */
static json_t *query_of(const char *url)
{
    json_t *list = json_array();
    const char *at = url + strcspn(url, "?#");

    while (*at == '?' || *at == '&') {
        size_t len = strcspn(++at, "&#");

        if (len)
            json_array_append_new(list, parameter_of(at, len));
        at += len;
    }
    return list;
}

/* As in a status line: HAR wants "HTTP/1.1". */
static json_t *version_of(const struct response *response)
{
    return response->http_version
               ? owned_text(xasprintf("HTTP/%s", response->http_version))
               : json_string(NO_VERSION);
}

/* The mask has another length than what was sent. */
static json_int_t size_on_wire(const struct exchange *exchange, size_t len)
{
    return exchange->masked ? NO_SIZE : (json_int_t)len;
}

static json_t *request_of(const struct exchange *exchange)
{
    const struct request *request = &exchange->request;
    json_t *record = json_pack(
        "{so so so s[] so so si sI}", "method", record_text(request->method),
        "url", record_text(request->url), "httpVersion",
        version_of(&exchange->response), "cookies", "headers",
        headers_of(&request->fields), "queryString", query_of(request->url),
        "headersSize", NO_SIZE, "bodySize",
        size_on_wire(exchange, request->content_len));
    json_t *data;

    if (!request->content)
        return record;
    data =
        json_pack("{so}", "mimeType", record_text(type_of(&request->fields)));
    set_content(data, TRANSCRIPT_CODING, request->content,
                request->content_len);
    json_object_set_new(record, "postData", data);
    return record;
}

static json_t *response_of(const struct exchange *exchange)
{
    const struct response *response = &exchange->response;
    const char *location = fields_get(&response->fields, "Location");
    json_t *content =
        json_pack("{sI so}", "size", (json_int_t)response->content_len,
                  "mimeType", record_text(type_of(&response->fields)));

    set_content(content, "encoding", response->content, response->content_len);
    return json_pack(
        "{si ss so s[] so so so si sI}", "status", response->status,
        "statusText", "", "httpVersion", version_of(response), "cookies",
        "headers", headers_of(&response->fields), "content", content,
        "redirectURL", record_text(location ? location : ""), "headersSize",
        NO_SIZE, "bodySize",
        response->status ? size_on_wire(exchange, response->content_len)
                         : NO_SIZE);
}

static json_t *milliseconds(int64_t us)
{
    return json_real((double)us / 1000);
}

static json_t *optional(int64_t us)
{
    return us < 0 ? json_integer(-1) : milliseconds(us);
}

static int64_t at_least_0(int64_t us)
{
    return us < 0 ? 0 : us;
}

/* HAR counts the TLS handshake as part of connect. */
static int64_t connecting_us(const struct timings *timings)
{
    return timings->connect_us < 0
               ? -1
               : timings->connect_us + at_least_0(timings->tls_us);
}

/* The sum of the parts, as HAR wants it. */
static json_t *time_of(const struct timings *timings)
{
    return milliseconds(
        at_least_0(timings->dns_us) + at_least_0(connecting_us(timings)) +
        at_least_0(timings->send_us) + at_least_0(timings->wait_us) +
        at_least_0(timings->receive_us));
}

static json_t *timings_of(const struct timings *timings)
{
    return json_pack("{si so so so so so so}", "blocked", -1, "dns",
                     optional(timings->dns_us), "connect",
                     optional(connecting_us(timings)), "ssl",
                     optional(timings->tls_us), "send",
                     milliseconds(at_least_0(timings->send_us)), "wait",
                     milliseconds(at_least_0(timings->wait_us)), "receive",
                     milliseconds(at_least_0(timings->receive_us)));
}

static json_t *exact_timings(const struct timings *timings)
{
    return json_pack(
        "{sI sI sI sI sI sI sI}", "dns", (json_int_t)timings->dns_us, "connect",
        (json_int_t)timings->connect_us, "tls", (json_int_t)timings->tls_us,
        "send", (json_int_t)timings->send_us, "wait",
        (json_int_t)timings->wait_us, "receive",
        (json_int_t)timings->receive_us, "total",
        (json_int_t)timings->total_us);
}

static void extend(json_t *extension, const struct exchange *exchange)
{
    char digest[EXCHANGE_DIGEST_SIZE];

    exchange_digest(exchange, digest);
    json_object_update_new(
        extension,
        json_pack("{so so si sI ss so so sb so ss}", "step",
                  record_text(exchange->step), "exchange",
                  record_text(exchange->name), "attempt", exchange->attempt,
                  "tries", (json_int_t)exchange->tries, "transport",
                  transport_name(exchange->transport), "error",
                  record_text(exchange->transport_text), "tls",
                  record_text(exchange->tls), "masked", exchange->masked,
                  "timings_us", exact_timings(&exchange->timings), "sha256",
                  digest));
}

json_t *har_entry(const struct exchange *exchange, json_t *extension)
{
    extend(extension, exchange);
    return json_pack(
        "{so so so so s{} so so so}", "startedDateTime",
        record_text(exchange->started), "time", time_of(&exchange->timings),
        "request", request_of(exchange), "response", response_of(exchange),
        "cache", "timings", timings_of(&exchange->timings), "comment",
        owned_text(xasprintf("%s.%s", exchange->step, exchange->name)),
        TRANSCRIPT_ENTRY, extension);
}
