/* test_lock.c - two runs do not share a snapshot. */
#include "tests/unit/test.h"

#include "base/alloc.h"
#include "run/lock.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROOT "https://evs.example"

/* A directory of its own for each test. */
static int set_up(void **state)
{
    char name[] = "/tmp/assay-lock-XXXXXX";

    *state = xstrdup(mkdtemp(name));
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    char *command = xasprintf("rm -r '%s'", (char *)*state);
    int rc = system(command);

    free(command);
    free(*state);
    return rc;
}

/* What another process gets: 0, or the kind of its error. */
static int try_elsewhere(const char *directory, const char *root,
                         const char *id, char **text)
{
    int status, ends[2];
    char bytes[600] = "";
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        struct locks locks = {0};
        struct error err = {0};

        lock_snapshot_in(&locks, directory, root, id, &err);
        if (write(ends[1], err.text, strlen(err.text)) < 0)
            _exit(99);
        _exit((int)err.kind);
    }
    close(ends[1]);
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_true(read(ends[0], bytes, sizeof(bytes) - 1) >= 0);
    close(ends[0]);
    if (text)
        *text = xstrdup(bytes);
    return WEXITSTATUS(status);
}

static void a_second_run_on_the_snapshot_is_told_whose_it_is(void **state)
{
    struct locks locks = {0};
    struct error err = {0};
    char *text, *process = xasprintf("process %ld)", (long)getpid());

    assert_int_equal(lock_snapshot_in(&locks, *state, ROOT, "s-1", &err), 0);
    assert_int_equal(try_elsewhere(*state, ROOT, "s-1", &text), ERROR_USAGE);
    assert_non_null(strstr(text, "another run"));
    assert_non_null(strstr(text, process));
    free(text);
    free(process);
    locks_release(&locks);
}

static void other_snapshots_and_other_targets_are_free(void **state)
{
    struct locks locks = {0};
    struct error err = {0};

    assert_int_equal(lock_snapshot_in(&locks, *state, ROOT, "s-1", &err), 0);
    assert_int_equal(lock_snapshot_in(&locks, *state, ROOT, "s-2", &err), 0);
    assert_int_equal(try_elsewhere(*state, ROOT, "s-3", NULL), 0);
    assert_int_equal(
        try_elsewhere(*state, "https://other.example", "s-1", NULL), 0);
    assert_int_equal(try_elsewhere(*state, ROOT, "s-2", NULL), ERROR_USAGE);
    locks_release(&locks);
}

static void it_is_free_again_when_the_run_has_ended(void **state)
{
    struct locks locks = {0};
    struct error err = {0};

    /* that process has ended without giving anything back */
    assert_int_equal(try_elsewhere(*state, ROOT, "s-1", NULL), 0);
    assert_int_equal(lock_snapshot_in(&locks, *state, ROOT, "s-1", &err), 0);
    locks_release(&locks);
    assert_int_equal(try_elsewhere(*state, ROOT, "s-1", NULL), 0);
}

/* Locks that two environments put in two places would not be locks. */
static void the_environment_does_not_move_them(void **state)
{
    struct locks locks = {0};
    struct error err = {0};
    /* a target of this test alone: the directory is shared by all runs */
    char *id = xasprintf("%s-%ld", (char *)*state, (long)getpid());
    char *usual = xasprintf("/tmp/assay-%lu", (unsigned long)geteuid());

    assert_int_equal(setenv("XDG_RUNTIME_DIR", *state, 1), 0);
    assert_int_equal(lock_snapshot(&locks, ROOT, id, &err), 0);
    assert_int_equal(unsetenv("XDG_RUNTIME_DIR"), 0);
    assert_int_equal(try_elsewhere(usual, ROOT, id, NULL), ERROR_USAGE);
    locks_release(&locks);
    free(usual);
    free(id);
}

static void a_directory_that_others_may_write_to_is_not_used(void **state)
{
    struct locks locks = {0};
    struct error err = {0};
    char *directory = xasprintf("%s/assay", (char *)*state);

    assert_int_equal(mkdir(directory, 0700), 0);
    assert_int_equal(chmod(directory, 0777), 0);
    assert_int_equal(lock_snapshot_in(&locks, directory, ROOT, "s-1", &err),
                     -1);
    assert_int_equal(err.kind, ERROR_INTERNAL);
    assert_string_equal(err.where, directory);
    assert_int_equal(locks.len, 0);
    free(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_second_run_on_the_snapshot_is_told_whose_it_is, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(
            other_snapshots_and_other_targets_are_free, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_is_free_again_when_the_run_has_ended,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_environment_does_not_move_them,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_directory_that_others_may_write_to_is_not_used, set_up,
            tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
