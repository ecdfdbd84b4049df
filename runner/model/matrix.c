#include "model/matrix.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

#define GROUP_MEMBERS 1 /* slashes in a group's id: "suite/testcase" */

static const char *const sights[SIGHTS] = {
    [SIGHT_NONE] = "none",   [SIGHT_SKIP] = "skip",     [SIGHT_PASS] = "pass",
    [SIGHT_ERROR] = "error", [SIGHT_ADVICE] = "advice", [SIGHT_FAIL] = "fail"};

static const struct {
    const char *name, *sentence;
    bool needs_all; /* not only a selection of faults */
} conditions[CONDITIONS] = {
    [CONDITION_ENDED] = {"ended", "every run came to its end", false},
    [CONDITION_PLAIN] = {"plain", "the plain emulator conforms", false},
    [CONDITION_DIALECTS] = {"dialects",
                            "the plain emulator conforms in every dialect",
                            true},
    [CONDITION_FAULTS] = {"faults",
                          "every fault is caught by a testcase of its clause",
                          false},
    [CONDITION_CLAUSES] = {"clauses",
                           "every promise that is tested is broken by a fault",
                           true},
    [CONDITION_TESTCASES] = {"testcases",
                             "every testcase catches a fault that few others "
                             "catch",
                             true},
    [CONDITION_VARIANTS] = {"variants", "no variant is accused", true}};

const char *sight_name(enum sight sight)
{
    return sights[sight];
}

int sight_from_name(const char *name)
{
    for (int i = 0; i < SIGHTS; i++)
        if (!strcmp(sights[i], name))
            return i;
    return -1;
}

const char *condition_name(enum condition condition)
{
    return conditions[condition].name;
}

const char *condition_sentence(enum condition condition)
{
    return conditions[condition].sentence;
}

/* Bytes of "suite/testcase" in "suite/testcase/row". */
static size_t group_len(const char *id)
{
    size_t len = strcspn(id, "/");

    for (int i = 0; i < GROUP_MEMBERS && id[len]; i++)
        len += 1 + strcspn(id + len + 1, "/");
    return len;
}

static bool is_of_group(const struct group *group, const char *id)
{
    size_t len = strlen(group->id);

    return group_len(id) == len && !strncmp(group->id, id, len);
}

void matrix_take_testcase(struct matrix *matrix,
                          const struct testcase *testcase)
{
    struct group *last =
        matrix->groups_len ? &matrix->groups[matrix->groups_len - 1] : NULL;

    matrix->testcases = xrealloc_array(matrix->testcases, matrix->len + 1,
                                       sizeof(*matrix->testcases));
    matrix->testcases[matrix->len++] = testcase;
    if (last && is_of_group(last, testcase->id)) {
        last->len++;
        return;
    }
    matrix->groups = xrealloc_array(matrix->groups, matrix->groups_len + 1,
                                    sizeof(*matrix->groups));
    matrix->groups[matrix->groups_len++] =
        (struct group){.id = xmemdup(testcase->id, group_len(testcase->id)),
                       .first = matrix->len - 1,
                       .len = 1};
}

struct trial *matrix_add_trial(struct matrix *matrix, enum trial_kind kind,
                               const char *name, const char *description)
{
    struct trial *trial;

    matrix->trials = xgrow(matrix->trials, matrix->trials_len,
                           &matrix->trials_cap, sizeof(*matrix->trials));
    trial = &matrix->trials[matrix->trials_len++];
    *trial = (struct trial){.kind = kind,
                            .name = xstrdup(name),
                            .description = xstrdup(description),
                            .exit_status = -1};
    return trial;
}

void trial_add_switch(struct trial *trial, const char *name)
{
    trial->switches = xrealloc_array(trial->switches, trial->switches_len + 1,
                                     sizeof(*trial->switches));
    trial->switches[trial->switches_len++] = xstrdup(name);
}

static void trial_clear(struct trial *trial, size_t marks)
{
    for (size_t i = 0; trial->marks && i < marks; i++)
        free(trial->marks[i].why);
    for (size_t i = 0; i < trial->switches_len; i++)
        free(trial->switches[i]);
    free(trial->marks);
    free(trial->switches);
    free(trial->name);
    free(trial->description);
    free(trial->clause);
    free(trial->operation);
    free(trial->trouble);
    free(trial->sights);
    free(trial->caught_by);
    free(trial->own_by);
}

void matrix_remove_trial(struct matrix *matrix, size_t index)
{
    struct trial *trial = &matrix->trials[index];

    trial_clear(trial, 0);
    memmove(trial, trial + 1,
            (matrix->trials_len - index - 1) * sizeof(*trial));
    matrix->trials_len--;
}

void matrix_make_marks(struct matrix *matrix)
{
    for (size_t i = 0; i < matrix->trials_len; i++)
        matrix->trials[i].marks =
            xcalloc(matrix->len, sizeof(*matrix->trials[i].marks));
}

void mark_set(struct mark *mark, enum sight sight, bool names_clause,
              const char *why)
{
    free(mark->why);
    *mark = (struct mark){
        .sight = sight, .names_clause = names_clause, .why = xstrdup(why)};
}

size_t matrix_find(const struct matrix *matrix, const char *id, size_t from)
{
    for (size_t i = 0; i < matrix->len; i++) {
        size_t at = (from + i) % matrix->len;

        if (!strcmp(matrix->testcases[at]->id, id))
            return at;
    }
    return matrix->len;
}

void matrix_complain(struct matrix *matrix, enum condition condition,
                     const char *subject, const char *fmt, ...)
{
    va_list args;

    matrix->complaints =
        xgrow(matrix->complaints, matrix->complaints_len,
              &matrix->complaints_cap, sizeof(*matrix->complaints));
    va_start(args, fmt);
    matrix->complaints[matrix->complaints_len++] =
        (struct complaint){condition, xstrdup(subject), xvasprintf(fmt, args)};
    va_end(args);
}

size_t matrix_faults_of(const struct matrix *matrix,
                        const struct clause *promise)
{
    size_t count = 0;

    for (size_t i = 0; i < matrix->trials_len; i++)
        count += matrix->trials[i].promise == promise;
    return count;
}

bool matrix_judges(const struct matrix *matrix, enum condition condition)
{
    return !matrix->is_part || !conditions[condition].needs_all;
}

size_t matrix_complaints(const struct matrix *matrix, enum condition condition)
{
    size_t count = 0;

    for (size_t i = 0; i < matrix->complaints_len; i++)
        count += matrix->complaints[i].condition == condition;
    return count;
}

void matrix_clear(struct matrix *matrix)
{
    for (size_t i = 0; i < matrix->trials_len; i++)
        trial_clear(&matrix->trials[i], matrix->len);
    for (size_t i = 0; i < matrix->groups_len; i++)
        free(matrix->groups[i].id);
    for (size_t i = 0; i < matrix->complaints_len; i++) {
        free(matrix->complaints[i].subject);
        free(matrix->complaints[i].text);
    }
    free(matrix->complaints);
    free(matrix->trials);
    free(matrix->groups);
    free(matrix->clauses);
    free(matrix->testcases);
    *matrix = (struct matrix){0};
}
