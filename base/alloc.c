#include "base/alloc.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *must(void *memory)
{
    if (!memory) {
        fputs("assay: out of memory\n", stderr);
        exit(2);
    }
    return memory;
}

void *xcalloc(size_t count, size_t size)
{
    return must(calloc(count ? count : 1, size ? size : 1));
}

void *xrealloc_array(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return must(NULL);
    return must(realloc(old, count > 0 && size > 0 ? count * size : 1));
}

char *xstrdup(const char *text)
{
    return text ? xmemdup(text, strlen(text)) : NULL;
}

char *xmemdup(const void *bytes, size_t len)
{
    char *copy = xrealloc_array(NULL, len + 1, 1);

    if (len)
        memcpy(copy, bytes, len);
    copy[len] = '\0';
    return copy;
}

char *xvasprintf(const char *fmt, va_list args)
{
    va_list again;
    char *text;
    int len;

    va_copy(again, args);
    len = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    text = xrealloc_array(NULL, (size_t)(len < 0 ? 0 : len) + 1, 1);
    text[0] = '\0';
    if (len > 0)
        vsnprintf(text, (size_t)len + 1, fmt, args);
    return text;
}

char *xasprintf(const char *fmt, ...)
{
    va_list args;
    char *text;

    va_start(args, fmt);
    text = xvasprintf(fmt, args);
    va_end(args);
    return text;
}

void *xgrow(void *items, size_t len, size_t *cap, size_t size)
{
    if (len < *cap)
        return items;
    *cap = *cap ? *cap * 2 : 8;
    return xrealloc_array(items, *cap, size);
}
