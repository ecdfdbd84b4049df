/*
 * table.h - the options, one row each.
 *
 * Everything that is known of an option is in its row: the parser, the
 * environment, the configuration file, --help, --show-config, the manual page
 * and the completions of shells read it there.
 */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "cli/options.h"

#define OTHER_VARIABLES_MAX 2

/* The largest values that are taken. */
#define SECONDS_MAX 1000000
#define RATE_MAX    1000000

enum option_type {
    FLAG,    /* bool */
    TEXT,    /* const char * */
    LIST,    /* struct list */
    SECONDS, /* long, milliseconds; decimals allowed */
    COUNT,   /* long, not negative */
    RATE     /* double, per second, not negative */
};

/* What is said of an option in one bit. */
enum option_mark {
    AGAIN = 1,     /* part of the command that repeats a run */
    SECRET = 2,    /* shown by nobody */
    USER_INFO = 4, /* a URL; a user's password in it is a secret */
    PATH = 8,      /* of a file */
    DIRECTORY = 16,
    LINE_ONLY = 32,  /* neither in the environment nor in a file */
    NOT_IN_FILE = 64 /* of --config, but in the environment */
};

/* Headings of --help, in this order. */
enum option_group {
    ABOUT_TARGET,
    ABOUT_IDENTITY,
    ABOUT_SELECTION,
    ABOUT_RESOURCES,
    ABOUT_PACE,
    ABOUT_NETWORK,
    ABOUT_MASKING,
    ABOUT_REPORTS,
    ABOUT_RESULTS,
    ABOUT_CERTIFICATES,
    ABOUT_SCHEMAS,
    ABOUT_PAGES,
    ABOUT_TRIALS,
    ABOUT_PROGRAM,
    GROUPS_LEN
};

struct option {
    const char *name; /* without dashes */
    enum option_group group;
    enum option_type type;
    size_t at;         /* offset in struct config */
    int commands;      /* enum command_set */
    int marks;         /* enum option_mark */
    const char *value; /* word for the value in help; NULL: flag */
    const char *help;  /* lower case, no full stop */
    /* These are given by name, where there is something to say. */
    const char *more;     /* further sentences for the manual page */
    const char *fallback; /* default as text */
    const char *choices;  /* the only values, separated by blanks */
    const char *known;    /* values that a shell may offer, likewise */
    const char *variables[OTHER_VARIABLES_MAX + 1]; /* besides ASSAY_NAME; the
                                                       first that is set */
};

/* All rows; *len receives their number. */
const struct option *option_table(size_t *len);

/* The row of that name (len bytes) which the commands know, or NULL. */
const struct option *option_find(const char *name, size_t len, int commands);

/* "Selection", the heading of a group. */
const char *option_group_title(enum option_group group);

#define VARIABLE_SIZE 64

/* "base-url" -> "ASSAY_BASE_URL". */
void option_variable(const struct option *option, char variable[VARIABLE_SIZE]);

#endif
