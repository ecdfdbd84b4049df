#include "cli/rejudge.h"

#include "base/alloc.h"
#include "base/json.h"
#include "certify/standing.h"
#include "replay/replay.h"
#include "reports/record.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A writer that compares instead of writing. */
struct comparison {
    const json_t *results; /* borrowed: results.json */
    json_t *testcases;     /* owned: those of results.json by their id */
    size_t seen;
    char *differs; /* owned: the first difference, or NULL */
};

static void note(struct comparison *comparison, char *text)
{
    if (comparison->differs)
        free(text);
    else
        comparison->differs = text;
}

static int compare_result(void *state, const struct result *result,
                          struct error *err)
{
    struct comparison *comparison = state;
    const char *id = result->testcase->id, *member;
    const json_t *wanted = json_object_get(comparison->testcases, id);
    json_t *again = record_result(result), *value;

    (void)err;
    comparison->seen++;
    if (!wanted)
        note(comparison,
             xasprintf("%s is in the transcript, but not in the results", id));
    else if (json_object_size(wanted) != json_object_size(again))
        note(comparison, xasprintf("%s has other members in the results", id));
    json_object_foreach(again, member, value)
        if (wanted && !json_same(json_object_get(wanted, member), value)) {
            note(comparison,
                 xasprintf("%s has another \"%s\" in the results", id, member));
            break;
        }
    json_decref(again);
    return 0;
}

/* What the whole run says; takes the value. */
static void compare_member(struct comparison *comparison, const char *name,
                           json_t *again)
{
    if (!json_same(json_object_get(comparison->results, name), again))
        note(comparison, xasprintf("the results have other \"%s\"", name));
    json_decref(again);
}

/* While the suites that the summary borrows from are there. */
static int compare_summary(void *state, const struct summary *summary,
                           struct error *err)
{
    struct comparison *comparison = state;

    (void)err;
    if (comparison->seen != json_object_size(comparison->testcases))
        note(comparison, xstrdup("it has fewer testcases than the results"));
    compare_member(comparison, "counts", record_counts(summary));
    compare_member(comparison, "clauses", record_clauses(summary));
    compare_member(comparison, "observations",
                   record_observations(&summary->observations));
    compare_member(comparison, "waivers", record_waivers(&summary->waivers));
    compare_member(comparison, "leftovers", record_leftovers(summary));
    compare_member(comparison, "aborted", record_text(summary->abort_text));
    return 0;
}

/* The very bytes whose digest was looked at, as a file for the reader. */
static int write_copy(const struct bundle_file *file, char *path,
                      struct error *err)
{
    int fd = mkstemp(path);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "wb");
    bool is_written =
        out && fwrite(file->bytes, 1, file->len, out) == file->len;

    if (out)
        is_written = fclose(out) == 0 && is_written;
    return is_written ? 0
                      : error_set(err, ERROR_OUTPUT, path,
                                  "cannot be written: %s", strerror(errno));
}

static int replay(const char *path, const struct library *library,
                  struct comparison *comparison, struct error *err)
{
    struct writer writer = {
        .state = comparison, .result = compare_result, .end = compare_summary};
    struct summary summary = {0};
    int rc = replay_transcript(path, library, ASSAY_VERSION, &writer, 1,
                               &summary, err);

    summary_clear(&summary);
    return rc;
}

int rejudge_bundle(void *state, const struct bundle *bundle,
                   const json_t *results, struct error *err)
{
    const struct bundle_file *file = bundle_find(bundle, BUNDLE_TRANSCRIPT);
    const char *folder = getenv("TMPDIR");
    struct comparison comparison = {.results = results};
    char *path;
    int rc;

    if (!file)
        return error_set(err, ERROR_SUITE, "", "there is no %s",
                         BUNDLE_TRANSCRIPT);
    path = xasprintf("%s/assay-XXXXXX", folder && *folder ? folder : "/tmp");
    comparison.testcases = standing_index(results);
    rc = write_copy(file, path, err);
    if (rc == 0)
        rc = replay(path, state, &comparison, err);
    if (rc == 0 && comparison.differs)
        rc = error_set(err, ERROR_TARGET, BUNDLE_TRANSCRIPT, "%s",
                       comparison.differs);
    unlink(path);
    free(path);
    free(comparison.differs);
    json_decref(comparison.testcases);
    return rc;
}
