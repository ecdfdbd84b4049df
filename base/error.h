/*
 * error.h - our own trouble: why something could not be found out.
 *
 * An error never says anything about the target's conformance; that is a
 * finding (runner/model/finding.h). The caller owns a struct error, starts it
 * from {0} and passes it as the last argument, never NULL. The first report
 * wins, so the deepest cause is what the user reads.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>

enum error_kind {
    ERROR_NONE,
    ERROR_USAGE,       /* wrong call, option or configuration */
    ERROR_SUITE,       /* suite, schema, dialect, profile or other input file */
    ERROR_OUTPUT,      /* a report or stdout could not be written */
    ERROR_TRANSPORT,   /* no complete response came */
    ERROR_TARGET,      /* an answer came, but not from what we look for */
    ERROR_INTERRUPTED, /* a signal or the run's deadline */
    ERROR_INTERNAL     /* a limit or a mistake of ours */
};

struct error {
    enum error_kind kind;
    char where[256]; /* file, URL, option or testcase id; may be "" */
    char text[512];  /* one sentence, lower case, no full stop */
};

/* Record unless something was recorded before. Returns -1 always. */
int error_set(struct error *err, enum error_kind kind, const char *where,
              const char *fmt, ...) __attribute__((format(printf, 4, 5)));

bool error_is_set(const struct error *err);

/* "where: text" or "text" in a new string; the caller frees. */
char *error_message(const struct error *err);

#endif
