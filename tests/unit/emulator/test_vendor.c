#include "tests/unit/emulator/fixture.h"

#define VOLUMES   "/v3/p1/volumes"
#define SNAPSHOTS "/v3/p1/snapshots"
#define GOOD      "\"availability_zone\":\"az-dc-1\",\"size\":10"
#define DISK(x)   "{\"volume\":{" x "}}"
#define OF_SEED   "{\"snapshot\":{\"volume_id\":\"" SEED_VOLUME "\"}}"

static bool has_member(const char *text, const char *name, const char *value)
{
    char member[64];

    snprintf(member, sizeof(member), "\"%s\":%s", name, value);
    return strstr(text, member) != NULL;
}

static void a_new_disk_follows_the_vendors_rules(void **state)
{
    static const struct {
        const char *body;
        int status;
        const char *code; /* NULL: it is made */
    } rows[] = {
        {DISK(GOOD), 202, NULL},
        {DISK(GOOD ",\"volume_type\":\"SAS\""), 202, NULL},
        {DISK(GOOD ",\"volume_type\":null"), 202, NULL},
        {DISK("\"availability_zone\":\"az-dc-1\",\"size\":32768"), 202, NULL},
        {DISK("\"size\":10"), 400, "EVS.1036"},
        {DISK("\"size\":10,\"availability_zone\":null"), 400, "EVS.1036"},
        {DISK("\"size\":10,\"availability_zone\":\"nova\""), 400, "EVS.1036"},
        {DISK("\"availability_zone\":\"az-dc-1\",\"size\":9"), 400, "EVS.1010"},
        {DISK("\"availability_zone\":\"az-dc-1\",\"size\":32769"), 400,
         "EVS.1010"},
        {DISK("\"availability_zone\":\"az-dc-1\",\"size\":\"10\""), 400,
         "EVS.1010"},
        {DISK("\"availability_zone\":\"az-dc-1\""), 400, "EVS.1010"},
        {DISK(GOOD ",\"volume_type\":\"lvm\""), 400, "EVS.1020"},
        {DISK(GOOD ",\"volume_type\":1"), 400, "EVS.5400"},
        {"{", 400, "EVS.5400"},
    };
    struct fixture f;

    (void)state;
    fixture_start(&f);
    f.emulator.vendor_rules = true;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char text[1024];
        int status =
            fixture_ask(&f, "POST", VOLUMES, rows[i].body, text, sizeof(text));

        if (status != rows[i].status ||
            (rows[i].code && !strstr(text, rows[i].code)))
            fail_msg("row %zu: %d %s", i, status, text);
    }
    f.emulator.vendor_rules = false;
    assert_int_equal(fixture_status(&f, "POST", VOLUMES, DISK("\"size\":1")),
                     202);
    fixture_stop(&f);
}

/* What is listed can be had, and nothing else. */
static void the_lists_tell_what_the_rules_take(void **state)
{
    static const struct {
        const char *target, *list, *name, *member;
    } rows[] = {
        {"/v3/p1/os-availability-zone", "availabilityZoneInfo", "zoneName",
         "\"size\":10,\"availability_zone\":\"%s\""},
        {"/v3/p1/types", "volume_types", "name",
         GOOD ",\"volume_type\":\"%s\""},
    };
    struct fixture f;

    (void)state;
    fixture_start(&f);
    f.emulator.vendor_rules = true;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct exchange x;
        const json_t *list, *item;
        size_t index;

        fixture_serve(&f, &x, TOKEN, "GET", rows[i].target, NULL);
        list = json_object_get(x.answer.document, rows[i].list);
        assert_true(json_array_size(list) > 0);
        json_array_foreach(list, index, item) {
            char members[128], body[160];

            snprintf(members, sizeof(members), rows[i].member,
                     json_string_value(json_object_get(item, rows[i].name)));
            snprintf(body, sizeof(body), DISK("%s"), members);
            assert_int_equal(fixture_status(&f, "POST", VOLUMES, body), 202);
        }
        exchange_clear(&x);
    }
    fixture_stop(&f);
}

/* Of the project that is served: one disk of 10 GB, two snapshots. */
static void a_quota_is_kept_and_shown(void **state)
{
    static const struct {
        struct quota quota;
        const char *target, *body;
        int status;
    } rows[] = {
        {{2, -1, -1}, VOLUMES, DISK("\"size\":1"), 202},
        {{1, -1, -1}, VOLUMES, DISK("\"size\":1"), 413},
        {{0, -1, -1}, VOLUMES, DISK("\"size\":1"), 413},
        {{1, -1, -1}, SNAPSHOTS, OF_SEED, 202},
        {{-1, 3, -1}, SNAPSHOTS, OF_SEED, 202},
        {{-1, 2, -1}, SNAPSHOTS, OF_SEED, 413},
        {{-1, 2, -1}, VOLUMES, DISK("\"size\":1"), 202},
        {{-1, -1, 40}, SNAPSHOTS, OF_SEED, 202},
        {{-1, -1, 39}, SNAPSHOTS, OF_SEED, 413},
        {{-1, -1, 31}, VOLUMES, DISK("\"size\":1"), 202},
        {{-1, -1, 31}, VOLUMES, DISK("\"size\":2"), 413},
        {{-1, -1, 31}, VOLUMES, DISK("\"size\":\"2\""), 400},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct fixture f;
        char text[1024];
        int status;

        fixture_start(&f);
        f.emulator.quota = rows[i].quota;
        status = fixture_ask(&f, "POST", rows[i].target, rows[i].body, text,
                             sizeof(text));
        if (status != rows[i].status)
            fail_msg("row %zu: %d %s", i, status, text);
        if (status == 413)
            assert_non_null(strstr(text, "{\"overLimit\":{"));
        fixture_stop(&f);
    }
}

static void what_is_deleted_makes_room_at_once(void **state)
{
    struct fixture f;
    char text[1024];

    (void)state;
    fixture_start(&f);
    f.emulator.quota.snapshots = 2;
    fixture_ask(&f, "GET", "/v3/p1/os-quota-sets/p1", NULL, text, sizeof(text));
    assert_true(has_member(text, "snapshots", "{\"in_use\":2,\"limit\":2,"));
    assert_true(has_member(text, "volumes", "{\"in_use\":1,\"limit\":-1,"));
    assert_true(has_member(text, "gigabytes", "{\"in_use\":30,\"limit\":-1,"));
    assert_int_equal(fixture_status(&f, "POST", SNAPSHOTS, OF_SEED), 413);
    assert_int_equal(fixture_status(&f, "DELETE", SNAPSHOT, NULL), 202);
    fixture_ask(&f, "GET", "/v3/p1/limits", NULL, text, sizeof(text));
    assert_true(has_member(text, "maxTotalSnapshots", "2,"));
    assert_true(has_member(text, "totalSnapshotsUsed", "1,"));
    assert_true(has_member(text, "totalGigabytesUsed", "20}"));
    assert_int_equal(fixture_status(&f, "POST", SNAPSHOTS, OF_SEED), 202);
    fixture_stop(&f);
}

static void a_reader_reads_and_does_not_write(void **state)
{
    static const struct {
        const char *method, *target, *body;
        int status;
    } rows[] = {
        {"GET", SNAPSHOT, NULL, 200},
        {"HEAD", SNAPSHOT, NULL, 200},
        {"POST", VOLUMES, DISK("\"size\":1"), 403},
        {"POST", SNAPSHOTS, OF_SEED, 403},
        {"PUT", SNAPSHOT, "{\"snapshot\":{\"name\":\"x\"}}", 403},
        {"PUT", SNAPSHOT, "{", 403},
        {"DELETE", SNAPSHOT, NULL, 403},
        {"GET", SNAPSHOT, NULL, 200},
    };
    struct fixture f;
    char text[1024];

    (void)state;
    fixture_start(&f);
    f.emulator.identities[0].read_only = true;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int status = fixture_ask(&f, rows[i].method, rows[i].target,
                                 rows[i].body, text, sizeof(text));

        if (status != rows[i].status)
            fail_msg("row %zu: %d %s", i, status, text);
        if (status == 403)
            assert_non_null(strstr(text, "{\"forbidden\":{"));
    }
    assert_non_null(strstr(text, "\"name\":\"snap-001\""));
    fixture_stop(&f);
}

static void all_is_503_until_the_service_is_ready(void **state)
{
    static const char *const targets[] = {SNAPSHOT, "/", "/nothing",
                                          "/identity/v3"};
    struct fixture f;
    char text[1024];

    (void)state;
    fixture_start(&f);
    f.emulator.gate.ready_us = f.now_us + 1;
    for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++)
        assert_int_equal(
            fixture_ask(&f, "GET", targets[i], NULL, text, sizeof(text)), 503);
    assert_non_null(strstr(text, "\"title\":\"Service Unavailable\""));
    f.now_us++;
    assert_int_equal(fixture_status(&f, "GET", SNAPSHOT, NULL), 200);
    fixture_stop(&f);
}

static void more_requests_a_second_than_allowed_are_429(void **state)
{
    static const struct {
        int64_t after_us;
        int status;
    } rows[] = {
        {0, 200}, {400000, 200}, {0, 429}, {599999, 429},
        {1, 200}, {0, 200},      {0, 429}, {5000000, 200},
    };
    struct fixture f;

    (void)state;
    fixture_start(&f);
    f.emulator.gate.rate = 2;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *retry;
        struct exchange x;

        f.now_us += rows[i].after_us;
        fixture_serve(&f, &x, TOKEN, "GET", SNAPSHOT, NULL);
        retry = answer_get_header(&x.answer, "Retry-After");
        if (x.answer.status != rows[i].status)
            fail_msg("row %zu: %d", i, x.answer.status);
        assert_int_equal(retry != NULL, rows[i].status == 429);
        if (retry)
            assert_string_equal(retry, "1");
        exchange_clear(&x);
    }
    fixture_stop(&f);
}

/* The id of the only thing that was made. */
static void read_id(const char *text, char id[UUID_TEXT_SIZE])
{
    const char *at = strstr(text, "\"id\":\"");

    assert_non_null(at);
    snprintf(id, UUID_TEXT_SIZE, "%s", at + strlen("\"id\":\""));
}

static void what_fails_ends_in_error_and_can_be_deleted(void **state)
{
    static const struct {
        bool volumes, snapshots;
        const char *list, *body, *status;
    } rows[] = {
        {true, false, VOLUMES, DISK("\"size\":1"), "\"error\""},
        {true, false, SNAPSHOTS, OF_SEED, "\"available\""},
        {false, true, SNAPSHOTS, OF_SEED, "\"error\""},
        {false, true, VOLUMES, DISK("\"size\":1"), "\"available\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct fixture f;
        char text[1024], id[UUID_TEXT_SIZE], target[128];

        fixture_start(&f);
        f.emulator.store.volumes_fail = rows[i].volumes;
        f.emulator.store.snapshots_fail = rows[i].snapshots;
        assert_int_equal(fixture_ask(&f, "POST", rows[i].list, rows[i].body,
                                     text, sizeof(text)),
                         202);
        assert_true(has_member(text, "status", "\"creating\""));
        read_id(text, id);
        snprintf(target, sizeof(target), "%s/%s", rows[i].list, id);
        assert_int_equal(
            fixture_ask(&f, "GET", target, NULL, text, sizeof(text)), 200);
        assert_true(has_member(text, "status", rows[i].status));
        assert_int_equal(fixture_status(&f, "DELETE", target, NULL), 202);
        fixture_stop(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_disk_follows_the_vendors_rules),
        cmocka_unit_test(the_lists_tell_what_the_rules_take),
        cmocka_unit_test(a_quota_is_kept_and_shown),
        cmocka_unit_test(what_is_deleted_makes_room_at_once),
        cmocka_unit_test(a_reader_reads_and_does_not_write),
        cmocka_unit_test(all_is_503_until_the_service_is_ready),
        cmocka_unit_test(more_requests_a_second_than_allowed_are_429),
        cmocka_unit_test(what_fails_ends_in_error_and_can_be_deleted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
