/*
 * data.h - where suites, schemas and fixtures are, and loading them.
 */
#ifndef CLI_DATA_H
#define CLI_DATA_H

#include "cli/options.h"
#include "suite/catalog.h"

/* What a command works on. */
struct data {
    char *directory;
    struct library *library;
    struct catalog *catalog;
};

/*
 * The directory of this program's file, in new memory; "." when the system
 * does not tell.
 */
char *program_directory(void);

/*
 * --data, else the first that holds suites/: beside or above the program (a
 * source tree), share/assay beside its bin/, the directory it was built for.
 * New memory, or NULL with ERROR_USAGE.
 */
char *data_directory(const struct config *config, struct error *err);

/*
 * The files of that directory. Returns NULL with ERROR_SUITE (the first
 * mistake and how many more) or ERROR_USAGE.
 */
struct library *data_library(const struct config *config, struct error *err);

/*
 * Load everything for the chosen dialect and profile. Returns 0, or -1 with
 * ERROR_SUITE (the first mistake and how many more) or ERROR_USAGE.
 */
int data_load(const struct config *config, struct data *data,
              struct error *err);
void data_clear(struct data *data);

#endif
