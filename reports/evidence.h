/*
 * evidence.h - what the human formats say about a result: its one-line
 * reason, and for a finding the clause, the exchange and the place.
 *
 * Pure. Everything that came from the target or from a file passes
 * text_visible here, so no format can forget it.
 */
#ifndef REPORTS_EVIDENCE_H
#define REPORTS_EVIDENCE_H

#include "model/result.h"

/* Bytes of a sentence, and of a value, that a person is shown. */
#define SENTENCE_MAX ((size_t)1000)
#define VALUE_MAX    ((size_t)400)

/* A text of ours or theirs in one safe line; NULL is "". New memory. */
char *evidence_text(const char *text, size_t max);

/* A JSON value in one safe line, cut to about max; NULL is "(absent)". */
char *evidence_value(const json_t *value, size_t max);

/*
 * The findings that decide the verdict: must before should, and of each those
 * that nobody has waived before the others. Returns the
 * index-th of that order, NULL when there are no more.
 */
const struct finding *evidence_finding(const struct result *result,
                                       size_t index);

/*
 * Why the verdict is what it is, in one sentence, never empty: the reason,
 * else the message of the first finding, else the verdict in words.
 */
char *evidence_sentence(const struct result *result);

/*
 * The exchange that shows a finding; with finding NULL the first that got no
 * whole response, else the last one. NULL when nothing was asked. Borrowed.
 */
const struct exchange *evidence_exchange(const struct result *result,
                                         const struct finding *finding);

/*
 * The request that led there: the own request of the step whose exchange is
 * given (a later read shows what it did), or the exchange itself. Borrowed.
 */
const struct exchange *evidence_cause(const struct result *result,
                                      const struct exchange *exchange);

/*
 * "request/name/max-bytes  (evs_04_3058 #p6, documented, must)" for a
 * finding's clause, or the testcase's first when it names none.
 */
char *evidence_clause(const struct testcase *testcase,
                      const struct finding *finding);

/* "put.answer, status" or "put.answer, /snapshot/name". */
char *evidence_place(const struct finding *finding);

/* "PUT URL   (126 bytes)   answer 200, request id req-1". */
char *evidence_request(const struct exchange *exchange);

/* A curl command that repeats the exchange; identity as the step's "as". */
char *evidence_curl(const struct result *result,
                    const struct exchange *exchange);

#endif
