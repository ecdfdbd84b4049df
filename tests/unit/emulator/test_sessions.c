#include "tests/unit/test.h"

#include "emulator/sessions.h"

#include <string.h>

#define ISSUED INT64_C(1000)
#define END    INT64_C(2000)

static const struct identity somebody = {.user_id = "u"};

static struct session *add(struct sessions *sessions)
{
    const struct session wanted = {.identity = &somebody,
                                   .scoped = true,
                                   .methods = METHOD_PASSWORD,
                                   .issued_us = ISSUED,
                                   .expires_us = END,
                                   .uses = 7};

    return sessions_add(sessions, &wanted);
}

static void a_token_is_64_digits_and_never_the_same(void **state)
{
    struct sessions sessions = {.len = 0};
    const struct session *one = add(&sessions), *other = add(&sessions);

    (void)state;
    assert_int_equal(strlen(one->token), 64);
    assert_int_equal(strspn(one->token, "0123456789abcdef"), 64);
    assert_int_equal(strlen(one->audit), 22);
    assert_string_not_equal(one->token, other->token);
    assert_string_not_equal(one->audit, other->audit);
    assert_null(strstr(one->token, one->audit));
}

static void a_token_is_good_until_its_end(void **state)
{
    static const struct {
        int64_t now_us;
        bool good;
    } rows[] = {{ISSUED, true}, {END - 1, true}, {END, false}};
    struct sessions sessions = {.len = 0};
    const struct session *session = add(&sessions);

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_int_equal(
            sessions_find(&sessions, session->token, rows[i].now_us) == session,
            rows[i].good);
}

static void only_the_exact_token_is_found(void **state)
{
    struct sessions sessions = {.len = 0};
    const struct session *session = add(&sessions);
    char cut[SESSION_TOKEN_SIZE];

    (void)state;
    strcpy(cut, session->token);
    cut[sizeof(cut) - 2] = '\0';
    assert_null(sessions_find(&sessions, cut, ISSUED));
    assert_null(sessions_find(&sessions, session->audit, ISSUED));
    assert_null(sessions_find(&sessions, "", ISSUED));
    assert_null(sessions_find(&sessions, NULL, ISSUED));
    assert_ptr_equal(session->identity, &somebody);
}

static void a_token_is_used_up_by_its_uses(void **state)
{
    struct sessions sessions = {.uses_most = 2};
    struct session *session = add(&sessions);

    (void)state;
    assert_int_equal(session->uses, 0);
    for (; session->uses < 2; session->uses++)
        assert_ptr_equal(sessions_find(&sessions, session->token, ISSUED),
                         session);
    assert_null(sessions_find(&sessions, session->token, ISSUED));
}

static void a_revoked_token_is_gone_and_others_stay(void **state)
{
    struct sessions sessions = {.len = 0};
    char tokens[3][SESSION_TOKEN_SIZE];

    (void)state;
    for (size_t i = 0; i < 3; i++)
        strcpy(tokens[i], add(&sessions)->token);
    sessions_remove(&sessions, sessions_find(&sessions, tokens[1], ISSUED));
    assert_non_null(sessions_find(&sessions, tokens[0], ISSUED));
    assert_null(sessions_find(&sessions, tokens[1], ISSUED));
    assert_non_null(sessions_find(&sessions, tokens[2], ISSUED));
}

static void the_oldest_token_makes_room(void **state)
{
    struct sessions sessions = {.len = 0};
    char first[SESSION_TOKEN_SIZE], second[SESSION_TOKEN_SIZE];

    (void)state;
    strcpy(first, add(&sessions)->token);
    strcpy(second, add(&sessions)->token);
    while (sessions.len < SESSIONS_MAX)
        add(&sessions);
    assert_non_null(sessions_find(&sessions, first, ISSUED));
    add(&sessions);
    assert_int_equal(sessions.len, SESSIONS_MAX);
    assert_null(sessions_find(&sessions, first, ISSUED));
    assert_non_null(sessions_find(&sessions, second, ISSUED));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_token_is_64_digits_and_never_the_same),
        cmocka_unit_test(a_token_is_good_until_its_end),
        cmocka_unit_test(only_the_exact_token_is_found),
        cmocka_unit_test(a_token_is_used_up_by_its_uses),
        cmocka_unit_test(a_revoked_token_is_gone_and_others_stay),
        cmocka_unit_test(the_oldest_token_makes_room),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
