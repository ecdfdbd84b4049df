#include "http/line.h"

#include "base/alloc.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

size_t line_len(const char *line, size_t len)
{
    if (len && line[len - 1] == '\n')
        len--;
    if (len && line[len - 1] == '\r')
        len--;
    return len;
}

/* A copy without the blanks around it. */
static char *trimmed(const char *text, size_t len)
{
    while (len && is_blank(text[len - 1]))
        len--;
    while (len && is_blank(*text)) {
        text++;
        len--;
    }
    return xmemdup(text, len);
}

/* RFC 9112 section 5.2: a line fold reads as one blank. */
static void unfold(struct field *field, const char *line, size_t len)
{
    char *more = trimmed(line, len);
    char *value = xasprintf("%s %s", field->value, more);

    free(more);
    free(field->value);
    field->value = value;
}

void line_add(struct fields *fields, const char *line, size_t len)
{
    const char *colon;
    char *name, *value;

    len = line_len(line, len);
    if (len && is_blank(*line) && fields->len) {
        unfold(&fields->items[fields->len - 1], line, len);
        return;
    }
    colon = memchr(line, ':', len);
    name = xmemdup(line, colon ? (size_t)(colon - line) : len);
    value = colon ? trimmed(colon + 1, (size_t)(line + len - colon) - 1)
                  : xstrdup("");
    fields_add(fields, name, value);
    free(name);
    free(value);
}
