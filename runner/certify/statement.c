#include "certify/statement.h"

#include "base/json.h"
#include "certify/bundle.h"

#include <stdbool.h>
#include <string.h>

#define STATEMENT_TYPE "https://in-toto.io/Statement/v1"
#define PREDICATE_TYPE "https://in-toto.io/attestation/test-result/v0.1"

static json_t *descriptor(const char *name, const char *sha256)
{
    return json_pack("{ss s{ss}}", "name", name, "digest", "sha256", sha256);
}

/* Each file of a list as a ResourceDescriptor, appended to list. */
static void add_descriptors(json_t *list, const json_t *files)
{
    const json_t *file;
    size_t i;

    json_array_foreach(files, i, file)
        json_array_append_new(list,
                              descriptor(json_member_text(file, "name", ""),
                                         json_member_text(file, "sha256", "")));
}

static bool is_advised(const json_t *testcase)
{
    return json_integer_value(json_object_get(testcase, "advice")) > 0;
}

/* Which of the predicate's three lists a testcase belongs to; NULL: none. */
static const char *list_of(const json_t *testcase)
{
    const char *verdict = json_member_text(testcase, "verdict", "");

    if (!strcmp(verdict, "pass"))
        return is_advised(testcase) ? "warnedTests" : "passedTests";
    if (!strcmp(verdict, "waived"))
        return "warnedTests";
    return strcmp(verdict, "skip") ? "failedTests" : NULL;
}

static const char *result_of(const json_t *certificate, const json_t *warned)
{
    if (!json_is_true(json_object_get(certificate, "certified")))
        return "FAILED";
    return json_array_size(warned) ? "WARNED" : "PASSED";
}

static json_t *make_predicate(const json_t *certificate)
{
    const json_t *requirements = json_object_get(certificate, "requirements");
    json_t *configuration = json_array(), *predicate, *testcase;
    size_t i;

    add_descriptors(configuration, json_object_get(requirements, "files"));
    predicate =
        json_pack("{ss so s[] s[] s[]}", "result", "FAILED", "configuration",
                  configuration, "passedTests", "warnedTests", "failedTests");
    json_array_foreach(json_object_get(certificate, "testcases"), i, testcase) {
        const char *list = list_of(testcase);

        if (list)
            json_array_append(json_object_get(predicate, list),
                              json_object_get(testcase, "id"));
    }
    json_object_set_new(
        predicate, "result",
        json_string(
            result_of(certificate, json_object_get(predicate, "warnedTests"))));
    return predicate;
}

char *statement_text(const json_t *certificate, const char *certificate_sha256,
                     const char *page_sha256)
{
    json_t *subjects = json_array(), *statement;
    char *text;

    json_array_append_new(subjects,
                          descriptor(BUNDLE_CERTIFICATE, certificate_sha256));
    json_array_append_new(subjects, descriptor(BUNDLE_PAGE, page_sha256));
    add_descriptors(subjects, json_object_get(certificate, "files"));
    statement = json_pack("{ss so ss so}", "_type", STATEMENT_TYPE, "subject",
                          subjects, "predicateType", PREDICATE_TYPE,
                          "predicate", make_predicate(certificate));
    text = json_dumps(statement, JSON_COMPACT);
    json_decref(statement);
    return text;
}
