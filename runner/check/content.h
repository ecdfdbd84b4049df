/*
 * content.h - content of exchanges, parsed once.
 */
#ifndef CHECK_CONTENT_H
#define CHECK_CONTENT_H

#include "base/json.h"
#include "model/exchange.h"

struct content {
    bool parsed;   /* the rest is filled in */
    bool is_empty; /* there are no bytes; problem is JSON_TEXT_BROKEN */
    enum json_text_problem problem;
    json_t *value; /* owned; set for JSON_TEXT_OK and _DUPLICATE */
    char *message; /* owned: the parser's words, NULL for OK */
};

/* One slot for each side of each exchange; the list must not change. */
struct content_cache {
    const struct exchanges *exchanges; /* borrowed */
    struct content *slots;             /* owned, two for each exchange */
    const json_t *variables;           /* borrowed: of run time, or NULL */
    json_t *finished;                  /* owned array of finished values */
};

void content_cache_init(struct content_cache *cache,
                        const struct exchanges *exchanges,
                        const json_t *variables);
void content_cache_clear(struct content_cache *cache);

/* Borrowed until the cache is cleared. The exchange is one of the list's. */
const struct content *content_of_request(struct content_cache *cache,
                                         const struct exchange *exchange);
const struct content *content_of_response(struct content_cache *cache,
                                          const struct exchange *exchange);

/*
 * A value of the suite with run-time variables put in; borrowed until the
 * cache is cleared. What cannot be put in stays as it is written.
 */
const json_t *content_finish(struct content_cache *cache, const json_t *value);

#endif
