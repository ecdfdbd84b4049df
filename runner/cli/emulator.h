/*
 * emulator.h - the bundled emulator as a child process.
 */
#ifndef CLI_EMULATOR_H
#define CLI_EMULATOR_H

#include "base/error.h"

#include <stddef.h>
#include <sys/types.h>

#define EMULATOR_TOKEN   "assay-emulator-token"
#define EMULATOR_PROJECT "0123456789abcdef0123456789abcdef"

/* A second user, who has another project. */
#define EMULATOR_SECOND_TOKEN   "assay-emulator-second-token"
#define EMULATOR_SECOND_PROJECT "fedcba9876543210fedcba9876543210"

struct emulator {
    pid_t pid;      /* 0: not running */
    int stdin_fd;   /* closing it tells the child to stop */
    int stdout_fd;  /* its first line names the address */
    char *base_url; /* owned: http://127.0.0.1:PORT */
};

/* Words that a caller may add to its command line. */
#define EMULATOR_WORDS_MAX 200

/*
 * Start assay-emulator (beside this program, or where it was installed) on a
 * free port, with words_len more words on its command line, and wait until it
 * is ready. Returns 0, or -1 with ERROR_INTERNAL.
 */
int emulator_start(struct emulator *emulator, const char *const *words,
                   size_t words_len, struct error *err);

/*
 * What it prints with this one option, such as --list-faults: new memory, or
 * NULL with ERROR_INTERNAL.
 */
char *emulator_ask(const char *option, struct error *err);

/* Stop it and wait for its end. Harmless when it does not run. */
void emulator_stop(struct emulator *emulator);

#endif
