#include "http/sent.h"

#include "http/line.h"

#include <string.h>

void sent_begin(struct sent *sent, int64_t now_us)
{
    buffer_reset(&sent->head);
    sent->whole = false;
    sent->begun = true;
    sent->begun_us = sent->last_us = now_us;
}

void sent_add(struct sent *sent, const char *bytes, size_t len, int64_t now_us)
{
    const char *end;

    sent->last_us = now_us;
    if (sent->whole)
        return;
    buffer_add(&sent->head, bytes, len);
    end = strstr(buffer_text(&sent->head), "\r\n\r\n");
    if (!end)
        return;
    sent->whole = true;
    sent->head.len = (size_t)(end - sent->head.data) + 2;
    sent->head.data[sent->head.len] = '\0';
}

bool sent_fields(const struct sent *sent, struct fields *fields)
{
    const char *line, *end;

    if (!sent->whole)
        return false;
    line = strchr(sent->head.data, '\n') + 1; /* behind the request line */
    for (; (end = strchr(line, '\n')); line = end + 1)
        line_add(fields, line, (size_t)(end - line) + 1);
    return true;
}

void sent_clear(struct sent *sent)
{
    buffer_clear(&sent->head);
    *sent = (struct sent){0};
}
