/*
 * refusal.h - why a target did not give what the run needs, in plain words.
 *
 * Only for what the run itself asks for (resources, a first read). What is
 * under judgement is never explained away here.
 */
#ifndef RUN_REFUSAL_H
#define RUN_REFUSAL_H

#include "base/error.h"
#include "model/exchange.h"

/*
 * ERROR_TRANSPORT when no whole response came, else ERROR_TARGET with the
 * status, what it means, what to do about it, and how the answer begins.
 */
void refusal_explain(const struct exchange *exchange, struct error *err);

#endif
