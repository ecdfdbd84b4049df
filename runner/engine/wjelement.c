/*
 * wjelement.c - WJElement as an engine; in builds that found it.
 *
 * Documents go over as text. Reals without a fraction are written as
 * integers before, since WJElement takes 1.0 for something else than 1.
 */
#ifdef HAVE_WJELEMENT

#include "engine/functions.h"

#include "base/alloc.h"
#include "base/json.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <wjelement.h>

#define EXACT_MAX 9007199254740992.0 /* 2^53 */

static json_t *plain_number(const json_t *value)
{
    double real = json_real_value(value);

    if (json_is_real(value) && floor(real) == real && fabs(real) <= EXACT_MAX)
        return json_integer((json_int_t)real);
    return NULL;
}

/* In place; the tree is a copy of our own. */
static void write_plainly(json_t *value)
{
    const char *name;
    json_t *child, *number;
    size_t i;

    json_array_foreach(value, i, child) {
        write_plainly(child);
        number = plain_number(child);
        if (number)
            json_array_set_new(value, i, number);
    }
    json_object_foreach(value, name, child) {
        write_plainly(child);
        number = plain_number(child);
        if (number)
            json_object_set_new_nocheck(value, name, number);
    }
}

static WJElement convert(const json_t *value)
{
    json_t *copy = json_deep_copy(value);
    WJElement element;
    char *text;

    write_plainly(copy);
    text = json_text(copy);
    element = WJEParse(text);
    free(text);
    json_decref(copy);
    return element;
}

/* WJElement's error callback: keep the first message. */
static void keep_first(void *client, const char *format, ...)
{
    char **text = client;
    va_list args;

    va_start(args, format);
    if (!*text)
        *text = xvasprintf(format, args);
    va_end(args);
}

enum opinion wjelement_judge(const json_t *schema, const json_t *instance,
                             char **text)
{
    WJElement rules = convert(schema);
    WJElement document = convert(instance);
    enum opinion opinion = OPINION_NONE;

    if (!rules || !document)
        *text = xstrdup("wjelement cannot read the document");
    else if (WJESchemaValidate(rules, document, keep_first, NULL, NULL, text))
        opinion = OPINION_VALID;
    else
        opinion = OPINION_INVALID;
    if (document)
        WJECloseDocument(document);
    if (rules)
        WJECloseDocument(rules);
    return opinion;
}

#else
/* A file without a declaration is none of ISO C's. */
struct wjelement_is_not_here;
#endif
