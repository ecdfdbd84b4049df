#include "tests/unit/emulator/fixture.h"

#include "base/alloc.h"

#include <stdlib.h>

static struct resource *seeded(struct fixture *f)
{
    return store_find(&f->emulator.store, RESOURCE_SNAPSHOT, PROJECT,
                      SEED_SNAPSHOT);
}

static void a_new_resource_is_creating_until_it_is_looked_at(void **state)
{
    struct fixture f;
    struct resource *made;

    (void)state;
    fixture_start(&f);
    made = store_add(&f.emulator.store, RESOURCE_VOLUME, PROJECT);
    assert_int_equal(made->status, STATUS_CREATING);
    assert_ptr_equal(
        store_find(&f.emulator.store, RESOURCE_VOLUME, PROJECT, made->id),
        made);
    assert_int_equal(made->status, STATUS_AVAILABLE);
    fixture_stop(&f);
}

static void creating_lasts_as_long_as_the_delay(void **state)
{
    struct fixture f;
    struct resource *made;

    (void)state;
    fixture_start(&f);
    f.emulator.store.create_delay_us = 1000;
    made = store_add(&f.emulator.store, RESOURCE_VOLUME, PROJECT);
    f.now_us += 999;
    store_settle(&f.emulator.store);
    assert_int_equal(made->status, STATUS_CREATING);
    f.now_us += 1;
    store_settle(&f.emulator.store);
    assert_int_equal(made->status, STATUS_AVAILABLE);
    fixture_stop(&f);
}

static void updated_at_moves_even_when_the_clock_does_not(void **state)
{
    struct fixture f;
    struct resource *snapshot;
    struct change change = {.name = json_string("new")};

    (void)state;
    fixture_start(&f);
    snapshot = seeded(&f);
    assert_true(snapshot->updated_us == 0);
    store_update(&f.emulator.store, snapshot, &change);
    assert_true(snapshot->updated_us == f.now_us);
    store_update(&f.emulator.store, snapshot, &change);
    assert_true(snapshot->updated_us == f.now_us + 1);
    f.now_us -= 5000; /* a clock that was set back */
    store_update(&f.emulator.store, snapshot, &change);
    assert_true(snapshot->updated_us == f.now_us + 5002);
    change_clear(&change);
    fixture_stop(&f);
}

static void an_update_leaves_what_was_not_sent(void **state)
{
    struct fixture f;
    struct change change = {.description = json_null()};

    (void)state;
    fixture_start(&f);
    store_update(&f.emulator.store, seeded(&f), &change);
    assert_string_equal(json_string_value(seeded(&f)->name), "snap-001");
    assert_true(json_is_null(seeded(&f)->description));
    change_clear(&change);
    fixture_stop(&f);
}

static void nothing_is_found_in_another_project_or_kind(void **state)
{
    struct fixture f;
    struct store *store = &f.emulator.store;

    (void)state;
    fixture_start(&f);
    assert_null(store_find(store, RESOURCE_SNAPSHOT, FOREIGN, SEED_SNAPSHOT));
    assert_null(store_find(store, RESOURCE_VOLUME, PROJECT, SEED_SNAPSHOT));
    assert_null(store_find(store, RESOURCE_SNAPSHOT, PROJECT, ""));
    assert_non_null(
        store_find(store, RESOURCE_SNAPSHOT, FOREIGN, SEED_FOREIGN_SNAPSHOT));
    fixture_stop(&f);
}

static void a_deleted_disk_takes_its_snapshots_along(void **state)
{
    struct fixture f;
    struct store *store = &f.emulator.store;

    (void)state;
    fixture_start(&f);
    assert_true(store_has_snapshots(store, SEED_VOLUME));
    store_delete(store,
                 store_find(store, RESOURCE_VOLUME, PROJECT, SEED_VOLUME));
    assert_int_equal(seeded(&f)->status, STATUS_DELETING);
    assert_false(store_has_snapshots(store, SEED_VOLUME));
    fixture_stop(&f);
}

static void a_full_store_takes_no_more_until_something_is_deleted(void **state)
{
    struct fixture f;
    struct store *store = &f.emulator.store;

    (void)state;
    fixture_start(&f);
    while (store->len < STORE_RESOURCES_MAX)
        assert_non_null(store_add(store, RESOURCE_VOLUME, PROJECT));
    assert_null(store_add(store, RESOURCE_VOLUME, PROJECT));
    store_delete(store, seeded(&f));
    assert_non_null(store_add(store, RESOURCE_VOLUME, PROJECT));
    assert_null(store_add(store, RESOURCE_VOLUME, PROJECT));
    fixture_stop(&f);
}

static void a_copy_brings_everything_back(void **state)
{
    struct fixture f;
    struct resource copy;
    struct change change = {.name = json_string("new")};

    (void)state;
    fixture_start(&f);
    copy = resource_copy(seeded(&f));
    store_update(&f.emulator.store, seeded(&f), &change);
    resource_restore(seeded(&f), &copy);
    assert_string_equal(json_string_value(seeded(&f)->name), "snap-001");
    assert_true(seeded(&f)->updated_us == 0);
    resource_clear(&copy);
    change_clear(&change);
    fixture_stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_resource_is_creating_until_it_is_looked_at),
        cmocka_unit_test(creating_lasts_as_long_as_the_delay),
        cmocka_unit_test(updated_at_moves_even_when_the_clock_does_not),
        cmocka_unit_test(an_update_leaves_what_was_not_sent),
        cmocka_unit_test(nothing_is_found_in_another_project_or_kind),
        cmocka_unit_test(a_deleted_disk_takes_its_snapshots_along),
        cmocka_unit_test(a_full_store_takes_no_more_until_something_is_deleted),
        cmocka_unit_test(a_copy_brings_everything_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
