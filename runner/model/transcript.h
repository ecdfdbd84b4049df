/*
 * transcript.h - the words that the writer and the reader of a transcript
 * share (docs/transcript.md).
 */
#ifndef MODEL_TRANSCRIPT_H
#define MODEL_TRANSCRIPT_H

#include "base/error.h"
#include "model/exchange.h"

/* Says what the head is; another one is another format. */
#define TRANSCRIPT_FORMAT "urn:assay:transcript:1"

/* Members that HAR 1.2 leaves to applications begin with "_". */
#define TRANSCRIPT_HEAD   "_assay"
#define TRANSCRIPT_TAIL   "_assay_end"
#define TRANSCRIPT_ENTRY  "_assay"
#define TRANSCRIPT_BASE64 "_base64" /* of a field value that is not UTF-8 */
#define TRANSCRIPT_NAME   "_name_base64"
#define TRANSCRIPT_CODING "_encoding" /* of a request's content */

#define EXCHANGE_DIGEST_SIZE 65

/*
 * SHA-256 (FIPS 180-4), hex, over everything in an exchange that a verdict can
 * depend on, each part with its length before it. Secrets were masked before,
 * so it tells nothing about them. Texts that are not UTF-8 count in the form
 * that text_visible gives them; contents and fields as they are.
 */
void exchange_digest(const struct exchange *exchange,
                     char hex[EXCHANGE_DIGEST_SIZE]);

/* "usage", "suite" … of an error that is set; -1 for an unknown word. */
const char *error_kind_name(enum error_kind kind);
int error_kind_from_name(const char *name);

#endif
