#include "tests/unit/test.h"

#include "run/requests.h"

#include <stdlib.h>
#include <string.h>

static char root[] = "https://evs.example/gateway";
static const struct endpoint endpoint = {.root = root};
static const struct identity owner = {.token = "owner-token",
                                      .project_id = "p-1"};
static const struct sender sender = {.endpoint = &endpoint,
                                     .owner = &owner,
                                     .stranger_token = "stranger-token",
                                     .fixtures = ""};
static const struct operation update = {
    .id = "snapshots.update",
    .method = "PUT",
    .path = "/v3/{project_id}/snapshots/{snapshot_id}",
    .path_id = "snapshot_id"};

static int build(const struct sender *from, const char *identity,
                 const char *spec_text, struct request *request,
                 struct error *err)
{
    json_t *spec = spec_text ? json_loads(spec_text, 0, NULL) : NULL;
    json_t *variables =
        json_pack("{s:s, s:s}", "unknown.id", "u-1", "nonce", "abcd");
    struct step step = {
        .id = "s", .operation = &update, .identity = identity, .request = spec};
    int rc;

    assert_true(spec || !spec_text);
    rc = request_for_step(from, &step, variables, "s-1", request, err);
    json_decref(variables);
    json_decref(spec);
    return rc;
}

static size_t count_fields(const struct request *request, const char *name)
{
    size_t count = 0;

    for (size_t i = 0; i < request->fields.len; i++)
        count += !strcmp(request->fields.items[i].name, name);
    return count;
}

/* One request and one of its fields; value NULL: it is not there. */
static const struct {
    const char *identity;
    const char *spec;
    const char *method;
    const char *url; /* behind the root */
    const char *field;
    const char *value;
} rows[] = {
    {"owner", NULL, "PUT", "/v3/p-1/snapshots/s-1", "X-Auth-Token",
     "owner-token"},
    {"nobody", NULL, "PUT", "/v3/p-1/snapshots/s-1", "X-Auth-Token", NULL},
    {"stranger", NULL, "PUT", "/v3/p-1/snapshots/s-1", "X-Auth-Token",
     "stranger-token"},
    {"owner", "{}", "PUT", "/v3/p-1/snapshots/s-1", "Accept",
     "application/json"},
    {"owner", "{}", "PUT", "/v3/p-1/snapshots/s-1", "Content-Type", NULL},
    {"owner", "{\"body\":{}}", "PUT", "/v3/p-1/snapshots/s-1", "Content-Type",
     "application/json"},
    {"owner", "{\"text\":\"\"}", "PUT", "/v3/p-1/snapshots/s-1", "Content-Type",
     "application/json"},
    {"owner", "{\"body\":{},\"headers\":{\"content-type\":\"text/plain\"}}",
     "PUT", "/v3/p-1/snapshots/s-1", "content-type", "text/plain"},
    {"owner", "{\"body\":{},\"headers\":{\"Content-Type\":null}}", "PUT",
     "/v3/p-1/snapshots/s-1", "Content-Type", NULL},
    {"owner", "{\"headers\":{\"X-AUTH-TOKEN\":null}}", "PUT",
     "/v3/p-1/snapshots/s-1", "X-Auth-Token", NULL},
    {"owner", "{\"headers\":{\"X-Nonce\":\"n ${nonce}\"}}", "PUT",
     "/v3/p-1/snapshots/s-1", "X-Nonce", "n abcd"},
    {"owner", "{\"method\":\"PATCH\"}", "PATCH", "/v3/p-1/snapshots/s-1",
     "Accept", "application/json"},
    {"owner", "{\"path\":{\"snapshot_id\":\"${unknown.id}\"}}", "PUT",
     "/v3/p-1/snapshots/u-1", "Accept", "application/json"},
    {"owner", "{\"path\":{\"project_id\":\"other\"}}", "PUT",
     "/v3/other/snapshots/s-1", "Accept", "application/json"},
    {"owner", "{\"path\":{\"snapshot_id\":\"a/b?c\"}}", "PUT",
     "/v3/p-1/snapshots/a%2Fb%3Fc", "Accept", "application/json"},
    {"owner", "{\"query\":{\"a\":\"1 2\"}}", "PUT",
     "/v3/p-1/snapshots/s-1?a=1%202", "Accept", "application/json"},
};

static void a_step_says_what_goes_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct request request;
        struct error err = {0};
        const char *value;

        assert_int_equal(
            0, build(&sender, rows[i].identity, rows[i].spec, &request, &err));
        assert_string_equal(rows[i].method, request.method);
        assert_memory_equal(root, request.url, strlen(root));
        assert_string_equal(rows[i].url, request.url + strlen(root));
        value = fields_get(&request.fields, rows[i].field);
        if (!value != !rows[i].value ||
            (value && strcmp(value, rows[i].value) != 0))
            fail_msg("%s: %s is %s", rows[i].spec ? rows[i].spec : "nothing",
                     rows[i].field, value ? value : "not there");
        assert_int_equal(rows[i].value ? 1 : 0,
                         count_fields(&request, rows[i].field));
        request_clear(&request);
    }
}

static void a_microversion_is_sent_unless_the_step_says_otherwise(void **state)
{
    struct sender modern = sender;
    struct request request;
    struct error err = {0};

    (void)state;
    modern.microversion = "volume 3.50";
    assert_int_equal(0, build(&modern, "owner", NULL, &request, &err));
    assert_string_equal("volume 3.50",
                        fields_get(&request.fields, "OpenStack-API-Version"));
    request_clear(&request);
    assert_int_equal(0, build(&modern, "owner",
                              "{\"headers\":{\"openstack-api-version\":null}}",
                              &request, &err));
    assert_null(fields_get(&request.fields, "OpenStack-API-Version"));
    request_clear(&request);
}

static void without_a_token_none_is_sent(void **state)
{
    struct identity nobody = {.project_id = "p-1"};
    struct sender anonymous = sender;
    struct request request;
    struct error err = {0};

    (void)state;
    anonymous.owner = &nobody;
    assert_int_equal(0, build(&anonymous, "owner", NULL, &request, &err));
    assert_null(fields_get(&request.fields, "X-Auth-Token"));
    request_clear(&request);
}

static void a_step_that_cannot_be_sent_is_a_suite_error(void **state)
{
    static const char *const bad[] = {
        "{\"text\":\"${no.such}\"}", "{\"file\":\"no-such-file\"}",
        "{\"base64\":\"!\"}", "{\"path\":{\"snapshot_id\":7}}",
        "{\"query\":{\"a\":1}}"};

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct request request;
        struct error err = {0};

        if (build(&sender, "owner", bad[i], &request, &err) == 0)
            fail_msg("%s was taken", bad[i]);
        assert_int_equal(ERROR_SUITE, err.kind);
        assert_null(request.url);
        assert_null(request.content);
    }
}

static void a_plain_request_is_made_as_the_owner(void **state)
{
    json_t *body = json_pack("{s:s}", "name", "x");
    struct request request;
    struct error err = {0};

    (void)state;
    assert_int_equal(0, request_for_operation(&sender, "POST",
                                              "/v3/{project_id}/volumes", NULL,
                                              NULL, body, &request, &err));
    assert_string_equal("https://evs.example/gateway/v3/p-1/volumes",
                        request.url);
    assert_string_equal("{\"name\":\"x\"}", request.content);
    assert_string_equal("application/json",
                        fields_get(&request.fields, "Content-Type"));
    assert_string_equal("owner-token",
                        fields_get(&request.fields, "X-Auth-Token"));
    request_clear(&request);
    json_decref(body);
    assert_int_equal(-1,
                     request_for_operation(&sender, "GET", update.path, NULL,
                                           NULL, NULL, &request, &err));
    assert_int_equal(ERROR_SUITE, err.kind);
}

/* What is added after signing is what a signature is there to prevent. */
static void a_signature_covers_the_query(void **state)
{
    static const struct credentials keys = {.access_key = (char *)"ak",
                                            .secret_key = (char *)"sk"};
    struct identity signing = {
        .credentials = &keys, .signs = true, .project_id = "p-1"};
    struct sender signer = sender;
    const char *const limits[] = {"1", "2"};
    const int64_t noon = INT64_C(1700000000000000);
    char *seen[2];

    (void)state;
    signer.owner = &signing;
    signer.clock = clock_fixed(&noon); /* nothing else makes a difference */
    for (int i = 0; i < 2; i++) {
        json_t *query = json_pack("{s:s}", "limit", limits[i]);
        struct request request;
        struct error err = {0};

        assert_int_equal(0,
                         request_for_list(&signer, "/v3/{project_id}/snapshots",
                                          query, &request, &err));
        assert_non_null(strstr(request.url, "/v3/p-1/snapshots?limit="));
        seen[i] = strdup(fields_get(&request.fields, "Authorization"));
        request_clear(&request);
        json_decref(query);
    }
    assert_string_not_equal(seen[0], seen[1]);
    free(seen[0]);
    free(seen[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_says_what_goes_out),
        cmocka_unit_test(a_microversion_is_sent_unless_the_step_says_otherwise),
        cmocka_unit_test(without_a_token_none_is_sent),
        cmocka_unit_test(a_step_that_cannot_be_sent_is_a_suite_error),
        cmocka_unit_test(a_plain_request_is_made_as_the_owner),
        cmocka_unit_test(a_signature_covers_the_query),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
