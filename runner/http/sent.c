#include "http/sent.h"

#include "http/line.h"

#include <string.h>
#include <strings.h>

void sent_begin(struct sent *sent, int64_t now_us)
{
    buffer_reset(&sent->head);
    sent->whole = false;
    sent->begun = true;
    sent->begun_us = sent->last_us = now_us;
}

/* Does the request line end in "HTTP/2"? */
static bool is_http2(const char *head)
{
    static const char version[] = " HTTP/2\r";
    size_t line = strcspn(head, "\n"), len = strlen(version);

    return line >= len && !memcmp(head + line - len, version, len);
}

void sent_add(struct sent *sent, const char *bytes, size_t len, int64_t now_us)
{
    const char *end;

    sent->last_us = now_us;
    if (sent->whole || !sent->begun)
        return;
    buffer_add(&sent->head, bytes, len);
    end = strstr(buffer_text(&sent->head), "\r\n\r\n");
    if (!end)
        return;
    sent->whole = true;
    sent->head.len = (size_t)(end - sent->head.data) + 2;
    sent->head.data[sent->head.len] = '\0';
    sent->is_http2 = is_http2(sent->head.data);
}

/* RFC 9113 section 8.2.2: they are not in the message. */
static bool is_of_connection(const char *name)
{
    static const char *const names[] = {
        "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (!strcasecmp(names[i], name))
            return true;
    return false;
}

/* Field names are ASCII (they are tokens). */
static void lower(char *name)
{
    for (; *name; name++)
        if (*name >= 'A' && *name <= 'Z')
            *name = (char)(*name - 'A' + 'a');
}

static void add_http2(struct fields *fields, const char *line, size_t len)
{
    struct fields one = {0};

    line_add(&one, line, len);
    lower(one.items[0].name);
    if (!is_of_connection(one.items[0].name))
        fields_add(fields, one.items[0].name, one.items[0].value);
    fields_clear(&one);
}

bool sent_fields(const struct sent *sent, struct fields *fields)
{
    const char *line, *end;

    if (!sent->whole)
        return false;
    line = strchr(sent->head.data, '\n') + 1; /* behind the request line */
    for (; (end = strchr(line, '\n')); line = end + 1)
        (sent->is_http2 ? add_http2 : line_add)(fields, line,
                                                (size_t)(end - line) + 1);
    return true;
}

void sent_clear(struct sent *sent)
{
    buffer_clear(&sent->head);
    *sent = (struct sent){0};
}
