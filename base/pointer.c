#include "base/pointer.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

char *pointer_unescape(const char *token, size_t len)
{
    char *plain = xmemdup(token, len);
    size_t out = 0;

    for (size_t i = 0; i < len; i++) {
        char c = token[i];

        if (c == '~' && i + 1 < len &&
            (token[i + 1] == '0' || token[i + 1] == '1'))
            c = token[++i] == '0' ? '~' : '/';
        plain[out++] = c;
    }
    plain[out] = '\0';
    return plain;
}

/* RFC 6901 section 4: digits without a leading zero. */
static json_t *array_item(const json_t *array, const char *token)
{
    char *end;
    unsigned long index;

    if (token[0] < '0' || token[0] > '9' || (token[0] == '0' && token[1]))
        return NULL;
    index = strtoul(token, &end, 10);
    return *end ? NULL : json_array_get(array, index);
}

json_t *pointer_get(const json_t *document, const char *pointer)
{
    const json_t *at = document;

    while (at && *pointer) {
        size_t len;
        char *token;

        if (*pointer++ != '/')
            return NULL;
        len = strcspn(pointer, "/");
        token = pointer_unescape(pointer, len);
        at = json_is_array(at) ? array_item(at, token)
                               : json_object_get(at, token);
        free(token);
        pointer += len;
    }
    return (json_t *)at;
}

char *pointer_child(const char *parent, const char *token, size_t len)
{
    struct buffer buf;

    buffer_init(&buf, 0);
    buffer_add_text(&buf, parent);
    buffer_add(&buf, "/", 1);
    for (size_t i = 0; i < len; i++) {
        if (token[i] == '~')
            buffer_add(&buf, "~0", 2);
        else if (token[i] == '/')
            buffer_add(&buf, "~1", 2);
        else
            buffer_add(&buf, token + i, 1);
    }
    return buffer_take(&buf);
}

char *pointer_index(const char *parent, size_t index)
{
    return xasprintf("%s/%zu", parent, index);
}

bool pointer_is_below(const char *pointer, const char *prefix)
{
    size_t len = strlen(prefix);

    return !strncmp(pointer, prefix, len) &&
           (pointer[len] == '\0' || pointer[len] == '/');
}
