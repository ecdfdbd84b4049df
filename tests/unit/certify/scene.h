/*
 * scene.h - a made-up run for the tests of certificates: results of one suite
 * with four testcases, the last of them optional, and what the suites say.
 */
#ifndef TESTS_UNIT_CERTIFY_SCENE_H
#define TESTS_UNIT_CERTIFY_SCENE_H

#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/json.h"
#include "certify/certificate.h"

#include <stdlib.h>
#include <string.h>

#define SUITE_DIGEST                                                           \
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SCENE_TESTCASES 4

/* JSON with ' in place of ". Caller decrefs. */
static inline json_t *quoted(const char *text)
{
    char *copy = xstrdup(text), *why = NULL;
    json_t *value = NULL;

    for (char *at = copy; *at; at++)
        if (*at == '\'')
            *at = '"';
    if (json_parse_text(copy, strlen(copy), &value, &why) != JSON_TEXT_OK)
        fail_msg("%s", why);
    free(copy);
    free(why);
    return value;
}

static inline json_t *scene_facts(void)
{
    return quoted(
        "{'files': [{'name': 'suites/s.json', 'kind': 'suite', 'sha256': "
        "'" SUITE_DIGEST "'}], 'pages': [{'id': 'p', 'title': 'P', 'date': "
        "'2024-01-01', 'clauses': 1, 'sha256': '" SUITE_DIGEST "'}],"
        "'operations': [{'id': 'o', 'title': 'O', 'method': 'PUT', 'path': "
        "'/v3/{id}', 'page': 'p'}],"
        "'testcases': [{'id': 's/a', 'operation': 'o', 'optional': null},"
        " {'id': 's/b', 'operation': 'o', 'optional': null},"
        " {'id': 's/c', 'operation': 'o', 'optional': null},"
        " {'id': 's/d', 'operation': 'o', 'optional': 'asked for'}]}");
}

static inline json_t *scene_testcase(const char *id, const char *verdict)
{
    json_t *testcase = quoted(
        "{'title': 'T', 'suite': 's', 'clauses': [], 'level': 'must', "
        "'basis': 'documented', 'reason': null, 'duration_us': 5, 'findings': "
        "[], 'observations': [{'id': 'outcome', 'subject': 's', 'text': "
        "'stored', 'value': 1}], 'exchanges': [{'step': 'put', 'name': "
        "'answer', 'attempt': 1, 'started': '2026-11-23T06:35:32.663Z', "
        "'request': {'method': 'PUT', 'url': 'http://h/', 'headers': [], "
        "'content': null}, 'response': {'status': 200, 'httpVersion': '1.1', "
        "'headers': [['Date', 'Mon, 23 Nov 2026 06:35:37 GMT'], ['SERVER', "
        "'made up/1']], 'content': null}, 'timings_us': {'dns': -1, "
        "'connect': -1, 'tls': -1, 'send': 1, 'wait': 1, 'receive': 1, "
        "'total': 3}, 'tls': 'TLSv1.3 X', 'transport': 'ok', 'error': null}]}");

    json_object_set_new(testcase, "id", json_string(id));
    json_object_set_new(testcase, "verdict", json_string(verdict));
    return testcase;
}

/* A run with one verdict for each testcase; NULL: it has no result. */
static inline json_t *scene_results(const char *const verdicts[4])
{
    static const char *const ids[] = {"s/a", "s/b", "s/c", "s/d"};
    json_t *results = quoted(
        "{'$schema': 'urn:assay:results:1', 'assay': '0.1.0', 'started': "
        "'2026-11-23T06:35:32.663Z', 'suites': [{'id': 's', 'title': 'S', "
        "'file': 'suites/s.json', 'digest': '" SUITE_DIGEST "'}], 'dialect': "
        "'d', 'profile': 'p', 'scope': 'full', 'scope_reason': null, 'pages': "
        "[], 'target': {'base_url': 'http://h', 'project_id': 'P', "
        "'snapshot_id': null, 'neighbour_id': null, 'microversion': null, "
        "'insecure': false, 'emulator': false}, 'seed': '7', 'strict': false, "
        "'planned': 4, 'testcases': [], 'duration_us': 9, 'counts': {'pass': "
        "0, 'fail': 0, 'error': 0, 'skip': 0, 'waived': 0, 'stale': 0}, "
        "'advisories': 0, 'requests': 4, 'clauses': [{'id': 'k', 'operation': "
        "'o', 'page': 'p', 'element': null, 'level': 'must', 'basis': "
        "'documented', 'state': 'kept', 'reason': null, 'passed': 1, "
        "'failed': 0, 'in_error': 0, 'skipped': 0, 'findings': 0}], "
        "'observations': [], 'leftovers': [], 'finish': null, 'restored': "
        "true, 'aborted': "
        "null, 'signal': 0, 'exit_status': 0}");
    json_t *counts = json_object_get(results, "counts");

    for (size_t i = 0; i < SCENE_TESTCASES; i++) {
        const json_t *count;

        if (!verdicts[i])
            continue;
        json_array_append_new(json_object_get(results, "testcases"),
                              scene_testcase(ids[i], verdicts[i]));
        count = json_object_get(counts, verdicts[i]);
        json_object_set_new(counts, verdicts[i],
                            json_integer(json_integer_value(count) + 1));
    }
    return results;
}

static inline json_t *scene_subject(void)
{
    return quoted("{'organisation': 'Example', 'product': 'Cloud', 'version': "
                  "'1.0', 'contact': 'a@example.org'}");
}

#endif
