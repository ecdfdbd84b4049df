#include "jsonschema/straight.h"

#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ATOMS_MAX  64
#define REPEAT_MAX 100000

/* Bytes below 128; a class never holds part of another character. */
struct set {
    uint64_t bits[2];
};

struct atom {
    struct set set;
    size_t min;
    size_t max; /* SIZE_MAX: no limit */
};

struct straight {
    size_t len;
    bool is_open; /* no "$": anything may follow */
    struct atom atoms[];
};

struct reader {
    const char *at;
    const char *end;
    struct atom atoms[ATOMS_MAX];
    size_t len;
    bool is_open;
};

static void set_add(struct set *set, unsigned char first, unsigned char last)
{
    for (unsigned c = first; c <= last; c++)
        set->bits[c >> 6] |= UINT64_C(1) << (c & 63);
}

static bool set_has(const struct set *set, unsigned char c)
{
    return c < 128 && (set->bits[c >> 6] >> (c & 63) & 1);
}

static bool sets_meet(const struct set *a, const struct set *b)
{
    return (a->bits[0] & b->bits[0]) || (a->bits[1] & b->bits[1]);
}

static char peek(const struct reader *reader)
{
    return reader->at < reader->end ? *reader->at : '\0';
}

/* After a backslash: \d, \w, or a sign that means itself. */
static bool read_escape(struct reader *reader, struct set *set)
{
    const char c = peek(reader);

    if (c == 'd' || c == 'w')
        set_add(set, '0', '9');
    if (c == 'w') {
        set_add(set, 'a', 'z');
        set_add(set, 'A', 'Z');
        set_add(set, '_', '_');
    }
    if (c && strchr("^$\\.*+?()[]{}|/-", c))
        set_add(set, (unsigned char)c, (unsigned char)c);
    else if (c != 'd' && c != 'w')
        return false;
    reader->at++;
    return true;
}

/* A member of a class, which may be the start of a range. */
static bool read_member(struct reader *reader, struct set *set)
{
    const unsigned char first = (unsigned char)peek(reader);
    unsigned char last = first;

    if (first == '\\') {
        reader->at++;
        return read_escape(reader, set) &&
               !(peek(reader) == '-' && reader->at[1] != ']');
    }
    if (first < ' ' || first > '~' || first == '[')
        return false;
    reader->at++;
    if (peek(reader) == '-' && reader->end - reader->at > 1 &&
        reader->at[1] != ']') {
        last = (unsigned char)reader->at[1];
        if (last < first || last > '~' || last == '\\' || last == '[')
            return false;
        reader->at += 2;
    }
    set_add(set, first, last);
    return true;
}

static bool read_class(struct reader *reader, struct set *set)
{
    if (peek(reader) == '^')
        return false;
    while (peek(reader) != ']')
        if (!read_member(reader, set))
            return false;
    reader->at++;
    return true;
}

static bool read_set(struct reader *reader, struct set *set)
{
    const char c = peek(reader);

    if (c < ' ' || c > '~' || strchr("^$.*+?()]{}|", c))
        return false;
    reader->at++;
    if (c == '[')
        return read_class(reader, set);
    if (c == '\\')
        return read_escape(reader, set);
    set_add(set, (unsigned char)c, (unsigned char)c);
    return true;
}

static bool read_number(struct reader *reader, size_t *number)
{
    const char *start = reader->at;

    *number = 0;
    while (peek(reader) >= '0' && peek(reader) <= '9' && *number < REPEAT_MAX)
        *number = *number * 10 + (size_t)(*reader->at++ - '0');
    return reader->at > start;
}

/* {n}, {n,} or {n,m} after the brace. */
static bool read_braces(struct reader *reader, struct atom *atom)
{
    if (!read_number(reader, &atom->min))
        return false;
    atom->max = atom->min;
    if (peek(reader) == ',') {
        reader->at++;
        atom->max = SIZE_MAX;
        if (peek(reader) != '}' && !read_number(reader, &atom->max))
            return false;
    }
    return *reader->at++ == '}';
}

static bool read_repeat(struct reader *reader, struct atom *atom)
{
    const char c = peek(reader);

    atom->min = atom->max = 1;
    if (!c || !strchr("*+?{", c))
        return true;
    reader->at++;
    if (c == '{' && !read_braces(reader, atom))
        return false;
    if (c == '*' || c == '?')
        atom->min = 0;
    if (c == '*' || c == '+')
        atom->max = SIZE_MAX;
    return peek(reader) != '?'; /* lazy */
}

/* After an atom that may end early, one byte must tell what comes. */
static bool is_told_apart(const struct reader *reader, size_t position)
{
    const struct atom *atom = &reader->atoms[position];

    if (atom->min == atom->max)
        return true;
    for (size_t i = position + 1; i < reader->len; i++) {
        if (sets_meet(&atom->set, &reader->atoms[i].set))
            return false;
        if (reader->atoms[i].min > 0)
            return true;
    }
    return true;
}

static bool read_pattern(struct reader *reader)
{
    if (peek(reader) != '^')
        return false;
    reader->at++;
    while (reader->at < reader->end && *reader->at != '$') {
        struct atom *atom = &reader->atoms[reader->len];

        if (reader->len == ATOMS_MAX - 1 || !read_set(reader, &atom->set) ||
            !read_repeat(reader, atom))
            return false;
        reader->len++;
    }
    reader->is_open = reader->at == reader->end;
    if (!reader->is_open && reader->at + 1 != reader->end)
        return false;
    for (size_t i = 0; i < reader->len; i++)
        if (!is_told_apart(reader, i))
            return false;
    return true;
}

struct straight *straight_new(const char *text, size_t len)
{
    struct reader reader = {.at = text, .end = text + len};
    struct straight *straight;

    if (!read_pattern(&reader))
        return NULL;
    straight =
        xcalloc(1, sizeof(*straight) + reader.len * sizeof(*straight->atoms));
    straight->len = reader.len;
    straight->is_open = reader.is_open;
    memcpy(straight->atoms, reader.atoms, reader.len * sizeof(*reader.atoms));
    return straight;
}

bool straight_matches(const struct straight *straight, const char *text,
                      size_t len)
{
    const char *end = text + len;

    for (size_t i = 0; i < straight->len; i++) {
        const struct atom *atom = &straight->atoms[i];
        size_t count = 0;

        while (count < atom->max && text < end &&
               set_has(&atom->set, (unsigned char)*text)) {
            text++;
            count++;
        }
        if (count < atom->min)
            return false;
    }
    return straight->is_open || text == end;
}
