#include "jsonschema/format_idn.h"

#include "base/alloc.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <idn2.h>
#include <stdlib.h>
#include <string.h>

/*
 * libidn2's functions for registration are used, not those for lookup: only
 * they check the contextual rules of RFC 5892 appendix A.3 to A.9, and they
 * map nothing, so an upper-case letter makes no U-label.
 */
size_t take_u_label(const char *label, bool any_form, struct buffer *unicode)
{
    uint8_t *encoded = NULL;
    int rc = idn2_register_u8((const uint8_t *)label, NULL, &encoded,
                              any_form ? IDN2_NFC_INPUT : 0);
    size_t octets = rc == IDN2_OK ? strlen((char *)encoded) : 0;

    idn2_free(encoded);
    if (octets)
        buffer_add_text(unicode, label);
    return octets;
}

bool take_a_label(const char *label, struct buffer *unicode)
{
    char *lower = xstrdup(label), *decoded = NULL;
    uint8_t *encoded = NULL;
    bool holds;

    for (char *c = lower; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    holds = idn2_register_u8(NULL, (const uint8_t *)lower, &encoded, 0) ==
                IDN2_OK &&
            idn2_to_unicode_8z8z(lower, &decoded, 0) == IDN2_OK;
    if (holds)
        buffer_add_text(unicode, decoded);
    idn2_free(encoded);
    idn2_free(decoded);
    free(lower);
    return holds;
}

/* Bidi classes. CS is left out: of its characters only "." comes here. */
#define L    "\\p{bc:L}"
#define R    "\\p{bc:R}\\p{bc:AL}"
#define EN   "\\p{bc:EN}"
#define AN   "\\p{bc:AN}"
#define NSM  "\\p{bc:NSM}"
#define REST "\\p{bc:ES}\\p{bc:ET}\\p{bc:ON}\\p{bc:BN}" NSM

/* Conditions 1 to 4, and 1, 5 and 6, for one label. */
#define RIGHT_TO_LEFT                                                          \
    "(?![^.]*" EN "[^.]*" AN "|[^.]*" AN "[^.]*" EN ")"                        \
    "[" R "](?:[" R AN EN REST "]*[" R AN EN "])?" NSM "*+"
#define LEFT_TO_RIGHT L "(?:[" L EN REST "]*[" L EN "])?" NSM "*+"
#define LABEL         "(?:" RIGHT_TO_LEFT "|" LEFT_TO_RIGHT ")"

/* A name without right-to-left characters is no Bidi domain name. */
static const char bidi_rule[] =
    "^(?:[^" R AN "]*+$|" LABEL "(?:\\." LABEL ")*$)";

bool bidi_rule_holds(const char *name, size_t len)
{
    int code, rc = PCRE2_ERROR_NOMATCH;
    PCRE2_SIZE offset;
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    pcre2_code *rule =
        pcre2_compile((PCRE2_SPTR)bidi_rule, PCRE2_ZERO_TERMINATED,
                      PCRE2_UTF | PCRE2_DOLLAR_ENDONLY, &code, &offset, NULL);

    if (!rule || !data)
        abort(); /* a constant text compiles, unless there is no memory */
    rc = pcre2_match(rule, (PCRE2_SPTR)name, len, 0, 0, data, NULL);
    pcre2_code_free(rule);
    pcre2_match_data_free(data);
    return rc >= 0;
}
