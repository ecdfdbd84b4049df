/*
 * scene.h - two results written by hand, as JSON with ' in place of ", with
 * the members that a comparison reads.
 */
#ifndef TESTS_UNIT_COMPARE_SCENE_H
#define TESTS_UNIT_COMPARE_SCENE_H

#include "tests/unit/test.h"

#include "base/alloc.h"
#include "compare/compare.h"

#include <stdlib.h>
#include <string.h>

/* A testcase: id, verdict, further members. */
#define CASE(id, verdict, rest)                                                \
    "{'id': '" id "', 'title': '" id "', 'verdict': '" verdict "',"            \
    " 'clauses': [{'id': 'c/one'}], 'reason': null, 'findings': [" rest "],"   \
    " 'observations': []}"
#define FINDING(level, clause, rest)                                           \
    "{'level': '" level "', 'check': 'status', 'clause': '" clause "',"        \
    " 'instanceLocation': '', 'error': 'wrong'" rest "}"
#define CLAUSE(id, state)                                                      \
    "{'id': '" id "', 'operation': 'o', 'state': '" state "'}"

static inline json_t *scene_results(const char *testcases, const char *clauses,
                                    const char *more)
{
    char *text = xasprintf(
        "{'assay': '0.1.0', 'started': '2026-11-23T00:00:00.000Z', 'target': "
        "{'base_url': 'https://evs.example/v3'}, 'dialect': 'd', 'profile': "
        "'p', 'scope': 'full', 'aborted': null, 'strict': false, 'suites': "
        "[{'id': 's', 'digest': 'aa'}], 'counts': {}, 'testcases': [%s], "
        "'clauses': [%s]%s%s}",
        testcases, clauses, *more ? ", " : "", more);
    json_error_t at;
    json_t *results;

    for (char *quote = text; (quote = strchr(quote, '\''));)
        *quote = '"';
    /* a later member of the same name wins */
    results = json_loads(text, 0, &at);
    if (!results)
        fail_msg("%s: %s", text, at.text);
    free(text);
    return results;
}

/* Takes the references. */
static inline void scene_compare(struct comparison *comparison, json_t *old,
                                 json_t *new, bool is_parity)
{
    struct compare_input one = {"old.json", old}, other = {"new.json", new};
    struct error err = {0};

    *comparison = (struct comparison){0};
    if (compare_results(&one, &other, is_parity, comparison, &err) < 0)
        fail_msg("%s: %s", err.where, err.text);
    json_decref(old);
    json_decref(new);
}

#endif
