#include "cli/commands.h"

#include "cli/data.h"
#include "cli/preview.h"
#include "run/exit.h"

#include "base/file.h"

#include <stdlib.h>

#define SHOWN_BYTES 400

static void print_clauses(const struct testcase *testcase)
{
    puts("clauses");
    for (size_t i = 0; i < testcase->clauses_len; i++) {
        const struct clause *clause = testcase->clauses[i];

        printf("  %s (%s%s%s, %s)%s\n      %s\n", clause->id, clause->page,
               clause->element ? " #" : "",
               clause->element ? clause->element : "",
               basis_name(clause->basis),
               clause->is_off ? ", switched off by the profile" : "",
               clause->text);
    }
}

static void print_checks(const struct checks *checks)
{
    for (size_t i = 0; i < checks->len; i++)
        printf("      %-16s %s%s%s\n", checks->items[i].kind,
               checks->items[i].clause ? checks->items[i].clause->id : "",
               checks->items[i].level == LEVEL_SHOULD ? " (advisory)" : "",
               checks->items[i].clause && checks->items[i].clause->is_off
                   ? " (off)"
                   : "");
}

static void print_expectation(const struct step *step)
{
    printf("  step %s (%s)\n", step->id, step->operation->id);
    puts("    whatever the outcome");
    print_checks(&step->operation->always);
    print_checks(&step->checks);
    for (size_t i = 0; i < step->alternatives_len; i++) {
        const struct outcome *outcome = step->alternatives[i].outcome;

        printf("    %s%s: %s\n", i ? "or " : "", outcome->name, outcome->title);
        print_checks(&outcome->checks);
    }
}

static int print_requests(const struct data *data,
                          const struct testcase *testcase, struct error *err)
{
    char root[] = "https://evs.example";
    struct endpoint endpoint = {.root = root};
    struct identity owner = {.token = PREVIEW_TOKEN, .project_id = "PROJECT"};
    struct identity second = {.token = PREVIEW_SECOND_TOKEN,
                              .project_id = PREVIEW_SECOND_PROJECT};
    struct sender sender = {.endpoint = &endpoint,
                            .owner = &owner,
                            .second = &second,
                            .stranger_token = PREVIEW_WRONG_TOKEN,
                            .fixtures = ""};
    struct preview preview = {.catalog = data->catalog,
                              .sender = &sender,
                              .snapshot_id = "SNAPSHOT",
                              .neighbour_id = "NEIGHBOUR",
                              .has_neighbour = true,
                              .content_max = SHOWN_BYTES};
    char *fixtures = path_join(data->directory, "fixtures");
    int rc;

    sender.fixtures = fixtures;
    puts("requests");
    rc = preview_print(&preview, testcase, stdout, err);
    free(fixtures);
    return rc;
}

static int explain(const struct data *data, const struct testcase *testcase,
                   struct error *err)
{
    printf("%s\n  %s\n  %s, %s\n  from %s\n", testcase->id, testcase->title,
           level_name(testcase->level), basis_name(testcase->basis),
           testcase->location);
    if (testcase->note)
        printf("  note: %s\n", testcase->note);
    print_clauses(testcase);
    puts("expected");
    for (size_t i = 0; i < testcase->steps_len; i++)
        print_expectation(&testcase->steps[i]);
    return print_requests(data, testcase, err);
}

int command_explain(const struct config *config, struct error *err)
{
    struct data data;
    const struct testcase *testcase;

    if (config->words.len != 1) {
        error_set(err, ERROR_USAGE, "explain", "needs one testcase id");
        return EXIT_TROUBLE;
    }
    if (data_load(config, &data, err) < 0)
        return EXIT_TROUBLE;
    testcase = catalog_testcase(data.catalog, config->words.items[0]);
    if (testcase)
        explain(&data, testcase, err);
    else
        error_set(err, ERROR_USAGE, config->words.items[0],
                  "is no testcase; see `assay list`");
    data_clear(&data);
    return error_is_set(err) ? EXIT_TROUBLE : EXIT_CONFORMS;
}
