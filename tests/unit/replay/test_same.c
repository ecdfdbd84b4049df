#include "tests/unit/test.h"

#include "base/alloc.h"
#include "replay/same.h"

#include <stdlib.h>
#include <string.h>

#define FIELDS 4

/* A message in a table: name, value; content NULL for none. */
struct message {
    const char *method;
    const char *url;
    const char *content;
    const char *fields[FIELDS][2];
};

static void fill(struct request *request, const struct message *message)
{
    *request = (struct request){.method = xstrdup(message->method),
                                .url = xstrdup(message->url),
                                .content = xstrdup(message->content)};
    request->content_len = message->content ? strlen(message->content) : 0;
    for (size_t i = 0; i < FIELDS && message->fields[i][0]; i++)
        fields_add(&request->fields, message->fields[i][0],
                   message->fields[i][1]);
}

static void assert_trouble(const struct message *wanted,
                           const struct message *recorded,
                           enum transport transport, const char *trouble)
{
    struct request request;
    struct exchange exchange = {.transport = transport};
    const char *got;

    fill(&request, wanted);
    fill(&exchange.request, recorded);
    got = same_trouble(&request, &exchange);
    if (!got != !trouble || (got && strcmp(got, trouble) != 0))
        fail_msg("%s %s: %s instead of %s", recorded->url,
                 recorded->content ? recorded->content : "-",
                 got ? got : "nothing", trouble ? trouble : "nothing");
    request_clear(&request);
    exchange_clear(&exchange);
}

#define MASK "[masked]"

static void a_request_is_the_same_or_it_is_said_why(void **state)
{
    static const struct message wanted = {
        "PUT",
        "http://h/secret/x",
        "{\"a\":\"secret\",\"b\":\"secret\"}",
        {{"Accept", "a/b"}, {"X-Auth-Token", "t"}, {"X-Blank", " v "}}};
#define HAS                                                                    \
    {"Accept", "a/b"}, {"X-Auth-Token", MASK},                                 \
    {                                                                          \
        "X-Blank", "v"                                                         \
    }
#define SAME_CONTENT "{\"a\":\"secret\",\"b\":\"secret\"}"
    static const struct {
        struct message recorded;
        const char *trouble;
    } rows[] = {
        {{"PUT", "http://h/secret/x", SAME_CONTENT, {HAS}}, NULL},
        {{"PUT", "http://h/" MASK "/x", SAME_CONTENT, {HAS}}, NULL},
        {{"PUT", "http://h/" MASK, SAME_CONTENT, {HAS}}, NULL},
        {{"PUT", MASK "/x", SAME_CONTENT, {HAS}}, NULL},
        {{"PUT", MASK "/y", SAME_CONTENT, {HAS}}, "another URL"},
        {{"PUT", MASK "/secret/secret/x", SAME_CONTENT, {HAS}}, "another URL"},
        {{"PUT", "http://h/" MASK "/x/y", SAME_CONTENT, {HAS}}, "another URL"},
        {{"GET", "http://h/secret/x", SAME_CONTENT, {HAS}}, "another method"},
        {{"PUT", "http://h/secret/x", NULL, {HAS}}, "another content"},
        {{"PUT", "http://h/secret/x", "", {HAS}}, "another content"},
        {{"PUT", "http://h/secret/x", SAME_CONTENT " ", {HAS}},
         "another content"},
        {{"PUT",
          "http://h/secret/x",
          "{\"a\":\"" MASK "\",\"b\":\"" MASK "\"}",
          {HAS}},
         NULL},
        {{"PUT",
          "http://h/secret/x",
          "{\"a\":\"" MASK "\",\"c\":\"" MASK "\"}",
          {HAS}},
         "another content"},
        {{"PUT",
          "http://h/secret/x",
          SAME_CONTENT,
          {{"accept", "a/b"}, {"x-auth-token", MASK}, {"x-blank", "v"}}},
         NULL},
        {{"PUT",
          "http://h/secret/x",
          SAME_CONTENT,
          {{"Accept", "a/b"}, {"X-Blank", "v"}}},
         "another field"},
        {{"PUT",
          "http://h/secret/x",
          SAME_CONTENT,
          {{"Accept", "a/b"}, {"Authorization", MASK}, {"X-Blank", "v"}}},
         NULL},
        {{"PUT",
          "http://h/secret/x",
          SAME_CONTENT,
          {HAS, {"Content-Type", "text/x"}}},
         "a field more"},
        {{"PUT", "http://h/secret/x", SAME_CONTENT, {HAS, {"Host", "h"}}},
         NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_trouble(&wanted, &rows[i].recorded, TRANSPORT_OK,
                       rows[i].trouble);
}

static void of_what_could_not_begin_method_and_url_are_known(void **state)
{
    static const struct message wanted = {
        "PUT", "http://h/", "x", {{"A", "b"}}};
    static const struct message begun = {"PUT", "http://h/", NULL, {{0}}};
    static const struct message other = {"PUT", "http://i/", NULL, {{0}}};

    (void)state;
    assert_trouble(&wanted, &begun, TRANSPORT_OTHER, NULL);
    assert_trouble(&wanted, &other, TRANSPORT_OTHER, "another URL");
    assert_trouble(&wanted, &begun, TRANSPORT_OK, "another content");
}

static void an_empty_token_is_not_a_masked_one(void **state)
{
    static const struct message empty = {
        "GET", "u", NULL, {{"X-Auth-Token", ""}}};
    static const struct message masked = {
        "GET", "u", NULL, {{"X-Auth-Token", MASK}}};

    (void)state;
    assert_trouble(&empty, &empty, TRANSPORT_OK, NULL);
    assert_trouble(&empty, &masked, TRANSPORT_OK, "another field");
    assert_trouble(&masked, &empty, TRANSPORT_OK, "another field");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_is_the_same_or_it_is_said_why),
        cmocka_unit_test(of_what_could_not_begin_method_and_url_are_known),
        cmocka_unit_test(an_empty_token_is_not_a_masked_one),
    };

    return cmocka_run_group_tests_name("replay/same", tests, NULL, NULL);
}
