/*
 * same.h - is a recorded request the one that would be sent?
 */
#ifndef REPLAY_SAME_H
#define REPLAY_SAME_H

#include "model/exchange.h"

/*
 * Compare method, URL, content, the fields that the suite asks for and those
 * that only a suite can ask for. Where the recording has a mask, anything may
 * have stood. Of an exchange that could not even begin, only method and URL
 * are known. Returns what is different in a few words, or NULL.
 */
const char *same_trouble(const struct request *wanted,
                         const struct exchange *exchange);

#endif
