#include "transcript/scan.h"

#include <string.h>

static bool fill(struct scan *scan)
{
    scan->at = 0;
    scan->len = fread(scan->bytes, 1, sizeof(scan->bytes), scan->in);
    scan->failed = scan->failed || ferror(scan->in);
    return scan->len > 0;
}

/* Without taking it; -1 at the end. */
static int look(struct scan *scan)
{
    if (scan->at == scan->len && !fill(scan))
        return -1;
    return (unsigned char)scan->bytes[scan->at];
}

static void advance(struct scan *scan)
{
    scan->at++;
    scan->offset++;
}

static bool is_blank(int byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

int scan_peek(struct scan *scan)
{
    while (is_blank(look(scan)))
        advance(scan);
    return look(scan);
}

enum scan_state scan_take(struct scan *scan, char want)
{
    int byte = scan_peek(scan);

    if (byte < 0)
        return SCAN_CUT;
    if (byte != (unsigned char)want)
        return SCAN_BROKEN;
    advance(scan);
    return SCAN_OK;
}

/* Take the byte that look() showed. */
static enum scan_state keep(struct scan *scan, struct buffer *out)
{
    enum scan_state state = SCAN_OK;

    if (out && buffer_add(out, scan->bytes + scan->at, 1) < 0)
        state = SCAN_LARGE;
    advance(scan);
    return state;
}

static enum scan_state take_string(struct scan *scan, struct buffer *out)
{
    enum scan_state state = keep(scan, out); /* the quotation mark */
    bool escaped = false;

    while (state == SCAN_OK) {
        int byte = look(scan);

        if (byte < 0)
            return SCAN_CUT;
        state = keep(scan, out);
        if (byte == '"' && !escaped)
            return state;
        escaped = byte == '\\' && !escaped;
    }
    return state;
}

/* A number or a word: up to what cannot be part of one. */
static enum scan_state take_word(struct scan *scan, struct buffer *out)
{
    enum scan_state state = SCAN_OK;
    size_t len = 0;

    while (state == SCAN_OK) {
        int byte = look(scan);

        if (byte < 0)
            return SCAN_CUT;
        if (is_blank(byte) || strchr(",:]}[{\"", byte))
            return len ? SCAN_OK : SCAN_BROKEN;
        state = keep(scan, out);
        len++;
    }
    return state;
}

/* One token of a value; open holds the brackets that wait for their end. */
static enum scan_state take_token(struct scan *scan, struct buffer *out,
                                  char open[SCAN_DEPTH], size_t *depth)
{
    int byte = look(scan);

    if (byte < 0)
        return SCAN_CUT;
    if (byte == '"')
        return take_string(scan, out);
    if (byte == '{' || byte == '[') {
        if (*depth == SCAN_DEPTH)
            return SCAN_LARGE;
        open[(*depth)++] = byte == '{' ? '}' : ']';
        return keep(scan, out);
    }
    if (byte == '}' || byte == ']')
        return *depth && open[--*depth] == byte ? keep(scan, out) : SCAN_BROKEN;
    if (*depth && (is_blank(byte) || byte == ',' || byte == ':'))
        return keep(scan, out);
    return take_word(scan, out);
}

enum scan_state scan_value(struct scan *scan, struct buffer *out)
{
    char open[SCAN_DEPTH];
    size_t depth = 0;
    enum scan_state state;

    if (out)
        buffer_reset(out);
    scan_peek(scan);
    do
        state = take_token(scan, out, open, &depth);
    while (state == SCAN_OK && depth);
    return state;
}

enum scan_state scan_name(struct scan *scan, struct buffer *out)
{
    int byte = scan_peek(scan);
    enum scan_state state;

    if (byte != '"')
        return byte < 0 ? SCAN_CUT : SCAN_BROKEN;
    buffer_reset(out);
    state = take_string(scan, out);
    if (state != SCAN_OK)
        return state;
    out->data[--out->len] = '\0';
    memmove(out->data, out->data + 1, out->len--);
    return scan_take(scan, ':');
}
