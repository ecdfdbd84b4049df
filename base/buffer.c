#include "base/buffer.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void buffer_init(struct buffer *buf, size_t max)
{
    *buf = (struct buffer){.max = max};
}

int buffer_add(struct buffer *buf, const void *bytes, size_t len)
{
    if (len > SIZE_MAX / 4 - buf->len ||
        (buf->max && len > buf->max - buf->len)) {
        buf->overflow = true;
        return -1;
    }
    if (buf->len + len + 1 > buf->cap) {
        buf->cap = (buf->len + len + 1) * 2;
        buf->data = xrealloc_array(buf->data, buf->cap, 1);
    }
    if (len)
        memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
    return 0;
}

int buffer_add_text(struct buffer *buf, const char *text)
{
    return buffer_add(buf, text, strlen(text));
}

int buffer_printf(struct buffer *buf, const char *fmt, ...)
{
    va_list args;
    char *text;
    int rc;

    va_start(args, fmt);
    text = xvasprintf(fmt, args);
    va_end(args);
    rc = buffer_add_text(buf, text);
    free(text);
    return rc;
}

const char *buffer_text(const struct buffer *buf)
{
    return buf->data ? buf->data : "";
}

char *buffer_take(struct buffer *buf)
{
    char *data = buf->data ? buf->data : xstrdup("");

    buf->data = NULL;
    buf->len = buf->cap = 0;
    buf->overflow = false;
    return data;
}

void buffer_reset(struct buffer *buf)
{
    buf->len = 0;
    buf->overflow = false;
    if (buf->data)
        buf->data[0] = '\0';
}

void buffer_clear(struct buffer *buf)
{
    free(buf->data);
    buffer_init(buf, buf->max);
}
