#include "derive/examples_parts.h"

#include <ctype.h>
#include <string.h>

#define DEPTH_MAX 200

/*
 * A reader of JSON that keeps nothing: it only finds the first mistake, and
 * says what a person would call it.
 */
struct reader {
    const char *text;
    size_t at;
    const char *words; /* of the mistake at that place; NULL: none yet */
    int depth;
};

static bool wrong(struct reader *reader, const char *words)
{
    if (!reader->words)
        reader->words = words;
    return false;
}

static char peek(struct reader *reader)
{
    while (strchr(" \t\r\n", reader->text[reader->at]) &&
           reader->text[reader->at])
        reader->at++;
    return reader->text[reader->at];
}

static bool starts(const struct reader *reader, const char *words)
{
    return !strncmp(reader->text + reader->at, words, strlen(words));
}

/* What stands where no JSON can go on. */
static bool wrong_here(struct reader *reader, const char *otherwise)
{
    static const struct {
        const char *start, *words;
    } known[] = {
        {"//", "a // comment, which JSON does not have"},
        {"/*", "a comment, which JSON does not have"},
        {"#", "a # comment, which JSON does not have"},
        {"...", "an ellipsis in place of members"},
        {"…", "an ellipsis in place of members"},
        {"\xE2\x80\x9C", "a typographic quotation mark"},
        {"'", "a string in single quotes"},
    };

    if (!reader->text[reader->at])
        return wrong(reader, "the end is missing");
    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
        if (starts(reader, known[i].start))
            return wrong(reader, known[i].words);
    return wrong(reader, otherwise);
}

static bool read_string(struct reader *reader)
{
    const size_t start = reader->at++;

    for (;; reader->at++) {
        const char c = reader->text[reader->at];

        if (!c)
            return wrong(reader, "a string does not end");
        if (c == '\n' || c == '\r')
            return wrong(reader, "a line break inside a string");
        if ((unsigned char)c < 0x20)
            return wrong(reader, "a control character inside a string");
        if (c == '"')
            break;
        if (c == '\\' && reader->text[reader->at + 1])
            reader->at++;
    }
    reader->at++;
    if (reader->at - start == 2 &&
        isalnum((unsigned char)reader->text[reader->at]))
        return wrong(reader, "a doubled quotation mark");
    return true;
}

/* A number, true, false or null; jansson knew which of these are valid. */
static bool read_word(struct reader *reader)
{
    static const char *const words[] = {"true", "false", "null"};
    const size_t len = strspn(reader->text + reader->at, "0123456789+-.eE");

    for (size_t i = 0; i < 3; i++)
        if (starts(reader, words[i])) {
            reader->at += strlen(words[i]);
            return true;
        }
    if (len == 0 || starts(reader, "..."))
        return wrong_here(reader, "a value that is not JSON");
    reader->at += len;
    return true;
}

static bool after_value(struct reader *reader, char end)
{
    const char c = peek(reader);

    if (c == ',' || c == end)
        return true;
    if (c && strchr("\"{[", c))
        return wrong(reader, "a comma is missing between two values");
    if (c && strchr("}]", c))
        return wrong(reader, "a bracket of the wrong kind");
    return wrong_here(reader, "stray characters after a value");
}

static bool read_name(struct reader *reader)
{
    const char c = peek(reader);

    if (c != '"')
        return c == ',' ? wrong(reader, "two commas in a row")
               : isalpha((unsigned char)c) || c == '_'
                   ? wrong(reader, "a member name without quotation marks")
                   : wrong_here(reader, "a member name is missing");
    if (!read_string(reader))
        return false;
    if (peek(reader) != ':')
        return wrong_here(reader, "a colon is missing after a member name");
    reader->at++;
    return peek(reader) == ',' || peek(reader) == '}'
               ? wrong(reader, "a member without a value")
               : true;
}

/* An object or an array; its values are read by the caller's stack. */
static bool read_value(struct reader *reader)
{
    const char open = peek(reader), end = open == '{' ? '}' : ']';

    if (open == '"')
        return read_string(reader);
    if (open != '{' && open != '[')
        return read_word(reader);
    if (++reader->depth > DEPTH_MAX)
        return wrong(reader, "it is nested too deeply");
    reader->at++;
    if (peek(reader) != end)
        for (;;) {
            if ((end == '}' && !read_name(reader)) || !read_value(reader) ||
                !after_value(reader, end))
                return false;
            if (reader->text[reader->at] == end)
                break;
            reader->at++;
            if (peek(reader) == end)
                return wrong(reader, "a comma after the last value");
        }
    reader->at++;
    reader->depth--;
    return true;
}

const char *example_mistake(const char *text, size_t *at)
{
    struct reader reader = {.text = text};

    if (strchr("{[", peek(&reader)))
        read_value(&reader);
    else
        wrong(&reader, "no object or array is around it");
    *at = reader.at;
    return reader.words;
}
