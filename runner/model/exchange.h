/*
 * exchange.h - one request and what came back, as recorded.
 *
 * Follows HAR 1.2 "entry" and RFC 9110's words. Content is bytes: order and
 * repetition of fields are kept, nothing is decoded. Secrets are masked
 * before an exchange gets here, so whatever prints one cannot leak them.
 */
#ifndef MODEL_EXCHANGE_H
#define MODEL_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Stands where something was masked. */
#define EXCHANGE_MASK "[masked]"

struct field {
    char *name;  /* as on the wire */
    char *value; /* without surrounding blanks */
};

struct fields {
    struct field *items; /* owned, in order, repeats kept */
    size_t len;
    size_t cap;
};

/* Append copies. */
void fields_add(struct fields *fields, const char *name, const char *value);
/* First value of a name, compared without case; NULL when absent. */
const char *fields_get(const struct fields *fields, const char *name);
void fields_copy(struct fields *to, const struct fields *from);
void fields_clear(struct fields *fields);

struct request {
    char *method;
    char *url;            /* absolute */
    struct fields fields; /* those the suite and the client set */
    char *content;        /* owned bytes with a final NUL; NULL: no content */
    size_t content_len;
};

/* A copy that shares no memory. */
void request_copy(struct request *to, const struct request *from);
void request_clear(struct request *request);

struct response {
    int status;           /* 0: no response came */
    char *http_version;   /* "1.1"; NULL when no response came */
    struct fields fields; /* of the final response */
    char *content;        /* owned bytes with a final NUL; NULL when none */
    size_t content_len;
};

/* Microseconds; -1 where it does not apply (HAR 1.2 "timings"). */
struct timings {
    int64_t dns_us;
    int64_t connect_us;
    int64_t tls_us;
    int64_t send_us;
    int64_t wait_us;
    int64_t receive_us;
    int64_t total_us;
};

/* Why no complete response came. */
enum transport {
    TRANSPORT_OK,
    TRANSPORT_RESOLVE,     /* the host name has no address */
    TRANSPORT_CONNECT,     /* refused or unreachable */
    TRANSPORT_TLS,         /* handshake or certificate */
    TRANSPORT_TIMEOUT,     /* --timeout or --connect-timeout passed */
    TRANSPORT_RESET,       /* closed or cut before the response was whole */
    TRANSPORT_PROTOCOL,    /* not HTTP, or a wrong length */
    TRANSPORT_TOO_LARGE,   /* header or body beyond its limit */
    TRANSPORT_THROTTLED,   /* 429 or 503 with Retry-After, beyond waiting */
    TRANSPORT_INTERRUPTED, /* a signal or the run's deadline */
    TRANSPORT_BUDGET,      /* not sent: --max-requests is used up */
    TRANSPORT_OTHER
};

const char *transport_name(enum transport transport);

/* The other way round; -1 for an unknown word. */
int transport_from_name(const char *name);

struct exchange {
    char *step;    /* id of the step it belongs to */
    char *name;    /* role within the step: "before", "answer", "after" … */
    int attempt;   /* 1, 2 … when the same was asked again */
    size_t tries;  /* to send it; those before the last reached nothing.
                      0: it was kept back */
    char *started; /* RFC 3339 with milliseconds, UTC */
    struct request request;
    struct response response;
    struct timings timings;
    char *tls;                /* "TLSv1.3 TLS_AES_256_GCM_SHA384" or NULL */
    enum transport transport; /* TRANSPORT_OK: the response is whole */
    char *transport_text;     /* a sentence when not OK, else NULL */
    bool masked; /* content held a secret: it is not what was on the wire */
};

void exchange_clear(struct exchange *exchange);

/* A list of exchanges in the order they happened. Start from {0}. */
struct exchanges {
    struct exchange *items;
    size_t len;
    size_t cap;
};

/* Append an exchange by moving it (the source becomes {0}). Borrowed back. */
struct exchange *exchanges_take(struct exchanges *list,
                                struct exchange *exchange);

/*
 * The last attempt of a step's exchange, NULL when it did not happen.
 * Borrowed until the next append.
 */
const struct exchange *exchanges_find(const struct exchanges *list,
                                      const char *step, const char *name);
void exchanges_clear(struct exchanges *list);

#endif
