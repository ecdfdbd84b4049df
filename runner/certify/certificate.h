/*
 * certificate.h - the certificate of a run, as JSON: who was judged, by which
 * suites, with which result, and on which evidence.
 *
 * Pure, and without the time of its making: the same folder gives the same
 * bytes, so that anybody can make it again and compare. A run that did not
 * conform is recorded with "certified": false and the reasons.
 */
#ifndef CERTIFY_CERTIFICATE_H
#define CERTIFY_CERTIFICATE_H

#include "certify/bundle.h"
#include "certify/standing.h"

#include <stdbool.h>

struct certificate_input {
    const json_t *results;       /* results.json */
    const json_t *subject;       /* schemas/assay/subject.json */
    const json_t *facts;         /* see standing.h */
    const struct bundle *bundle; /* whose files are listed */
    bool judged_again; /* every verdict was found again in the transcript */
};

/* A new object after schemas/assay/certificate.json. */
json_t *certificate_make(const struct certificate_input *input);

/* The bytes of the file, new memory: indented, with a line end. */
char *certificate_text(const json_t *certificate);

#endif
