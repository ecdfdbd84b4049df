/*
 * fault_mangle.c - faults that store another text than was sent: composed,
 * escaped, shortened, or guessed to be a number.
 *
 * The argument of most rows is what is replaced by what, with a bar between.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"

#include "base/buffer.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* A new text without the memory of the buffer. */
static json_t *text_of(struct buffer *out)
{
    json_t *text = json_stringn(buffer_text(out), out->len);

    buffer_clear(out);
    return text;
}

/* Change both texts of the update where they were sent as texts. */
static void each_text(struct exchange *x,
                      json_t *(*change)(const char *bytes, size_t len))
{
    json_t **texts[] = {&x->change.name, &x->change.description};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        if (json_is_string(*texts[i]))
            resource_set(texts[i], change(json_string_value(*texts[i]),
                                          json_string_length(*texts[i])));
}

static void replace_in(json_t **text, const char *rule)
{
    const char *bytes = json_string_value(*text), *to = strchr(rule, '|') + 1;
    size_t len = json_string_length(*text), from = (size_t)(to - rule) - 1;
    struct buffer out;

    if (!json_is_string(*text))
        return;
    buffer_init(&out, 0);
    while (len > 0) {
        bool is_it = len >= from && !memcmp(bytes, rule, from);
        size_t step = is_it ? from : 1;

        if (is_it)
            buffer_add_text(&out, to);
        else
            buffer_add(&out, bytes, 1);
        bytes += step;
        len -= step;
    }
    resource_set(text, text_of(&out));
}

static void replace(struct exchange *x)
{
    replace_in(&x->change.name, x->fault->argument);
    replace_in(&x->change.description, x->fault->argument);
}

/* As a column does that holds characters of up to so many bytes. */
static json_t *question_beyond(const char *bytes, size_t len, size_t most)
{
    struct buffer out;
    size_t used;
    uint32_t c;

    buffer_init(&out, 0);
    for (; len > 0 && (used = utf8_decode(bytes, len, &c)) > 0; len -= used) {
        if (used > most)
            buffer_add_text(&out, "?");
        else
            buffer_add(&out, bytes, used);
        bytes += used;
    }
    return text_of(&out);
}

static json_t *question_supplementary(const char *bytes, size_t len)
{
    return question_beyond(bytes, len, 3);
}

static json_t *question_wide(const char *bytes, size_t len)
{
    return question_beyond(bytes, len, 2);
}

static json_t *question_all(const char *bytes, size_t len)
{
    return question_beyond(bytes, len, 1);
}

/* Each byte becomes the character that it is in Latin-1. */
static json_t *encode_twice(const char *bytes, size_t len)
{
    struct buffer out;

    buffer_init(&out, 0);
    for (size_t i = 0; i < len; i++) {
        char encoded[4];

        buffer_add(&out, encoded,
                   utf8_encode((unsigned char)bytes[i], encoded));
    }
    return text_of(&out);
}

static json_t *lower(const char *bytes, size_t len)
{
    struct buffer out;

    buffer_init(&out, 0);
    for (size_t i = 0; i < len; i++) {
        char small = (char)tolower((unsigned char)bytes[i]);

        buffer_add(&out, (unsigned char)bytes[i] < 0x80 ? &small : bytes + i,
                   1);
    }
    return text_of(&out);
}

/* As a library does that takes a text to end at U+0000. */
static json_t *cut_at_nul(const char *bytes, size_t len)
{
    return json_stringn(bytes, strnlen(bytes, len));
}

static json_t *drop_end_blanks(const char *bytes, size_t len)
{
    while (len > 0 && bytes[len - 1] == ' ')
        len--;
    return json_stringn(bytes, len);
}

static json_t *drop_start_blanks(const char *bytes, size_t len)
{
    for (; len > 0 && *bytes == ' '; len--)
        bytes++;
    return json_stringn(bytes, len);
}

/* The bytes 00 to 20 and 7F at both ends, as some call blank. */
static json_t *drop_end_controls(const char *bytes, size_t len)
{
    while (len > 0 &&
           (bytes[len - 1] == 0x7F || (unsigned char)bytes[len - 1] < ' '))
        len--;
    for (; len > 0 && (*bytes == 0x7F || (unsigned char)*bytes < ' '); len--)
        bytes++;
    return json_stringn(bytes, len);
}

static json_t *name_the_blank(const char *bytes, size_t len)
{
    return strspn(bytes, " ") == len && len > 0 ? json_string("unnamed")
                                                : json_stringn(bytes, len);
}

static json_t *name_the_empty(const char *bytes, size_t len)
{
    return len == 0 ? json_string("unnamed") : json_stringn(bytes, len);
}

static json_t *double_encode(const char *bytes, size_t len)
{
    struct buffer out;

    buffer_init(&out, 0);
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)bytes[i] < ' ')
            buffer_printf(&out, "\\u%04x", bytes[i]);
        else
            buffer_add(&out, bytes + i, 1);
    }
    return text_of(&out);
}

#define APPLY(what)                                                            \
    static void apply_##what(struct exchange *x)                               \
    {                                                                          \
        each_text(x, what);                                                    \
    }

APPLY(question_supplementary)
APPLY(question_wide)
APPLY(question_all)
APPLY(encode_twice)
APPLY(lower)
APPLY(cut_at_nul)
APPLY(drop_end_blanks)
APPLY(drop_start_blanks)
APPLY(drop_end_controls)
APPLY(name_the_blank)
APPLY(name_the_empty)
APPLY(double_encode)

/* The text stands for a value of JSON that is no text. */
static json_t *guessed(const json_t *text)
{
    const char *bytes = json_string_value(text);
    json_t *value = bytes ? json_loads(bytes, JSON_DECODE_ANY, NULL) : NULL;
    bool is_scalar =
        json_is_number(value) || json_is_boolean(value) || json_is_null(value);

    if (is_scalar)
        return value;
    json_decref(value);
    return NULL;
}

/* In answers, where the store knows texts alone. */
static void guess_types(struct exchange *x)
{
    static const char *const names[] = {"name", "description"};
    json_t *shown = json_object_get(x->answer.document, "snapshot");

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        json_t *value = guessed(json_object_get(shown, names[i]));

        if (value)
            json_object_set_new(shown, names[i], value);
    }
}

static void store_word(struct exchange *x, json_t **text)
{
    if (json_is_null(*text))
        resource_set(text, json_string(x->fault->argument));
}

/* null as the argument's word. */
static void store_null_as_word(struct exchange *x)
{
    store_word(x, &x->change.name);
    store_word(x, &x->change.description);
}

#define STORE  POINT_BEFORE_STORE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED, replace
#define STORED POINT_BEFORE_STORE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define SHOWN                                                                  \
    POINT_BEFORE_ANSWER, OP_SNAPSHOT_UPDATE | OP_SNAPSHOT_SHOW, OUTCOME_SERVED

#define NAME        "request/name/type"
#define DESCRIPTION "request/description/type"

const struct fault faults_mangle[] = {
    {"text-double-quotes-escaped", STORE,
     "double quotes are stored with a backslash", NAME, "\"|\\\""},
    {"text-single-quotes-doubled", STORE, "single quotes are stored twice",
     DESCRIPTION, "'|''"},
    {"text-backslashes-dropped", STORE, "backslashes are not stored", NAME,
     "\\|"},
    {"text-backslashes-doubled", STORE, "backslashes are stored twice",
     DESCRIPTION, "\\|\\\\"},
    {"text-slashes-merged", STORE, "two slashes are stored as one", NAME,
     "//|/"},
    {"text-markup-dropped", STORE, "a tag is not stored", DESCRIPTION, "<b>|"},
    {"text-entities-decoded", STORE, "&amp; is stored as &", NAME, "&amp;|&"},
    {"text-percent-decoded", STORE, "%41 is stored as A", DESCRIPTION, "%41|A"},
    {"text-percent-formatted", STORE, "%s is stored as (null)", NAME,
     "%s|(null)"},
    {"text-braces-formatted", STORE, "{0} is stored as nothing", NAME, "{0}|"},
    {"text-dollar-expanded", STORE, "$HOME is stored as a folder", DESCRIPTION,
     "$HOME|/root"},
    {"text-backticks-dropped", STORE, "backticks are not stored", NAME, "`|"},
    {"text-semicolon-cuts", STORE, "semicolons are not stored", DESCRIPTION,
     ";|"},
    {"text-inner-blanks-merged", STORE, "two blanks are stored as one", NAME,
     "  | "},
    {"text-composed", STORE, "an accent is composed with its letter", NAME,
     "e\xCC\x81|\xC3\xA9"},
    {"text-decomposed", STORE, "an accent is taken from its letter",
     DESCRIPTION, "\xC3\xA9|e\xCC\x81"},
    {"text-full-width-narrowed", STORE, "a full-width letter becomes narrow",
     NAME, "\xEF\xBC\xA1|A"},
    {"text-ligature-split", STORE, "a ligature becomes two letters",
     DESCRIPTION, "\xEF\xAC\x81|fi"},
    {"text-sharp-s-split", STORE, "a sharp s becomes ss", NAME, "\xC3\x9F|ss"},
    {"text-dotted-i-plain", STORE, "a Turkish i becomes a plain one",
     DESCRIPTION, "\xC4\xB0|I"},
    {"text-joiner-dropped", STORE, "U+200D between emoji is not stored", NAME,
     "\xE2\x80\x8D|"},
    {"text-cyrillic-latinized", STORE, "a Cyrillic letter becomes Latin",
     DESCRIPTION, "\xD0\xBE|o"},
    {"text-hebrew-dropped", STORE, "a Hebrew letter is not stored", NAME,
     "\xD7\xA9|"},
    {"text-chinese-replaced", STORE,
     "a Chinese character becomes a question mark", NAME, "\xE5\xBF\xAB|?"},
    {"text-repeats-merged", STORE, "three equal letters become one",
     DESCRIPTION, "aaa|a"},
    {"text-zero-width-dropped", STORE, "U+200B is not stored", NAME,
     "\xE2\x80\x8B|"},
    {"text-byte-order-mark-dropped", STORE, "U+FEFF is not stored", DESCRIPTION,
     "\xEF\xBB\xBF|"},
    {"text-line-separator-replaced", STORE, "U+2028 is stored as a newline",
     NAME, "\xE2\x80\xA8|\n"},
    {"text-soft-hyphen-dropped", STORE, "U+00AD is not stored", DESCRIPTION,
     "\xC2\xAD|"},
    {"text-override-dropped", STORE, "U+202E is not stored", NAME,
     "\xE2\x80\xAE|"},
    {"text-private-use-replaced", STORE, "U+E000 is stored as U+FFFD",
     DESCRIPTION, "\xEE\x80\x80|\xEF\xBF\xBD"},
    {"text-noncharacter-replaced", STORE, "U+FFFF is stored as U+FFFD", NAME,
     "\xEF\xBF\xBF|\xEF\xBF\xBD"},
    {"text-tab-as-blank", STORE, "a tab is stored as a blank", NAME, "\t| "},
    {"text-newline-as-crlf", STORE, "a newline is stored as two characters",
     DESCRIPTION, "\n|\r\n"},
    {"text-u0001-dropped", STORE, "U+0001 is not stored", NAME, "\x01|"},
    {"text-u001f-dropped", STORE, "U+001F is not stored", DESCRIPTION, "\x1F|"},
    {"text-u007f-dropped", STORE, "U+007F is not stored", NAME, "\x7F|"},
    {"text-date-shortened", STORE, "a text that is a date loses its fraction",
     "function/stored", ":06.000000|:06"},

    {"text-supplementary-replaced", STORED, apply_question_supplementary,
     "characters beyond U+FFFF are stored as question marks", NAME, NULL},
    {"text-wide-replaced", STORED, apply_question_wide,
     "characters beyond U+07FF are stored as question marks", NAME, NULL},
    {"text-not-ascii-replaced", STORED, apply_question_all,
     "characters outside ASCII are stored as question marks", DESCRIPTION,
     NULL},
    {"text-encoded-twice", STORED, apply_encode_twice,
     "texts are encoded in UTF-8 twice", NAME, NULL},
    {"text-lower-case", STORED, apply_lower, "capital letters become small",
     "function/stored", NULL},
    {"text-cut-at-nul", STORED, apply_cut_at_nul, "texts end at U+0000", NAME,
     NULL},
    {"text-controls-escaped", STORED, apply_double_encode,
     "control characters are stored as their escapes", NAME, NULL},
    {"text-end-blanks-dropped", STORED, apply_drop_end_blanks,
     "blanks at the end are not stored, those at the start are", NAME, NULL},
    {"text-start-blanks-dropped", STORED, apply_drop_start_blanks,
     "blanks at the start are not stored, those at the end are", DESCRIPTION,
     NULL},
    {"text-end-controls-dropped", STORED, apply_drop_end_controls,
     "control characters at the ends are not stored", NAME, NULL},
    {"text-blank-named", STORED, apply_name_the_blank,
     "a text of blanks alone becomes another", NAME, NULL},
    {"text-empty-named", STORED, apply_name_the_empty,
     "an empty text becomes another", NAME, NULL},
    {"null-as-word", STORED, store_null_as_word, "null is stored as a word",
     NAME, "None"},
    {"text-types-guessed", SHOWN, guess_types,
     "a text that looks like a number or null is shown as one",
     "response/name/type", NULL},
    {0},
};
