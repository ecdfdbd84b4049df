/*
 * verify_parts.h - what verify.c looks at, one function for each part. Each
 * appends its points.
 */
#ifndef CERTIFY_VERIFY_PARTS_H
#define CERTIFY_VERIFY_PARTS_H

#include "certify/verify.h"

void point_add(struct verification *verification, enum point_state state,
               const char *topic, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/*
 * statement.dsse.json: is it an envelope, written in our way, and did the key
 * (NULL: none was given) sign it? When it is not there: wrong with a key.
 */
void verify_signature(const struct bundle *bundle, const struct key *key,
                      struct verification *verification);

/*
 * Are the files those whose digests were signed? Nothing is said when there is
 * no statement.
 */
void verify_subjects(const struct bundle *bundle,
                     struct verification *verification);

/* Is what was signed the statement that belongs to this certificate? */
void verify_statement(const struct bundle *bundle, const json_t *certificate,
                      struct verification *verification);

/*
 * Does the certificate follow from results and suites, are all testcases of
 * the suites in it, and does the transcript give the same verdicts?
 */
void verify_truth(const struct bundle *bundle, const struct verify_setup *setup,
                  const json_t *certificate, const json_t *results,
                  struct verification *verification);

#endif
