#include "certify/verify_parts.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "certify/certificate.h"

#include <stdlib.h>
#include <string.h>

/* The pointer to the first place where two values differ; NULL: nowhere. */
static char *first_difference(const json_t *a, const json_t *b, char *at)
{
    const char *name;
    json_t *item;
    size_t i;

    if (json_same(a, b)) {
        free(at);
        return NULL;
    }
    json_object_foreach((json_t *)a, name, item) {
        const json_t *other = json_object_get(b, name);

        if (!json_same(item, other)) {
            char *child = pointer_child(at, name, strlen(name));

            free(at);
            return first_difference(item, other, child);
        }
    }
    json_array_foreach(a, i, item)
        if (!json_same(item, json_array_get(b, i))) {
            char *child = pointer_index(at, i);

            free(at);
            return first_difference(item, json_array_get(b, i), child);
        }
    return at;
}

/* A file of the suites that is another one here; NULL: none. Borrowed. */
static const char *other_file(const json_t *certificate, const json_t *facts)
{
    const json_t *files = pointer_get(certificate, "/requirements/files");
    const json_t *here = json_object_get(facts, "files"), *file;
    size_t i;

    json_array_foreach(files, i, file)
        if (!json_same(file, json_array_get(here, i)))
            return json_member_text(file, "name", "");
    if (json_array_size(here) > i)
        return json_member_text(json_array_get(here, i), "name", "");
    return NULL;
}

/* Why it cannot be made again here, in new memory; NULL: it can. */
static char *hindrance(const struct verify_setup *setup,
                       const json_t *certificate)
{
    const char *version = json_member_text(certificate, "assay", "");
    const char *other;

    if (!setup->facts)
        return xstrdup(setup->facts_error ? setup->facts_error
                                          : "there are no suites here");
    other = other_file(certificate, setup->facts);
    if (other)
        return xasprintf("%s is another edition here (--data names the folder "
                         "with the right one)",
                         other);
    return strcmp(version, ASSAY_VERSION)
               ? xasprintf("the run was made by assay %s", version)
               : NULL;
}

static void check_certificate(const struct bundle *bundle, const json_t *facts,
                              const json_t *certificate, const json_t *results,
                              struct verification *verification)
{
    const struct certificate_input input = {
        results, json_object_get(certificate, "subject"), facts, bundle,
        json_is_true(json_object_get(certificate, "judged_again"))};
    json_t *again = certificate_make(&input);
    char *at;

    /* an added file is no part of the bundle */
    json_object_set(again, "files", json_object_get(certificate, "files"));
    at = first_difference(certificate, again, xstrdup(""));
    if (at)
        point_add(verification, POINT_WRONG, "certificate",
                  "does not say what results and suites say: %s", at);
    else
        point_add(verification, POINT_GOOD, "certificate",
                  "follows from the results, and all %zu testcases of the "
                  "suites are in it",
                  json_array_size(json_object_get(facts, "testcases")));
    free(at);
    json_decref(again);
}

static void check_verdicts(const struct bundle *bundle,
                           const struct verify_setup *setup,
                           const json_t *results,
                           struct verification *verification)
{
    struct error err = {0};

    if (!bundle_find(bundle, BUNDLE_TRANSCRIPT))
        point_add(verification, POINT_OPEN, "verdicts",
                  "there is no %s, so they cannot be found again",
                  BUNDLE_TRANSCRIPT);
    else if (!setup->judge_again)
        point_add(verification, POINT_OPEN, "verdicts",
                  "this assay does not judge transcripts");
    else if (setup->judge_again(setup->state, bundle, results, &err) == 0)
        point_add(verification, POINT_GOOD, "verdicts",
                  "the transcript gives the same");
    else
        point_add(verification,
                  err.kind == ERROR_TARGET ? POINT_WRONG : POINT_OPEN,
                  "verdicts", "%s%s%s", err.where, err.where[0] ? ": " : "",
                  err.text);
}

void verify_truth(const struct bundle *bundle, const struct verify_setup *setup,
                  const json_t *certificate, const json_t *results,
                  struct verification *verification)
{
    char *why = hindrance(setup, certificate);

    if (why) {
        point_add(verification, POINT_OPEN, "certificate",
                  "cannot be made again: %s", why);
        point_add(verification, POINT_OPEN, "verdicts",
                  "cannot be found again without these suites");
    } else {
        check_certificate(bundle, setup->facts, certificate, results,
                          verification);
        check_verdicts(bundle, setup, results, verification);
    }
    free(why);
}
