#include "http/secret_forms.h"

#include "base/alloc.h"
#include "base/text.h"
#include "http/unescape.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool is_blank(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!isspace((unsigned char)text[i]))
            return false;
    return true;
}

/*
 * The text, and what is left of it when a text around it is unescaped. Blanks
 * alone, which may be left of a text of plus signs, stand everywhere.
 */
static void add_layers(struct needles *needles, const char *text, size_t len,
                       unsigned mark)
{
    char *left = NULL;

    needles_add(needles, text, len, mark);
    for (size_t i = 0; i < LAYERS_MAX; i++) {
        size_t left_len = 0;
        char *next = unescape_text(left ? left : text, len, &left_len);

        free(left);
        left = next;
        len = left_len;
        if (!left)
            return;
        if (!is_blank(left, len))
            needles_add(needles, left, len, mark);
    }
    free(left);
}

/*
 * The digits that base64 has for the secret behind so many other bytes:
 * those that no neighbour has a bit in.
 */
static void add_base64(struct needles *needles, const char *secret, size_t len,
                       size_t behind, const char digits[])
{
    size_t first = (8 * behind + 5) / 6, last = 8 * (behind + len) / 6;
    char *text = xcalloc(last + 1, 1);

    for (size_t i = first; i < last; i++) {
        size_t bit = 6 * i - 8 * behind, at = bit / 8;
        unsigned two = (unsigned)(unsigned char)secret[at] << 8;

        if (at + 1 < len)
            two |= (unsigned char)secret[at + 1];
        text[i - first] = digits[two >> (10 - bit % 8) & 63];
    }
    add_layers(needles, text, last - first, MARK_SECRET);
    free(text);
}

static void add_all_base64(struct needles *needles, const char *secret,
                           size_t len)
{
    static const char *const alphabets[] = {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"};

    for (size_t behind = 0; behind < 3; behind++)
        for (size_t i = 0; i < 2; i++)
            add_base64(needles, secret, len, behind, alphabets[i]);
}

/* Takes text: one more form. */
static void add_form(struct needles *needles, char *text)
{
    add_layers(needles, text, strlen(text), MARK_SECRET);
    free(text);
}

static char *in_case(const char *text, size_t len, int (*change)(int))
{
    char *changed = xmemdup(text, len);

    for (size_t i = 0; i < len; i++)
        changed[i] = (char)change((unsigned char)changed[i]);
    return changed;
}

static char *in_hex(const char *text, size_t len)
{
    char *hex = xcalloc(2 * len + 1, 1);

    text_hex((const unsigned char *)text, len, hex);
    return hex;
}

static void add_hex(struct needles *needles, const char *secret, size_t len)
{
    char *hex = in_hex(secret, len);

    add_form(needles, in_case(hex, 2 * len, toupper));
    add_form(needles, hex);
}

static void add_cases(struct needles *needles, const char *secret, size_t len)
{
    if (len < NEEDLE_WINDOW)
        return; /* a password "Volume" would hide every "volume" */
    add_form(needles, in_case(secret, len, tolower));
    add_form(needles, in_case(secret, len, toupper));
}

static void add_decoded_forms(struct needles *needles, const char *secret,
                              size_t len)
{
    add_all_base64(needles, secret, len);
    add_hex(needles, secret, len);
}

void secret_forms_add(struct needles *needles, const char *secret, size_t len)
{
    if (len < NEEDLE_MIN)
        return;
    add_layers(needles, secret, len, MARK_SECRET);
    add_decoded_forms(needles, secret, len);
    add_cases(needles, secret, len);
}

/* Takes text: the whole of it is masked, where it is not the id itself. */
static void add_other(struct needles *needles, const char *id, char *text)
{
    if (text && strcmp(text, id) != 0)
        needles_add_whole(needles, text, strlen(text), MARK_SECRET);
    free(text);
}

/* 32 hexadecimal digits with the dashes of a UUID, or without; else NULL. */
static char *in_other_dashes(const char *id, size_t len)
{
    char *plain = xmemdup(id, len), *dashed = NULL;
    size_t digits = 0;

    for (size_t i = 0; i < len; i++)
        if (isxdigit((unsigned char)id[i]))
            plain[digits++] = id[i];
        else if (id[i] != '-')
            break;
    plain[digits] = '\0';
    if (digits == 32 && len == 36)
        return plain;
    if (digits == 32 && len == 32)
        dashed = xasprintf("%.8s-%.4s-%.4s-%.4s-%s", plain, plain + 8,
                           plain + 12, plain + 16, plain + 20);
    free(plain);
    return dashed;
}

void replaced_forms_add(struct needles *needles, const char *text, size_t len,
                        unsigned mark)
{
    add_layers(needles, text, len, mark);
    add_decoded_forms(needles, text, len);
    add_other(needles, text, in_other_dashes(text, len));
    if (len < NEEDLE_WINDOW)
        return;
    add_other(needles, text, in_case(text, len, tolower));
    add_other(needles, text, in_case(text, len, toupper));
}
