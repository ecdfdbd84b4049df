/*
 * file.h - reading whole files, and writing so that a reader never sees half.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/*
 * Read a file of at most max bytes ("-" is standard input). Returns new
 * memory with a final NUL and its length, or NULL with err of the given kind.
 */
char *file_read(const char *path, size_t max, size_t *len, enum error_kind kind,
                struct error *err);

#define OUTPUT_STDOUT "/dev/stdout"
#define OUTPUT_STDERR "/dev/stderr"

/*
 * A file being written: under a temporary name beside the final one, renamed
 * at commit. Paths "-" and OUTPUT_STDOUT are standard output, OUTPUT_STDERR is
 * standard error.
 * Devices and pipes that exist are written in place.
 */
struct output {
    FILE *stream; /* write here; NULL when not open */
    char *path;   /* final name, or "-" */
    char *temp;   /* temporary name, NULL when written in place */
};

/* Does the path mean standard output, by either of its names? */
bool output_is_stdout(const char *path);

/* Returns 0, or -1 with ERROR_OUTPUT naming the path. */
int output_open(struct output *out, const char *path, struct error *err);

/* Flush what is written so far. Returns 0, or -1 with ERROR_OUTPUT. */
int output_check(const struct output *out, struct error *err);

/* Flush, sync, close and rename. Returns 0, or -1 with ERROR_OUTPUT. */
int output_commit(struct output *out, struct error *err);

/* Close and remove the temporary file. Harmless after commit. */
void output_discard(struct output *out);

/* Make a directory and its parents. Returns 0, or -1 with ERROR_OUTPUT. */
int directory_make(const char *path, struct error *err);

/* "directory/name" in new memory. */
char *path_join(const char *directory, const char *name);

/* The directory part in new memory: "." when there is none. */
char *path_directory(const char *path);

#endif
