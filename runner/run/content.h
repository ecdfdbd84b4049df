/*
 * content.h - the content of a request in the forms a suite knows.
 */
#ifndef RUN_CONTENT_H
#define RUN_CONTENT_H

#include "base/error.h"
#include "model/exchange.h"

#include <jansson.h>

/*
 * Set request->content from one of "body", "text", "base64" and "file" of a
 * finished request template; without any of them it stays NULL. Returns 0, or
 * -1 with ERROR_SUITE.
 */
int content_make(const json_t *spec, const char *fixtures,
                 struct request *request, struct error *err);

#endif
