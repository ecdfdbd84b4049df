/*
 * command_schema.c - `assay schema`: the validator for files of any project.
 */
#include "cli/commands.h"

#include "base/alloc.h"
#include "cli/documents.h"
#include "cli/schema_actions.h"
#include "run/exit.h"
#include "suite/vocabulary.h"

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

static int find_word(const struct word *words, const char *name,
                     const char *option, const char *choice, struct error *err)
{
    for (; words->name; words++)
        if (!strcmp(words->name, name))
            return words->value;
    return error_set(err, ERROR_USAGE, option, "\"%s\" is not %s", name,
                     choice);
}

static int read_options(const struct config *config,
                        struct schema_options *options, struct error *err)
{
    int draft =
        find_word(drafts, config->draft, "--draft", "2020-12, 7 or 4", err);
    int format = find_word(formats, config->format, "--format",
                           "assert or annotate", err);

    if (draft < 0 || format < 0)
        return -1;
    *options = (struct schema_options){.draft = (enum schema_draft)draft,
                                       .assert_format = format,
                                       .strict = config->known_only};
    return 0;
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
    struct schema_options options;
    struct schema_store *store;

    if (read_options(config, &options, err) < 0)
        return NULL;
    store = schema_store_new();
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
