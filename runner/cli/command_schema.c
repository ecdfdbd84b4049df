/*
 * command_schema.c - `assay schema`: the validator for files of any project.
 */
#include "cli/commands.h"

#include "base/alloc.h"
#include "cli/documents.h"
#include "cli/schema_actions.h"
#include "run/exit.h"
#include "vocabulary/vocabulary.h"

#include <stdlib.h>
#include <string.h>

int schema_tally_status(const struct schema_tally *tally)
{
    if (tally->trouble)
        return EXIT_TROUBLE;
    if (tally->broken)
        return EXIT_BROKEN;
    return tally->undecided ? EXIT_UNDECIDED : EXIT_CONFORMS;
}

/* A word of an option and what it stands for. */
struct word {
    const char *name;
    int value;
};

static const struct word drafts[] = {{"2020-12", SCHEMA_2020_12},
                                     {"7", SCHEMA_DRAFT_7},
                                     {"4", SCHEMA_DRAFT_4},
                                     {NULL, 0}};
static const struct word formats[] = {
    {"assert", true}, {"annotate", false}, {NULL, 0}};

/* The option table lets no other words through. */
static int find_word(const struct word *words, const char *name)
{
    while (words->name && strcmp(words->name, name) != 0)
        words++;
    return words->value;
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

struct schema_store *schema_store_of(const struct config *config,
                                     struct error *err)
{
    const struct schema_options options = {
        .draft = (enum schema_draft)find_word(drafts, config->draft),
        .assert_format = find_word(formats, config->format),
        .strict = config->known_only};
    struct schema_store *store = schema_store_new();

    schema_store_set_options(store, &options);
    vocabulary_add(store);
    for (size_t i = 0; i < config->refs.len; i++)
        if (add_reference(store, config->refs.items[i], err) < 0) {
            schema_store_free(store);
            return NULL;
        }
    return store;
}

static const struct action {
    const char *name;
    int (*run)(const struct config *config, struct error *err);
} actions[] = {{"check", schema_action_check},
               {"validate", schema_action_validate}};

int command_schema(const struct config *config, struct error *err)
{
    const char *name = config->words.items[0];

    for (size_t i = 0; name && i < sizeof(actions) / sizeof(*actions); i++)
        if (!strcmp(actions[i].name, name))
            return actions[i].run(config, err);
    error_set(err, ERROR_USAGE, name ? name : "schema",
              name ? "is neither check nor validate"
                   : "is followed by check or validate");
    return EXIT_TROUBLE;
}
