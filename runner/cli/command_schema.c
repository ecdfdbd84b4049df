/*
 * command_schema.c - `assay schema check` and `assay schema validate`: the
 * validator for files of any project.
 *
 * Exit status, the first that applies: 2 a file cannot be read, is not JSON
 * or (validate) the schema has mistakes; 1 a schema has mistakes (check), an
 * instance is invalid (validate); 3 a limit was reached; 0.
 */
#include "cli/commands.h"

#include "base/alloc.h"
#include "cli/documents.h"
#include "cli/schema_report.h"
#include "run/exit.h"

#include <stdlib.h>
#include <string.h>

/* Counts of one call, and what its exit status follows from. */
struct tally {
    size_t fine;
    size_t broken;
    size_t undecided;
    size_t trouble;
};

static int status_of(const struct tally *tally)
{
    if (tally->trouble)
        return EXIT_TROUBLE;
    if (tally->broken)
        return EXIT_BROKEN;
    return tally->undecided ? EXIT_UNDECIDED : EXIT_CONFORMS;
}

/*
 * --ref URI=F or --ref F. The last "=" divides, since a file can be given
 * another name and a URI cannot.
 */
static int add_reference(struct schema_store *store, const char *text,
                         struct error *err)
{
    const char *equals = strrchr(text, '=');
    char *uri = equals ? xmemdup(text, (size_t)(equals - text)) : NULL;
    int rc;

    if (uri && (!*uri || !equals[1]))
        rc = error_set(err, ERROR_USAGE, "--ref", "\"%s\" is not URI=FILE",
                       text);
    else
        rc = document_register(store, equals ? equals + 1 : text, uri, err);
    free(uri);
    return rc;
}

static int add_references(struct schema_store *store,
                          const struct config *config, struct error *err)
{
    for (size_t i = 0; i < config->refs.len; i++)
        if (add_reference(store, config->refs.items[i], err) < 0)
            return -1;
    return 0;
}

/* A mistake in a schema is a line of the report, not the end of the call. */
static void print_mistake(const struct error *err)
{
    schema_report_line(stdout, err->where, err->text);
}

/* Can it stand in a store by itself? A store with a mistake is of no use. */
static bool is_sound(const char *path, const char *uri, json_t *document,
                     struct error *err)
{
    struct schema_store *trial = schema_store_new();
    int rc = schema_store_add(trial, uri, path, document, err);

    schema_store_free(trial);
    return rc == 0;
}

/*
 * Add a file to the store that all share. Its own mistakes are counted and
 * printed; -1 with err only when it cannot stand beside the others.
 */
static int admit(struct schema_store *store, const char *path,
                 struct list *admitted, struct tally *tally, struct error *err)
{
    struct error mistake = {0};
    char *uri = document_uri(path, &mistake);
    json_t *document = uri ? document_load(path, &mistake) : NULL;
    int rc = 0;

    if (!document) {
        tally->trouble++;
        print_mistake(&mistake);
    } else if (!is_sound(path, uri, document, &mistake)) {
        tally->broken++;
        print_mistake(&mistake);
    } else {
        rc = schema_store_add(store, uri, path, document, err);
        admitted->items[admitted->len++] = path;
    }
    json_decref(document);
    free(uri);
    return rc;
}

static void check_file(const struct schema_store *store, const char *path,
                       struct tally *tally)
{
    struct error err = {0};
    char *uri = document_uri(path, &err);
    struct schema *schema = uri ? schema_compile(store, uri, &err) : NULL;

    if (schema) {
        tally->fine++;
    } else {
        tally->broken++;
        print_mistake(&err);
    }
    schema_free(schema);
    free(uri);
}

/* All files first, so that they may refer to each other. */
static int check_files(struct schema_store *store, const struct list *words,
                       struct error *err)
{
    struct list admitted = {0};
    struct tally tally = {0};

    for (size_t i = 1; i < words->len; i++)
        if (admit(store, words->items[i], &admitted, &tally, err) < 0)
            return EXIT_TROUBLE;
    for (size_t i = 0; i < admitted.len; i++)
        check_file(store, admitted.items[i], &tally);
    printf("%zu schema%s: %zu without mistakes, %zu with, %zu not read\n",
           words->len - 1, words->len == 2 ? "" : "s", tally.fine, tally.broken,
           tally.trouble);
    return status_of(&tally);
}

static int check(const struct config *config, struct error *err)
{
    struct schema_store *store = schema_store_new();
    int status = EXIT_TROUBLE;

    if (config->words.len < 2)
        error_set(err, ERROR_USAGE, "check", "needs a schema");
    else if (config->output)
        error_set(err, ERROR_USAGE, "--output", "is for validate");
    else if (config->second_opinion)
        error_set(err, ERROR_USAGE, "--second-opinion", "is for validate");
    else if (add_references(store, config, err) == 0)
        status = check_files(store, &config->words, err);
    schema_store_free(store);
    return status;
}

static void validate_file(const struct schema *schema, enum schema_form form,
                          const char *path, struct tally *tally)
{
    FILE *notes = form == SCHEMA_FORM_TEXT ? stdout : stderr;
    struct schema_output output = {0};
    struct error err = {0};
    json_t *instance = document_load(path, &err);
    enum schema_verdict verdict;

    if (!instance) {
        tally->trouble++;
        schema_report_line(notes, err.where, err.text);
        return;
    }
    verdict = schema_validate(schema, instance, &output);
    schema_report(stdout, form, path, verdict, &output);
    if (verdict == SCHEMA_UNDECIDED)
        schema_report_line(notes, path, output.undecided);
    tally->fine += verdict == SCHEMA_VALID;
    tally->broken += verdict == SCHEMA_INVALID;
    tally->undecided += verdict == SCHEMA_UNDECIDED;
    schema_output_clear(&output);
    json_decref(instance);
}

static int validate_files(const struct config *config,
                          const struct schema *schema, enum schema_form form)
{
    const struct list *words = &config->words;
    struct tally tally = {0};

    for (size_t i = 2; i < words->len; i++)
        validate_file(schema, form, words->items[i], &tally);
    if (form == SCHEMA_FORM_TEXT)
        printf("%zu instance%s: %zu valid, %zu invalid, %zu without a "
               "verdict\n",
               words->len - 2, words->len == 3 ? "" : "s", tally.fine,
               tally.broken, tally.undecided + tally.trouble);
    return status_of(&tally);
}

static int validate(const struct config *config, struct error *err)
{
    enum schema_form form = schema_form_find(config->output);
    struct schema_store *store = schema_store_new();
    struct schema *schema = NULL;
    char *uri = NULL;
    int status = EXIT_TROUBLE;

    if (form == SCHEMA_FORMS)
        error_set(err, ERROR_USAGE, "--output", "must be flag or basic");
    else if (config->words.len < 3)
        error_set(err, ERROR_USAGE, "validate", "needs a schema and instances");
    else
        uri = document_uri(config->words.items[1], err);
    if (uri && add_references(store, config, err) == 0 &&
        document_register(store, config->words.items[1], NULL, err) == 0)
        schema = schema_compile(store, uri, err);
    if (schema)
        status = validate_files(config, schema, form);
    schema_free(schema);
    free(uri);
    schema_store_free(store);
    return status;
}

static const struct action {
    const char *name;
    int (*run)(const struct config *config, struct error *err);
} actions[] = {{"check", check}, {"validate", validate}};

int command_schema(const struct config *config, struct error *err)
{
    const char *name = config->words.items[0];

    for (size_t i = 0; name && i < sizeof(actions) / sizeof(*actions); i++)
        if (!strcmp(actions[i].name, name))
            return actions[i].run(config, err);
    error_set(err, ERROR_USAGE, "schema", "is followed by check or validate");
    return EXIT_TROUBLE;
}
