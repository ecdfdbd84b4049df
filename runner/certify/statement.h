/*
 * statement.h - what is signed: an in-toto Statement that says how the tests
 * ended, about the files of a bundle.
 *
 * Statement version 1 and predicate "test-result" version 0.1, after
 * spec/v1/statement.md and spec/predicates/test-result.md of
 * github.com/in-toto/attestation. The predicate expects the tested artifact as
 * subject; an endpoint is none, so the subjects are certificate.json, which
 * names the endpoint, its printable page, and every other file of the bundle.
 * "configuration" are the suites, ledgers and schemas. A skipped testcase has
 * no list in this predicate; certificate.json has all.
 */
#ifndef CERTIFY_STATEMENT_H
#define CERTIFY_STATEMENT_H

#include <jansson.h>

#define STATEMENT_PAYLOAD_TYPE "application/vnd.in-toto+json"

/*
 * The bytes to be signed, new memory: one line of JSON. The digests are those
 * of the certificate's file and of its page. result is PASSED for a
 * certificate, WARNED when there were waivers or advice besides, else FAILED.
 */
char *statement_text(const json_t *certificate, const char *certificate_sha256,
                     const char *page_sha256);

#endif
