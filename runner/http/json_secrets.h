/*
 * json_secrets.h - values of JSON that are secret by their name or place.
 *
 * Reads bytes as they came, so what is cut or no JSON at all is looked
 * through as far as it looks like JSON: no value escapes for a missing brace.
 */
#ifndef HTTP_JSON_SECRETS_H
#define HTTP_JSON_SECRETS_H

#include "http/secret_names.h"

/*
 * A secret value: text[from .. to). is_text: what is between the quotes of a
 * string; else a number, or whatever a pointer of the user's names. is_whole:
 * the end of the text does not cut it off. No value is empty.
 */
struct json_secret {
    size_t from;
    size_t to;
    bool is_text;
    bool is_whole;
};

/*
 * Visit the values whose member has a secret's name (texts and numbers, also
 * those of an array there, but not objects: Keystone's "token" is one) and
 * those at a secret's place. Linear in len, with constant memory: below 64
 * arrays and objects within each other places are no longer known.
 */
void json_secrets(const struct masking *masking, const char *text, size_t len,
                  void (*visit)(const struct json_secret *secret, void *with),
                  void *with);

#endif
