#include "http/masker.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "http/query_secrets.h"
#include "http/secret_forms.h"
#include "http/unescape.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/*
 * Layers of escapes are taken off slice by slice, so that memory is bounded.
 * Slices overlap by more than the longest text of a needle table takes when
 * it is escaped LAYERS_MAX times.
 */
#define SLICE   ((size_t)64 * 1024)
#define OVERLAP ((size_t)8 * 1024)

/* A part of the text as it is, or with layers of escapes taken off. */
struct sight {
    struct masker *masker;
    const char *bytes;
    size_t len;
    size_t base;                   /* where the part begins in the text */
    size_t end;                    /* and ends */
    const struct unescaped *place; /* where the bytes come from; NULL: as is */
};

void masker_mark(struct masker *masker, size_t from, size_t to, unsigned mark)
{
    if (!masker->marks)
        masker->marks = xcalloc(masker->len + 1, 1);
    for (size_t i = from; i < to; i++) {
        unsigned char *at = &masker->marks[i];

        if (*at == MARK_NONE || (mark == MARK_SECRET && *at != MARK_VALUE) ||
            mark == MARK_VALUE)
            *at = (unsigned char)mark;
    }
    masker->hides = masker->hides || mark < MARK_SUBSTITUTE;
}

/* The same for bytes of a sight. */
static void mark(const struct sight *sight, size_t from, size_t to,
                 unsigned what)
{
    const struct unescaped *place = sight->place;

    masker_mark(sight->masker, sight->base + (place ? place->from[from] : from),
                sight->base + (place ? place->to[to - 1] : to), what);
}

static void find_needles(const struct sight *sight)
{
    const struct needles *needles = &sight->masker->redactor->needles;
    size_t done = 0; /* what is before it is marked already */

    for (size_t i = 0; i + NEEDLE_MIN <= sight->len; i++) {
        unsigned what = MARK_NONE;
        size_t used =
            needles_match(needles, sight->bytes + i, sight->len - i, &what);

        if (!used)
            continue;
        if (what != MARK_SECRET)
            mark(sight, i, i + used, what);
        else if (i + used > done)
            mark(sight, i > done ? i : done, i + used, what);
        if (what == MARK_SECRET && i + used > done)
            done = i + used;
    }
}

/* To the very end, where an escape may be cut that is in no sight. */
static void find_begun(const struct sight *sight)
{
    struct masker *masker = sight->masker;
    size_t used, end;

    if (!masker->cut || sight->end < masker->len)
        return;
    used = needles_begun(&masker->redactor->needles, sight->bytes, sight->len);
    if (used)
        mark(sight, sight->len - used, sight->len, MARK_SECRET);
    if (!sight->len || !masker->marks)
        return;
    end = sight->place ? sight->place->to[sight->len - 1] : sight->len;
    end += sight->base;
    if (masker->marks[end - 1] == MARK_SECRET)
        masker_mark(masker, end, masker->len, MARK_SECRET);
}

static void mark_query(size_t from, size_t to, void *with)
{
    mark(with, from, to, MARK_SECRET);
}

static void look(struct sight *sight)
{
    find_needles(sight);
    find_begun(sight);
    query_secrets(&sight->masker->redactor->masking, sight->bytes, sight->len,
                  mark_query, sight);
}

/* Most texts have no escape, and copying them costs more than to look. */
static bool may_have_escape(const char *text, size_t len)
{
    static const char starts[] = "%+\\&";

    for (const char *start = starts; *start; start++)
        if (memchr(text, *start, len))
            return true;
    return false;
}

/* A part of the text behind one layer, two … of escapes. */
static void look_behind(struct masker *masker, size_t from, size_t to)
{
    struct unescaped layers[LAYERS_MAX] = {{0}};
    bool any = may_have_escape(masker->text + from, to - from);

    for (size_t i = 0; any && i < LAYERS_MAX; i++) {
        any = unescape(i ? &layers[i - 1] : NULL, masker->text + from,
                       to - from, masker->cut || to < masker->len, &layers[i]);
        if (any)
            look(&(struct sight){masker, layers[i].bytes, layers[i].len, from,
                                 to, &layers[i]});
    }
    for (size_t i = 0; i < LAYERS_MAX; i++)
        unescaped_clear(&layers[i]);
}

void masker_find(struct masker *masker)
{
    size_t from = 0, len = masker->len;

    look(&(struct sight){masker, masker->text, len, 0, len, NULL});
    for (;;) {
        size_t to = len - from > SLICE ? from + SLICE : len;

        look_behind(masker, from, to);
        if (to == len)
            return;
        from = to - OVERLAP;
    }
}

void masker_find_any_case(struct masker *masker)
{
    char *lower = xmemdup(masker->text, masker->len);

    for (size_t i = 0; i < masker->len; i++)
        lower[i] = (char)tolower((unsigned char)lower[i]);
    masker_find(masker);
    find_needles(
        &(struct sight){masker, lower, masker->len, 0, masker->len, NULL});
    free(lower);
}

static void add_replacement(const struct masker *masker, unsigned what,
                            struct buffer *out)
{
    if (what == MARK_SECRET)
        buffer_add_text(out, REDACT_MASK);
    else if (what == MARK_VALUE) /* so that JSON stays JSON */
        buffer_add_text(out, "\"" REDACT_MASK "\"");
    else
        buffer_add_text(
            out, masker->redactor->replaced[what - MARK_SUBSTITUTE].substitute);
}

char *masker_write(struct masker *masker, size_t *out_len)
{
    struct buffer out;

    buffer_init(&out, 0);
    if (!masker->marks)
        buffer_add(&out, masker->text, masker->len);
    for (size_t i = 0; masker->marks && i < masker->len;) {
        unsigned what = masker->marks[i];
        size_t end = i;

        while (end < masker->len && masker->marks[end] == what)
            end++;
        if (what == MARK_NONE)
            buffer_add(&out, masker->text + i, end - i);
        else
            add_replacement(masker, what, &out);
        i = end;
    }
    free(masker->marks);
    masker->marks = NULL;
    *out_len = out.len;
    return buffer_take(&out);
}
