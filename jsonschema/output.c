#include "jsonschema/output.h"

#include "jsonschema/keywords.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of a string or number that a message shows. */
#define SHOWN_MAX 60

/* Bytes of a message that are kept. */
#define MESSAGE_MAX 2000

char *show_value(const json_t *value)
{
    struct amount room;
    char *text, *shown;

    if (json_is_object(value))
        return xasprintf("an object with %s",
                         amount(&room, json_object_size(value), "member"));
    if (json_is_array(value))
        return xasprintf("an array of %s",
                         amount(&room, json_array_size(value), "item"));
    if (!json_is_string(value))
        return json_text(value);
    text = text_visible(json_string_value(value), json_string_length(value),
                        SHOWN_MAX);
    shown = xasprintf("\"%s\"", text);
    free(text);
    return shown;
}

const char *amount(struct amount *room, size_t count, const char *unit)
{
    snprintf(room->text, sizeof(room->text), "%zu %s%s", count, unit,
             count == 1 ? "" : "s");
    return room->text;
}

/* Digits of an index. */
#define INDEX_MAX 24

/* The bytes a token takes in a pointer, with its slash (RFC 6901). */
static size_t token_size(const char *token)
{
    size_t size = 1;

    for (; *token; token++)
        size += *token == '~' || *token == '/' ? 2 : 1;
    return size;
}

/* Write a token so that it ends before `end`; returns where it begins. */
static char *put_token(char *end, const char *token, size_t size)
{
    char *start = end - size, *at = start;

    *at++ = '/';
    for (; *token; token++) {
        const bool is_special = *token == '~' || *token == '/';

        *at++ = is_special ? '~' : *token;
        if (is_special)
            *at++ = *token == '/' ? '1' : '0';
    }
    return start;
}

/* The list runs from the inside out, so the pointer is written backwards. */
static char *path_text(const struct path *path)
{
    char index[INDEX_MAX], *text, *at;
    size_t size = 0;

    for (const struct path *one = path; one; one = one->up)
        size += one->token ? token_size(one->token) : INDEX_MAX;
    text = xcalloc(size + 1, 1);
    at = text + size;
    for (const struct path *one = path; one; one = one->up) {
        const char *token = one->token;

        if (!token) {
            snprintf(index, sizeof(index), "%zu", one->index);
            token = index;
        }
        at = put_token(at, token, token_size(token));
    }
    memmove(text, at, (size_t)(text + size + 1 - at));
    return text;
}

static char *absolute_location(const struct node *node, const char *keyword)
{
    const char *uri = node->resource->uri;
    const char *inside = node->pointer + strlen(node->resource->pointer);
    const size_t uri_len = strlen(uri), inside_len = strlen(inside);
    const size_t size = keyword ? token_size(keyword) : 0;
    char *text = xcalloc(uri_len + inside_len + size + 2, 1);

    memcpy(text, uri, uri_len);
    text[uri_len] = '#';
    memcpy(text + uri_len + 1, inside, inside_len);
    if (keyword)
        put_token(text + uri_len + 1 + inside_len + size, keyword, size);
    return text;
}

/* The next unit to fill in, or NULL when nobody asks or the list is full. */
static struct schema_unit *new_unit(struct run *run)
{
    struct schema_output *output = run->output;

    if (!output || run->is_quiet)
        return NULL;
    if (output->len >= SCHEMA_UNITS_MAX) {
        output->truncated = true;
        return NULL;
    }
    output->units =
        xgrow(output->units, output->len, &output->cap, sizeof(*output->units));
    return &output->units[output->len++];
}

bool run_annotates(const struct run *run)
{
    return run->output && run->output->annotate;
}

void annotate(struct run *run, const struct keyword *keyword,
              const struct place *at, json_t *value)
{
    const struct path path = {at->schema_path, keyword->name, 0, true};
    struct schema_units *list;

    list = &run->output->annotations;
    if (list->len >= SCHEMA_UNITS_MAX) {
        run->output->truncated = true;
        json_decref(value);
        return;
    }
    list->items =
        xgrow(list->items, list->len, &list->cap, sizeof(*list->items));
    list->items[list->len++] = (struct schema_unit){
        .instance_location = path_text(at->instance_path),
        .keyword_location = path_text(&path),
        .absolute_keyword_location = absolute_location(at->node, keyword->name),
        .keyword = keyword->name,
        .expected = keyword->value,
        .annotation = value};
}

/* xvasprintf, in one go for what is short. */
static char *format_text(const char *fmt, va_list args)
{
    char text[256];
    va_list again;
    int len;

    va_copy(again, args);
    len = vsnprintf(text, sizeof(text), fmt, again);
    va_end(again);
    if (len >= 0 && (size_t)len < sizeof(text))
        return xmemdup(text, (size_t)len);
    return xvasprintf(fmt, args);
}

/* Does text_visible leave it as it is? */
static bool is_plain(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] < ' ' || text[i] > '~')
            return false;
    return len <= MESSAGE_MAX;
}

/* Takes the text. Messages may quote the instance, so they are made safe. */
static char *message_text(const struct place *at, char *text)
{
    char *name = NULL, *whole = text, *safe;

    if (at->name) {
        name = text_visible(at->name, strlen(at->name), SHOWN_MAX);
        whole = xasprintf("member name \"%s\" %s", name, text);
        free(text);
    }
    free(name);
    if (is_plain(whole, strlen(whole)))
        return whole;
    safe = text_visible(whole, strlen(whole), MESSAGE_MAX);
    free(whole);
    return safe;
}

/* Units far inside cost time, also those that are taken back again. */
static void charge(struct run *run, const struct schema_unit *unit)
{
    run->steps +=
        1 +
        (strlen(unit->instance_location) + strlen(unit->keyword_location)) / 64;
}

enum schema_verdict fail(struct run *run, const struct keyword *keyword,
                         const struct place *at, const char *fmt, ...)
{
    struct schema_unit *unit = new_unit(run);
    const char *name = keyword->name;
    const struct path path = {at->schema_path, name, 0, true};
    va_list args;

    if (!unit)
        return SCHEMA_INVALID;
    va_start(args, fmt);
    *unit = (struct schema_unit){
        .instance_location = path_text(at->instance_path),
        .keyword_location = path_text(&path),
        .absolute_keyword_location = absolute_location(at->node, name),
        .message = message_text(at, format_text(fmt, args)),
        .keyword = name,
        .expected = keyword->value,
        .actual = at->actual};
    va_end(args);
    charge(run, unit);
    return SCHEMA_INVALID;
}

/* The keyword that holds the false. */
static const char *holder_of(const struct path *path)
{
    while (path && !path->is_keyword)
        path = path->up;
    return path ? path->token : "false";
}

enum schema_verdict fail_false(struct run *run, const struct place *at)
{
    struct schema_unit *unit = new_unit(run);
    char *shown;

    if (!unit)
        return SCHEMA_INVALID;
    shown = show_value(at->actual);
    *unit = (struct schema_unit){
        .instance_location = path_text(at->instance_path),
        .keyword_location = path_text(at->schema_path),
        .absolute_keyword_location = absolute_location(at->node, NULL),
        .message = message_text(
            at, at->name
                    ? xstrdup("is not allowed")
                    : xasprintf("is %s, but nothing is allowed here", shown)),
        .keyword = holder_of(at->schema_path),
        .expected = at->node->json,
        .actual = at->actual};
    free(shown);
    charge(run, unit);
    return SCHEMA_INVALID;
}

static void unit_clear(struct schema_unit *unit)
{
    free(unit->instance_location);
    free(unit->keyword_location);
    free(unit->absolute_keyword_location);
    free(unit->message);
    json_decref(unit->annotation);
}

struct output_mark output_mark(const struct run *run)
{
    if (!run->output)
        return (struct output_mark){0};
    return (struct output_mark){run->output->len, run->output->annotations.len,
                                run->output->truncated};
}

void output_rewind(struct run *run, struct output_mark mark)
{
    if (!run->output)
        return;
    while (run->output->len > mark.units)
        unit_clear(&run->output->units[--run->output->len]);
    run->output->truncated = mark.truncated;
}

void output_rewind_annotations(struct run *run, struct output_mark mark)
{
    struct schema_units *list;

    if (!run->output)
        return;
    list = &run->output->annotations;
    while (list->len > mark.annotations)
        unit_clear(&list->items[--list->len]);
}

void schema_output_clear(struct schema_output *output)
{
    for (size_t i = 0; i < output->len; i++)
        unit_clear(&output->units[i]);
    for (size_t i = 0; i < output->annotations.len; i++)
        unit_clear(&output->annotations.items[i]);
    free(output->units);
    free(output->annotations.items);
    *output = (struct schema_output){0};
}
