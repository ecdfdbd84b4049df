/*
 * schema_validate.c - `assay schema validate SCHEMA INSTANCE...`.
 */
#include "cli/schema_actions.h"

#include "base/alloc.h"
#include "cli/documents.h"
#include "cli/schema_report.h"
#include "engine/opinion.h"
#include "run/exit.h"

#include <stdlib.h>

/* What all instances of a call are judged with. */
struct judge {
    enum schema_form form;
    FILE *notes;                       /* for what is no verdict */
    const struct schema_engine *other; /* asked besides, or NULL */
    struct schema_store *store;        /* owned */
    struct schema *schema;             /* owned */
    json_t *document;                  /* owned: the schema's */
    struct schema_tally tally;
    size_t opinions[SECOND_SILENT + 1]; /* how often */
};

static void judge_clear(struct judge *judge)
{
    schema_free(judge->schema);
    schema_store_free(judge->store);
    json_decref(judge->document);
}

static void ask_other(struct judge *judge, const char *path,
                      const json_t *instance, enum schema_verdict verdict)
{
    enum second_opinion opinion;
    char *text, *line;

    if (!judge->other)
        return;
    opinion = second_opinion(judge->other, judge->document, instance, verdict,
                             OPINION_LIMIT_MS, &text);
    judge->opinions[opinion]++;
    line = xasprintf("%s: %s",
                     opinion == SECOND_DISAGREES ? "second opinion disagrees"
                                                 : "no second opinion",
                     text);
    if (opinion != SECOND_AGREES)
        schema_report_line(judge->notes, path, line);
    free(line);
    free(text);
}

static void report_undecided(FILE *notes, const char *path, const char *why)
{
    char *text = xasprintf("could not be decided: %s", why);

    schema_report_line(notes, path, text);
    free(text);
}

static void judge_file(struct judge *judge, const char *path)
{
    struct schema_output output = {0};
    struct error err = {0};
    json_t *instance = json_document_load(path, &err);
    enum schema_verdict verdict;

    if (!instance) {
        judge->tally.trouble++;
        schema_report_line(judge->notes, err.where, err.text);
        return;
    }
    verdict = schema_validate(judge->schema, instance, &output);
    schema_report(stdout, judge->form, path, judge->schema, verdict, &output);
    if (verdict == SCHEMA_UNDECIDED)
        report_undecided(judge->notes, path, output.undecided);
    judge->tally.fine += verdict == SCHEMA_VALID;
    judge->tally.broken += verdict == SCHEMA_INVALID;
    judge->tally.undecided += verdict == SCHEMA_UNDECIDED;
    ask_other(judge, path, instance, verdict);
    schema_output_clear(&output);
    json_decref(instance);
}

static void print_sums(const struct judge *judge)
{
    const struct schema_tally *tally = &judge->tally;
    const size_t without = tally->undecided + tally->trouble;
    const size_t all = tally->fine + tally->broken + without;

    if (judge->form == SCHEMA_FORM_TEXT)
        printf("%zu instance%s: %zu valid, %zu invalid, %zu without a "
               "verdict\n",
               all, all == 1 ? "" : "s", tally->fine, tally->broken, without);
    if (judge->other)
        fprintf(judge->notes,
                "second opinion of %s: %zu agree, %zu disagree, %zu without\n",
                judge->other->name, judge->opinions[SECOND_AGREES],
                judge->opinions[SECOND_DISAGREES],
                judge->opinions[SECOND_SILENT]);
}

/* The schema, compiled. Returns 0, or -1 with err. */
static int prepare(struct judge *judge, const struct config *config,
                   struct error *err)
{
    const char *path = config->words.items[1];
    char *uri = document_uri(path, err);

    if (uri)
        judge->store = schema_store_of(config, err);
    if (judge->store)
        judge->document = json_document_load(path, err);
    if (judge->document &&
        schema_store_add(judge->store, uri, path, judge->document, err) == 0)
        judge->schema = schema_compile(judge->store, uri, err);
    free(uri);
    return judge->schema ? 0 : -1;
}

/* Is the call complete? Returns 0, or -1 with ERROR_USAGE. */
static int read_call(struct judge *judge, const struct config *config,
                     struct error *err)
{
    judge->form = schema_form_find(config->output);
    judge->notes = judge->form == SCHEMA_FORM_TEXT ? stdout : stderr;
    if (config->words.len < 3)
        return error_set(err, ERROR_USAGE, "validate",
                         "needs a schema and instances");
    if (config->second_opinion)
        judge->other = engine_find(config->second_opinion, err);
    return error_is_set(err) ? -1 : 0;
}

int schema_action_validate(const struct config *config, struct error *err)
{
    struct judge judge = {0};
    int status = EXIT_TROUBLE;

    if (read_call(&judge, config, err) == 0 &&
        prepare(&judge, config, err) == 0) {
        for (size_t i = 2; i < config->words.len; i++)
            judge_file(&judge, config->words.items[i]);
        print_sums(&judge);
        status = schema_tally_status(&judge.tally);
    }
    judge_clear(&judge);
    return status;
}
