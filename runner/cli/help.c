#include "cli/table.h"

#include <string.h>

static void print_option(const struct option *option, FILE *out)
{
    int used =
        fprintf(out, "  --%s%s%s", option->name, option->value ? " " : "",
                option->value ? option->value : "");

    fprintf(out, "%*s%s", used < 25 ? 26 - used : 1, "", option->help);
    if (option->fallback && strcmp(option->fallback, "0"))
        fprintf(out, " (default %s)", option->fallback);
    fputc('\n', out);
}

void options_help(enum command_set command, FILE *out)
{
    size_t len;
    const struct option *table = option_table(&len);
    const char *before = "";

    for (int group = 0; group < GROUPS_LEN; group++) {
        bool begun = false;

        for (size_t i = 0; i < len; i++) {
            if ((int)table[i].group != group ||
                !(table[i].commands & (int)command))
                continue;
            if (!begun)
                fprintf(out, "%s%s:\n", before,
                        option_group_title((enum option_group)group));
            begun = true;
            before = "\n";
            print_option(&table[i], out);
        }
    }
}
