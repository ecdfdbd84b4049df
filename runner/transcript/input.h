/*
 * input.h - through the file of a transcript from its beginning to its end.
 */
#ifndef TRANSCRIPT_INPUT_H
#define TRANSCRIPT_INPUT_H

#include "transcript/entry.h"
#include "transcript/scan.h"
#include "transcript/transcript.h"

#define NAME_MAX_BYTES 1000

/* How far the file has been read. */
enum reach { IN_LOG, IN_ENTRIES, AT_END };

/* Start from {0}; input_clear releases it in any case. */
struct input {
    char *path;
    FILE *in;
    struct scan scan;
    struct buffer name;  /* of the member that is read */
    struct buffer value; /* its text */
    enum reach reach;
    struct transcript_head head;
    struct transcript_tail tail;
    size_t entries; /* read so far */
    char *lack;     /* why the file is not what was written, or NULL */
};

/* Open the file ("-": standard input) and read up to the first entry. Returns
 * 0, or -1 with ERROR_SUITE. */
int input_open(struct input *input, const char *path, struct error *err);
void input_clear(struct input *input);

/*
 * The next entry, into {0}. Returns 1; 0 when there are no more, and then the
 * tail and `lack` are known; -1 with ERROR_SUITE.
 */
int input_entry(struct input *input, struct entry *entry, struct error *err);

/* Where the entry that is read next stands. */
struct spot input_spot(const struct input *input);

#endif
