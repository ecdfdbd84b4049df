/*
 * redactor.h - what a redactor knows: for the files of redact.h alone.
 */
#ifndef HTTP_REDACTOR_H
#define HTTP_REDACTOR_H

#include "http/needles.h"
#include "http/redact.h"
#include "http/secret_names.h"

/* An id, and what stands for it in records. */
struct replaced {
    char *id;         /* owned */
    char *substitute; /* owned */
};

#define REPLACED_MAX (MARK_MAX - MARK_SUBSTITUTE)

struct redactor {
    struct needles needles;
    struct masking masking; /* its texts are owned */
    char **secrets;         /* owned: those that needles has the forms of */
    size_t secrets_len;
    size_t secrets_cap;
    size_t learned;            /* how many of them an answer brought */
    size_t learned_bytes;      /* and their length in all */
    struct replaced *replaced; /* owned; its mark is MARK_SUBSTITUTE + index */
    size_t replaced_len;
    size_t replaced_cap;
};

#endif
