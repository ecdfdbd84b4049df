#include "cli/commands.h"

#include "cli/data.h"
#include "cli/selection.h"
#include "run/exit.h"

static void print_entry(const struct config *config,
                        const struct plan_entry *entry)
{
    const struct testcase *testcase = entry->testcase;

    printf("%s\t%s\n", testcase->id, testcase->title);
    if (!config->verbose)
        return;
    for (size_t i = 0; i < testcase->clauses_len; i++)
        printf("\tclause %s (%s, %s)\n", testcase->clauses[i]->id,
               level_name(testcase->level), basis_name(testcase->basis));
    if (entry->skip_reason)
        printf("\tskipped: %s\n", entry->skip_reason);
}

int command_list(const struct config *config, struct error *err)
{
    struct data data;
    struct plan plan = {0};
    size_t shown = 0;

    if (data_load(config, &data, err) < 0)
        return EXIT_TROUBLE;
    if (selection_plan(config, &data, &plan, err) == 0) {
        for (size_t i = 0; i < plan.len; i++) {
            if (!list_matches(&config->words, plan.entries[i].testcase->id))
                continue;
            print_entry(config, &plan.entries[i]);
            shown++;
        }
        if (!shown)
            error_set(err, ERROR_USAGE, config->words.items[0],
                      "matches no testcase");
    }
    plan_clear(&plan);
    data_clear(&data);
    return error_is_set(err) ? EXIT_TROUBLE : EXIT_CONFORMS;
}
