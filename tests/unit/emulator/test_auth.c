#include "tests/unit/emulator/fixture.h"

static void only_an_exact_token_has_an_identity(void **state)
{
    static const struct identity known[] = {
        {.token = "t1", .project_id = "p1"},
        {.token = "t2", .project_id = "p2"},
    };
    static const struct {
        const char *token;
        const char *project; /* NULL: nobody */
    } rows[] = {
        {"t1", "p1"}, {"t2", "p2"},  {"T1", NULL}, {"t1 ", NULL},
        {"t", NULL},  {"t11", NULL}, {"", NULL},   {NULL, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const struct identity *found = auth_find(known, 2, rows[i].token);

        if (!rows[i].project)
            assert_null(found);
        else
            assert_string_equal(found->project_id, rows[i].project);
    }
}

static void access_is_decided_by_token_and_project_of_the_path(void **state)
{
    static const struct {
        const char *token;
        const char *target;
        int status;
    } rows[] = {
        {"t1", SNAPSHOT, 200},
        {"t2", "/v3/p2/snapshots/" SEED_FOREIGN_SNAPSHOT, 200},
        {NULL, SNAPSHOT, 401},
        {"", SNAPSHOT, 401},
        {"nobody", SNAPSHOT, 401},
        {"t2", SNAPSHOT, 400},
        {"t1", "/v3/p2/snapshots/" SEED_FOREIGN_SNAPSHOT, 400},
        {"t1", "/v3/p1/snapshots/" SEED_FOREIGN_SNAPSHOT, 404},
        {"t1", "/v3/nobody/snapshots", 400},
        {NULL, "/", 300},
        {NULL, "/v3/", 200},
        {NULL, "/v2", 200},
        {NULL, "/v9", 404},
    };
    struct fixture f;

    (void)state;
    fixture_start(&f);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct exchange x;

        fixture_serve(&f, &x, rows[i].token, "GET", rows[i].target, NULL);
        if (x.answer.status != rows[i].status)
            fail_msg("row %zu: %s is %d, expected %d", i, rows[i].target,
                     x.answer.status, rows[i].status);
        if (x.answer.status >= 400)
            assert_null(strstr(buffer_text(&x.answer.body), "snap-"));
        exchange_clear(&x);
    }
    fixture_stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_an_exact_token_has_an_identity),
        cmocka_unit_test(access_is_decided_by_token_and_project_of_the_path),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
