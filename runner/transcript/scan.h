/*
 * scan.h - a large JSON file, taken apart value by value.
 *
 * Only brackets and strings are looked at, so that a file of any size needs
 * no more memory than its largest value; what a value holds is the parser's
 * business. A file that ends too early is not the same as one that is broken:
 * the writer may have died.
 */
#ifndef TRANSCRIPT_SCAN_H
#define TRANSCRIPT_SCAN_H

#include "base/buffer.h"

#include <stdint.h>
#include <stdio.h>

#define SCAN_BUFFER ((size_t)64 * 1024)
#define SCAN_DEPTH  1000 /* brackets that may be open in one value */

enum scan_state {
    SCAN_OK,
    SCAN_CUT,    /* the file ends here */
    SCAN_BROKEN, /* something else stands here */
    SCAN_LARGE   /* a value is beyond the buffer's maximum, or SCAN_DEPTH */
};

/* Start from {.in = an open file}. */
struct scan {
    FILE *in;        /* borrowed */
    uint64_t offset; /* bytes taken so far */
    size_t at;
    size_t len;
    bool failed; /* the file could not be read, which looks like its end */
    char bytes[SCAN_BUFFER];
};

/* The next byte that is no blank, without taking it; -1 at the end. */
int scan_peek(struct scan *scan);

/* Take the one byte, behind blanks. */
enum scan_state scan_take(struct scan *scan, char want);

/*
 * Take a whole value. out (may be NULL: skipped) receives its text instead of
 * what it held before.
 */
enum scan_state scan_value(struct scan *scan, struct buffer *out);

/* Take "name": and leave the name, as it is written, in out. */
enum scan_state scan_name(struct scan *scan, struct buffer *out);

#endif
