/*
 * transcript.h - a transcript read back: head, the testcases one by one, tail
 * (docs/transcript.md).
 *
 * Of a file of any size no more than one testcase is in memory. Whatever the
 * file holds, the worst that comes of it is an error with the place: every
 * member that is needed is looked for, every size has a limit. A file that
 * ends too early, since the run died, is read up to its last whole entry.
 */
#ifndef TRANSCRIPT_TRANSCRIPT_H
#define TRANSCRIPT_TRANSCRIPT_H

#include "base/error.h"
#include "model/exchange.h"
#include "model/plan.h"

#include <jansson.h>

/* Text of one value: an entry, the head, the tail. */
#define TRANSCRIPT_VALUE_MAX ((size_t)128 << 20)

/* Contents of one testcase together. */
#define TRANSCRIPT_TESTCASE_MAX ((size_t)512 << 20)

/* What stands before the entries. Everything is borrowed from the json. */
struct transcript_head {
    json_t *json;        /* owned by the transcript: the whole of it */
    const char *version; /* of assay that wrote it */
    const char *started; /* RFC 3339 UTC */
    const char *dialect; /* their ids, for catalog_load */
    const char *profile;
    const char *scope;       /* PLAN_SCOPE_... */
    unsigned long long seed; /* of every generated id and name */
    bool strict;
    bool fail_fast;
    bool without_read;
    size_t max_errors;
    struct target target;
    const json_t *suites;    /* [{"id", "title", "file", "digest"}] */
    const json_t *plan;      /* [[testcase id, skip reason or null]] */
    const json_t *selection; /* what plan_again reads */
    const json_t *resources; /* names of what the lane had */
    const json_t *files;     /* [{"file", "digest"}]: what verdicts rest on */
    const json_t *waivers;   /* {"file", "digest", "content"}, or NULL */
};

/* What stands behind them; all 0 when the file ends before. */
struct transcript_tail {
    json_t *json;   /* owned by the transcript; NULL: there is none */
    size_t entries; /* that were written */
    size_t requests;
    int64_t duration_us;
    bool restored;
    int signal;                 /* that ended the run, or 0 */
    const char *aborted;        /* why it ended early, or NULL */
    const char *finish;         /* command that undoes leftovers, or NULL */
    const json_t *observations; /* that the run noted itself */
    const json_t *leftovers;    /* [{"what", "reason"}] */
};

/* What is known of a testcase that was tried. */
struct record {
    size_t index;         /* its position in the head's plan */
    const char *id;       /* borrowed from the head */
    bool whole;           /* every exchange is there */
    char *altered;        /* "step.exchange" of the first that is not as it was
                             recorded, or NULL */
    json_t *variables;    /* owned, as the run had them at its end; or NULL */
    struct error trouble; /* what ended its steps early; or {0} */
    int64_t duration_us;
    struct exchanges exchanges;
};

void record_clear(struct record *record);

struct transcript;

/*
 * Open a file ("-": standard input) and read its head. Returns NULL with
 * ERROR_SUITE (where: the file): it cannot be read, is no transcript, or ends
 * before its first entry.
 */
struct transcript *transcript_open(const char *path, struct error *err);
void transcript_close(struct transcript *transcript);

const struct transcript_head *
transcript_head(const struct transcript *transcript);

/*
 * The next testcase, in the order of the plan. Returns 1 and fills *record
 * (release it); 0 when there are no more; -1 with ERROR_SUITE naming file and
 * place.
 */
int transcript_next(struct transcript *transcript, struct record *record,
                    struct error *err);

/* After transcript_next has returned 0. */
const struct transcript_tail *
transcript_tail(const struct transcript *transcript);

/*
 * What the run said to a person before the result of this entry of the head's
 * plan: one note after the other, borrowed until the next call; NULL when
 * there are no more.
 */
const char *transcript_note(struct transcript *transcript, size_t index);

/*
 * After the end: why the file is not what was written, as a sentence borrowed
 * from the transcript (it ends too early, entries are missing); NULL when it
 * is.
 */
const char *transcript_lack(const struct transcript *transcript);

/* Exchanges read so far, those of no testcase too. */
size_t transcript_entries(const struct transcript *transcript);

#endif
