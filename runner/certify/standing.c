#include "certify/standing.h"

#include "base/alloc.h"
#include "base/json.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

json_t *standing_index(const json_t *results)
{
    json_t *index = json_object(), *testcase;
    size_t i;

    json_array_foreach(json_object_get(results, "testcases"), i, testcase) {
        const char *id = json_member_text(testcase, "id", "");

        if (!json_object_get(index, id))
            json_object_set(index, id, testcase);
    }
    return index;
}

static json_int_t number(const json_t *object, const char *name)
{
    return json_integer_value(json_object_get(object, name));
}

static json_int_t count_of(const json_t *results, const char *verdict)
{
    return number(json_object_get(results, "counts"), verdict);
}

/* "1 testcase", "2 testcases" */
static char *testcases(json_int_t count, const char *what)
{
    return xasprintf("%lld testcase%s %s", (long long)count,
                     count == 1 ? "" : "s", what);
}

/* What the finders look at. */
struct run {
    const json_t *results;
    const json_t *facts;
};

static char *find_signal(const struct run *run)
{
    json_int_t signal = number(run->results, "signal");

    return signal ? xasprintf("the run was ended by signal %lld",
                              (long long)signal)
                  : NULL;
}

static char *find_abort(const struct run *run)
{
    const char *text = json_member_text(run->results, "aborted", NULL);

    return text ? xasprintf("the run ended early: %s", text) : NULL;
}

static char *find_unfinished(const struct run *run)
{
    json_int_t planned = number(run->results, "planned");
    size_t have = json_array_size(json_object_get(run->results, "testcases"));

    return planned == (json_int_t)have
               ? NULL
               : xasprintf("%lld testcases were planned, and %zu have a result",
                           (long long)planned, have);
}

static char *find_selection(const struct run *run)
{
    return strcmp(json_member_text(run->results, "scope", "part"), "part")
               ? NULL
               : xasprintf("only a part of the suites was run: %s",
                           json_member_text(run->results, "scope_reason",
                                            "testcases were selected"));
}

static char *find_missing(const struct run *run)
{
    json_t *index = standing_index(run->results), *testcase;
    json_int_t missing = 0;
    size_t i;

    json_array_foreach(json_object_get(run->facts, "testcases"), i, testcase)
        missing +=
            !json_object_get(index, json_member_text(testcase, "id", ""));
    json_decref(index);
    return missing ? testcases(missing, "of the suites without a result")
                   : NULL;
}

static char *find_foreign(const struct run *run)
{
    json_t *known = standing_index(run->facts), *testcase;
    char *found = NULL;
    size_t i;

    json_array_foreach(json_object_get(run->results, "testcases"), i,
                       testcase) {
        const char *id = json_member_text(testcase, "id", "");

        if (!found && json_object_del(known, id) < 0)
            found = xasprintf("testcase %s is not in the suites, or has two "
                              "results",
                              id);
    }
    json_decref(known);
    return found;
}

/* The counts that a person reads first against the list. */
static char *find_contradiction(const struct run *run)
{
    const json_t *counts = json_object_get(run->results, "counts");
    json_t *own = json_object(), *testcase, *count;
    const char *verdict;
    bool differs = false;
    size_t i;

    json_array_foreach(json_object_get(run->results, "testcases"), i,
                       testcase) {
        verdict = json_member_text(testcase, "verdict", "");
        json_object_set_new(own, verdict,
                            json_integer(number(own, verdict) + 1));
    }
    json_object_foreach((json_t *)counts, verdict, count)
        differs = differs || json_integer_value(count) != number(own, verdict);
    json_decref(own);
    return differs ? xstrdup("the counts of the results are not those of its "
                             "testcases")
                   : NULL;
}

static char *find_failed(const struct run *run)
{
    json_int_t count = count_of(run->results, "fail");

    return count ? testcases(count, "failed") : NULL;
}

static char *find_stale(const struct run *run)
{
    json_int_t count = count_of(run->results, "stale");

    return count ? testcases(count, "stood under a waiver that is void") : NULL;
}

static char *find_undecided(const struct run *run)
{
    json_int_t count = count_of(run->results, "error");

    return count ? testcases(count, "ended without a verdict") : NULL;
}

static char *find_idle(const struct run *run)
{
    return count_of(run->results, "pass") ? NULL
                                          : xstrdup("no testcase passed");
}

static char *find_insecure(const struct run *run)
{
    const json_t *target = json_object_get(run->results, "target");

    return json_is_true(json_object_get(target, "insecure"))
               ? xstrdup("TLS was not verified (--insecure), so that nobody "
                         "knows who answered")
               : NULL;
}

static char *find_leftovers(const struct run *run)
{
    size_t count = json_array_size(json_object_get(run->results, "leftovers"));

    return count ? xasprintf("the run left %zu thing%s changed on the target",
                             count, count == 1 ? "" : "s")
                 : NULL;
}

/* The others say why; this one sees what they do not. */
static char *find_status(const struct run *run)
{
    json_int_t status = number(run->results, "exit_status");

    return status ? xasprintf("the run ended with exit status %lld",
                              (long long)status)
                  : NULL;
}

json_t *standing_obstacles(const json_t *results, const json_t *facts)
{
    static char *(*const finders[])(const struct run *) = {
        find_signal,    find_abort,         find_unfinished, find_selection,
        find_missing,   find_foreign,       find_failed,     find_stale,
        find_idle,      find_contradiction, find_undecided,  find_insecure,
        find_leftovers, find_status};
    const struct run run = {results, facts};
    json_t *obstacles = json_array();

    for (size_t i = 0; i < sizeof(finders) / sizeof(*finders); i++) {
        char *sentence = finders[i](&run);

        if (sentence)
            json_array_append_new(obstacles, json_string(sentence));
        free(sentence);
    }
    return obstacles;
}

char *standing_other_edition(const json_t *results, const json_t *facts)
{
    json_t *suite, *file;
    size_t i, k;

    json_array_foreach(json_object_get(results, "suites"), i, suite) {
        const char *name = json_member_text(suite, "file", "");
        const char *digest = json_member_text(suite, "digest", "");
        bool found = false;

        json_array_foreach(json_object_get(facts, "files"), k, file)
            found = found ||
                    (!strcmp(json_member_text(file, "name", ""), name) &&
                     !strcmp(json_member_text(file, "sha256", ""), digest));
        if (!found)
            return xasprintf("the run was made with another edition of %s",
                             name);
    }
    return NULL;
}

/* How the testcases of one operation ended. */
struct tally {
    json_int_t testcases;
    json_int_t passed;
    json_int_t advised; /* passed, with advice */
    json_int_t waived;
    json_int_t bad;      /* failed, in error, stale, not run */
    json_int_t optional; /* skipped, and a full run may */
    json_int_t lacking;  /* skipped, and a full run may not */
};

static bool has_advice(const json_t *testcase)
{
    return json_array_size(json_object_get(testcase, "findings")) > 0;
}

static void count(struct tally *tally, const json_t *wanted,
                  const json_t *testcase)
{
    const char *verdict = json_member_text(testcase, "verdict", "");
    bool is_optional = json_is_string(json_object_get(wanted, "optional"));

    tally->testcases++;
    if (!strcmp(verdict, "pass")) {
        tally->passed++;
        tally->advised += has_advice(testcase);
    } else if (!strcmp(verdict, "waived")) {
        tally->waived++;
    } else if (strcmp(verdict, "skip")) {
        tally->bad++;
    } else if (is_optional) {
        tally->optional++;
    } else {
        tally->lacking++;
    }
}

static const char *level_of(const struct tally *tally)
{
    if (tally->bad || !tally->passed)
        return "none";
    if (tally->lacking)
        return tally->waived ? "core with waivers" : "core";
    return tally->waived ? "full with waivers" : "full";
}

json_t *standing_levels(const json_t *results, const json_t *facts)
{
    json_t *levels = json_array(), *operation, *wanted;
    json_t *index = standing_index(results);
    size_t i, k;

    json_array_foreach(json_object_get(facts, "operations"), i, operation) {
        const char *id = json_member_text(operation, "id", "");
        struct tally tally = {0};

        json_array_foreach(json_object_get(facts, "testcases"), k, wanted)
            if (!strcmp(json_member_text(wanted, "operation", ""), id))
                count(
                    &tally, wanted,
                    json_object_get(index, json_member_text(wanted, "id", "")));
        json_array_append_new(
            levels,
            json_pack("{ss ss sI sI sI sI sI sI sI}", "operation", id, "level",
                      level_of(&tally), "testcases", tally.testcases, "passed",
                      tally.passed, "with_advice", tally.advised, "waived",
                      tally.waived, "not_passed", tally.bad, "optional_skipped",
                      tally.optional, "lacking_skipped", tally.lacking));
    }
    json_decref(index);
    return levels;
}
