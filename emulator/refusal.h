/*
 * refusal.h - why a request is not served, and the error body that says so.
 *
 * The update page (evs_04_3058) types an error's "message" and "code" as
 * String and prints two shapes: a member "error", called general, and the
 * concrete {"itemNotFound": {"message", "code"}}, naming badRequest as
 * another. We answer with the concrete shape, because that is the one that
 * real requests are said to get. Codes are those of the error code page
 * (evs_04_0038). Where it has none (405, 429) the code is the status, as text.
 */
#ifndef EMULATOR_REFUSAL_H
#define EMULATOR_REFUSAL_H

#include <jansson.h>

enum refusal_reason {
    REFUSE_NOTHING,         /* the request is served */
    REFUSE_URL,             /* 400: path or query cannot be read */
    REFUSE_BODY,            /* 400: body is not what the page describes */
    REFUSE_PARAMETER,       /* 400: limit or offset is not a number */
    REFUSE_LIMIT,           /* 400: limit outside 1..1000 */
    REFUSE_MARKER,          /* 400: marker is not an id */
    REFUSE_SORT_KEY,        /* 400 */
    REFUSE_SORT_DIR,        /* 400 */
    REFUSE_PROJECT,         /* 400: project of the path is not the token's */
    REFUSE_ZONE,            /* 400: availability_zone (vendor.h) */
    REFUSE_VOLUME_SIZE,     /* 400: size (vendor.h) */
    REFUSE_VOLUME_TYPE,     /* 400: volume_type (vendor.h) */
    REFUSE_VOLUME_STATUS,   /* 400: the disk's state forbids it */
    REFUSE_SNAPSHOT_STATUS, /* 400: the snapshot's state forbids it */
    REFUSE_TOKEN_FORM,      /* 400: the token cannot be read (variants) */
    REFUSE_TOKEN,           /* 401 */
    REFUSE_FORBIDDEN,       /* 403: not for this user */
    REFUSE_UNKNOWN,         /* 404: no such disk or snapshot */
    REFUSE_ROUTE,           /* 404: no such path */
    REFUSE_METHOD,          /* 405 */
    REFUSE_SIZE,            /* 413: body over REQUEST_BODY_MAX */
    REFUSE_QUOTA,           /* 413: the quota is used up, or the store full */
    REFUSE_RATE,            /* 429: too many requests */
    REFUSE_UNREADY          /* 503: the service has not started yet */
};

struct refusal {
    enum refusal_reason reason;
    char message[256];
};

/* Record unless one was recorded before: the first reason is told. */
void refusal_set(struct refusal *refusal, enum refusal_reason reason,
                 const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* HTTP status of the reason, 400..503. */
int refusal_status(enum refusal_reason reason);

/* The error body; a new reference. */
json_t *refusal_document(const struct refusal *refusal);

/* {"<fault>": {"message": …, "code": …}}; a new reference. */
json_t *envelope(const char *fault, const char *message, const char *code);

#endif
