#include "selftest/judge.h"

#include "base/alloc.h"

#include <string.h>

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static const struct trial *plain_of(const struct matrix *matrix)
{
    return &matrix->trials[0];
}

/* Does the testcase see something that it does not see in the plain one? */
static bool is_new(const struct matrix *matrix, const struct trial *trial,
                   size_t testcase, enum sight sight)
{
    return trial->marks[testcase].sight == sight &&
           plain_of(matrix)->marks[testcase].sight != sight;
}

static bool catches(const struct matrix *matrix, const struct trial *trial,
                    size_t testcase)
{
    bool advice_counts =
        trial->is_advice || matrix->testcases[testcase]->level == LEVEL_SHOULD;

    return is_new(matrix, trial, testcase, SIGHT_FAIL) ||
           (advice_counts && is_new(matrix, trial, testcase, SIGHT_ADVICE));
}

static bool names(const struct testcase *testcase, const char *clause)
{
    for (size_t i = 0; clause && i < testcase->clauses_len; i++)
        if (!strcmp(testcase->clauses[i]->id, clause))
            return true;
    return false;
}

/* Is what the testcase sees about the clause that the fault breaks? */
static bool is_own(const struct matrix *matrix, const struct trial *trial,
                   size_t testcase)
{
    return trial->marks[testcase].names_clause ||
           names(matrix->testcases[testcase], trial->clause);
}

static void sum_up_group(const struct matrix *matrix, struct trial *trial,
                         size_t g)
{
    const struct group *group = &matrix->groups[g];

    for (size_t i = group->first; i < group->first + group->len; i++) {
        bool caught = trial->kind == TRIAL_FAULT && catches(matrix, trial, i);

        if (trial->marks[i].sight > trial->sights[g])
            trial->sights[g] = trial->marks[i].sight;
        trial->marks[i].caught = caught;
        trial->caught_by[g] = trial->caught_by[g] || caught;
        trial->own_by[g] =
            trial->own_by[g] || (caught && is_own(matrix, trial, i));
    }
    trial->catchers += trial->caught_by[g];
    trial->own += trial->own_by[g];
    trial->errors += trial->sights[g] == SIGHT_ERROR;
    trial->advised += trial->sights[g] == SIGHT_ADVICE;
}

static void sum_up(const struct matrix *matrix, struct trial *trial)
{
    trial->sights = xcalloc(matrix->groups_len, sizeof(*trial->sights));
    trial->caught_by = xcalloc(matrix->groups_len, sizeof(*trial->caught_by));
    trial->own_by = xcalloc(matrix->groups_len, sizeof(*trial->own_by));
    for (size_t g = 0; g < matrix->groups_len; g++)
        sum_up_group(matrix, trial, g);
}

/* The first testcase that has this sight; len when none has. */
static size_t first_with(const struct matrix *matrix, const struct trial *trial,
                         enum sight sight)
{
    size_t i = 0;

    while (i < matrix->len && trial->marks[i].sight != sight)
        i++;
    return i;
}

/* What the plain emulator does in any dialect is right. */
static void judge_conforming(struct matrix *matrix, struct trial *trial)
{
    size_t failed = first_with(matrix, trial, SIGHT_FAIL);

    trial->is_ok = trial->exit_status == 0;
    if (trial->is_ok)
        return;
    matrix_complain(matrix,
                    trial->kind == TRIAL_PLAIN ? CONDITION_PLAIN
                                               : CONDITION_DIALECTS,
                    trial->name, "ends with exit status %d%s%s",
                    trial->exit_status, failed < matrix->len ? "; fails: " : "",
                    failed < matrix->len ? matrix->testcases[failed]->id : "");
}

/* How many testcases about the trial's clause have this sight. */
static size_t count_own(const struct matrix *matrix, const struct trial *trial,
                        enum sight sight)
{
    size_t count = 0;

    for (size_t i = 0; i < matrix->len; i++)
        count += trial->marks[i].sight == sight &&
                 names(matrix->testcases[i], trial->clause);
    return count;
}

/*
 * Without an answer there is no finding, but the run is not green either.
 * Testcases of the clause that never meet the fault may pass.
 */
static void judge_silent(struct matrix *matrix, struct trial *trial)
{
    size_t errors = count_own(matrix, trial, SIGHT_ERROR);
    size_t failed = first_with(matrix, trial, SIGHT_FAIL);

    trial->is_ok = errors && failed == matrix->len && trial->exit_status != 0;
    if (!errors)
        matrix_complain(matrix, CONDITION_FAULTS, trial->name,
                        "no testcase of %s ends in error", trial->clause);
    else if (failed < matrix->len)
        matrix_complain(matrix, CONDITION_FAULTS, trial->name,
                        "nothing can be found out, and yet a testcase fails: "
                        "%s",
                        matrix->testcases[failed]->id);
    else if (!trial->is_ok)
        matrix_complain(matrix, CONDITION_FAULTS, trial->name,
                        "nothing can be found out, and yet the run is green");
}

static void judge_fault(struct matrix *matrix, struct trial *trial)
{
    if (trial->as_error) {
        judge_silent(matrix, trial);
    } else {
        trial->is_ok = trial->own > 0;
        if (!trial->catchers)
            matrix_complain(matrix, CONDITION_FAULTS, trial->name,
                            "nothing catches it: %s is broken, and every "
                            "testcase is content",
                            trial->clause);
        else if (!trial->own)
            matrix_complain(matrix, CONDITION_FAULTS, trial->name,
                            "caught by %zu testcase%s, none of them about %s",
                            trial->catchers, plural(trial->catchers),
                            trial->clause);
    }
    matrix->tally.faults.all++;
    matrix->tally.faults.part += trial->is_ok;
}

/*
 * Advice is no accusation, a server may have its reasons; but it is all that
 * a testcase of level should has to say.
 */
static bool differs(const struct matrix *matrix, const struct trial *trial,
                    size_t testcase)
{
    enum sight now = trial->marks[testcase].sight;
    enum sight before = plain_of(matrix)->marks[testcase].sight;

    if (matrix->testcases[testcase]->level == LEVEL_SHOULD)
        return now != before;
    return (now == SIGHT_ADVICE ? SIGHT_PASS : now) !=
           (before == SIGHT_ADVICE ? SIGHT_PASS : before);
}

/* How many testcases see something else than with the plain emulator. */
static size_t count_differences(const struct matrix *matrix,
                                const struct trial *trial, size_t *first)
{
    size_t count = 0;

    for (size_t i = 0; i < matrix->len; i++)
        if (differs(matrix, trial, i) && !count++)
            *first = i;
    return count;
}

static void judge_variant(struct matrix *matrix, struct trial *trial)
{
    const struct trial *plain = plain_of(matrix);
    size_t first = 0;
    size_t differences = count_differences(matrix, trial, &first);
    const struct mark *mark = &trial->marks[first];

    trial->is_ok = !differences && trial->exit_status == plain->exit_status;
    if (differences)
        matrix_complain(matrix, CONDITION_VARIANTS, trial->name,
                        "differs in %zu testcase%s; %s: %s instead of %s%s%s",
                        differences, plural(differences),
                        matrix->testcases[first]->id, sight_name(mark->sight),
                        sight_name(plain->marks[first].sight),
                        mark->why ? ", " : "", mark->why ? mark->why : "");
    else if (!trial->is_ok)
        matrix_complain(matrix, CONDITION_VARIANTS, trial->name,
                        "ends with exit status %d instead of %d",
                        trial->exit_status, plain->exit_status);
    matrix->tally.variants.all++;
    matrix->tally.variants.part += !trial->is_ok;
}

static void judge_trial(struct matrix *matrix, struct trial *trial)
{
    static void (*const judges[TRIAL_KINDS])(
        struct matrix *, struct trial *) = {[TRIAL_PLAIN] = judge_conforming,
                                            [TRIAL_DIALECT] = judge_conforming,
                                            [TRIAL_FAULT] = judge_fault,
                                            [TRIAL_VARIANT] = judge_variant};

    if (trial->trouble)
        matrix_complain(matrix, CONDITION_ENDED, trial->name, "%s",
                        trial->trouble);
    judges[trial->kind](matrix, trial);
}

/* Advice of a testcase that could fail is no reason to keep it. */
static bool earns(const struct matrix *matrix, const struct trial *trial,
                  size_t g)
{
    const struct testcase *testcase =
        matrix->testcases[matrix->groups[g].first];

    return trial->caught_by[g] &&
           (trial->sights[g] == SIGHT_FAIL || testcase->level == LEVEL_SHOULD);
}

static void find_rarest(const struct matrix *matrix, size_t g)
{
    struct group *group = &matrix->groups[g];

    for (size_t i = 0; i < matrix->trials_len; i++) {
        const struct trial *trial = &matrix->trials[i];

        if (!earns(matrix, trial, g))
            continue;
        group->catches++;
        if (!group->rarest || trial->catchers < group->rarest->catchers)
            group->rarest = trial;
    }
}

static void judge_group(struct matrix *matrix, size_t g)
{
    struct group *group = &matrix->groups[g];

    find_rarest(matrix, g);
    group->is_ok = group->rarest && group->rarest->catchers <= matrix->rare;
    matrix->tally.testcases.all++;
    matrix->tally.testcases.part += group->is_ok;
    if (matrix->is_part || group->is_ok)
        return;
    if (!group->rarest)
        matrix_complain(matrix, CONDITION_TESTCASES, group->id,
                        "catches no fault: it can go or is blind");
    else
        matrix_complain(matrix, CONDITION_TESTCASES, group->id,
                        "catches only what others catch as well; the rarest, "
                        "%s, is caught by %zu testcases (at most %zu)",
                        group->rarest->name, group->rarest->catchers,
                        matrix->rare);
}

/* Nobody has seen that a breach of it would be noticed. */
static void judge_clause(struct matrix *matrix, const struct matrix_clause *row)
{
    matrix->tally.clauses.all++;
    matrix->tally.clauses.part += row->is_tested;
    if (row->is_tested && !row->clause->is_off && !matrix->is_part &&
        row->clause->level == LEVEL_MUST &&
        !matrix_faults_of(matrix, row->clause))
        matrix_complain(matrix, CONDITION_CLAUSES, row->clause->id,
                        "is tested for %s, and no fault breaks it",
                        row->operation);
}

void selftest_judge(struct matrix *matrix)
{
    matrix->rare = matrix->groups_len / RARE_DIVISOR;
    if (!matrix->rare)
        matrix->rare = 1;
    for (size_t i = 0; i < matrix->trials_len; i++) {
        sum_up(matrix, &matrix->trials[i]);
        judge_trial(matrix, &matrix->trials[i]);
    }
    for (size_t g = 0; g < matrix->groups_len; g++)
        judge_group(matrix, g);
    for (size_t i = 0; i < matrix->clauses_len; i++)
        judge_clause(matrix, &matrix->clauses[i]);
}

bool selftest_is_good(const struct matrix *matrix)
{
    return !matrix->complaints_len && matrix->groups_len &&
           matrix->tally.faults.all;
}
