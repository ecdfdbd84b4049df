/*
 * detail.h - the text inside a JUnit failure: all findings, the exchange with
 * its contents, a command to repeat it.
 */
#ifndef REPORTS_DETAIL_H
#define REPORTS_DETAIL_H

#include "model/result.h"

/*
 * The message first, because GitLab shows nothing else, then the detail.
 * Every part has a limit. May hold line ends; every other character is one
 * that XML allows. New memory.
 */
char *detail_text(const struct result *result, const char *message);

#endif
