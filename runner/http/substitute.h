/*
 * substitute.h - what stands in a record for an id that is not to be shown.
 *
 * The same id always gets the same substitute, so that what belongs together
 * still does, in one run and across runs. It has the length and the kind of
 * the id: digits for digits, letters for letters, everything else as it was
 * (of hexadecimal ids any such digit), so that a schema judges it as it would
 * judge the id.
 *
 * HMAC-SHA-256 (RFC 2104) of the id under a key of the user's. Nobody gets
 * from the substitute back to an id that was drawn at random: 32 hexadecimal
 * digits are 128 bits. Without a key anybody who has an id can see whether it
 * is this one, and so find an id that can be guessed ("demo"); with one only
 * who has the key can.
 */
#ifndef HTTP_SUBSTITUTE_H
#define HTTP_SUBSTITUTE_H

/* In new memory. key: NULL is the empty one. */
char *substitute_make(const char *key, const char *id);

#endif
