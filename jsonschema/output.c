#include "jsonschema/output.h"

#include "jsonschema/keywords.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
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

/* The list runs from the inside out, a pointer from the outside in. */
static char *path_text(const struct path *path)
{
    const struct path **tokens;
    char *text = xstrdup(""), *longer;
    size_t len = 0, at = 0;

    for (const struct path *one = path; one; one = one->up)
        len++;
    tokens = xcalloc(len, sizeof(*tokens));
    for (const struct path *one = path; one; one = one->up)
        tokens[len - ++at] = one;
    for (at = 0; at < len; at++) {
        const char *token = tokens[at]->token;

        longer = token ? pointer_child(text, token, strlen(token))
                       : pointer_index(text, tokens[at]->index);
        free(text);
        text = longer;
    }
    free(tokens);
    return text;
}

static char *absolute_location(const struct node *node, const char *keyword)
{
    const char *inside = node->pointer + strlen(node->resource->pointer);
    char *pointer = keyword ? pointer_child(inside, keyword, strlen(keyword))
                            : xstrdup(inside);
    char *text = xasprintf("%s#%s", node->resource->uri, pointer);

    free(pointer);
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

/* Takes the text. Messages may quote the instance, so they are made safe. */
static char *message_text(const struct place *at, char *text)
{
    char *name = NULL, *whole, *safe;

    if (at->name)
        name = text_visible(at->name, strlen(at->name), SHOWN_MAX);
    whole =
        name ? xasprintf("member name \"%s\" %s", name, text) : xstrdup(text);
    safe = text_visible(whole, strlen(whole), MESSAGE_MAX);
    free(whole);
    free(name);
    free(text);
    return safe;
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
        .message = message_text(at, xvasprintf(fmt, args)),
        .keyword = name,
        .expected = keyword->value,
        .actual = at->actual};
    va_end(args);
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
