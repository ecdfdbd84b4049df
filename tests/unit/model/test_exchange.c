/* test_exchange.c - fields keep order and repeats; the last attempt counts. */
#include "tests/unit/test.h"

#include "base/alloc.h"
#include "model/exchange.h"

#include <string.h>

static void
fields_keep_order_and_repeats_and_are_found_without_case(void **state)
{
    struct fields fields = {0}, copy = {0};

    (void)state;
    fields_add(&fields, "Set-Cookie", "a=1");
    fields_add(&fields, "Content-Type", "text/plain");
    fields_add(&fields, "set-cookie", "b=2");
    fields_add(&fields, "X-Empty", "");
    assert_string_equal(fields_get(&fields, "SET-COOKIE"), "a=1");
    assert_string_equal(fields_get(&fields, "content-type"), "text/plain");
    assert_string_equal(fields_get(&fields, "x-empty"), "");
    assert_null(fields_get(&fields, "Content"));
    assert_null(fields_get(&fields, "Content-Type-Options"));
    fields_add(&copy, "First", "0");
    fields_copy(&copy, &fields);
    fields_clear(&fields);
    assert_int_equal(fields.len, 0);
    assert_null(fields_get(&fields, "Set-Cookie"));
    assert_int_equal(copy.len, 5);
    assert_string_equal(copy.items[3].name, "set-cookie");
    assert_string_equal(copy.items[3].value, "b=2");
    fields_clear(&copy);
}

static void add(struct exchanges *list, const char *step, const char *name,
                int attempt)
{
    struct exchange exchange = {
        .step = xstrdup(step), .name = xstrdup(name), .attempt = attempt};

    fields_add(&exchange.request.fields, "A", "1");
    exchange.response.content = xstrdup("{}");
    assert_int_equal(exchanges_take(list, &exchange)->attempt, attempt);
    assert_null(exchange.step);
    assert_int_equal(exchange.request.fields.len, 0);
}

static void the_last_attempt_of_a_step_is_found(void **state)
{
    struct exchanges list = {0};

    (void)state;
    assert_null(exchanges_find(&list, "one", "answer"));
    add(&list, "one", "before", 1);
    add(&list, "one", "answer", 1);
    add(&list, "one", "answer", 2);
    add(&list, "two", "answer", 1);
    add(&list, "one", "after", 1);
    for (int i = 0; i < 20; i++)
        add(&list, "many", "answer", i);
    assert_int_equal(exchanges_find(&list, "one", "answer")->attempt, 2);
    assert_int_equal(exchanges_find(&list, "two", "answer")->attempt, 1);
    assert_int_equal(exchanges_find(&list, "many", "answer")->attempt, 19);
    assert_null(exchanges_find(&list, "two", "after"));
    assert_null(exchanges_find(&list, "three", "answer"));
    assert_null(exchanges_find(&list, "ONE", "answer"));
    exchanges_clear(&list);
    assert_int_equal(list.len, 0);
    exchanges_clear(&list);
}

static void every_transport_has_a_name_of_its_own(void **state)
{
    (void)state;
    assert_string_equal(transport_name(TRANSPORT_OK), "ok");
    assert_string_equal(transport_name(TRANSPORT_TOO_LARGE), "too-large");
    assert_string_equal(transport_name(TRANSPORT_OTHER), "other");
    for (int i = 0; i <= TRANSPORT_OTHER; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(transport_name((enum transport)i),
                                    transport_name((enum transport)k));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            fields_keep_order_and_repeats_and_are_found_without_case),
        cmocka_unit_test(the_last_attempt_of_a_step_is_found),
        cmocka_unit_test(every_transport_has_a_name_of_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
