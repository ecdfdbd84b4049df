#include "base/error.h"

#include "base/alloc.h"

#include <stdio.h>

int error_set(struct error *err, enum error_kind kind, const char *where,
              const char *fmt, ...)
{
    va_list args;

    if (err->kind != ERROR_NONE)
        return -1;
    err->kind = kind;
    snprintf(err->where, sizeof(err->where), "%s", where ? where : "");
    va_start(args, fmt);
    vsnprintf(err->text, sizeof(err->text), fmt, args);
    va_end(args);
    return -1;
}

bool error_is_set(const struct error *err)
{
    return err->kind != ERROR_NONE;
}

char *error_message(const struct error *err)
{
    if (!err->where[0])
        return xstrdup(err->text);
    return xasprintf("%s: %s", err->where, err->text);
}
