#include "jsonschema/translation.h"

#include "base/alloc.h"

#include <string.h>

/* Groups inside each other; PCRE2's own limit is the same. */
#define DEPTH_MAX 250

/* PCRE2 has many more; the first row that fits counts. */
static const struct kind {
    const char *open;
    bool is_known;
    bool captures;
    bool is_assertion;                        /* which cannot be repeated */
    void (*translate)(struct translation *t); /* the inside; NULL: pieces */
} kinds[] = {
    {"(?:", true, false, false, NULL},
    {"(?=", true, false, true, NULL},
    {"(?!", true, false, true, NULL},
    {"(?<=", true, false, true, translate_lookbehind},
    {"(?<!", true, false, true, translate_lookbehind},
    {"(?<", true, true, false, NULL},
    {"(?", false, false, false, NULL},
    {"(*", false, false, false, NULL},
    {"(", true, true, false, NULL},
};

static const struct kind *kind_of(const struct translation *t)
{
    size_t i = 0;

    while (!translation_next_is(t, kinds[i].open))
        i++;
    return &kinds[i];
}

static void translate_inside(struct translation *t, const struct kind *kind)
{
    t->depth++;
    if (kind->translate)
        kind->translate(t);
    while (translation_left(t) && *t->at != ')')
        translate_piece(t);
    t->depth--;
}

void translate_group(struct translation *t)
{
    const struct kind *kind = kind_of(t);

    if (!kind->is_known || t->depth == DEPTH_MAX) {
        translation_refuse(t, xstrdup(kind->is_known
                                          ? "groups are nested too deeply"
                                          : "this kind of group is not known"));
        return;
    }
    buffer_add_text(&t->out, kind->open);
    t->at += strlen(kind->open);
    t->captures += kind->captures;
    translate_inside(t, kind);
    if (!translation_next_is(t, ")")) {
        translation_refuse(t, xstrdup("( has no )"));
        return;
    }
    buffer_add(&t->out, t->at++, 1);
    if (kind->is_assertion && translation_left(t) && strchr("*+?{", *t->at))
        translation_refuse(t, xstrdup("a quantifier follows an assertion"));
}
