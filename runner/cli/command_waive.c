/*
 * command_waive.c - `assay waive`: drafts of waivers for what failed.
 */
#include "cli/commands.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/results.h"
#include "run/exit.h"
#include "waivers/waivers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct waiver_words words_of(const struct config *config)
{
    return (struct waiver_words){config->owner, config->issue, config->expires};
}

/* What the options say must be good: a waiver that is complete but for them. */
static int check_words(const struct waiver_words *words,
                       const struct library *library, struct error *err)
{
    const struct schema *schema = schema_book_find(library->book, "waivers");
    json_t *sample =
        json_pack("{ss s[{ss ss ss ss ss}]}", "$schema", "waivers.json",
                  "waivers", "testcase", "a", "reason", "b", "owner",
                  words->owner ? words->owner : "c", "issue",
                  words->issue ? words->issue : "https://issues.example/1",
                  "expires", words->expires ? words->expires : "2000-01-01");
    struct schema_output output = {0};

    if (!sample)
        error_set(err, ERROR_USAGE, "", "an option is not UTF-8");
    else if (!schema)
        error_set(err, ERROR_SUITE, "schemas/assay/waivers.json",
                  "is not there, or no schema");
    else if (schema_validate(schema, sample, &output) != SCHEMA_VALID) {
        const char *at = output.len ? output.units[0].instance_location : "";
        const char *name = strrchr(at, '/');
        char *option = xasprintf("--%s", name ? name + 1 : "owner");

        error_set(err, ERROR_USAGE, option, "%s",
                  output.len ? output.units[0].message : "cannot be checked");
        free(option);
    }
    schema_output_clear(&output);
    json_decref(sample);
    return error_is_set(err) ? -1 : 0;
}

/* The file of --into, or an empty one. */
static json_t *open_document(const char *path, struct error *err)
{
    if (!path || access(path, F_OK) != 0)
        return waivers_empty();
    return json_load_checked(path, ERROR_SUITE, err);
}

static int write_document(const char *path, const json_t *document,
                          struct error *err)
{
    struct output out;
    int rc = -1;

    if (output_open(&out, path ? path : "-", err) < 0)
        return -1;
    if (json_dumpf(document, out.stream, JSON_INDENT(2)) < 0) {
        error_set(err, ERROR_OUTPUT, path ? path : "-", "could not be written");
    } else {
        fputc('\n', out.stream);
        rc = output_commit(&out, err);
    }
    output_discard(&out);
    return rc;
}

static void tell(const char *path, int added, size_t failed)
{
    if (!failed)
        fputs("assay: no testcase fails, so there is nothing to waive\n",
              stderr);
    else if (!added)
        fputs("assay: every testcase that fails has a waiver there already\n",
              stderr);
    else
        fprintf(stderr,
                "assay: %d waiver%s drafted; replace each TODO, then check "
                "with `assay lint %s`\n",
                added, added == 1 ? "" : "s", path ? path : "FILE");
}

static int draft(const struct config *config, const json_t *results,
                 const struct waiver_words *words, struct error *err)
{
    json_t *drafts = waivers_draft(results, words);
    json_t *document = open_document(config->into, err);
    int added = document ? waivers_merge(config->into ? config->into : "-",
                                         document, drafts, err)
                         : -1;
    int status = EXIT_TROUBLE;

    /* a file to which nothing comes stays as it was written */
    if (added >= 0 &&
        ((added == 0 && config->into && access(config->into, F_OK) == 0) ||
         write_document(config->into, document, err) == 0)) {
        tell(config->into, added, json_array_size(drafts));
        status = EXIT_CONFORMS;
    }
    json_decref(document);
    json_decref(drafts);
    return status;
}

int command_waive(const struct config *config, struct error *err)
{
    struct waiver_words words = words_of(config);
    struct library *library;
    json_t *results = NULL;
    int status = EXIT_TROUBLE;

    if (config->words.len != 1) {
        error_set(err, ERROR_USAGE, "waive", "needs one results.json");
        return EXIT_TROUBLE;
    }
    library = results_library(config, err);
    if (library && check_words(&words, library, err) == 0)
        results = results_load(config->words.items[0], library, err);
    if (results)
        status = draft(config, results, &words, err);
    json_decref(results);
    library_free(library);
    return status;
}
