#include "tests/unit/test.h"

#include "run/emitter.h"
#include "run/exit.h"

#include <string.h>

/* A writer that counts its calls and fails at the chosen one. */
struct probe {
    int calls;
    int fails_at; /* 0: never */
    int status_at_end;
    char note[40];
};

static int count(struct probe *probe, struct error *err)
{
    if (++probe->calls == probe->fails_at)
        return error_set(err, ERROR_OUTPUT, "f", "call %d", probe->calls);
    return 0;
}

static int probe_begin(void *state, const struct run_info *info,
                       struct error *err)
{
    (void)info;
    return count(state, err);
}

static int probe_result(void *state, const struct result *result,
                        struct error *err)
{
    (void)result;
    return count(state, err);
}

static int probe_note(void *state, const char *text, struct error *err)
{
    struct probe *probe = state;

    strncpy(probe->note, text, sizeof(probe->note) - 1);
    return count(probe, err);
}

static int probe_end(void *state, const struct summary *summary,
                     struct error *err)
{
    struct probe *probe = state;

    probe->status_at_end = summary->exit_status;
    return count(probe, err);
}

static struct writer writer_of(struct probe *probe)
{
    return (struct writer){.state = probe,
                           .begin = probe_begin,
                           .result = probe_result,
                           .note = probe_note,
                           .end = probe_end};
}

static void a_failing_writer_does_not_stop_the_others(void **state)
{
    struct probe probes[] = {{0}, {.fails_at = 2}, {0}};
    struct writer writers[] = {writer_of(&probes[0]), writer_of(&probes[1]),
                               writer_of(&probes[2])};
    struct emitter emitter;
    struct result result = {0};
    struct summary summary = {.counts = {[VERDICT_PASS] = 1}};

    (void)state;
    emitter_init(&emitter, writers, 3);
    emit_begin(&emitter, NULL);
    emit_result(&emitter, &result);
    emit_result(&emitter, &result);
    emit_end(&emitter, &summary);
    assert_int_equal(4, probes[0].calls);
    assert_int_equal(2, probes[1].calls);
    assert_int_equal(4, probes[2].calls);
    assert_string_equal("call 2", emitter.first.text);
    assert_int_equal(EXIT_TROUBLE, summary.exit_status);
    emitter_clear(&emitter);
}

static void the_first_failure_is_kept(void **state)
{
    struct probe probes[] = {{.fails_at = 2}, {.fails_at = 1}};
    struct writer writers[] = {writer_of(&probes[0]), writer_of(&probes[1])};
    struct emitter emitter;

    (void)state;
    emitter_init(&emitter, writers, 2);
    emit_note(&emitter, "%d of %d", 1, 2);
    emit_note(&emitter, "again");
    assert_string_equal("call 1", emitter.first.text);
    assert_string_equal("again", probes[0].note);
    assert_string_equal("1 of 2", probes[1].note);
    emitter_clear(&emitter);
}

static void who_finishes_later_knows_of_failures_before(void **state)
{
    struct probe probes[] = {{0}, {.fails_at = 1}, {0}};
    struct writer writers[] = {writer_of(&probes[0]), writer_of(&probes[1]),
                               writer_of(&probes[2])};
    struct emitter emitter;
    struct summary summary = {.counts = {[VERDICT_PASS] = 1}};

    (void)state;
    emitter_init(&emitter, writers, 3);
    emit_end(&emitter, &summary);
    assert_int_equal(EXIT_CONFORMS, probes[0].status_at_end);
    assert_int_equal(EXIT_TROUBLE, probes[2].status_at_end);
    assert_int_equal(EXIT_TROUBLE, summary.exit_status);
    emitter_clear(&emitter);
}

static void functions_that_a_writer_lacks_are_left_out(void **state)
{
    struct writer writers[] = {{0}};
    struct emitter emitter;
    struct summary summary = {.counts = {[VERDICT_FAIL] = 1}};

    (void)state;
    emitter_init(&emitter, writers, 1);
    emit_begin(&emitter, NULL);
    emit_start(&emitter, NULL, 0);
    emit_note(&emitter, "x");
    emit_end(&emitter, &summary);
    assert_false(error_is_set(&emitter.first));
    assert_int_equal(EXIT_BROKEN, summary.exit_status);
    emitter_clear(&emitter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failing_writer_does_not_stop_the_others),
        cmocka_unit_test(the_first_failure_is_kept),
        cmocka_unit_test(who_finishes_later_knows_of_failures_before),
        cmocka_unit_test(functions_that_a_writer_lacks_are_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
