#include "selftest/collect.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define WHY_MAX 200 /* bytes that are kept of a message */

static enum sight sight_of(const struct result *result)
{
    static const enum sight sights[VERDICT_COUNT] = {
        [VERDICT_PASS] = SIGHT_PASS,   [VERDICT_FAIL] = SIGHT_FAIL,
        [VERDICT_ERROR] = SIGHT_ERROR, [VERDICT_SKIP] = SIGHT_SKIP,
        [VERDICT_WAIVED] = SIGHT_FAIL, [VERDICT_STALE] = SIGHT_FAIL};

    if (result->verdict == VERDICT_PASS &&
        findings_count(&result->findings, LEVEL_SHOULD))
        return SIGHT_ADVICE;
    return sights[result->verdict];
}

/* The first finding that makes the verdict; of this clause when one is asked
 * for. NULL: there is none. */
static const struct finding *find(const struct result *result, enum sight sight,
                                  const char *clause)
{
    enum level level = sight == SIGHT_FAIL ? LEVEL_MUST : LEVEL_SHOULD;

    if (sight != SIGHT_FAIL && sight != SIGHT_ADVICE)
        return NULL;
    for (size_t i = 0; i < result->findings.len; i++) {
        const struct finding *finding = &result->findings.items[i];

        if (finding->level == level &&
            (!clause || (finding->clause && !strcmp(finding->clause, clause))))
            return finding;
    }
    return NULL;
}

static json_t *text_value(const char *text)
{
    char *safe = text_visible(text, strlen(text), WHY_MAX);
    json_t *value = json_string(safe);

    free(safe);
    return value;
}

/* Takes the reference. */
static int put_line(FILE *out, json_t *line)
{
    int rc = json_dumpf(line, out, JSON_COMPACT);

    json_decref(line);
    return rc < 0 || fputc('\n', out) == EOF ? -1 : 0;
}

static int put_result(void *state, const struct result *result,
                      struct error *err)
{
    const struct collector *collector = state;
    enum sight sight = sight_of(result);
    const struct finding *first = find(result, sight, NULL);
    const char *why = first ? first->message : result->reason;
    json_t *line = json_pack("{ss ss}", "id", result->testcase->id, "sight",
                             sight_name(sight));

    if (collector->clause && find(result, sight, collector->clause))
        json_object_set_new(line, "names_clause", json_true());
    if (why)
        json_object_set_new(line, "why", text_value(why));
    return put_line(collector->out, line) < 0
               ? error_set(err, ERROR_OUTPUT, "", "nobody reads the results")
               : 0;
}

static int put_end(void *state, const struct summary *summary,
                   struct error *err)
{
    const struct collector *collector = state;
    json_t *line = json_pack("{si}", "exit_status", summary->exit_status);

    return put_line(collector->out, line) < 0 || fflush(collector->out) != 0
               ? error_set(err, ERROR_OUTPUT, "", "nobody reads the results")
               : 0;
}

struct writer collector_writer(struct collector *collector)
{
    return (struct writer){
        .state = collector, .result = put_result, .end = put_end};
}

void collect_trouble(FILE *out, const char *why)
{
    put_line(out, json_pack("{so}", "trouble", text_value(why)));
    fflush(out);
}

static void read_mark(const struct matrix *matrix, struct trial *trial,
                      const json_t *line, size_t *at)
{
    const char *id = json_member_text(line, "id", "");
    int sight = sight_from_name(json_member_text(line, "sight", ""));
    size_t found = matrix_find(matrix, id, *at);

    if (found == matrix->len || sight < 0)
        return;
    mark_set(&trial->marks[found], (enum sight)sight,
             json_is_true(json_object_get(line, "names_clause")),
             json_member_text(line, "why", NULL));
    *at = found + 1;
}

static void read_line(const struct matrix *matrix, struct trial *trial,
                      const json_t *line, size_t *at)
{
    const json_t *status = json_object_get(line, "exit_status");
    const char *trouble = json_member_text(line, "trouble", NULL);

    if (json_is_integer(status)) {
        trial->exit_status = (int)json_integer_value(status);
    } else if (trouble) {
        free(trial->trouble);
        trial->trouble = xstrdup(trouble);
    } else {
        read_mark(matrix, trial, line, at);
    }
}

void collect_read(const struct matrix *matrix, struct trial *trial,
                  const char *lines)
{
    size_t at = 0, len;

    for (; *lines; lines += len + (lines[len] == '\n')) {
        json_t *line = NULL;

        len = strcspn(lines, "\n");
        if (json_parse_text(lines, len, &line, NULL) == JSON_TEXT_OK)
            read_line(matrix, trial, line, &at);
        json_decref(line);
    }
    if (trial->exit_status < 0 && !trial->trouble)
        trial->trouble = xstrdup("broke off before its end");
}
