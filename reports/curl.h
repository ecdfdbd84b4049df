/*
 * curl.h - a recorded request as a command line that sends it again.
 *
 * The line is for a POSIX shell and for a terminal at once: every byte that
 * is not printable UTF-8 is written as an octal escape for printf(1), so the
 * line is safe to show and still sends the same bytes. Secrets come from the
 * environment. --insecure is never added by us.
 */
#ifndef REPORTS_CURL_H
#define REPORTS_CURL_H

#include "base/buffer.h"
#include "model/exchange.h"

/* Content above this many bytes is not put on the line. */
#define CURL_CONTENT_MAX ((size_t)2048)

/*
 * token: what stands in double quotes after "X-Auth-Token: " when the request
 * has that field, "$OS_TOKEN" for one; it is not quoted, so it is ours and
 * never the target's. Returns new memory, one line without line end. Content
 * over CURL_CONTENT_MAX becomes @BODY and a shell comment that says where it
 * is.
 */
char *curl_line(const struct request *request, const char *token);

/*
 * Append one shell word that expands to the text: single quotes, or a
 * command substitution of printf for what cannot be shown (which drops line
 * ends at the very end, as POSIX wants; no field or URL can have them).
 */
void shell_word(struct buffer *line, const char *text, size_t len);

#endif
