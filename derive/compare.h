/*
 * compare.h - what was written once, held against what comes out now.
 */
#ifndef DERIVE_COMPARE_H
#define DERIVE_COMPARE_H

#include "derive/write.h"

#include "base/buffer.h"

#define COMPARE_LINES_MAX 2000

/*
 * Compare two JSON values; each difference is a line "FILE: POINTER: what",
 * with the clauses of the ledgers (an array, may be NULL) that name the place.
 * Items of arrays are matched by id, name or code where they have one, so a
 * new row is one difference. Returns the number of lines.
 */
size_t compare_json(const char *file, const json_t *before, const json_t *now,
                    const json_t *ledgers, struct buffer *lines);

/*
 * Compare what one page gives with the files below the folder. A file that is
 * missing, or that the page gave once and gives no longer, is a difference.
 * Returns the number of lines.
 */
size_t compare_made(const struct made *made, const char *folder,
                    const json_t *ledgers, struct buffer *lines);

#endif
