/*
 * head.h - head and tail of a transcript, from JSON.
 */
#ifndef TRANSCRIPT_HEAD_H
#define TRANSCRIPT_HEAD_H

#include "transcript/members.h"
#include "transcript/transcript.h"

/*
 * Take json and fill the struct, which borrows from it. Returns 0, or -1 with
 * ERROR_SUITE. Both belong to the caller in any case.
 */
int head_read(struct transcript_head *head, json_t *json,
              const struct spot *spot, struct error *err);
int tail_read(struct transcript_tail *tail, json_t *json,
              const struct spot *spot, struct error *err);

/*
 * What the run knows of a testcase into everything of the record but its
 * exchanges; *id is borrowed from json. Same results.
 */
int run_read(struct record *record, const char **id, const json_t *json,
             const struct spot *spot, struct error *err);

#endif
