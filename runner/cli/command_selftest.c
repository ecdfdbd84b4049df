/*
 * command_selftest.c - how much do the suites see, and whom do they accuse?
 * Every fault and every variant of the emulator is tried.
 */
#include "cli/commands.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/file.h"
#include "cli/data.h"
#include "cli/emulator.h"
#include "cli/selection.h"
#include "cli/trial_run.h"
#include "reports/matrix.h"
#include "run/exit.h"
#include "selftest/collect.h"
#include "selftest/judge.h"
#include "selftest/workers.h"
#include "selftest/trials.h"
#include "suite/coverage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RUNS_PER_PROCESSOR 3
#define DEADLINE_MS        120000 /* of a run that does not end by itself */
#define NAME_WIDTH         50

struct selftest {
    struct config config; /* the command's, with all opt-in tags */
    struct data data;
    struct plan plan;
    struct matrix matrix;
    size_t ended;     /* trials so far */
    bool is_terminal; /* somebody watches standard error */
};

/* Everything that must be asked for is asked for. */
static int opt_in_all(struct selftest *test, struct error *err)
{
    const struct catalog *catalog = test->data.catalog;
    struct list *tags = &test->config.opt_in;

    for (size_t i = 0; i < catalog->suites_len; i++)
        for (size_t k = 0; k < catalog->suites[i].testcases_len; k++) {
            const char *tag = catalog->suites[i].testcases[k].opt_in;

            if (!tag || list_has(tags, tag))
                continue;
            if (tags->len == LIST_MAX)
                return error_set(err, ERROR_SUITE, tag, "is one tag too many");
            tags->items[tags->len++] = tag;
        }
    return 0;
}

/* The other dialects; that of the plain trial is tried anyway. */
static void add_dialects(struct selftest *test)
{
    const struct library *library = test->data.library;

    for (size_t i = 0; i < library->len; i++) {
        const char *id =
            json_string_value(json_object_get(library->files[i].content, "id"));

        if (library->files[i].kind == FILE_DIALECT && id &&
            strcmp(id, test->config.dialect) != 0)
            matrix_add_trial(&test->matrix, TRIAL_DIALECT, id,
                             "the plain emulator in another dialect");
    }
}

static void take_clauses(struct matrix *matrix, const struct catalog *catalog)
{
    struct coverage *coverage = coverage_new(catalog, NULL);

    matrix->clauses = xcalloc(coverage->len, sizeof(*matrix->clauses));
    for (size_t i = 0; i < coverage->len; i++)
        matrix->clauses[matrix->clauses_len++] = (struct matrix_clause){
            coverage->rows[i].clause, coverage->rows[i].operation,
            coverage->rows[i].len > 0};
    coverage_free(coverage);
}

/* Do the lists of fixtures/ and the emulator agree? */
static int compare(const struct matrix *matrix, struct error *err)
{
    static const struct {
        enum trial_kind kind;
        const char *option;
    } rows[] = {{TRIAL_FAULT, "--list-faults"},
                {TRIAL_VARIANT, "--list-variants"}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *listing = emulator_ask(rows[i].option, err);
        int rc =
            listing ? trials_compare(matrix, rows[i].kind, listing, err) : -1;

        free(listing);
        if (rc < 0)
            return -1;
    }
    return 0;
}

static int add_trials(struct selftest *test, struct error *err)
{
    struct matrix *matrix = &test->matrix;
    char *fixtures = path_join(test->data.directory, "fixtures");
    int rc;

    matrix_add_trial(matrix, TRIAL_PLAIN, "plain", "the emulator as it is");
    add_dialects(test);
    rc = trials_load(matrix, fixtures, err);
    if (rc == 0)
        rc = compare(matrix, err);
    if (rc == 0)
        rc = trials_find_clauses(matrix, err);
    if (rc == 0 && test->config.include_fault.len)
        rc = trials_select(matrix, test->config.include_fault.items, err);
    free(fixtures);
    return rc;
}

static int prepare(struct selftest *test, struct error *err)
{
    struct matrix *matrix = &test->matrix;

    test->config.emulator = true;
    if (test->config.words.len)
        return error_set(err, ERROR_USAGE, test->config.words.items[0],
                         "is not expected here");
    if (data_load(&test->config, &test->data, err) < 0 ||
        opt_in_all(test, err) < 0 ||
        selection_plan(&test->config, &test->data, &test->plan, err) < 0)
        return -1;
    for (size_t i = 0; i < test->plan.len; i++)
        matrix_take_testcase(matrix, test->plan.entries[i].testcase);
    take_clauses(matrix, test->data.catalog);
    matrix->operation = test->plan.suites[0]->operation->id;
    matrix->version = ASSAY_VERSION;
    matrix->dialect = test->config.dialect;
    matrix->profile = test->config.profile;
    if (add_trials(test, err) < 0)
        return -1;
    matrix_make_marks(matrix);
    return 0;
}

static int work(void *state, size_t index, int to)
{
    struct selftest *test = state;
    const struct trial_setup setup = {&test->config, &test->data, &test->plan};

    return trial_run(&setup, &test->matrix.trials[index], to) < 0;
}

static void show_progress(const struct selftest *test, const char *name)
{
    if (test->is_terminal)
        fprintf(stderr, "\r%zu of %zu  %-*.*s", test->ended,
                test->matrix.trials_len, NAME_WIDTH, NAME_WIDTH, name);
    if (test->is_terminal && test->ended == test->matrix.trials_len)
        fprintf(stderr, "\r%*s\r", NAME_WIDTH + 20, "");
}

static void done(void *state, size_t index, const struct work_end *end)
{
    struct selftest *test = state;
    struct trial *trial = &test->matrix.trials[index];

    trial->duration_us = end->duration_us;
    collect_read(&test->matrix, trial, buffer_text(end->output));
    if (end->timed_out || end->signal) {
        free(trial->trouble);
        trial->trouble =
            end->timed_out
                ? xasprintf("did not end within %d s", DEADLINE_MS / 1000)
                : xasprintf("was ended by signal %d", end->signal);
    }
    test->ended++;
    show_progress(test, trial->name);
}

static size_t parallel_of(const struct config *config)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t jobs = config->jobs ? (size_t)config->jobs
                               : RUNS_PER_PROCESSOR *
                                     (size_t)(processors > 0 ? processors : 1);

    return jobs < WORKERS_MAX ? jobs : WORKERS_MAX;
}

static int write_reports(const struct selftest *test, struct error *err)
{
    static const struct {
        const char *name;
        int (*write)(const struct matrix *, const char *, struct error *);
    } rows[] = {{"selftest.json", matrix_write_json},
                {"selftest.html", matrix_write_html}};
    const char *directory = test->config.out;
    int rc = directory ? directory_make(directory, err) : 0;

    for (size_t i = 0; directory && rc == 0 && i < 2; i++) {
        char *path = path_join(directory, rows[i].name);

        rc = rows[i].write(&test->matrix, path, err);
        free(path);
    }
    return rc;
}

static int run(struct selftest *test, struct error *err)
{
    struct clock clock = clock_system();
    int64_t begin = clock.monotonic_us(clock.state);
    char started[CLOCK_TEXT_SIZE];
    const struct workers workers = {.len = test->matrix.trials_len,
                                    .parallel = parallel_of(&test->config),
                                    .deadline_ms = DEADLINE_MS,
                                    .clock = clock,
                                    .work = work,
                                    .done = done,
                                    .state = test};

    clock_text(clock.wall_us(clock.state), started);
    test->matrix.started = started;
    test->is_terminal = isatty(STDERR_FILENO);
    if (workers_run(&workers, err) < 0)
        return EXIT_TROUBLE;
    test->matrix.duration_us = clock.monotonic_us(clock.state) - begin;
    selftest_judge(&test->matrix);
    if (write_reports(test, err) < 0)
        return EXIT_TROUBLE;
    matrix_print(&test->matrix, test->config.quiet, stdout);
    return selftest_is_good(&test->matrix) ? EXIT_CONFORMS : EXIT_BROKEN;
}

int command_selftest(const struct config *config, struct error *err)
{
    struct selftest *test = xcalloc(1, sizeof(*test));
    int status = EXIT_TROUBLE;

    test->config = *config;
    if (prepare(test, err) == 0)
        status = run(test, err);
    matrix_clear(&test->matrix);
    plan_clear(&test->plan);
    data_clear(&test->data);
    free(test);
    return status;
}
