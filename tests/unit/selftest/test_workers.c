#include "tests/unit/test.h"

#include "base/alloc.h"
#include "selftest/workers.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PIECES 7

struct log {
    char *said[PIECES];
    int exit_status[PIECES];
    int signal[PIECES];
    bool timed_out[PIECES];
    size_t ended;
};

static int say(int to, size_t index)
{
    char text[32];
    int len = snprintf(text, sizeof(text), "piece %zu", index);

    return write(to, text, (size_t)len) == len ? 0 : 1;
}

static void note(void *state, size_t index, const struct work_end *end)
{
    struct log *log = state;

    assert_null(log->said[index]);
    log->said[index] = xstrdup(buffer_text(end->output));
    log->exit_status[index] = end->exit_status;
    log->signal[index] = end->signal;
    log->timed_out[index] = end->timed_out;
    log->ended++;
}

static void log_clear(struct log *log)
{
    for (size_t i = 0; i < PIECES; i++)
        free(log->said[i]);
}

static struct workers plan_of(struct log *log, size_t parallel,
                              int (*work)(void *, size_t, int))
{
    return (struct workers){.len = PIECES,
                            .parallel = parallel,
                            .deadline_ms = 20000,
                            .clock = clock_system(),
                            .work = work,
                            .done = note,
                            .state = log};
}

static int work_well(void *state, size_t index, int to)
{
    (void)state;
    return say(to, index) == 0 ? (int)index : 99;
}

static void every_piece_is_done_once(void **state)
{
    static const size_t parallel[] = {1, 3, WORKERS_MAX};

    (void)state;
    for (size_t i = 0; i < sizeof(parallel) / sizeof(*parallel); i++) {
        struct log log = {0};
        struct workers plan = plan_of(&log, parallel[i], work_well);
        struct error err = {0};

        assert_int_equal(0, workers_run(&plan, &err));
        assert_int_equal(PIECES, log.ended);
        for (size_t k = 0; k < PIECES; k++) {
            char *want = xasprintf("piece %zu", k);

            assert_string_equal(want, log.said[k]);
            assert_int_equal(k, log.exit_status[k]);
            free(want);
        }
        log_clear(&log);
    }
}

static int work_badly(void *state, size_t index, int to)
{
    (void)state;
    say(to, index);
    if (index == 2)
        kill(getpid(), SIGKILL);
    while (index == 4)
        pause();
    return 0;
}

static void a_crash_and_a_hang_stay_alone(void **state)
{
    struct log log = {0};
    struct workers plan = plan_of(&log, 3, work_badly);
    struct error err = {0};

    (void)state;
    plan.deadline_ms = 700;
    assert_int_equal(0, workers_run(&plan, &err));
    assert_int_equal(PIECES, log.ended);
    for (size_t i = 0; i < PIECES; i++) {
        bool killed = i == 2 || i == 4;

        assert_int_equal(killed ? -1 : 0, log.exit_status[i]);
        assert_int_equal(killed ? SIGKILL : 0, log.signal[i]);
        assert_true(log.timed_out[i] == (i == 4));
        assert_non_null(strstr(log.said[i], "piece"));
    }
    log_clear(&log);
}

/* More than a pipe holds, and more than is kept. */
static int work_much(void *state, size_t index, int to)
{
    static const char much[4096] = {'x'};

    (void)state;
    for (size_t i = 0; index == 1 && i < 2 * WORK_OUTPUT_MAX / sizeof(much);
         i++)
        if (write(to, much, sizeof(much)) < 0)
            return 1;
    return 0;
}

static void much_output_blocks_nobody_and_is_limited(void **state)
{
    struct log log = {0};
    struct workers plan = plan_of(&log, 2, work_much);
    struct error err = {0};

    (void)state;
    assert_int_equal(0, workers_run(&plan, &err));
    assert_int_equal(PIECES, log.ended);
    assert_int_equal(0, log.exit_status[1]);
    log_clear(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_piece_is_done_once),
        cmocka_unit_test(a_crash_and_a_hang_stay_alone),
        cmocka_unit_test(much_output_blocks_nobody_and_is_limited),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
