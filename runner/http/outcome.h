/*
 * outcome.h - why no complete response came, in the project's words.
 */
#ifndef HTTP_OUTCOME_H
#define HTTP_OUTCOME_H

#include "http/transfer.h"
#include "model/exchange.h"

/*
 * Judge how a finished transfer ended. *text receives a new sentence for
 * everything but TRANSPORT_OK (then NULL); it may hold parts of the request
 * and so must be masked before it is shown.
 */
enum transport outcome_of(const struct transfer *transfer, char **text);

#endif
