/*
 * certificate_html.h - certificate.html: the certificate to be read, printed
 * and filed. It says what certificate.json says and nothing else.
 */
#ifndef REPORTS_CERTIFICATE_HTML_H
#define REPORTS_CERTIFICATE_HTML_H

#include <jansson.h>

/*
 * The page for a valid certificate (schemas/assay/certificate.json), in new
 * memory. The same certificate gives the same bytes. One that is not certified
 * says so in its title, and on paper at the top of every sheet.
 */
char *certificate_html(const json_t *certificate);

#endif
