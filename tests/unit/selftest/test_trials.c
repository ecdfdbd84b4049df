#include "tests/unit/selftest/scene.h"

#include "base/file.h"
#include "selftest/trials.h"

#include <stdio.h>
#include <unistd.h>

#define FAULT                                                                  \
    "{\"name\": \"f\", \"clause\": \"a\", \"description\": \"breaks it\"}"
#define VARIANTS                                                               \
    "[{\"name\": \"v\", \"description\": \"one\"},"                            \
    " {\"name\": \"w\", \"description\": \"two\"}]"

static char *directory_new(void)
{
    char *path = xstrdup("/tmp/test-trials-XXXXXX");

    assert_non_null(mkdtemp(path));
    return path;
}

static void put(const char *directory, const char *name, const char *text)
{
    char *path = path_join(directory, name);
    FILE *out = fopen(path, "w");

    assert_non_null(out);
    fputs(text, out);
    fclose(out);
    free(path);
}

static const char *const names[] = {"faults.json", "variants.json",
                                    "combinations.json"};

/* Load three files with these contents. */
static int load(struct matrix *matrix, const char *const contents[3],
                struct error *err)
{
    char *directory = directory_new();
    int rc;

    for (int i = 0; i < 3; i++)
        put(directory, names[i], contents[i]);
    rc = trials_load(matrix, directory, err);
    for (int i = 0; i < 3; i++) {
        char *path = path_join(directory, names[i]);

        unlink(path);
        free(path);
    }
    rmdir(directory);
    free(directory);
    return rc;
}

static void the_lists_become_trials(void **state)
{
    const char *const contents[] = {
        "[" FAULT ", {\"name\": \"g\", \"clause\": \"b\", \"caught-as\": "
        "\"error\", \"description\": \"hangs\", \"more\": 1}]",
        VARIANTS,
        "[{\"variants\": [\"v\", \"w\"], \"description\": \"both\"}]"};
    struct matrix matrix = {0};
    struct error err = {0};
    const struct trial *trials;

    (void)state;
    assert_int_equal(0, load(&matrix, contents, &err));
    trials = matrix.trials;
    assert_int_equal(5, matrix.trials_len);
    assert_string_equal("a", trials[0].clause);
    assert_false(trials[0].as_error);
    assert_true(trials[1].as_error);
    assert_string_equal("v", trials[2].switches[0]);
    assert_null(trials[2].clause);
    assert_string_equal("v + w", trials[4].name);
    assert_int_equal(TRIAL_VARIANT, trials[4].kind);
    assert_int_equal(2, trials[4].switches_len);
    assert_string_equal("w", trials[4].switches[1]);
    matrix_clear(&matrix);
}

static void mistakes_name_their_place(void **state)
{
    static const struct {
        const char *contents[3];
        const char *text;
    } rows[] = {
        {{"{}", "[]", "[]"}, "is no array of at most 2000 rows"},
        {{"[1]", "[]", "[]"}, "/0/name: is no text or empty"},
        {{"[{\"name\": \"f\"}]", "[]", "[]"}, "/0/clause: is no text or empty"},
        {{"[{\"name\": \"f\", \"clause\": \"a\"}]", "[]", "[]"},
         "/0/description: is no text or empty"},
        {{"[" FAULT "," FAULT "]", "[]", "[]"}, "/1/name: was there before"},
        {{"[{\"name\": \"f\", \"clause\": \"a\", \"description\": \"d\", "
          "\"caught-as\": \"luck\"}]",
          "[]", "[]"},
         "/0/caught-as: is not finding, advice or error"},
        {{"[]", "[{\"name\": \"\"}]", "[]"}, "/0/name: is no text or empty"},
        {{"[]", VARIANTS, "[{\"variants\": [\"v\"], \"description\": \"d\"}]"},
         "/0/variants: is no array of two and more"},
        {{"[]", VARIANTS,
          "[{\"variants\": [\"v\", \"x\"], \"description\": \"d\"}]"},
         "/0/variants: names what is no variant"},
        {{"[]", VARIANTS, "[{\"variants\": [\"v\", \"w\"]}]"},
         "/0/description: is no text or empty"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct matrix matrix = {0};
        struct error err = {0};

        assert_int_equal(-1, load(&matrix, rows[i].contents, &err));
        assert_int_equal(ERROR_SUITE, err.kind);
        assert_string_equal(rows[i].text, err.text);
        matrix_clear(&matrix);
    }
}

static void the_emulator_and_the_lists_must_agree(void **state)
{
    static const struct {
        const char *listing;
        const char *where; /* NULL: they agree */
        const char *text;
    } rows[] = {
        {"fault-a\tx\nfault-b\tx\nfault-c\tx\n", NULL, NULL},
        {"fault-c\tx\nfault-b\tx\nfault-b\ty\nfault-a\tx", NULL, NULL},
        {"fault-a\tx\nfault-c\tx\n", "fault-b",
         "is described, but the emulator does not have it"},
        {"fault-a\tx\nfault-bb\tx\nfault-c\tx\n", "fault-b",
         "is described, but the emulator does not have it"},
        {"fault-a\tx\nfault-b\tx\nfault-c\tx\nfault-d\tx\n", "fault-d",
         "is in the emulator, but not described"},
        {"", "fault-a", "is described, but the emulator does not have it"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct scene scene;
        struct error err = {0};
        int rc;

        scene_init(&scene);
        rc = trials_compare(&scene.matrix, TRIAL_FAULT, rows[i].listing, &err);
        assert_int_equal(rows[i].where ? -1 : 0, rc);
        if (rows[i].where) {
            assert_string_equal(rows[i].where, err.where);
            assert_string_equal(rows[i].text, err.text);
        }
        scene_clear(&scene);
    }
}

static void a_fault_breaks_a_clause_that_is_there(void **state)
{
    struct scene scene;
    struct error err = {0};

    (void)state;
    scene_init(&scene);
    scene.clauses[1].level = LEVEL_SHOULD;
    assert_int_equal(0, trials_find_clauses(&scene.matrix, &err));
    assert_false(scene.matrix.trials[FAULT_A].is_advice);
    assert_true(scene.matrix.trials[FAULT_B].is_advice);
    assert_false(scene.matrix.trials[VARIANT].is_advice);
    scene.matrix.trials[FAULT_A].operation = xstrdup("elsewhere");
    assert_int_equal(-1, trials_find_clauses(&scene.matrix, &err));
    assert_string_equal("fault-a", err.where);
    free(scene.matrix.trials[FAULT_A].operation);
    scene.matrix.trials[FAULT_A].operation = xstrdup("update");
    err = (struct error){0};
    scene.clauses[1].id = "other";
    assert_int_equal(-1, trials_find_clauses(&scene.matrix, &err));
    assert_string_equal("fault-b", err.where);
    assert_string_equal("\"b\" is no clause", err.text);
    scene_clear(&scene);
}

/* Two ledgers have a clause of this id. */
static void a_clause_is_of_the_ledger_that_is_meant(void **state)
{
    struct scene scene;
    struct error err = {0};
    struct trial *trial;

    (void)state;
    scene_init(&scene);
    trial = &scene.matrix.trials[FAULT_B];
    scene.clauses[0].id = "b";
    free(scene.matrix.trials[FAULT_A].clause);
    scene.matrix.trials[FAULT_A].clause = xstrdup("b");
    scene.matrix.clauses[0].operation = "get";
    scene.matrix.operation = "update";
    assert_int_equal(0, trials_find_clauses(&scene.matrix, &err));
    assert_ptr_equal(trial->promise, &scene.clauses[1]);
    trial->operation = xstrdup("get");
    assert_int_equal(0, trials_find_clauses(&scene.matrix, &err));
    assert_ptr_equal(trial->promise, &scene.clauses[0]);
    scene_clear(&scene);
}

static void a_selection_keeps_the_plain_trial(void **state)
{
    static const char *const some[] = {"*-c", "fault-a", NULL};
    static const char *const wrong[] = {"fault-*", "variant", NULL};
    struct matrix matrix = {0};
    struct error err = {0};

    (void)state;
    matrix_add_trial(&matrix, TRIAL_PLAIN, "plain", NULL);
    matrix_add_trial(&matrix, TRIAL_DIALECT, "fault-ish", NULL);
    matrix_add_trial(&matrix, TRIAL_FAULT, "fault-a", NULL);
    matrix_add_trial(&matrix, TRIAL_FAULT, "fault-b", NULL);
    matrix_add_trial(&matrix, TRIAL_FAULT, "fault-c", NULL);
    matrix_add_trial(&matrix, TRIAL_VARIANT, "variant", NULL);
    assert_int_equal(-1, trials_select(&matrix, wrong, &err));
    assert_int_equal(ERROR_USAGE, err.kind);
    assert_string_equal("variant", err.where);
    assert_int_equal(6, matrix.trials_len);
    err = (struct error){0};
    assert_int_equal(0, trials_select(&matrix, some, &err));
    assert_true(matrix.is_part);
    assert_int_equal(3, matrix.trials_len);
    assert_string_equal("plain", matrix.trials[0].name);
    assert_string_equal("fault-a", matrix.trials[1].name);
    assert_string_equal("fault-c", matrix.trials[2].name);
    matrix_clear(&matrix);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lists_become_trials),
        cmocka_unit_test(mistakes_name_their_place),
        cmocka_unit_test(the_emulator_and_the_lists_must_agree),
        cmocka_unit_test(a_fault_breaks_a_clause_that_is_there),
        cmocka_unit_test(a_clause_is_of_the_ledger_that_is_meant),
        cmocka_unit_test(a_selection_keeps_the_plain_trial),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
