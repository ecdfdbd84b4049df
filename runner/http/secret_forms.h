/*
 * secret_forms.h - the ways in which a secret may be written down.
 *
 * What takes a decoder to read: base64 (RFC 4648 sections 4 and 5, where the
 * secret may stand behind other bytes, so at each of three alignments),
 * hexadecimal digits, and its letters as the other case would have them.
 * Escapes are not written out but taken off the text (unescape.h); then what
 * looks like an escape in the secret itself is gone as well, so the secret is
 * looked for without it, too.
 */
#ifndef HTTP_SECRET_FORMS_H
#define HTTP_SECRET_FORMS_H

#include "http/needles.h"

/* Layers of escapes that are taken off a text. */
#define LAYERS_MAX 3

/* Look for every form of the secret. */
void secret_forms_add(struct needles *needles, const char *secret, size_t len);

/*
 * Look for a text that has a substitute: as it is and behind escapes. Its
 * other forms are masked like a secret.
 */
void replaced_forms_add(struct needles *needles, const char *text, size_t len,
                        unsigned mark);

#endif
