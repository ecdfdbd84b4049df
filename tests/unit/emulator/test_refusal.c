#include "tests/unit/emulator/fixture.h"

#include "base/json.h"
#include "emulator/refusal.h"

#include <stdlib.h>

static void the_first_reason_is_told(void **state)
{
    struct refusal refusal = {0};
    json_t *document, *inner;

    (void)state;
    refusal_set(&refusal, REFUSE_UNKNOWN, "There is no %s.", "snapshot");
    refusal_set(&refusal, REFUSE_BODY, "Later.");
    document = refusal_document(&refusal);
    inner = json_object_get(document, "itemNotFound");
    assert_int_equal(json_object_size(document), 1);
    assert_int_equal(json_object_size(inner), 2);
    assert_string_equal(json_member_text(inner, "message", ""),
                        "There is no snapshot.");
    assert_string_equal(json_member_text(inner, "code", ""), "EVS.5404");
    json_decref(document);
}

static void every_reason_has_a_client_error_and_string_members(void **state)
{
    (void)state;
    for (int reason = REFUSE_NOTHING + 1; reason <= REFUSE_QUOTA; reason++) {
        struct refusal refusal = {.reason = (enum refusal_reason)reason};
        json_t *document = refusal_document(&refusal);
        void *only = json_object_iter(document);

        assert_in_range(refusal_status(refusal.reason), 400, 499);
        assert_non_null(only);
        assert_true(json_is_string(
            json_object_get(json_object_iter_value(only), "code")));
        json_decref(document);
    }
}

/* Status and the only member of the error body. */
static void each_mistake_has_its_envelope(void **state)
{
    static const struct {
        const char *method, *target, *body;
        int status;
        const char *starts;
    } rows[] = {
        {"PUT", SNAPSHOT, "[]", 400, "{\"badRequest\":{\"message\":"},
        {"GET", "/v3/p1/snapshots/no-id", NULL, 404, "{\"itemNotFound\":{"},
        {"GET", "/v3/p1/snapshots/", NULL, 404, "{\"itemNotFound\":{"},
        {"GET", SNAPSHOT "%00", NULL, 404, "{\"itemNotFound\":{"},
        {"GET", "/v3/p1%2Fsnapshots", NULL, 404, "{\"itemNotFound\":{"},
        {"GET", "/nowhere", NULL, 404, "{\"itemNotFound\":{"},
        {"PATCH", SNAPSHOT, "{}", 405, "{\"badMethod\":{"},
        {"GET", "/v2/p1/cloudsnapshots", NULL, 405, "{\"badMethod\":{"},
        {"GET", "/v3/p1/snapshots?limit=0", NULL, 400, "{\"badRequest\":{"},
        {"GET", "/v3/p1/snapshots?limit=1001", NULL, 400, "{\"badRequest\":{"},
        {"GET", "/v3/p1/snapshots?offset=x", NULL, 400, "{\"badRequest\":{"},
        {"GET", "/v3/p1/snapshots?marker=x", NULL, 400, "{\"badRequest\":{"},
        {"GET", "/v3/p1/snapshots?sort_dir=x", NULL, 400, "{\"badRequest\":{"},
        {"GET", "/v3/p1/snapshots?name=%4", NULL, 400, "{\"badRequest\":{"},
        {"DELETE", "/v3/p1/volumes/" SEED_VOLUME, NULL, 400,
         "{\"badRequest\":{"},
    };
    struct fixture f;
    char text[512];

    (void)state;
    fixture_start(&f);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int status = fixture_ask(&f, rows[i].method, rows[i].target,
                                 rows[i].body, text, sizeof(text));

        if (status != rows[i].status ||
            strncmp(text, rows[i].starts, strlen(rows[i].starts)) != 0)
            fail_msg("%s %s: %d %s", rows[i].method, rows[i].target, status,
                     text);
    }
    fixture_stop(&f);
}

static void a_wrong_method_is_told_the_right_ones(void **state)
{
    struct fixture f;
    struct exchange x;

    (void)state;
    fixture_start(&f);
    fixture_serve(&f, &x, TOKEN, "POST", SNAPSHOT, "{}");
    assert_int_equal(x.answer.status, 405);
    assert_string_equal(answer_get_header(&x.answer, "allow"),
                        "GET, HEAD, PUT, DELETE");
    exchange_clear(&x);
    fixture_stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_reason_is_told),
        cmocka_unit_test(every_reason_has_a_client_error_and_string_members),
        cmocka_unit_test(each_mistake_has_its_envelope),
        cmocka_unit_test(a_wrong_method_is_told_the_right_ones),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
