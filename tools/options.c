/*
 * options - the option table in the forms that others read.
 *
 * usage: options FORM
 *
 * FORM is one of: man (the options, mdoc), variables (the environment, mdoc),
 * schema (of the file of --config), bash, zsh, fish (completions). Called by
 * tools/write-options, which knows where each belongs.
 */
#include "cli/commands.h"
#include "cli/table.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* One sentence a line, as mdoc wants it; "--name" with real dashes. */
static void print_mdoc(const char *text, bool capital)
{
    const char *begin = text;

    for (; *text; text++) {
        char letter = capital && text == begin && *text >= 'a' && *text <= 'z'
                          ? (char)(*text - 'a' + 'A')
                          : *text;

        if (letter == '-' && text[1] == '-')
            fputs("\\-", stdout);
        else if (letter == '-' && text != begin && text[-1] == '-')
            fputs("\\-", stdout);
        else if (letter == '\\')
            fputs("\\e", stdout);
        else if (letter == '"')
            fputs("\\(dq", stdout);
        else
            putchar(letter);
        if (letter == '.' && text[1] == ' ') {
            putchar('\n');
            text++;
        }
    }
}

static void print_man_option(const struct option *option)
{
    size_t len = strlen(option->help);
    const char *stop = len && option->help[len - 1] == '.' ? "" : ".";

    printf(".It Fl -%s%s%s\n", option->name, option->value ? " Ar " : "",
           option->value ? option->value : "");
    print_mdoc(option->help, true);
    if (option->fallback && strcmp(option->fallback, "0"))
        printf(" (default %s)", option->fallback);
    printf("%s\n", stop);
    if (option->more) {
        print_mdoc(option->more, false);
        putchar('\n');
    }
}

static void print_man(void)
{
    size_t len;
    const struct option *table = option_table(&len);

    for (int group = 0; group < GROUPS_LEN; group++) {
        printf(".Pp\n%s:\n.Bl -tag -width Ds\n",
               option_group_title((enum option_group)group));
        for (size_t i = 0; i < len; i++)
            if ((int)table[i].group == group)
                print_man_option(&table[i]);
        printf(".El\n");
    }
}

static void print_variables(void)
{
    size_t len;
    const struct option *table = option_table(&len);

    for (size_t i = 0; i < len; i++)
        for (const char *const *name = table[i].variables; *name; name++)
            printf(".It Ev %s\nAs\n.Fl -%s .\n", *name, table[i].name);
}

/* The words of a row as a JSON array; NULL when it has none. */
static json_t *word_array(const char *words)
{
    json_t *array = words ? json_array() : NULL;

    for (; words && *words; words += strspn(words, " ")) {
        size_t len = strcspn(words, " ");

        json_array_append_new(array, json_stringn(words, len));
        words += len;
    }
    return array;
}

static json_t *text_schema(const struct option *option)
{
    json_t *words = word_array(option->choices);

    return words ? json_pack("{s: o}", "enum", words)
                 : json_pack("{s: s}", "type", "string");
}

static json_t *value_schema(const struct option *option)
{
    switch (option->type) {
    case FLAG:
        return json_pack("{s: s}", "type", "boolean");
    case TEXT:
        return text_schema(option);
    case LIST:
        return json_pack("{s: s, s: i, s: o}", "type", "array", "maxItems",
                         LIST_MAX, "items", text_schema(option));
    case SECONDS:
        return json_pack("{s: s, s: i, s: i}", "type", "number", "minimum", 0,
                         "maximum", SECONDS_MAX);
    case COUNT:
        return json_pack("{s: s, s: i, s: I}", "type", "integer", "minimum", 0,
                         "maximum", (json_int_t)1 << 53);
    case RATE:
        return json_pack("{s: s, s: i, s: i}", "type", "number", "minimum", 0,
                         "maximum", RATE_MAX);
    }
    return NULL;
}

static void print_schema(void)
{
    size_t len;
    const struct option *table = option_table(&len);
    json_t *members = json_pack("{s: {s: s}}", "$schema", "type", "string");
    json_t *schema;

    for (size_t i = 0; i < len; i++) {
        json_t *row = json_pack("{s: s}", "description", table[i].help);

        json_object_update_new(row, value_schema(&table[i]));
        if (table[i].marks & (LINE_ONLY | NOT_IN_FILE))
            json_decref(row);
        else
            json_object_set_new(members, table[i].name, row);
    }
    schema = json_pack("{s: s, s: s, s: s, s: s, s: o, s: b}", "$schema",
                       "https://json-schema.org/draft/2020-12/schema", "title",
                       "Configuration", "description",
                       "Options of the program assay, for --config; written "
                       "by `make options`.",
                       "type", "object", "properties", members,
                       "additionalProperties", 0);
    json_dumpf(schema, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(schema);
}

/* What can be offered for a value. */
static const char *offered(const struct option *option)
{
    return option->choices ? option->choices : option->known;
}

static void print_bash_words(void)
{
    size_t commands_len, len;
    const struct command *commands = command_table(&commands_len);
    const struct option *table = option_table(&len);

    printf("    local commands='");
    for (size_t i = 0; i < commands_len; i++)
        printf("%s%s", i ? " " : "", commands[i].name);
    printf("'\n    case $command in\n");
    for (size_t i = 0; i < commands_len; i++) {
        printf("    %s) options='", commands[i].name);
        for (size_t k = 0; k < len; k++)
            if (table[k].commands & (int)commands[i].set)
                printf("\n        --%s", table[k].name);
        printf("' ;;\n");
    }
    printf("    esac\n");
}

static void print_bash_values(void)
{
    size_t len;
    const struct option *table = option_table(&len);

    for (size_t i = 0; i < len; i++) {
        if (table[i].type == FLAG)
            continue;
        printf("    --%s) ", table[i].name);
        if (offered(&table[i]))
            printf("words='%s' ;;\n", offered(&table[i]));
        else if (table[i].marks & PATH)
            printf("kind=file ;;\n");
        else if (table[i].marks & DIRECTORY)
            printf("kind=directory ;;\n");
        else
            printf("kind=none ;;\n");
    }
}

static void print_bash(void)
{
    puts("# Completion of the program assay for bash; written by `make "
         "options`.\n"
         "_assay() {\n"
         "    local current=$2 previous=$3 command= options= words= kind=\n"
         "    local i\n"
         "    # \"--name=value\" arrives as three words\n"
         "    [ \"$current\" = = ] && current=\n"
         "    [ \"$previous\" = = ] && previous=${COMP_WORDS[COMP_CWORD - 2]}\n"
         "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "        case ${COMP_WORDS[i]} in\n"
         "        -*) ;;\n"
         "        *) command=${COMP_WORDS[i]}; break ;;\n"
         "        esac\n"
         "    done");
    print_bash_words();
    puts("    case $previous in");
    print_bash_values();
    puts("    esac\n"
         "    COMPREPLY=()\n"
         "    case $kind in\n"
         "    file) mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
         "        compopt -o filenames 2>/dev/null; return ;;\n"
         "    directory) mapfile -t COMPREPLY < <(compgen -d -- \"$current\")\n"
         "        compopt -o filenames 2>/dev/null; return ;;\n"
         "    none) return ;;\n"
         "    esac\n"
         "    if [ -z \"$words\" ]; then\n"
         "        case $command:$current in\n"
         "        :-*) words='--help --version' ;;\n"
         "        :*) words=$commands ;;\n"
         "        *:-*) words=$options ;;\n"
         "        explain:* | list:*)\n"
         "            words=$(\"${COMP_WORDS[0]}\" list 2>/dev/null | cut -f1)"
         " ;;\n"
         "        lint:*) mapfile -t COMPREPLY < <(compgen -f -- "
         "\"$current\")\n"
         "            compopt -o filenames 2>/dev/null; return ;;\n"
         "        esac\n"
         "    fi\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- "
         "\"$current\")\n"
         "}\n"
         "complete -F _assay assay");
}

/* In single quotes for a shell; brackets and colons as zsh's specs want. */
static void print_quoted(const char *text, bool zsh)
{
    for (; *text; text++)
        if (*text == '\'')
            fputs(zsh ? "'\\''" : "\\'", stdout);
        else if (zsh && strchr("[]:\\", *text))
            printf("\\%c", *text);
        else if (!zsh && *text == '\\')
            fputs("\\\\", stdout);
        else
            putchar(*text);
}

static void print_zsh_option(const struct option *option)
{
    printf("            '%s--%s%s[", option->type == LIST ? "*" : "",
           option->name, option->type == FLAG ? "" : "=");
    print_quoted(option->help, true);
    printf("]");
    if (option->type != FLAG) {
        printf(":%s:", option->value);
        if (offered(option))
            printf("(%s)", offered(option));
        else if (option->marks & PATH)
            printf("_files");
        else if (option->marks & DIRECTORY)
            printf("_files -/");
        else
            printf(" ");
    }
    printf("' \\\n");
}

static void print_zsh(void)
{
    size_t commands_len, len;
    const struct command *commands = command_table(&commands_len);
    const struct option *table = option_table(&len);

    puts("#compdef assay\n"
         "# Completion of the program assay for zsh; written by `make "
         "options`.\n"
         "_assay() {\n"
         "    local -a commands testcases\n"
         "    commands=(");
    for (size_t i = 0; i < commands_len; i++) {
        printf("        '%s:", commands[i].name);
        print_quoted(commands[i].help, true);
        printf("'\n");
    }
    puts("    )\n"
         "    if (( CURRENT == 2 )); then\n"
         "        _describe command commands\n"
         "        return\n"
         "    fi\n"
         "    local program=$words[1] command=$words[2]\n"
         "    shift words\n"
         "    (( CURRENT-- ))\n"
         "    case $command in");
    for (size_t i = 0; i < commands_len; i++) {
        printf("    %s)\n        _arguments \\\n", commands[i].name);
        for (size_t k = 0; k < len; k++)
            if (table[k].commands & (int)commands[i].set)
                print_zsh_option(&table[k]);
        printf("            '*: :_assay_words'\n        ;;\n");
    }
    puts("    esac\n"
         "}\n"
         "_assay_words() {\n"
         "    case $command in\n"
         "    list|explain)\n"
         "        testcases=(${(f)\"$($program list 2>/dev/null | cut -f1)\"})"
         "\n"
         "        compadd -a testcases ;;\n"
         "    lint) _files ;;\n"
         "    esac\n"
         "}\n"
         "_assay \"$@\"");
}

static void print_fish_option(const struct option *option,
                              const struct command *commands, size_t len)
{
    printf("complete -c assay -n '__fish_seen_subcommand_from");
    for (size_t i = 0; i < len; i++)
        if (option->commands & (int)commands[i].set)
            printf(" %s", commands[i].name);
    printf("' -l %s", option->name);
    if (option->type != FLAG) {
        if (offered(option))
            printf(" -x -a '%s'", offered(option));
        else if (option->marks & PATH)
            printf(" -r -F");
        else if (option->marks & DIRECTORY)
            printf(" -x -a '(__fish_complete_directories)'");
        else
            printf(" -x");
    }
    printf(" -d '");
    print_quoted(option->help, false);
    printf("'\n");
}

static void print_fish(void)
{
    size_t commands_len, len;
    const struct command *commands = command_table(&commands_len);
    const struct option *table = option_table(&len);

    puts("# Completion of the program assay for fish; written by `make "
         "options`.\n"
         "complete -c assay -f");
    for (size_t i = 0; i < commands_len; i++) {
        printf("complete -c assay -n __fish_use_subcommand -a %s -d '",
               commands[i].name);
        print_quoted(commands[i].help, false);
        printf("'\n");
    }
    puts("complete -c assay -n '__fish_seen_subcommand_from list explain' "
         "-a '(assay list 2>/dev/null | cut -f1)'\n"
         "complete -c assay -n '__fish_seen_subcommand_from lint' -F");
    for (size_t i = 0; i < len; i++)
        print_fish_option(&table[i], commands, commands_len);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*print)(void);
    } forms[] = {{"man", print_man},       {"variables", print_variables},
                 {"schema", print_schema}, {"bash", print_bash},
                 {"zsh", print_zsh},       {"fish", print_fish}};

    for (size_t i = 0; argc == 2 && i < sizeof(forms) / sizeof(*forms); i++)
        if (!strcmp(forms[i].name, argv[1])) {
            forms[i].print();
            return ferror(stdout) || fflush(stdout) ? 1 : 0;
        }
    fputs("usage: options man|variables|schema|bash|zsh|fish\n", stderr);
    return 2;
}
