/*
 * fault_status.c - faults in status codes: of updates that were done, of
 * updates that were refused, and of those that should have been either.
 *
 * The argument of most rows is the status, in digits. The error that goes with
 * it has a form that is right, so that only the status is wrong.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"

#include <stdlib.h>
#include <string.h>

static int status_of(const struct exchange *x)
{
    return (int)strtol(x->fault->argument, NULL, 10);
}

static void set_status(struct exchange *x)
{
    x->answer.status = status_of(x);
}

/* Without a body, as 204 has none. */
static void set_status_alone(struct exchange *x)
{
    answer_set(&x->answer, status_of(x), NULL);
}

static void refuse(struct exchange *x, const char *message)
{
    int status = status_of(x);
    const char *fault = status >= 500 ? "computeFault" : "badRequest";

    answer_set(&x->answer, status,
               envelope(fault, message, x->fault->argument));
}

static void refuse_400(struct exchange *x)
{
    if (refusal_status(x->refusal.reason) == 400)
        refuse(x, x->refusal.message);
}

static void refuse_404(struct exchange *x)
{
    if (refusal_status(x->refusal.reason) == 404)
        refuse(x, x->refusal.message);
}

static void refuse_401(struct exchange *x)
{
    if (refusal_status(x->refusal.reason) == 401)
        refuse(x, x->refusal.message);
}

static void refuse_all(struct exchange *x)
{
    refuse(x, "This is not offered.");
}

/* A message with the documented form, but below a status of success. */
static void tell_with_200(struct exchange *x)
{
    if (refusal_status(x->refusal.reason) == 400)
        answer_set(&x->answer, 200, refusal_document(&x->refusal));
}

/* The update was not done: "nothing changed", with nothing else. */
static void tell_unmodified(struct exchange *x)
{
    if (json_equal(x->resource->name, x->before.name) &&
        json_equal(x->resource->description, x->before.description))
        set_status_alone(x);
}

/* Every so many requests; the others are as they should be. */
static void fail_now_and_then(struct exchange *x)
{
    enum { EVERY = 7 };
    json_t *scratch = x->emulator->scratch;
    const char *name = x->fault->name;
    json_int_t count = json_integer_value(json_object_get(scratch, name)) + 1;

    json_object_set_new(scratch, name, json_integer(count));
    if (count % EVERY == 0)
        refuse(x, "Try again.");
}

static bool is_longer(const json_t *text, size_t bytes)
{
    return json_string_length(text) > bytes;
}

/* As a database says no to a column that is too small. */
static void fail_long_text(struct exchange *x)
{
    if (is_longer(x->change.name, TEXT_BYTES_MAX) ||
        is_longer(x->change.description, TEXT_BYTES_MAX))
        refuse(x, "Data too long for column.");
}

static void fail_very_long_text(struct exchange *x)
{
    enum { VERY_LONG = 1024 };

    if (is_longer(x->change.name, VERY_LONG) ||
        is_longer(x->change.description, VERY_LONG))
        refuse(x, "Data too long for column.");
}

static void fail_reserved_prefix(struct exchange *x)
{
    static const char prefix[] = "autobk_snapshot_";
    const char *name = json_string_value(x->change.name);

    if (name && !strncmp(name, prefix, sizeof(prefix) - 1))
        refuse(x, "The prefix is reserved.");
}

static void refuse_query(struct exchange *x)
{
    if (x->request.target.arguments_len > 0)
        refuse(x, "Nothing is at this path.");
}

/* The media type that the request says it has, NULL when it says none. */
static const char *sent_type(const struct exchange *x)
{
    return request_header(&x->request, "Content-Type");
}

static void refuse_parameter(struct exchange *x)
{
    if (sent_type(x) && strchr(sent_type(x), ';'))
        refuse(x, "This media type is not taken.");
}

static void fail_other_type(struct exchange *x)
{
    if (sent_type(x) && strncmp(sent_type(x), "application/json", 16) != 0)
        refuse(x, "No reader for this media type.");
}

#define SERVED  POINT_BEFORE_ANSWER, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define REFUSED POINT_ON_REFUSAL, OP_SNAPSHOT_UPDATE, OUTCOME_REFUSED

const struct fault faults_status[] = {
    {"put-status-202", SERVED, set_status, "an update is answered 202",
     "status/normal", "202"},
    {"put-status-204", SERVED, set_status_alone,
     "an update is answered 204, without a body", "status/normal", "204"},
    {"put-status-301", SERVED, set_status_alone, "an update is answered 301",
     "uri/format", "301"},
    {"put-refused-405", SERVED, refuse_all,
     "PUT is answered 405, as if it were not offered", "uri/format", "405"},
    {"put-status-500", SERVED, refuse_all, "an update is done and answered 500",
     "response/no-server-error", "500"},
    {"put-status-500-now-and-then", SERVED, fail_now_and_then,
     "each seventh update is answered 500", "response/no-server-error", "500"},
    {"repeat-304", SERVED, tell_unmodified,
     "an update that changes nothing is answered 304", "function/idempotent",
     "304"},
    {"query-404", SERVED, refuse_query,
     "a query that is not known makes the path an unknown one", "uri/format",
     "404"},
    {"query-500", SERVED, refuse_query,
     "a query that is not known is answered 500", "uri/format", "500"},
    {"charset-415", SERVED, refuse_parameter,
     "Content-Type with a parameter is answered 415", "request/json", "415"},
    {"other-media-type-500", SERVED, fail_other_type,
     "content of another media type is answered 500", "status/media-type",
     "500"},
    {"other-media-type-422", SERVED, fail_other_type,
     "content of another media type is answered 422", "status/media-type",
     "422"},
    {"reserved-prefix-500", SERVED, fail_reserved_prefix,
     "a name with the reserved prefix is answered 500",
     "request/name/reserved-prefix", "500"},

    {"refused-status-200", REFUSED, tell_with_200,
     "a 400 is told in the body, below 200", "error-codes/malformed-body",
     NULL},
    {"refused-status-422", REFUSED, refuse_400, "a 400 is answered 422",
     "response/error", "422"},
    {"refused-status-500", REFUSED, refuse_400, "a 400 is answered 500",
     "response/no-server-error", "500"},
    {"long-text-500", REFUSED, fail_long_text,
     "a text that is too long is answered 500", "response/no-server-error",
     "500"},
    {"long-text-413", REFUSED, fail_long_text,
     "a text that is too long is answered 413", "response/error", "413"},
    {"very-long-text-500", REFUSED, fail_very_long_text,
     "a text of more than 1024 bytes is answered 500",
     "response/no-server-error", "500"},
    {"unknown-id-400", REFUSED, refuse_404, "a 404 is answered 400",
     "error-codes/not-found", "400"},
    {"unknown-id-410", REFUSED, refuse_404, "a 404 is answered 410",
     "error-codes/not-found", "410"},
    {"unknown-id-500", REFUSED, refuse_404, "a 404 is answered 500",
     "response/no-server-error", "500"},
    {"unauthorized-407", REFUSED, refuse_401, "a 401 is answered 407",
     "error-codes/unauthenticated", "407"},
    {"unauthorized-500", REFUSED, refuse_401, "a 401 is answered 500",
     "response/no-server-error", "500"},
    {0},
};
