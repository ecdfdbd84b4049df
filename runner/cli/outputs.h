/*
 * outputs.h - the writers that a run was asked for.
 */
#ifndef CLI_OUTPUTS_H
#define CLI_OUTPUTS_H

#include "cli/options.h"
#include "http/redact.h"
#include "reports/reports.h"

#define OUTPUTS_MAX 12

struct outputs {
    struct writer writers[OUTPUTS_MAX];
    size_t len;
    char *retry; /* owned: what the options borrow */
};

/*
 * The command that repeats the run is masked (redactor may be NULL). Open the
 * console (on standard error when a report goes to standard output) and every
 * report asked for. Returns 0, or -1 with ERROR_OUTPUT or ERROR_USAGE (two
 * reports on standard output).
 */
int outputs_open(const struct config *config, const struct redactor *redactor,
                 struct outputs *outputs, struct error *err);
void outputs_close(struct outputs *outputs);

#endif
