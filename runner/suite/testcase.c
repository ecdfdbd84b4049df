#include "suite/build.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "model/template.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STEPS_MAX 100

/* One testcase being read, and where mistakes in it are reported. */
struct reading {
    struct build *build;
    struct suite *suite;
    struct testcase *testcase;
    json_t *variables; /* those that run time will know, with samples */
};

static void problem(const struct reading *r, const char *fmt, const char *what)
{
    const char *pointer = strchr(r->testcase->location, '#') + 1;
    char *text = xasprintf(fmt, what);

    problems_add(r->build->problems, r->suite->file, pointer, "%s: %s",
                 r->testcase->id, text);
    free(text);
}

static void read_clauses(const struct reading *r)
{
    struct testcase *testcase = r->testcase;
    const json_t *ids = json_object_get(testcase->body, "clauses");
    json_t *id;
    size_t i;

    testcase->clauses =
        xcalloc(json_array_size(ids), sizeof(*testcase->clauses));
    json_array_foreach(ids, i, id) {
        const struct clause *clause = catalog_clause(
            r->build->catalog, r->suite->operation->id, json_string_value(id));

        if (clause)
            testcase->clauses[testcase->clauses_len++] = clause;
        else
            problem(r, "unknown clause \"%s\"", json_string_value(id));
    }
}

/* level and basis may come from a row, so the schema cannot check them. */
static void read_grades(const struct reading *r)
{
    const char *level = json_member_text(r->testcase->body, "level", "must");
    const char *basis =
        json_member_text(r->testcase->body, "basis", "documented");

    if (level_from_name(level) < 0)
        problem(r, "unknown level \"%s\"", level);
    else
        r->testcase->level = (enum level)level_from_name(level);
    if (basis_from_name(basis) < 0)
        problem(r, "unknown basis \"%s\"", basis);
    else
        r->testcase->basis = (enum basis)basis_from_name(basis);
}

/*
 * Unknown variables and wrong $fills show when everything is put in. Returns
 * what the value becomes, a new reference, or NULL.
 */
static json_t *check_value(const struct reading *r, const json_t *value,
                           const json_t *variables, const char *what)
{
    struct error err = {0};
    json_t *trial = value ? template_finish(value, variables, &err) : NULL;

    if (error_is_set(&err)) {
        char *fmt = xasprintf("%s: %%s", what);

        problem(r, fmt, err.text);
        free(fmt);
    }
    return trial;
}

static void add_alternative(const struct reading *r, struct step *step,
                            const json_t *item, const json_t *sent)
{
    const char *name = json_is_string(item)
                           ? json_string_value(item)
                           : json_member_text(item, "outcome", "");
    const struct outcome *outcome = operation_outcome(step->operation, name);
    const json_t *own = json_object_get(item, "sent");

    json_decref(check_value(r, own ? own : sent, r->variables, "sent"));
    if (outcome)
        step->alternatives[step->alternatives_len++] =
            (struct alternative){outcome, own ? own : sent};
    else
        problem(r, "unknown outcome \"%s\"", name);
}

static void read_expectation(const struct reading *r, struct step *step,
                             const json_t *expect, const char *pointer)
{
    const json_t *outcome = json_object_get(expect, "outcome");
    const json_t *sent = json_object_get(expect, "sent");
    size_t count = json_is_array(outcome) ? json_array_size(outcome) : 1;

    step->alternatives = xcalloc(count, sizeof(*step->alternatives));
    if (json_is_array(outcome))
        for (size_t i = 0; i < count; i++)
            add_alternative(r, step, json_array_get(outcome, i), sent);
    else if (outcome)
        add_alternative(r, step, outcome, sent);
    build_checks(
        r->build, step->operation, r->suite->file,
        pool_text(&r->build->catalog->pool, "%s/expect/checks", pointer),
        json_object_get(expect, "checks"), &step->checks);
}

static void read_poll(const struct reading *r, struct step *step,
                      const json_t *poll, const char *pointer)
{
    step->poll_interval_ms =
        (int)json_integer_value(json_object_get(poll, "interval_ms"));
    step->poll_deadline_ms =
        (int)json_integer_value(json_object_get(poll, "deadline_ms"));
    build_checks(r->build, step->operation, r->suite->file,
                 pool_text(&r->build->catalog->pool, "%s/poll/until", pointer),
                 json_object_get(poll, "until"), &step->until);
}

/* Is this a file below fixtures/, and nowhere else? */
static bool is_fixture(const struct library *library, const char *name)
{
    char *directory = path_join(library->directory, "fixtures");
    char *path = path_join(directory, name);
    struct stat st;
    bool is = !strstr(name, "..") && stat(path, &st) == 0 &&
              S_ISREG(st.st_mode) && access(path, R_OK) == 0;

    free(path);
    free(directory);
    return is;
}

static void check_request(const struct reading *r, const struct step *step)
{
    json_t *trial = check_value(r, step->request, r->variables, "request");
    const char *file = json_member_text(trial, "file", NULL);
    const char *name;
    json_t *value;

    json_object_foreach(json_object_get(trial, "path"), name, value)
        if (!path_has(step->operation, name))
            problem(r, "request: the path has no {%s}", name);
    if (file && !is_fixture(r->build->catalog->library, file))
        problem(r, "there is no fixtures/%s", file);
    json_decref(trial);
}

/* These are chosen before run-time variables have values. */
static void check_words(const struct reading *r, const struct step *step,
                        const json_t *item)
{
    const json_t *expect = json_object_get(item, "expect");
    const json_t *poll = json_object_get(item, "poll");
    json_t *none = json_object();

    if (!strncmp(step->resource, "${", 2))
        problem(r, "unknown resource \"%s\"", step->resource);
    if (!strncmp(step->identity, "${", 2))
        problem(r, "unknown identity \"%s\"", step->identity);
    json_decref(
        check_value(r, json_object_get(expect, "checks"), none, "checks"));
    json_decref(check_value(r, json_object_get(poll, "until"), none, "until"));
    json_decref(none);
}

static void add_captures(const struct reading *r, const struct step *step)
{
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)step->capture, name, value) {
        const char *from = json_member_text(value, "from", "");

        if (!exchange_is_known(step->operation, from))
            problem(r, "capture: the step has no exchange \"%s\"", from);
        json_object_set_new(r->variables, name, json_string("captured"));
    }
}

static void read_step(const struct reading *r, const json_t *item, size_t index)
{
    struct testcase *testcase = r->testcase;
    struct step *step = &testcase->steps[testcase->steps_len];
    struct pool *pool = &r->build->catalog->pool;
    const char *operation = json_member_text(item, "operation", NULL);
    const char *pointer = pool_text(pool, "%s/steps/%zu",
                                    strchr(testcase->location, '#') + 1, index);

    step->operation = operation
                          ? catalog_operation(r->build->catalog, operation)
                          : r->suite->operation;
    if (!step->operation) {
        problem(r, "unknown operation \"%s\"", operation);
        return;
    }
    testcase->steps_len++;
    step->id = json_member_text(item, "id", NULL);
    if (!step->id)
        step->id = pool_text(pool, "step-%zu", index + 1);
    step->resource = json_member_text(item, "resource", "snapshot");
    step->identity = json_member_text(item, "as", "owner");
    step->request = json_object_get(item, "request");
    step->capture = json_object_get(item, "capture");
    read_expectation(r, step, json_object_get(item, "expect"), pointer);
    read_poll(r, step, json_object_get(item, "poll"), pointer);
    if (step->request)
        check_request(r, step);
    check_words(r, step, item);
    add_captures(r, step);
}

static void read_steps(const struct reading *r)
{
    struct testcase *testcase = r->testcase;
    const json_t *steps = json_object_get(testcase->body, "steps");
    json_t *item;
    size_t i;

    if (json_array_size(steps) > STEPS_MAX) {
        problem(r, "has more than %s steps", "100");
        return;
    }
    testcase->steps = xcalloc(json_array_size(steps), sizeof(struct step));
    json_array_foreach(steps, i, item)
        read_step(r, item, i);
    for (i = 0; i < testcase->steps_len; i++)
        for (size_t k = 0; k < i; k++)
            if (!strcmp(testcase->steps[i].id, testcase->steps[k].id))
                problem(r, "two steps are called \"%s\"",
                        testcase->steps[i].id);
}

/* Samples of what run/lane.c provides; names are what counts here. */
static json_t *runtime_variables(void)
{
    static const char *const names[] = {
        "snapshot.id",   "neighbour.id",   "project.id", "unknown.id",
        "other.project", "second.project", "nonce",      "attempt"};
    json_t *variables = json_object();

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        json_object_set_new(variables, names[i], json_string("01234567"));
    return variables;
}

/* A sentence for people, where run-time variables have no values yet. */
static const char *read_sentence(const struct reading *r, const char *member)
{
    json_t *none = json_object(), *body = r->testcase->body;
    json_t *text = check_value(r, json_object_get(body, member), none, member);

    json_decref(none);
    if (text)
        json_object_set_new(body, member, text);
    return json_string_value(json_object_get(body, member));
}

static struct testcase *append(struct suite *suite)
{
    size_t count = suite->testcases_len;

    /* powers of two: room is known from the count alone */
    if ((count & (count - 1)) == 0)
        suite->testcases = xrealloc_array(
            suite->testcases, count ? count * 2 : 1, sizeof(*suite->testcases));
    suite->testcases[count] = (struct testcase){0};
    suite->testcases_len++;
    return &suite->testcases[count];
}

void build_testcase(struct build *build, struct suite *suite, const char *id,
                    json_t *body, const char *pointer)
{
    bool taken = json_object_get(build->ids, id) != NULL;
    struct testcase *testcase = append(suite);
    struct reading r = {build, suite, testcase, runtime_variables()};

    build->testcase = testcase;
    testcase->id = xstrdup(id);
    testcase->body = body;
    testcase->suite = suite;
    testcase->location = xasprintf("%s#%s", suite->file, pointer);
    testcase->title = read_sentence(&r, "title");
    testcase->note = read_sentence(&r, "note");
    testcase->opt_in = json_member_text(body, "opt-in", NULL);
    testcase->needs = json_object_get(body, "needs");
    testcase->tags = json_object_get(body, "tags");
    if (!json_object_get(body, "given"))
        json_object_set_new(body, "given", json_pack("[s]", "snapshot"));
    testcase->given = json_object_get(body, "given");
    if (taken)
        problem(&r, "the id is used twice%s", "");
    json_object_set_new(build->ids, id, json_true());
    read_clauses(&r);
    read_grades(&r);
    read_steps(&r);
    json_decref(r.variables);
    build->testcase = NULL;
}
