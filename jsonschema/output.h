/*
 * output.h - writing units of basic output (Core section 12.4.2).
 */
#ifndef JSONSCHEMA_OUTPUT_H
#define JSONSCHEMA_OUTPUT_H

#include "jsonschema/run.h"

/*
 * The keyword does not hold here: add a unit when output is wanted. The text
 * begins with a verb; the instance is its subject. Returns SCHEMA_INVALID.
 */
enum schema_verdict fail(struct run *run, const struct keyword *keyword,
                         const struct place *at, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* The node is false, so nothing is allowed here. Returns SCHEMA_INVALID. */
enum schema_verdict fail_false(struct run *run, const struct place *at);

/* Remember how much was written, and take back what came after. */
struct output_mark {
    size_t units;
    size_t annotations;
    bool truncated;
};
struct output_mark output_mark(const struct run *run);
void output_rewind(struct run *run, struct output_mark mark);
void output_rewind_annotations(struct run *run, struct output_mark mark);

/* Do annotations matter? If not, making their values is for nothing. */
bool run_annotates(const struct run *run);

/* Add an annotation, when run_annotates. Takes the value. */
void annotate(struct run *run, const struct keyword *keyword,
              const struct place *at, json_t *value);

/*
 * A value for a message, short whatever its size: `"text"`, `12`, `an object
 * with 3 members`. New memory.
 */
char *show_value(const json_t *value);

/* "1 item", "2 items" into a small buffer; returns it. */
struct amount {
    char text[64];
};
const char *amount(struct amount *room, size_t count, const char *unit);

#endif
