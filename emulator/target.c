#include "emulator/target.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Decode in place. Returns false on a bad escape or an escaped NUL. */
static bool decode(char *text, bool plus_is_space)
{
    char *out = text;

    for (; *text; text++) {
        if (*text == '%') {
            int high = hex_digit(text[1]);
            int low = high < 0 ? -1 : hex_digit(text[2]);

            if (low < 0 || high * 16 + low == 0)
                return false;
            *out++ = (char)(high * 16 + low);
            text += 2;
        } else {
            *out++ = plus_is_space && *text == '+' ? ' ' : *text;
        }
    }
    *out = '\0';
    return true;
}

static void parse_path(struct target *target, char *path)
{
    while (path) {
        char *slash = strchr(path, '/');

        if (slash)
            *slash = '\0';
        if (target->segments_len == TARGET_SEGMENTS_MAX ||
            !decode(path, false)) {
            target->bad_path = true;
            return;
        }
        target->segments[target->segments_len++] = path;
        path = slash ? slash + 1 : NULL;
    }
}

static void add_argument(struct target *target, char *pair)
{
    char *value = strchr(pair, '=');
    struct target_argument *argument;

    if (value)
        *value++ = '\0';
    else
        value = pair + strlen(pair);
    if (target->arguments_len == TARGET_ARGUMENTS_MAX || !decode(pair, true) ||
        !decode(value, true)) {
        target->bad_query = true;
        return;
    }
    argument = &target->arguments[target->arguments_len++];
    argument->name = pair;
    argument->value = value;
}

static void parse_query(struct target *target, char *query)
{
    while (query) {
        char *next = strchr(query, '&');

        if (next)
            *next++ = '\0';
        if (*query)
            add_argument(target, query);
        query = next;
    }
}

/* In absolute form the path starts after the authority. */
static const char *skip_authority(const char *text)
{
    const char *scheme = strstr(text, "://"), *path;

    if (*text == '/' || !scheme)
        return text;
    path = strchr(scheme + 3, '/');
    return path ? path : "/";
}

void target_parse(struct target *target, const char *text)
{
    char *query;

    *target = (struct target){0};
    text = skip_authority(text);
    target->raw = xmemdup(text, strcspn(text, "?"));
    target->memory = xstrdup(text);
    query = strchr(target->memory, '?');
    if (query)
        *query++ = '\0';
    if (target->memory[0] != '/') {
        target->bad_path = true;
        return;
    }
    parse_path(target, target->memory + 1);
    parse_query(target, query);
}

const char *target_argument(const struct target *target, const char *name)
{
    for (size_t i = 0; i < target->arguments_len; i++)
        if (!strcmp(target->arguments[i].name, name))
            return target->arguments[i].value;
    return NULL;
}

void target_escape(struct buffer *buf, const char *text)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz0123456789-._~";

    for (; *text; text++)
        if (strchr(plain, *text))
            buffer_add(buf, text, 1);
        else
            buffer_printf(buf, "%%%02X", (unsigned char)*text);
}

void target_clear(struct target *target)
{
    free(target->raw);
    free(target->memory);
    *target = (struct target){0};
}
