#include "jsonschema/translation.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

/* Names of ECMA-262, apart by blanks, and what PCRE2 calls the same. */
struct property {
    const char *names;
    const char *same;
};

/* clang-format off */
/* Values of General_Category (table 68) */
static const struct property categories[] = {
    {"Lu Uppercase_Letter", "Lu"},
    {"Ll Lowercase_Letter", "Ll"},
    {"Lt Titlecase_Letter", "Lt"},
    {"LC Cased_Letter", "L&"},
    {"Lm Modifier_Letter", "Lm"},
    {"Lo Other_Letter", "Lo"},
    {"L Letter", "L"},
    {"Mn Nonspacing_Mark", "Mn"},
    {"Mc Spacing_Mark", "Mc"},
    {"Me Enclosing_Mark", "Me"},
    {"M Mark Combining_Mark", "M"},
    {"Nd Decimal_Number digit", "Nd"},
    {"Nl Letter_Number", "Nl"},
    {"No Other_Number", "No"},
    {"N Number", "N"},
    {"Pc Connector_Punctuation", "Pc"},
    {"Pd Dash_Punctuation", "Pd"},
    {"Ps Open_Punctuation", "Ps"},
    {"Pe Close_Punctuation", "Pe"},
    {"Pi Initial_Punctuation", "Pi"},
    {"Pf Final_Punctuation", "Pf"},
    {"Po Other_Punctuation", "Po"},
    {"P Punctuation punct", "P"},
    {"Sm Math_Symbol", "Sm"},
    {"Sc Currency_Symbol", "Sc"},
    {"Sk Modifier_Symbol", "Sk"},
    {"So Other_Symbol", "So"},
    {"S Symbol", "S"},
    {"Zs Space_Separator", "Zs"},
    {"Zl Line_Separator", "Zl"},
    {"Zp Paragraph_Separator", "Zp"},
    {"Z Separator", "Z"},
    {"Cc Control cntrl", "Cc"},
    {"Cf Format", "Cf"},
    {"Cs Surrogate", "Cs"},
    {"Co Private_Use", "Co"},
    {"Cn Unassigned", "Cn"},
    {"C Other", "C"},
};

/* Binary properties (table 67); PCRE2 may have been built without some. */
static const struct property binaries[] = {
    {"Assigned", "^Cn"},
    {"ASCII", "ASCII"},
    {"ASCII_Hex_Digit AHex", "ASCII_Hex_Digit"},
    {"Alphabetic Alpha", "Alphabetic"},
    {"Any", "Any"},
    {"Bidi_Control Bidi_C", "Bidi_Control"},
    {"Bidi_Mirrored Bidi_M", "Bidi_Mirrored"},
    {"Case_Ignorable CI", "Case_Ignorable"},
    {"Cased", "Cased"},
    {"Changes_When_Casefolded CWCF", "Changes_When_Casefolded"},
    {"Changes_When_Casemapped CWCM", "Changes_When_Casemapped"},
    {"Changes_When_Lowercased CWL", "Changes_When_Lowercased"},
    {"Changes_When_Titlecased CWT", "Changes_When_Titlecased"},
    {"Changes_When_Uppercased CWU", "Changes_When_Uppercased"},
    {"Dash", "Dash"},
    {"Default_Ignorable_Code_Point DI", "Default_Ignorable_Code_Point"},
    {"Deprecated Dep", "Deprecated"},
    {"Diacritic Dia", "Diacritic"},
    {"Emoji", "Emoji"},
    {"Emoji_Component EComp", "Emoji_Component"},
    {"Emoji_Modifier EMod", "Emoji_Modifier"},
    {"Emoji_Modifier_Base EBase", "Emoji_Modifier_Base"},
    {"Emoji_Presentation EPres", "Emoji_Presentation"},
    {"Extended_Pictographic ExtPict", "Extended_Pictographic"},
    {"Extender Ext", "Extender"},
    {"Grapheme_Base Gr_Base", "Grapheme_Base"},
    {"Grapheme_Extend Gr_Ext", "Grapheme_Extend"},
    {"Hex_Digit Hex", "Hex_Digit"},
    {"IDS_Binary_Operator IDSB", "IDS_Binary_Operator"},
    {"IDS_Trinary_Operator IDST", "IDS_Trinary_Operator"},
    {"ID_Continue IDC", "ID_Continue"},
    {"ID_Start IDS", "ID_Start"},
    {"Ideographic Ideo", "Ideographic"},
    {"Join_Control Join_C", "Join_Control"},
    {"Logical_Order_Exception LOE", "Logical_Order_Exception"},
    {"Lowercase Lower", "Lowercase"},
    {"Math", "Math"},
    {"Noncharacter_Code_Point NChar", "Noncharacter_Code_Point"},
    {"Pattern_Syntax Pat_Syn", "Pattern_Syntax"},
    {"Pattern_White_Space Pat_WS", "Pattern_White_Space"},
    {"Quotation_Mark QMark", "Quotation_Mark"},
    {"Radical", "Radical"},
    {"Regional_Indicator RI", "Regional_Indicator"},
    {"Sentence_Terminal STerm", "Sentence_Terminal"},
    {"Soft_Dotted SD", "Soft_Dotted"},
    {"Terminal_Punctuation Term", "Terminal_Punctuation"},
    {"Unified_Ideograph UIdeo", "Unified_Ideograph"},
    {"Uppercase Upper", "Uppercase"},
    {"Variation_Selector VS", "Variation_Selector"},
    {"White_Space space", "White_Space"},
    {"XID_Continue XIDC", "XID_Continue"},
    {"XID_Start XIDS", "XID_Start"},
};
/* clang-format on */

/* What may stand before "=", and PCRE2's word for it. */
static const struct property keys[] = {
    {"General_Category gc", ""},
    {"Script sc", "sc:"},
    {"Script_Extensions scx", "scx:"},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Is the name one of the names? Names are told apart by case. */
static bool is_one_of(const char *names, const char *name)
{
    const size_t len = strlen(name);

    while (*names) {
        const size_t one = strcspn(names, " ");

        if (one == len && !memcmp(names, name, len))
            return true;
        names += one + (names[one] == ' ');
    }
    return false;
}

static const char *find(const struct property *rows, size_t count,
                        const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (is_one_of(rows[i].names, name))
            return rows[i].same;
    return NULL;
}

/* PCRE2 knows the scripts; here only what else it would read is kept out. */
static const char *script(const char *name)
{
    const bool is_name = *name >= 'A' && *name <= 'Z' &&
                         !name[strspn(name, "abcdefghijklmnopqrstuvwxyz_"
                                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ")];

    return is_name ? name : NULL;
}

/* key=value, or a category, or a binary property. */
static void add_property(struct translation *t, char letter, char *name)
{
    char *equals = strchr(name, '=');
    const char *value, *key = "";

    if (equals) {
        *equals = '\0';
        key = find(keys, COUNT(keys), name);
        *equals = '=';
        value = key && *key ? script(equals + 1)
                            : find(categories, COUNT(categories), equals + 1);
    } else {
        value = find(categories, COUNT(categories), name);
        if (!value)
            value = find(binaries, COUNT(binaries), name);
    }
    if (key && value)
        buffer_printf(&t->out, "\\%c{%s%s}", letter, key, value);
    else
        translation_refuse(t, xasprintf("\\%c names a property that is not "
                                        "known",
                                        letter));
}

void translate_property(struct translation *t, char letter)
{
    const char *close = memchr(t->at, '}', translation_left(t));
    char *name;

    if (!translation_next_is(t, "{") || !close ||
        memchr(t->at, '\0', (size_t)(close - t->at))) {
        translation_refuse(t, xasprintf("\\%c needs {property}", letter));
        return;
    }
    name = xmemdup(t->at + 1, (size_t)(close - t->at - 1));
    t->at = close + 1;
    add_property(t, letter, name);
    free(name);
}
