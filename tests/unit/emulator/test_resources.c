#include "tests/unit/emulator/fixture.h"

#include "base/json.h"

static const char *const paths[] = {"/v3/p1/snapshots", "/v2/p1/snapshots",
                                    "/v2/p1/cloudsnapshots"};

/* GET or POST with the token; a new reference to what is under key. */
static json_t *ask(struct fixture *f, const char *method, const char *target,
                   const char *body, int status, const char *key)
{
    struct exchange x;
    json_t *inner;

    fixture_serve(f, &x, TOKEN, method, target, body);
    if (x.answer.status != status)
        fail_msg("%s %s: %d", method, target, x.answer.status);
    inner = json_incref(json_object_get(x.answer.document, key));
    exchange_clear(&x);
    return inner;
}

static void a_snapshot_lives_the_same_life_in_each_dialect(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        struct fixture f;
        json_t *made, *shown;
        char target[128];

        fixture_start(&f);
        made = ask(&f, "POST", paths[i],
                   "{\"snapshot\":{\"volume_id\":\"" SEED_VOLUME
                   "\",\"name\":\"n\",\"metadata\":{\"k\":\"v\"}}}",
                   202, "snapshot");
        assert_string_equal(json_member_text(made, "status", ""), "creating");
        assert_int_equal(json_object_size(made), 9);
        snprintf(target, sizeof(target), "%s/%s", paths[i],
                 json_member_text(made, "id", ""));
        shown = ask(&f, "GET", target, NULL, 200, "snapshot");
        assert_string_equal(json_member_text(shown, "status", ""), "available");
        assert_int_equal(json_object_size(shown), 11);
        assert_int_equal(fixture_status(&f, "DELETE", target, NULL), 202);
        assert_int_equal(fixture_status(&f, "PUT", target, "{\"snapshot\":{}}"),
                         404);
        assert_int_equal(fixture_status(&f, "GET", target, NULL), 200);
        assert_int_equal(fixture_status(&f, "GET", target, NULL), 404);
        assert_int_equal(fixture_status(&f, "DELETE", target, NULL), 404);
        json_decref(made);
        json_decref(shown);
        fixture_stop(&f);
    }
}

static void a_disk_with_snapshots_is_deleted_by_cascade_only(void **state)
{
    static const char volume[] = "/v3/p1/volumes/" SEED_VOLUME;
    struct fixture f;

    (void)state;
    fixture_start(&f);
    assert_int_equal(fixture_status(&f, "DELETE", volume, NULL), 400);
    assert_int_equal(fixture_status(&f, "GET", SNAPSHOT, NULL), 200);
    assert_int_equal(
        fixture_status(&f, "DELETE",
                       "/v3/p1/volumes/" SEED_VOLUME "?cascade=True", NULL),
        202);
    assert_int_equal(fixture_status(&f, "GET", volume, NULL), 200);
    assert_int_equal(fixture_status(&f, "GET", volume, NULL), 404);
    assert_int_equal(fixture_status(&f, "GET", SNAPSHOT, NULL), 200);
    assert_int_equal(fixture_status(&f, "GET", SNAPSHOT, NULL), 404);
    fixture_stop(&f);
}

static void what_is_created_is_checked(void **state)
{
    static const struct {
        const char *target, *body;
        int status;
    } rows[] = {
        {"/v3/p1/snapshots", "{\"snapshot\":{}}", 400},
        {"/v3/p1/snapshots", "{\"snapshot\":{\"volume_id\":5}}", 400},
        {"/v3/p1/snapshots", "{\"snapshot\":{\"volume_id\":\"x\"}}", 404},
        {"/v3/p1/snapshots",
         "{\"snapshot\":{\"volume_id\":\"" SEED_FOREIGN_VOLUME "\"}}", 404},
        {"/v3/p1/snapshots",
         "{\"snapshot\":{\"volume_id\":\"" SEED_VOLUME "\",\"force\":1}}", 400},
        {"/v3/p1/snapshots",
         "{\"snapshot\":{\"volume_id\":\"" SEED_VOLUME "\",\"metadata\":1}}",
         400},
        {"/v3/p1/volumes", "{\"volume\":{}}", 400},
        {"/v3/p1/volumes", "{\"volume\":{\"size\":0}}", 400},
        {"/v3/p1/volumes", "{\"volume\":{\"size\":\"1\"}}", 400},
        {"/v3/p1/volumes", "{\"volume\":{\"size\":1,\"name\":2}}", 400},
        {"/v3/p1/volumes", "{\"volume\":{\"size\":1,\"volume_type\":2}}", 400},
        {"/v3/p1/volumes", "{\"volume\":{\"size\":1}}", 202},
    };
    struct fixture f;

    (void)state;
    fixture_start(&f);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t before = f.emulator.store.len;
        int status = fixture_status(&f, "POST", rows[i].target, rows[i].body);

        if (status != rows[i].status)
            fail_msg("row %zu: %d", i, status);
        assert_int_equal(f.emulator.store.len, before + (status == 202));
    }
    fixture_stop(&f);
}

/* Ids of five snapshots, by their last digit. */
static void a_list_is_filtered_sorted_and_cut(void **state)
{
    static const struct {
        const char *query;
        const char *digits;
        bool more; /* has a link to the next page */
    } rows[] = {
        {"", "54321", false},
        {"?sort_dir=asc", "12345", false},
        {"?sort_key=name&sort_dir=desc", "54321", false},
        {"?limit=2", "54", true},
        {"?limit=5", "54321", false},
        {"?limit=2&offset=3", "21", false},
        {"?offset=9", "", false},
        {"?marker=aaaaaaaa-0000-4000-8000-000000000003", "21", false},
        {"?limit=1&marker=aaaaaaaa-0000-4000-8000-000000000003", "2", true},
        {"?name=snap-004", "4", false},
        {"?name=snap-00", "", false},
        {"?status=available", "54321", false},
        {"?status=creating", "", false},
        {"?volume_id=" SEED_VOLUME, "54321", false},
        {"?volume_id=x", "", false},
        {"?all_tenants=1", "54321", false},
    };
    struct fixture f;

    (void)state;
    fixture_start(&f);
    store_clear(&f.emulator.store);
    seed_store(&f.emulator.store, PROJECT, FOREIGN, 5);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char target[256], digits[16] = "";
        struct exchange x;
        json_t *items, *item;
        size_t n;

        snprintf(target, sizeof(target), "/v3/p1/snapshots%s", rows[i].query);
        fixture_serve(&f, &x, TOKEN, "GET", target, NULL);
        items = json_object_get(x.answer.document, "snapshots");
        json_array_foreach(items, n, item)
            digits[n] = json_member_text(item, "id", "")[UUID_TEXT_SIZE - 2];
        assert_string_equal(digits, rows[i].digits);
        assert_int_equal(
            json_object_get(x.answer.document, "snapshots_links") != NULL,
            rows[i].more);
        exchange_clear(&x);
    }
    fixture_stop(&f);
}

static void texts_of_a_disk_can_be_updated(void **state)
{
    struct fixture f;
    json_t *volume;

    (void)state;
    fixture_start(&f);
    volume = ask(&f, "PUT", "/v2/p1/volumes/" SEED_VOLUME,
                 "{\"volume\":{\"description\":\"d\"}}", 200, "volume");
    assert_string_equal(json_member_text(volume, "description", ""), "d");
    assert_string_equal(json_member_text(volume, "name", ""), "volume-001");
    json_decref(volume);
    fixture_stop(&f);
}

static void a_disk_also_takes_the_names_that_openstack_writes(void **state)
{
    static const struct {
        const char *target, *body, *key, *name;
    } rows[] = {
        {"/v3/p1/volumes/" SEED_VOLUME,
         "{\"volume\":{\"display_name\":\"long\"}}", "volume", "long"},
        {"/v3/p1/volumes/" SEED_VOLUME,
         "{\"volume\":{\"display_name\":\"long\",\"name\":\"short\"}}",
         "volume", "short"},
        {SNAPSHOT, "{\"snapshot\":{\"display_name\":\"long\"}}", "snapshot",
         "snap-001"},
    };
    struct fixture f;

    (void)state;
    fixture_start(&f);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        json_t *shown =
            ask(&f, "PUT", rows[i].target, rows[i].body, 200, rows[i].key);

        assert_string_equal(json_member_text(shown, "name", ""), rows[i].name);
        json_decref(shown);
    }
    fixture_stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_snapshot_lives_the_same_life_in_each_dialect),
        cmocka_unit_test(a_disk_with_snapshots_is_deleted_by_cascade_only),
        cmocka_unit_test(what_is_created_is_checked),
        cmocka_unit_test(a_list_is_filtered_sorted_and_cut),
        cmocka_unit_test(texts_of_a_disk_can_be_updated),
        cmocka_unit_test(a_disk_also_takes_the_names_that_openstack_writes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
