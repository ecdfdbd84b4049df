#include "cli/yaml.h"

#include "base/alloc.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* A mapping or sequence that is being read. */
struct frame {
    json_t *value;  /* owned */
    json_t *merged; /* owned: what "<<" has brought, or NULL */
    char *anchor;   /* owned, or NULL */
    char *key;      /* owned: of the member to come, or NULL */
    bool is_merge;  /* the member to come belongs to "<<" */
};

struct reader {
    yaml_parser_t parser;
    yaml_event_t event; /* the current one; owned */
    const char *path;
    json_t *anchors; /* owned: name -> value that is complete */
    json_t *root;    /* owned: the document's value, or NULL */
    struct frame frames[YAML_DEPTH_MAX];
    size_t depth;   /* frames in use */
    size_t nodes;   /* so far */
    size_t scalars; /* bytes so far */
    struct error *err;
};

static int refuse_line(struct reader *r, size_t line, const char *text)
{
    char *where = xasprintf("%s:%zu", r->path, line + 1);

    error_set(r->err, ERROR_USAGE, where, "%s", text);
    free(where);
    return -1;
}

/* At the current event. Returns -1. */
static int refuse(struct reader *r, const char *text)
{
    return refuse_line(r, r->event.start_mark.line, text);
}

static int next(struct reader *r)
{
    yaml_event_delete(&r->event);
    if (yaml_parser_parse(&r->parser, &r->event))
        return 0;
    memset(&r->event, 0, sizeof(r->event));
    return refuse_line(r, r->parser.problem_mark.line,
                       r->parser.problem ? r->parser.problem
                                         : "is not readable");
}

static int count(struct reader *r, size_t scalar)
{
    r->nodes++;
    r->scalars += scalar;
    if (r->nodes > YAML_NODES_MAX || r->scalars > YAML_SCALARS_MAX)
        return refuse(r, "is too large, with what its aliases repeat");
    return 0;
}

/* A copy of what an anchor names, each part of it counted. */
static json_t *copy(struct reader *r, json_t *from, size_t depth)
{
    json_t *to = NULL, *child;
    const char *key;
    size_t i;
    bool whole = true;

    if (depth > YAML_DEPTH_MAX)
        refuse(r, "is nested too deeply, with what its aliases repeat");
    else if (count(r, json_string_length(from)) == 0)
        to = json_copy(from);
    json_object_foreach(json_is_object(from) ? to : NULL, key, child)
        whole = whole &&
                json_object_set_new(to, key, copy(r, child, depth + 1)) == 0;
    json_array_foreach(json_is_array(from) ? to : NULL, i, child)
        whole =
            whole && json_array_set_new(to, i, copy(r, child, depth + 1)) == 0;
    if (!whole) {
        json_decref(to);
        return NULL;
    }
    return to;
}

static json_t *take_alias(struct reader *r)
{
    const char *name = (const char *)r->event.data.alias.anchor;
    json_t *value = json_object_get(r->anchors, name);

    if (!value)
        refuse(r, "is an alias of an anchor that is not there");
    return value ? copy(r, value, r->depth + 1) : NULL;
}

static bool is_null(const char *text, size_t len)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL"};

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (strlen(words[i]) == len && !memcmp(words[i], text, len))
            return true;
    return false;
}

static json_t *take_scalar(struct reader *r)
{
    const char *text = (const char *)r->event.data.scalar.value;
    size_t len = r->event.data.scalar.length;

    if (count(r, len) < 0)
        return NULL;
    if (memchr(text, '\0', len) || !utf8_is_valid(text, len)) {
        refuse(r, "holds a NUL or is not UTF-8");
        return NULL;
    }
    if (r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
        !r->event.data.scalar.tag && is_null(text, len))
        return json_null();
    return json_stringn(text, len);
}

/* Tags of YAML's own types change nothing here; others mean a program. */
static int check_tag(struct reader *r, const yaml_char_t *tag)
{
    static const char *const plain[] = {
        YAML_NULL_TAG, YAML_BOOL_TAG,      YAML_STR_TAG,
        YAML_INT_TAG,  YAML_FLOAT_TAG,     YAML_SEQ_TAG,
        YAML_MAP_TAG,  YAML_TIMESTAMP_TAG, "!"};

    for (size_t i = 0; tag && i < sizeof(plain) / sizeof(*plain); i++)
        if (!strcmp((const char *)tag, plain[i]))
            return 0;
    return tag ? refuse(r, "has a tag that says nothing here") : 0;
}

/*
 * What "<<" brings stands below the mapping's own keys, and the first of
 * several mappings above the others.
 */
static int merge(struct reader *r, json_t *below, json_t *from)
{
    json_t *item;
    size_t i;

    if (!json_is_object(from) && !json_is_array(from))
        return refuse(r, "\"<<\" takes a mapping or a list of mappings");
    json_array_foreach(from, i, item) {
        if (!json_is_object(item))
            return refuse(r, "\"<<\" takes a mapping or a list of mappings");
        json_object_update_missing(below, item);
    }
    if (json_is_object(from))
        json_object_update_missing(below, from);
    return 0;
}

/* The next node of a mapping is a key. */
static int place_key(struct reader *r, struct frame *frame, json_t *value)
{
    bool plain = r->event.type == YAML_SCALAR_EVENT &&
                 r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;

    if (!json_is_string(value))
        return refuse(r, "a key must be a text");
    frame->is_merge = plain && !strcmp(json_string_value(value), "<<");
    frame->key = xstrdup(json_string_value(value));
    return 0;
}

static int place_member(struct reader *r, struct frame *frame, json_t *value)
{
    int rc;

    if (frame->is_merge) {
        if (!frame->merged)
            frame->merged = json_object();
        rc = merge(r, frame->merged, value);
    } else {
        rc = json_object_set(frame->value, frame->key, value);
    }
    free(frame->key);
    frame->key = NULL;
    return rc;
}

/* A node is complete: give it to what it is in. Takes the reference. */
static int place(struct reader *r, json_t *value, const char *anchor)
{
    struct frame *frame = r->depth ? &r->frames[r->depth - 1] : NULL;
    int rc = 0;

    if (!value)
        return -1;
    if (anchor)
        json_object_set(r->anchors, anchor, value);
    if (!frame)
        r->root = json_incref(value);
    else if (json_is_array(frame->value))
        rc = json_array_append(frame->value, value);
    else if (!frame->key)
        rc = place_key(r, frame, value);
    else
        rc = place_member(r, frame, value);
    json_decref(value);
    return rc;
}

static int open_frame(struct reader *r, json_t *value, const yaml_char_t *tag,
                      const yaml_char_t *anchor)
{
    if (r->depth == YAML_DEPTH_MAX) {
        json_decref(value);
        return refuse(r, "is nested too deeply");
    }
    r->frames[r->depth++] =
        (struct frame){.value = value, .anchor = xstrdup((const char *)anchor)};
    return count(r, 0) < 0 || check_tag(r, tag) < 0 ? -1 : 0;
}

static int close_frame(struct reader *r)
{
    struct frame frame = r->frames[--r->depth];
    int rc;

    if (frame.merged)
        json_object_update_missing(frame.value, frame.merged);
    json_decref(frame.merged);
    rc = place(r, frame.value, frame.anchor);
    free(frame.anchor);
    return rc;
}

static int take_event(struct reader *r)
{
    const yaml_event_t *event = &r->event;

    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return place(r, take_alias(r), NULL);
    case YAML_SCALAR_EVENT:
        if (check_tag(r, event->data.scalar.tag) < 0)
            return -1;
        return place(r, take_scalar(r),
                     (const char *)event->data.scalar.anchor);
    case YAML_MAPPING_START_EVENT:
        return open_frame(r, json_object(), event->data.mapping_start.tag,
                          event->data.mapping_start.anchor);
    case YAML_SEQUENCE_START_EVENT:
        return open_frame(r, json_array(), event->data.sequence_start.tag,
                          event->data.sequence_start.anchor);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        return close_frame(r);
    case YAML_DOCUMENT_START_EVENT:
        return r->root ? refuse(r, "a second document begins") : 0;
    default:
        return 0;
    }
}

static void release(struct reader *r)
{
    while (r->depth) {
        struct frame *frame = &r->frames[--r->depth];

        json_decref(frame->value);
        json_decref(frame->merged);
        free(frame->anchor);
        free(frame->key);
    }
    json_decref(r->anchors);
    yaml_event_delete(&r->event);
    yaml_parser_delete(&r->parser);
}

json_t *yaml_parse(const char *path, const char *bytes, size_t len,
                   struct error *err)
{
    struct reader r = {.path = path, .err = err};
    bool good;

    if (!yaml_parser_initialize(&r.parser)) {
        error_set(err, ERROR_INTERNAL, path, "there is no reader for YAML");
        return NULL;
    }
    r.anchors = json_object();
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes, len);
    do
        good = next(&r) == 0 && take_event(&r) == 0;
    while (good && r.event.type != YAML_STREAM_END_EVENT);
    release(&r);
    if (!good) {
        json_decref(r.root);
        return NULL;
    }
    return r.root ? r.root : json_null();
}
