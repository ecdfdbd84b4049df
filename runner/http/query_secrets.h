/*
 * query_secrets.h - values of parameters, name=value, that are secret by their
 * name: in a URL, in a text with URLs in it, in a form.
 */
#ifndef HTTP_QUERY_SECRETS_H
#define HTTP_QUERY_SECRETS_H

#include "http/secret_names.h"

/*
 * Visit each value: text[from .. to), never empty. A parameter begins behind
 * "?", "&" or ";", or with the text.
 */
void query_secrets(const struct masking *masking, const char *text, size_t len,
                   void (*visit)(size_t from, size_t to, void *with),
                   void *with);

#endif
