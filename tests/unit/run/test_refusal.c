/* test_refusal.c - why a target gave no resource, in plain words. */
#include "tests/unit/test.h"

#include "run/refusal.h"

#include <string.h>

static void an_answer_is_explained_by_status_and_words(void **state)
{
    static const struct {
        int status;
        const char *content;
        const char *says;
    } rows[] = {
        {401, "{}", "does not know the token"},
        {401, "{\"error_code\": \"APIG.0301\"}", "(15 minutes)"},
        {403, "{\"forbidden\": {}}", "whose role allows it"},
        {403, "Quota exceeded for snapshots", "a quota of the project"},
        {413, "{\"overLimit\": {}}", "a quota of the project"},
        {400, "{\"error\": {\"code\": \"EVS.1042\"}}", "a quota of the"},
        {400, "Availability zone 'x' is invalid", "(--availability-zone)"},
        {400, "Volume type with name x could not be found", "(--volume-type)"},
        {404, "Volume type with name x could not be found", "(--volume-type)"},
        {400, "Invalid input for field/attribute size", "(--volume-size)"},
        {400, "invalid volume type! EVS.1020", "(--volume-type)"},
        {400, "no such type {\"code\": \"EVS.1020\"}", "(--volume-type)"},
        {400, "too big {\"code\": \"EVS.1010\"}", "(--volume-size)"},
        {404, "Volume 7 could not be found.", "(--volume-id)"},
        {404, "Resource(Volume, Snapshot) not found", "not what an EVS"},
        {400, "{\"badRequest\": {}}", "not what an EVS endpoint answers"},
        {200, "a quota", "not what an EVS endpoint answers"},
        {503, "", "(--wait-ready)"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct exchange exchange = {
            .request = {.method = (char *)"POST",
                        .url = (char *)"http://h/v3/p/volumes"},
            .response = {.status = rows[i].status,
                         .content = (char *)rows[i].content,
                         .content_len = strlen(rows[i].content)}};
        struct error err = {0};

        refusal_explain(&exchange, &err);
        assert_int_equal(err.kind, ERROR_TARGET);
        assert_string_equal(err.where, "POST http://h/v3/p/volumes");
        if (!strstr(err.text, rows[i].says))
            fail_msg("%d %s: %s", rows[i].status, rows[i].content, err.text);
    }
}

static void no_response_is_no_refusal(void **state)
{
    struct exchange exchange = {
        .request = {.method = (char *)"GET", .url = (char *)"http://h/"},
        .transport = TRANSPORT_RESET,
        .transport_text = (char *)"the connection broke"};
    struct error err = {0};

    (void)state;
    refusal_explain(&exchange, &err);
    assert_int_equal(err.kind, ERROR_TRANSPORT);
    assert_string_equal(err.text, "the connection broke");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_is_explained_by_status_and_words),
        cmocka_unit_test(no_response_is_no_refusal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
