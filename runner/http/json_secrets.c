#include "http/json_secrets.h"

#include "base/alloc.h"
#include "http/unescape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX   64
#define POINTER_MAX 2048

/* An array or object that is open. */
struct frame {
    bool is_array;
    bool is_secret;     /* an array whose texts and numbers are secret */
    bool is_place;      /* secret as a whole */
    size_t start;       /* of it in the text */
    size_t index;       /* of an array's next value */
    size_t pointer_len; /* of the pointer to it */
};

struct scan {
    const struct masking *masking;
    const char *text;
    size_t len;
    size_t at;
    struct frame frames[DEPTH_MAX];
    size_t depth;              /* open ones, those beyond DEPTH_MAX as well */
    bool has_name;             /* the next value's member has a secret's name */
    char pointer[POINTER_MAX]; /* to the next value */
    size_t pointer_len;
    void (*visit)(const struct json_secret *secret, void *with);
    void *with;
};

/* The innermost, NULL outside of all or too deep inside. */
static struct frame *frame_of(struct scan *scan)
{
    return scan->depth && scan->depth <= DEPTH_MAX
               ? &scan->frames[scan->depth - 1]
               : NULL;
}

/* What does not fit is a place that no pointer names. */
static void append(struct scan *scan, const char *text, size_t len)
{
    if (len >= POINTER_MAX - scan->pointer_len) {
        scan->pointer[0] = '\1';
        return;
    }
    memcpy(scan->pointer + scan->pointer_len, text, len);
    scan->pointer_len += len;
    scan->pointer[scan->pointer_len] = '\0';
}

/* The pointer of what holds the next value, and a slash. */
static void begin_token(struct scan *scan, const struct frame *frame)
{
    scan->pointer_len = frame->pointer_len;
    append(scan, "/", 1);
}

static void append_name(struct scan *scan, const char *name, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (name[i] == '~')
            append(scan, "~0", 2);
        else if (name[i] == '/')
            append(scan, "~1", 2);
        else
            append(scan, &name[i], 1);
}

/* The name of a member, between its quotes. */
static void take_name(struct scan *scan, size_t from, size_t to)
{
    const struct frame *frame = frame_of(scan);
    const char *name = scan->text + from;
    size_t len = to - from;
    char *plain =
        memchr(name, '\\', len) ? unescape_text(name, len, &len) : NULL;

    scan->has_name = is_secret_member(plain ? plain : name, len);
    if (frame) {
        begin_token(scan, frame);
        append_name(scan, plain ? plain : name, len);
    }
    free(plain);
}

/* Where the next value of an array stands. */
static void take_index(struct scan *scan)
{
    struct frame *frame = frame_of(scan);
    char index[32];

    if (!frame || !frame->is_array)
        return;
    snprintf(index, sizeof(index), "%zu", frame->index++);
    begin_token(scan, frame);
    append(scan, index, strlen(index));
    scan->has_name = frame->is_secret;
}

static bool is_place(const struct scan *scan)
{
    return scan->depth <= DEPTH_MAX &&
           is_secret_place(scan->masking, scan->pointer);
}

static void report(struct scan *scan, size_t from, size_t to, bool is_text,
                   bool is_whole)
{
    struct json_secret secret = {from, to, is_text, is_whole};

    if (from < to)
        scan->visit(&secret, scan->with);
}

static void open_frame(struct scan *scan, bool is_array)
{
    struct frame frame = {.is_array = is_array, .start = scan->at};

    take_index(scan);
    frame.is_place = is_place(scan);
    frame.is_secret = is_array && scan->has_name;
    frame.pointer_len = scan->pointer_len;
    if (scan->depth++ < DEPTH_MAX)
        scan->frames[scan->depth - 1] = frame;
    scan->has_name = false;
}

static void close_frame(struct scan *scan)
{
    const struct frame *frame = frame_of(scan);

    if (frame && frame->is_place)
        report(scan, frame->start, scan->at + 1, false, true);
    if (scan->depth)
        scan->depth--;
    scan->has_name = false;
}

/* The quote that ends the string which begins at `at`, or the text's end. */
static size_t string_end(const struct scan *scan, size_t at)
{
    for (at++; at < scan->len && scan->text[at] != '"'; at++)
        if (scan->text[at] == '\\')
            at++;
    return at < scan->len ? at : scan->len;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_name(const struct scan *scan, size_t end)
{
    do
        end++;
    while (end < scan->len && is_space(scan->text[end]));
    return end < scan->len && scan->text[end] == ':';
}

static void read_string(struct scan *scan)
{
    size_t from = scan->at + 1, end = string_end(scan, scan->at);

    scan->at = end;
    if (is_name(scan, end)) {
        take_name(scan, from, end);
        return;
    }
    take_index(scan);
    if (scan->has_name || is_place(scan))
        report(scan, from, end, true, end < scan->len);
    scan->has_name = false;
}

/* A number, a word, or what is no JSON. */
static void read_word(struct scan *scan)
{
    size_t from = scan->at, to = from;
    bool is_number = strchr("-0123456789", scan->text[from]) != NULL;

    while (to < scan->len && !is_space(scan->text[to]) &&
           (!scan->text[to] || !strchr(",:{}[]\"", scan->text[to])))
        to++;
    scan->at = to - 1;
    take_index(scan);
    if ((scan->has_name && is_number) || is_place(scan))
        report(scan, from, to, false, to < scan->len);
    scan->has_name = false;
}

static void step(struct scan *scan)
{
    switch (scan->text[scan->at]) {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
    case ',':
    case ':':
        break;
    case '{':
    case '[':
        open_frame(scan, scan->text[scan->at] == '[');
        break;
    case '}':
    case ']':
        close_frame(scan);
        break;
    case '"':
        read_string(scan);
        break;
    default:
        read_word(scan);
    }
}

void json_secrets(const struct masking *masking, const char *text, size_t len,
                  void (*visit)(const struct json_secret *secret, void *with),
                  void *with)
{
    struct scan scan = {.masking = masking,
                        .text = text,
                        .len = len,
                        .visit = visit,
                        .with = with};

    for (; scan.at < len; scan.at++)
        step(&scan);
    /* what the end has cut off is secret as far as it came */
    for (size_t i = 0; i < scan.depth && i < DEPTH_MAX; i++)
        if (scan.frames[i].is_place)
            report(&scan, scan.frames[i].start, len, false, false);
}
