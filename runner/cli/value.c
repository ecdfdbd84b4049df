#include "cli/value.h"

#include "base/text.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int set_number(double *to, const char *text, double max,
                      const char *what, const char *where, struct error *err)
{
    char *end;
    double number = strtod(text, &end);

    if (end == text || *end || !(number >= 0 && number <= max))
        return error_set(err, ERROR_USAGE, where,
                         "\"%s\" is not a number of %s from 0 to %.0f", text,
                         what, max);
    *to = number;
    return 0;
}

static int set_seconds(long *to, const char *text, const char *where,
                       struct error *err)
{
    double seconds;

    if (set_number(&seconds, text, SECONDS_MAX, "seconds", where, err) < 0)
        return -1;
    *to = (long)(seconds * 1000 + 0.5);
    return 0;
}

static int set_count(long *to, const char *text, const char *where,
                     struct error *err)
{
    char *end;

    errno = 0;
    *to = strtol(text, &end, 10);
    if (end == text || *end || errno || *to < 0)
        return error_set(err, ERROR_USAGE, where,
                         "\"%s\" is not a whole number from 0", text);
    return 0;
}

int list_add(struct list *list, const char *text, const char *where,
             struct error *err)
{
    if (list->len == LIST_MAX)
        return error_set(err, ERROR_USAGE, where, "is given more than %d times",
                         LIST_MAX);
    list->items[list->len++] = text;
    return 0;
}

/* Is the text one of the words? */
static bool is_choice(const char *words, const char *text)
{
    size_t len = strlen(text);

    for (; *words; words += strspn(words, " ")) {
        size_t word = strcspn(words, " ");

        if (word == len && !strncmp(words, text, len))
            return true;
        words += word;
    }
    return false;
}

static int check_choice(const struct option *option, const char *text,
                        const char *where, struct error *err)
{
    struct buffer words;

    if (!option->choices || is_choice(option->choices, text))
        return 0;
    buffer_init(&words, 0);
    for (const char *at = option->choices; *at; at++)
        if (*at == ' ')
            buffer_add_text(&words, ", ");
        else
            buffer_add(&words, at, 1);
    error_set(err, ERROR_USAGE, where, "\"%.60s\" is none of %s", text,
              buffer_text(&words));
    buffer_clear(&words);
    return -1;
}

int value_set(struct config *config, const struct option *option,
              const char *text, const char *where, struct error *err)
{
    void *to = (char *)config + option->at;

    if (check_choice(option, text, where, err) < 0)
        return -1;
    switch (option->type) {
    case FLAG:
        *(bool *)to = true;
        return 0;
    case TEXT:
        *(const char **)to = text;
        return 0;
    case LIST:
        return list_add(to, text, where, err);
    case SECONDS:
        return set_seconds(to, text, where, err);
    case COUNT:
        return set_count(to, text, where, err);
    case RATE:
        return set_number(to, text, RATE_MAX, "requests a second", where, err);
    }
    return 0;
}

void value_set_flag(struct config *config, const struct option *option, bool on)
{
    *(bool *)(void *)((char *)config + option->at) = on;
}

static char *list_text(const struct list *list)
{
    struct buffer buf;

    buffer_init(&buf, 0);
    for (size_t i = 0; i < list->len; i++)
        buffer_printf(&buf, "%s%s", i ? ", " : "", list->items[i]);
    return buffer_take(&buf);
}

char *value_text(const struct config *config, const struct option *option)
{
    const void *at = (const char *)config + option->at;
    const struct list *list = at;

    switch (option->type) {
    case FLAG:
        return xstrdup(*(const bool *)at ? "yes" : "no");
    case TEXT:
        return xstrdup(*(const char *const *)at);
    case LIST:
        return list->len ? list_text(list) : NULL;
    case SECONDS:
        return xasprintf("%.10g", (double)*(const long *)at / 1000);
    case COUNT:
        return xasprintf("%ld", *(const long *)at);
    case RATE:
        return xasprintf("%.10g", *(const double *)at);
    }
    return NULL;
}

bool value_is_default(const struct config *config, const struct option *option)
{
    struct config fresh = {0};
    struct error err = {0};
    char *value = value_text(config, option), *fallback;
    bool same;

    if (option->fallback)
        value_set(&fresh, option, option->fallback, "", &err);
    fallback = value_text(&fresh, option);
    same = value ? fallback && !strcmp(value, fallback) : !fallback;
    free(value);
    free(fallback);
    return same;
}

bool list_has(const struct list *list, const char *item)
{
    for (size_t i = 0; i < list->len; i++)
        if (!strcmp(list->items[i], item))
            return true;
    return false;
}

bool list_matches(const struct list *globs, const char *text)
{
    for (size_t i = 0; i < globs->len; i++)
        if (text_glob(globs->items[i], text))
            return true;
    return globs->len == 0;
}
