#include "selftest/trials.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define TRIALS_MAX   2000 /* rows of a file */
#define TOGETHER_MAX 50   /* variants of a combination */
#define BETWEEN      " + "

/* A row under way: where it stands, for messages. */
struct row {
    const char *path;
    size_t index;
    const json_t *value;
};

static int refuse(const struct row *row, const char *member, const char *why,
                  struct error *err)
{
    return error_set(err, ERROR_SUITE, row->path, "/%zu/%s: %s", row->index,
                     member, why);
}

/* A member that is a text and not empty; NULL with err. */
static const char *read_text(const struct row *row, const char *member,
                             struct error *err)
{
    const char *text = json_member_text(row->value, member, "");

    if (*text)
        return text;
    refuse(row, member, "is no text or empty", err);
    return NULL;
}

static struct trial *find(const struct matrix *matrix, enum trial_kind kind,
                          const char *name)
{
    for (size_t i = 0; i < matrix->trials_len; i++)
        if (matrix->trials[i].kind == kind &&
            !strcmp(matrix->trials[i].name, name))
            return &matrix->trials[i];
    return NULL;
}

/* A new trial of the row's name; NULL with err. */
static struct trial *add(struct matrix *matrix, const struct row *row,
                         enum trial_kind kind, const char *name,
                         struct error *err)
{
    const char *description = read_text(row, "description", err);

    if (!description)
        return NULL;
    if (!find(matrix, kind, name))
        return matrix_add_trial(matrix, kind, name, description);
    refuse(row, "name", "was there before", err);
    return NULL;
}

static int add_fault(struct matrix *matrix, const struct row *row,
                     struct error *err)
{
    const char *name = read_text(row, "name", err);
    const char *clause = name ? read_text(row, "clause", err) : NULL;
    const char *as = json_member_text(row->value, "caught-as", "finding");
    struct trial *trial;

    if (!clause)
        return -1;
    if (strcmp(as, "finding") && strcmp(as, "advice") && strcmp(as, "error"))
        return refuse(row, "caught-as", "is not finding, advice or error", err);
    trial = add(matrix, row, TRIAL_FAULT, name, err);
    if (!trial)
        return -1;
    trial->clause = xstrdup(clause);
    trial->operation = xstrdup(json_member_text(row->value, "operation", NULL));
    trial->as_error = !strcmp(as, "error");
    trial->is_advice = !strcmp(as, "advice");
    trial_add_switch(trial, name);
    return 0;
}

static int add_variant(struct matrix *matrix, const struct row *row,
                       struct error *err)
{
    const char *name = read_text(row, "name", err);
    struct trial *trial =
        name ? add(matrix, row, TRIAL_VARIANT, name, err) : NULL;

    if (!trial)
        return -1;
    trial_add_switch(trial, name);
    return 0;
}

/* "a + b" in new memory; NULL with err. */
static char *join(const struct matrix *matrix, const struct row *row,
                  const json_t *names, struct error *err)
{
    char *text = NULL;
    size_t i;
    json_t *name;

    json_array_foreach(names, i, name) {
        char *longer;

        if (!json_is_string(name) ||
            !find(matrix, TRIAL_VARIANT, json_string_value(name))) {
            free(text);
            refuse(row, "variants", "names what is no variant", err);
            return NULL;
        }
        longer = xasprintf("%s%s%s", text ? text : "", text ? BETWEEN : "",
                           json_string_value(name));
        free(text);
        text = longer;
    }
    return text;
}

static int add_combination(struct matrix *matrix, const struct row *row,
                           struct error *err)
{
    const json_t *names = json_object_get(row->value, "variants");
    size_t i, len = json_array_size(names);
    struct trial *trial;
    json_t *name;
    char *joined;

    if (len < 2 || len > TOGETHER_MAX)
        return refuse(row, "variants", "is no array of two and more", err);
    joined = join(matrix, row, names, err);
    trial = joined ? add(matrix, row, TRIAL_VARIANT, joined, err) : NULL;
    free(joined);
    if (!trial)
        return -1;
    json_array_foreach(names, i, name)
        trial_add_switch(trial, json_string_value(name));
    return 0;
}

static int load(struct matrix *matrix, const char *directory, const char *file,
                int (*add_row)(struct matrix *, const struct row *,
                               struct error *),
                struct error *err)
{
    char *path = path_join(directory, file);
    json_t *list = json_load_checked(path, ERROR_SUITE, err);
    struct row row = {.path = path};
    json_t *value;

    if (list && (!json_is_array(list) || json_array_size(list) > TRIALS_MAX))
        error_set(err, ERROR_SUITE, path, "is no array of at most %d rows",
                  TRIALS_MAX);
    if (!error_is_set(err))
        json_array_foreach(list, row.index, value) {
            row.value = value;
            if (add_row(matrix, &row, err) < 0)
                break;
        }
    json_decref(list);
    free(path);
    return error_is_set(err) ? -1 : 0;
}

int trials_load(struct matrix *matrix, const char *directory, struct error *err)
{
    if (load(matrix, directory, "faults.json", add_fault, err) < 0 ||
        load(matrix, directory, "variants.json", add_variant, err) < 0)
        return -1;
    return load(matrix, directory, "combinations.json", add_combination, err);
}

/* Does a line of the listing begin with this name? */
static bool is_listed(const char *listing, const char *name)
{
    size_t len = strlen(name);

    for (const char *line = listing; *line;) {
        if (!strncmp(line, name, len) && line[len] == '\t')
            return true;
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    return false;
}

int trials_compare(const struct matrix *matrix, enum trial_kind kind,
                   const char *listing, struct error *err)
{
    for (size_t i = 0; i < matrix->trials_len; i++) {
        const struct trial *trial = &matrix->trials[i];

        if (trial->kind == kind && trial->switches_len == 1 &&
            !is_listed(listing, trial->name))
            return error_set(err, ERROR_SUITE, trial->name,
                             "is described, but the emulator does not have it");
    }
    for (const char *line = listing; *line;) {
        char *name = xmemdup(line, strcspn(line, "\t\n"));
        bool known = find(matrix, kind, name) != NULL;

        if (!known)
            error_set(err, ERROR_SUITE, name,
                      "is in the emulator, but not described");
        free(name);
        if (!known)
            return -1;
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    return 0;
}

/* The clause of that operation's ledger; operation NULL: of the first. */
static const struct clause *find_clause(const struct matrix *matrix,
                                        const char *id, const char *operation)
{
    for (size_t i = 0; i < matrix->clauses_len; i++) {
        const struct matrix_clause *row = &matrix->clauses[i];

        if (!strcmp(row->clause->id, id) &&
            (!operation || !strcmp(row->operation, operation)))
            return row->clause;
    }
    return NULL;
}

static const struct clause *find_promise(const struct matrix *matrix,
                                         const struct trial *trial)
{
    const struct clause *clause;

    if (trial->operation)
        return find_clause(matrix, trial->clause, trial->operation);
    clause = find_clause(matrix, trial->clause, matrix->operation);
    return clause ? clause : find_clause(matrix, trial->clause, NULL);
}

int trials_find_clauses(struct matrix *matrix, struct error *err)
{
    for (size_t i = 0; i < matrix->trials_len; i++) {
        struct trial *trial = &matrix->trials[i];

        if (!trial->clause)
            continue;
        trial->promise = find_promise(matrix, trial);
        if (!trial->promise)
            return error_set(err, ERROR_SUITE, trial->name,
                             "\"%s\" is no clause", trial->clause);
        if (trial->promise->level == LEVEL_SHOULD)
            trial->is_advice = true;
    }
    return 0;
}

static bool matches(const struct trial *trial, const char *glob)
{
    return trial->kind == TRIAL_FAULT && text_glob(glob, trial->name);
}

static bool is_wanted(const struct trial *trial, const char *const *globs)
{
    for (; *globs; globs++)
        if (matches(trial, *globs))
            return true;
    return trial->kind == TRIAL_PLAIN;
}

int trials_select(struct matrix *matrix, const char *const *globs,
                  struct error *err)
{
    for (const char *const *glob = globs; *glob; glob++) {
        size_t i = 0;

        while (i < matrix->trials_len && !matches(&matrix->trials[i], *glob))
            i++;
        if (i == matrix->trials_len)
            return error_set(err, ERROR_USAGE, *glob, "matches no fault");
    }
    for (size_t i = matrix->trials_len; i-- > 0;)
        if (!is_wanted(&matrix->trials[i], globs))
            matrix_remove_trial(matrix, i);
    matrix->is_part = true;
    return 0;
}
