#include "transcript/entry.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/base64.h"
#include "model/transcript.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STATUS_MAX 999
#define PARTS_MAX  1000000

json_t *value_parse(const char *text, size_t len, const struct spot *spot,
                    struct error *err)
{
    json_error_t at;
    json_t *value = json_loadb(
        text, len, JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES,
        &at);

    if (!value)
        spot_wrong(spot, "", at.text, err);
    return value;
}

/* A member in base64, when it is there, in place of *text. 0, or -1. */
static int take_exactly(const json_t *header, const char *name, char **text)
{
    const json_t *coded = json_object_get(header, name);
    size_t len;
    char *bytes;

    if (!coded)
        return 0;
    if (!json_is_string(coded))
        return -1;
    bytes = base64_decode(json_string_value(coded), json_string_length(coded),
                          &len);
    if (!bytes || strlen(bytes) != len) {
        free(bytes);
        return -1;
    }
    free(*text);
    *text = bytes;
    return 0;
}

static int read_header(struct fields *fields, const json_t *header,
                       const struct spot *spot, struct error *err)
{
    static const struct member table[] = {
        {"name", MEMBER_TEXT, offsetof(struct field, name)},
        {"value", MEMBER_TEXT, offsetof(struct field, value)}};
    struct field texts = {0};
    struct field *field;

    if (spot_read(header, table, 2, spot, &texts, err) < 0)
        return -1;
    fields_add(fields, texts.name, texts.value);
    field = &fields->items[fields->len - 1];
    if (take_exactly(header, TRANSCRIPT_NAME, &field->name) < 0 ||
        take_exactly(header, TRANSCRIPT_BASE64, &field->value) < 0)
        return spot_wrong(spot, TRANSCRIPT_BASE64, "is no base64 of a text",
                          err);
    return 0;
}

static int read_headers(struct fields *fields, const json_t *list,
                        const struct spot *spot, struct error *err)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct spot at = {.path = spot->path};

        snprintf(at.place, sizeof(at.place), "%.100s.headers[%zu]", spot->place,
                 i);
        if (read_header(fields, json_array_get(list, i), &at, err) < 0)
            return -1;
    }
    return 0;
}

/* *bytes stays NULL where there is no text. */
static int read_content(const json_t *object, const char *coding_name,
                        const struct spot *spot, char **bytes, size_t *len,
                        struct error *err)
{
    const json_t *text = json_object_get(object, "text");
    const json_t *coding = json_object_get(object, coding_name);

    if (!text)
        return 0;
    if (!json_is_string(text))
        return spot_wrong(spot, "text", "is no text", err);
    if (!coding) {
        *len = json_string_length(text);
        *bytes = xmemdup(json_string_value(text), *len);
        return 0;
    }
    if (!json_is_string(coding) || strcmp(json_string_value(coding), "base64"))
        return spot_wrong(spot, coding_name, "is not \"base64\"", err);
    *bytes =
        base64_decode(json_string_value(text), json_string_length(text), len);
    return *bytes ? 0 : spot_wrong(spot, "text", "is no base64", err);
}

/* The spot one member further in. */
static struct spot below(const struct spot *spot, const char *member)
{
    struct spot at = {.path = spot->path};

    snprintf(at.place, sizeof(at.place), "%.100s.%s", spot->place, member);
    return at;
}

static int read_request(struct request *request, const json_t *json,
                        const struct spot *spot, struct error *err)
{
    struct texts {
        const char *method;
        const char *url;
        const json_t *headers;
    } texts = {0};
    static const struct member table[] = {
        {"method", MEMBER_TEXT, offsetof(struct texts, method)},
        {"url", MEMBER_TEXT, offsetof(struct texts, url)},
        {"headers", MEMBER_ARRAY, offsetof(struct texts, headers)}};
    const json_t *data = json_object_get(json, "postData");

    if (spot_read(json, table, 3, spot, &texts, err) < 0)
        return -1;
    request->method = xstrdup(texts.method);
    request->url = xstrdup(texts.url);
    if (data && !json_is_object(data))
        return spot_wrong(spot, "postData", "is no object", err);
    if (data && !json_object_get(data, "text"))
        return spot_wrong(spot, "postData.text", "is missing", err);
    if (read_headers(&request->fields, texts.headers, spot, err) < 0)
        return -1;
    return read_content(data, TRANSCRIPT_CODING, spot, &request->content,
                        &request->content_len, err);
}

static int read_response(struct response *response, const json_t *json,
                         const struct spot *spot, struct error *err)
{
    struct parts {
        long long status;
        const char *version;
        const json_t *headers;
        const json_t *content;
    } parts = {0};
    static const struct member table[] = {
        {"status", MEMBER_COUNT, offsetof(struct parts, status)},
        {"httpVersion", MEMBER_TEXT, offsetof(struct parts, version)},
        {"headers", MEMBER_ARRAY, offsetof(struct parts, headers)},
        {"content", MEMBER_OBJECT, offsetof(struct parts, content)}};

    if (spot_read(json, table, 4, spot, &parts, err) < 0)
        return -1;
    if (parts.status > STATUS_MAX)
        return spot_wrong(spot, "status", "is no status code", err);
    response->status = (int)parts.status;
    if (!strncmp(parts.version, "HTTP/", 5))
        response->http_version = xstrdup(parts.version + 5);
    if (read_headers(&response->fields, parts.headers, spot, err) < 0)
        return -1;
    return read_content(parts.content, "encoding", spot, &response->content,
                        &response->content_len, err);
}

static int read_timings(struct timings *timings, const json_t *json,
                        const struct spot *spot, struct error *err)
{
    struct numbers {
        long long dns, connect, tls, send, wait, receive, total;
    } n = {0};
    static const struct member table[] = {
        {"dns", MEMBER_INTEGER, offsetof(struct numbers, dns)},
        {"connect", MEMBER_INTEGER, offsetof(struct numbers, connect)},
        {"tls", MEMBER_INTEGER, offsetof(struct numbers, tls)},
        {"send", MEMBER_INTEGER, offsetof(struct numbers, send)},
        {"wait", MEMBER_INTEGER, offsetof(struct numbers, wait)},
        {"receive", MEMBER_INTEGER, offsetof(struct numbers, receive)},
        {"total", MEMBER_INTEGER, offsetof(struct numbers, total)}};

    if (spot_read(json, table, 7, spot, &n, err) < 0)
        return -1;
    *timings = (struct timings){n.dns,  n.connect, n.tls,  n.send,
                                n.wait, n.receive, n.total};
    return 0;
}

/* What stands in our own member of an entry. */
struct own {
    const char *step;
    const char *exchange;
    const char *transport;
    const char *error;
    const char *tls;
    const char *digest;
    const json_t *timings;
    long long attempt;
    long long tries;
    bool masked;
};

static int read_own(struct exchange *exchange, const json_t *json,
                    const struct spot *spot, struct own *own, struct error *err)
{
    static const struct member table[] = {
        {"step", MEMBER_TEXT, offsetof(struct own, step)},
        {"exchange", MEMBER_TEXT, offsetof(struct own, exchange)},
        {"transport", MEMBER_TEXT, offsetof(struct own, transport)},
        {"error", MEMBER_TEXT_OR_NULL, offsetof(struct own, error)},
        {"tls", MEMBER_TEXT_OR_NULL, offsetof(struct own, tls)},
        {"sha256", MEMBER_TEXT, offsetof(struct own, digest)},
        {"timings_us", MEMBER_OBJECT, offsetof(struct own, timings)},
        {"attempt", MEMBER_COUNT, offsetof(struct own, attempt)},
        {"tries", MEMBER_COUNT, offsetof(struct own, tries)},
        {"masked", MEMBER_FLAG, offsetof(struct own, masked)}};
    int transport;

    if (spot_read(json, table, sizeof(table) / sizeof(*table), spot, own, err) <
        0)
        return -1;
    transport = transport_from_name(own->transport);
    if (transport < 0)
        return spot_wrong(spot, "transport", "is an unknown word", err);
    if (own->attempt > INT_MAX)
        return spot_wrong(spot, "attempt", "is too large", err);
    exchange->step = xstrdup(own->step);
    exchange->name = xstrdup(own->exchange);
    exchange->attempt = (int)own->attempt;
    exchange->tries = (size_t)own->tries;
    exchange->tls = xstrdup(own->tls);
    exchange->transport = (enum transport)transport;
    exchange->transport_text = xstrdup(own->error);
    exchange->masked = own->masked;
    return read_timings(&exchange->timings, own->timings, spot, err);
}

/* "testcase" and what comes with it, where there is one. */
static int read_place(struct entry *entry, const json_t *own,
                      const struct spot *spot, struct error *err)
{
    struct place {
        const char *testcase;
        const json_t *part;
    } place = {0};
    static const struct member table[] = {
        {"testcase", MEMBER_TEXT, offsetof(struct place, testcase)},
        {"part", MEMBER_ARRAY, offsetof(struct place, part)}};
    json_int_t part, of;

    entry->silent = json_object_get(own, "silent");
    entry->run = json_object_get(own, "run");
    entry->notes = json_object_get(own, "notes");
    if (!json_object_get(own, "testcase"))
        return 0;
    if (spot_read(own, table, 2, spot, &place, err) < 0)
        return -1;
    part = json_integer_value(json_array_get(place.part, 0));
    of = json_integer_value(json_array_get(place.part, 1));
    if (part < 1 || of < part || of > PARTS_MAX)
        return spot_wrong(spot, "part", "is not [which, of how many]", err);
    entry->testcase = place.testcase;
    entry->part = (size_t)part;
    entry->of = (size_t)of;
    return 0;
}

/* An answer that is whole has a status; else there would be no answer. */
static int check_response(const struct exchange *exchange,
                          const struct spot *spot, struct error *err)
{
    if (exchange->transport == TRANSPORT_OK && !exchange->response.status)
        return spot_wrong(spot, "response.status",
                          "is 0, though nothing went wrong on the way", err);
    if (exchange->transport != TRANSPORT_OK && !exchange->transport_text)
        return spot_wrong(spot, TRANSCRIPT_ENTRY ".error",
                          "is null, though something went wrong", err);
    return 0;
}

static int read_all(struct entry *entry, const struct spot *spot,
                    struct error *err)
{
    struct parts {
        const char *started;
        const json_t *request;
        const json_t *response;
        const json_t *own;
    } parts = {0};
    static const struct member table[] = {
        {"startedDateTime", MEMBER_TEXT, offsetof(struct parts, started)},
        {"request", MEMBER_OBJECT, offsetof(struct parts, request)},
        {"response", MEMBER_OBJECT, offsetof(struct parts, response)},
        {TRANSCRIPT_ENTRY, MEMBER_OBJECT, offsetof(struct parts, own)}};
    struct spot at_request = below(spot, "request");
    struct spot at_response = below(spot, "response");
    struct spot at_own = below(spot, TRANSCRIPT_ENTRY);
    struct exchange *exchange = &entry->exchange;
    struct own own = {0};
    char digest[EXCHANGE_DIGEST_SIZE];

    if (spot_read(entry->json, table, 4, spot, &parts, err) < 0)
        return -1;
    exchange->started = xstrdup(parts.started);
    if (read_request(&exchange->request, parts.request, &at_request, err) < 0 ||
        read_response(&exchange->response, parts.response, &at_response, err) <
            0 ||
        read_own(exchange, parts.own, &at_own, &own, err) < 0 ||
        read_place(entry, parts.own, &at_own, err) < 0 ||
        check_response(exchange, spot, err) < 0)
        return -1;
    exchange_digest(exchange, digest);
    entry->altered = strcmp(digest, own.digest) != 0;
    return 0;
}

int entry_read(struct entry *entry, const char *text, size_t len,
               const struct spot *spot, struct error *err)
{
    *entry = (struct entry){.json = value_parse(text, len, spot, err)};
    return entry->json ? read_all(entry, spot, err) : -1;
}

void entry_clear(struct entry *entry)
{
    exchange_clear(&entry->exchange);
    json_decref(entry->json);
    *entry = (struct entry){0};
}
