#include "cli/cli.h"

#include "base/alloc.h"
#include "cli/commands.h"
#include "cli/show.h"
#include "run/exit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void print_help(void)
{
    size_t len;
    const struct command *commands = command_table(&len);

    puts("assay tells, with evidence, whether an HTTP endpoint keeps what "
         "its\ndocumentation promises.\n");
    puts("usage: assay COMMAND [OPTION]...\n");
    for (size_t i = 0; i < len; i++)
        printf("  %-9s %s\n", commands[i].name, commands[i].help);
    puts("\n`assay COMMAND --help` lists a command's options. Each option "
         "--some-name is\nalso read from the environment as "
         "ASSAY_SOME_NAME.\n");
    puts("exit status: 0 conforms, 1 does not conform, 2 trouble on our "
         "side,\n3 could not decide, 4 something was left changed on the "
         "target");
}

static void print_command_help(const struct command *command)
{
    printf("usage: assay %s %s\n%s\n\n", command->name, command->arguments,
           command->help);
    options_help(command->set, stdout);
}

/* What was printed must have arrived. */
static int close_stdout(int status, struct error *err)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        error_set(err, ERROR_OUTPUT, "standard output", "could not be written");
        return EXIT_TROUBLE;
    }
    return status;
}

static void print_error(const struct error *err, const char *command)
{
    char *text = error_message(err);

    fprintf(stderr, "assay: %s\n", text);
    if (err->kind == ERROR_USAGE)
        fprintf(stderr, "Try `assay%s%s --help`.\n", command ? " " : "",
                command ? command : "");
    free(text);
}

static int run_command(const struct command *command, char **argv,
                       struct error *err)
{
    struct config config;
    int status = EXIT_CONFORMS;

    if (options_parse(&config, command->set, argv, err) < 0)
        status = EXIT_TROUBLE;
    else if (config.help)
        print_command_help(command);
    else if (config.version)
        puts("assay " ASSAY_VERSION);
    else if (config.show_config)
        status = show_config(&config, stdout, err) < 0 ? EXIT_TROUBLE
                                                       : EXIT_CONFORMS;
    else
        status = command->run(&config, err);
    config_clear(&config);
    return status;
}

static int dispatch(char **argv, const char **name, struct error *err)
{
    const struct command *command = command_find(argv[0]);

    if (command) {
        *name = command->name;
        return run_command(command, argv + 1, err);
    }
    if (argv[0] && (!strcmp(argv[0], "--help") || !strcmp(argv[0], "help"))) {
        print_help();
        return EXIT_CONFORMS;
    }
    if (argv[0] && !strcmp(argv[0], "--version")) {
        puts("assay " ASSAY_VERSION);
        return EXIT_CONFORMS;
    }
    error_set(err, ERROR_USAGE, argv[0] ? argv[0] : "",
              argv[0] ? "is no command" : "a command is needed");
    return EXIT_TROUBLE;
}

/*
 * A closed standard stream would let the next file take its number: reports
 * would end up in the wrong place. Opened the wrong way round, so that using
 * it still fails.
 */
static void guard_streams(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};

    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", modes[fd]);
}

/* What a crash writes down would hold every token. */
static void keep_no_core(void)
{
    const struct rlimit none = {0, 0};

    (void)setrlimit(RLIMIT_CORE, &none);
}

int cli_main(int argc, char **argv)
{
    struct error err = {0};
    const char *name = NULL;
    int status;

    (void)argc;
    guard_streams();
    keep_no_core();
    signal(SIGPIPE, SIG_IGN);
    status = dispatch(argv + 1, &name, &err);
    status = close_stdout(status, &err);
    if (error_is_set(&err)) {
        print_error(&err, name);
        if (status == EXIT_CONFORMS)
            status = EXIT_TROUBLE;
    }
    return status;
}
