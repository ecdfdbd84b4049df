/*
 * transfer.h - one request on its way: a libcurl easy handle and everything
 * that its callbacks fill.
 */
#ifndef HTTP_TRANSFER_H
#define HTTP_TRANSFER_H

#include "http/admit.h"
#include "http/client.h"
#include "http/receive.h"
#include "http/sent.h"

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

#define TRANSFER_TLS_SIZE 96

struct transfer {
    struct transfer *next;        /* the client's list */
    void *tag;                    /* the caller's */
    CURL *easy;                   /* owned */
    struct curl_slist *fields;    /* owned, libcurl reads them while sending */
    struct request request;       /* owned copy; secrets not masked */
    struct target target;         /* where it goes */
    struct clock clock;           /* of the client */
    struct curl_slist *resolve;   /* owned, addresses told by hand */
    char *proxy;                  /* owned, "host:port", or NULL */
    size_t tries;                 /* how often it was put on the network */
    int64_t due_us;               /* monotonic; the next try not before */
    int64_t started_wall_us;      /* the latest try, or http_start */
    int64_t started_us;           /* the same, monotonic */
    struct sent sent;             /* what went out */
    struct receive receive;       /* what came in */
    size_t sends;                 /* how often the request was written */
    long local_port;              /* of the connection used, 0: none yet */
    char tls[TRANSFER_TLS_SIZE];  /* "TLSv1.3 TLS_…" of a new connection */
    char detail[CURL_ERROR_SIZE]; /* libcurl's own words */
    bool attached;                /* part of the multi handle */
    bool over_budget;             /* not to be sent; done */
    bool done;                    /* code is valid */
    CURLcode code;                /* how it ended */
};

/*
 * Make a transfer ready, but do not start it. Copies the request; options
 * must outlive it. Returns NULL with err when admit refuses the request.
 */
struct transfer *transfer_new(const struct http_options *options,
                              const struct request *request, void *tag,
                              struct error *err);

/* A try begins, now. */
void transfer_begin(struct transfer *transfer);

/* The handle must have left its multi handle before. */
void transfer_free(struct transfer *transfer);

#endif
