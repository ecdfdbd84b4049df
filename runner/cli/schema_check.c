/*
 * schema_check.c - `assay schema check FILE...`: do these schemas compile?
 */
#include "cli/schema_actions.h"

#include "cli/documents.h"
#include "cli/schema_report.h"
#include "run/exit.h"

#include <stdlib.h>

/* Can it stand in a store by itself? A store with a mistake is of no use. */
static bool is_sound(const struct config *config, const char *path,
                     const char *uri, json_t *document, struct error *err)
{
    struct schema_store *trial = schema_store_of(config, err);
    bool yes = trial && schema_store_add(trial, uri, path, document, err) == 0;

    schema_store_free(trial);
    return yes;
}

/*
 * Add a file to the store that all share. Its own mistakes are counted and
 * printed; -1 with err only when it cannot stand beside the others.
 */
static int admit(const struct config *config, struct schema_store *store,
                 const char *path, struct list *admitted,
                 struct schema_tally *tally, struct error *err)
{
    struct error mistake = {0};
    char *uri = document_uri(path, &mistake);
    json_t *document = uri ? json_document_load(path, &mistake) : NULL;
    int rc = 0;

    if (!document) {
        tally->trouble++;
        schema_report_line(stdout, mistake.where, mistake.text);
    } else if (!is_sound(config, path, uri, document, &mistake)) {
        tally->broken++;
        schema_report_line(stdout, mistake.where, mistake.text);
    } else {
        rc = schema_store_add(store, uri, path, document, err);
        admitted->items[admitted->len++] = path;
    }
    json_decref(document);
    free(uri);
    return rc;
}

static void check_file(struct schema_store *store, const char *path,
                       struct schema_tally *tally)
{
    struct error err = {0};
    char *uri = document_uri(path, &err);
    struct schema *schema = uri ? schema_compile(store, uri, &err) : NULL;

    if (schema) {
        tally->fine++;
    } else {
        tally->broken++;
        schema_report_line(stdout, err.where, err.text);
    }
    schema_free(schema);
    free(uri);
}

/* All files first, so that they may refer to each other. */
static int check_files(const struct config *config, struct schema_store *store,
                       struct error *err)
{
    const struct list *words = &config->words;
    struct list admitted = {0};
    struct schema_tally tally = {0};

    for (size_t i = 1; i < words->len; i++)
        if (admit(config, store, words->items[i], &admitted, &tally, err) < 0)
            return EXIT_TROUBLE;
    for (size_t i = 0; i < admitted.len; i++)
        check_file(store, admitted.items[i], &tally);
    printf("%zu schema%s: %zu without mistakes, %zu with, %zu not read\n",
           words->len - 1, words->len == 2 ? "" : "s", tally.fine, tally.broken,
           tally.trouble);
    return schema_tally_status(&tally);
}

int schema_action_check(const struct config *config, struct error *err)
{
    struct schema_store *store = NULL;
    int status = EXIT_TROUBLE;

    if (config->words.len < 2)
        error_set(err, ERROR_USAGE, "check", "needs a schema");
    else if (config->output)
        error_set(err, ERROR_USAGE, "--output", "is for validate");
    else if (config->second_opinion)
        error_set(err, ERROR_USAGE, "--second-opinion", "is for validate");
    else
        store = schema_store_of(config, err);
    if (store)
        status = check_files(config, store, err);
    schema_store_free(store);
    return status;
}
