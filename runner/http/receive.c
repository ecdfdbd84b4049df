#include "http/receive.h"

#include "base/alloc.h"
#include "http/line.h"

#include <stdlib.h>
#include <string.h>

void receive_init(struct receive *receive, size_t max_header, size_t max_body)
{
    *receive = (struct receive){.max_header = max_header};
    buffer_init(&receive->content, max_body);
}

void receive_clear(struct receive *receive)
{
    free(receive->http_version);
    fields_clear(&receive->fields);
    buffer_clear(&receive->content);
    *receive = (struct receive){0};
}

/* 101 is the last HTTP/1.1 response on its connection, so it is final. */
bool receive_is_final(const struct receive *receive)
{
    return receive->status >= 200 || receive->status == 101;
}

/* "HTTP/1.1 200 OK" begins a response; libcurl has checked its form. */
static void begin_response(struct receive *receive, const char *line,
                           size_t len)
{
    const char *version = line + strlen("HTTP/");
    const char *blank = memchr(line, ' ', len);

    free(receive->http_version);
    fields_clear(&receive->fields);
    receive->header_done = false;
    receive->http_version =
        xmemdup(version, (size_t)((blank ? blank : line + len) - version));
    receive->status = 0;
    for (size_t i = 1; blank && blank + i < line + len && i <= 3; i++)
        if (blank[i] >= '0' && blank[i] <= '9')
            receive->status = receive->status * 10 + (blank[i] - '0');
}

size_t receive_header(char *line, size_t size, size_t count, void *data)
{
    struct receive *receive = data;
    size_t len = size * count, shown = line_len(line, len);
    bool final_done = receive->header_done && receive_is_final(receive);
    bool is_first = !receive->http_version || receive->header_done;

    if (len > receive->max_header - receive->header_bytes) {
        receive->header_overflow = true;
        return 0;
    }
    receive->header_bytes += len;
    if (final_done)
        return len; /* a trailer field */
    if (is_first && shown >= 5 && !memcmp(line, "HTTP/", 5))
        begin_response(receive, line, shown);
    else if (shown == 0)
        receive->header_done = true;
    else
        line_add(&receive->fields, line, len);
    return len;
}

size_t receive_content(char *bytes, size_t size, size_t count, void *data)
{
    struct receive *receive = data;
    struct buffer *content = &receive->content;
    size_t len = size * count, room = content->max - content->len;

    if (buffer_add(content, bytes, len) == 0)
        return len;
    buffer_add(content, bytes, room); /* overflow stays set */
    return 0;
}

void receive_take(struct receive *receive, struct response *response)
{
    if (!receive_is_final(receive))
        return;
    response->status = receive->status;
    response->http_version = receive->http_version;
    receive->http_version = NULL;
    response->fields = receive->fields;
    receive->fields = (struct fields){0};
    response->content_len = receive->content.len;
    if (receive->content.len)
        response->content = buffer_take(&receive->content);
}
