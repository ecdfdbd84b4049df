#include "http/query_secrets.h"

#include <ctype.h>
#include <string.h>

/* No name of a parameter that we know is longer. */
#define NAME_BYTES_MAX 64

static bool is_name_byte(char c)
{
    return isalnum((unsigned char)c) || (c && strchr("-_.~", c));
}

/* What ends a value: a delimiter of URLs, or of the text around them. */
static bool is_end(char c)
{
    return (unsigned char)c <= ' ' || strchr("&;#\"'<>\\()[]{}|,", c);
}

/* Where the name before the "=" at `at` begins; at itself: there is none. */
static size_t name_start(const char *text, size_t at)
{
    size_t start = at;

    while (start > 0 && at - start <= NAME_BYTES_MAX &&
           is_name_byte(text[start - 1]))
        start--;
    return start == 0 || strchr("?&;", text[start - 1]) ? start : at;
}

void query_secrets(const struct masking *masking, const char *text, size_t len,
                   void (*visit)(size_t from, size_t to, void *with),
                   void *with)
{
    const char *sign = text, *end = text + len;

    while (sign < end && (sign = memchr(sign, '=', (size_t)(end - sign)))) {
        size_t at = (size_t)(sign - text), from = at + 1, to = from;
        size_t start = name_start(text, at);

        sign++;
        if (start == at || !is_secret_query(masking, text + start, at - start))
            continue;
        while (to < len && !is_end(text[to]))
            to++;
        if (from < to)
            visit(from, to, with);
    }
}
