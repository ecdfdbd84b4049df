/*
 * fuzz_redact - after masking no encoding of a secret is left, whatever
 * stands around it; nor after masking twice.
 *
 * The input is a program: each byte from 0x80 on writes the secret in the
 * encoding that its low bits choose, perhaps in a second one; every other byte
 * stands for itself. The first byte chooses the secret.
 */
#include "http/redact.h"
#include "tests/unit/http/encodings.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One as tokens are, one with something for each escape, a short one, and one
   that looks like escapes. */
static const char *const secrets[] = {"gAAAAABn-canary/t0ken+4711",
                                      "w\"o/r\\d&<c'an>ary 100%", "short/pw",
                                      "p%41ss&amp;word\\u0041+x"};

/* Escapes, which may stand around any encoding and are taken off again. */
static const size_t escapes[] = {1, 2, 3, 6, 7, 8, 9, 11, 12, 13};

#define LEN(array) (sizeof(array) / sizeof(*(array)))

/* In one encoding or two; of 0x80 the encodings come round. */
static char *encoded(const char *secret, size_t first, size_t second)
{
    const struct encoding *inner = &encodings[first % ENCODINGS_LEN];
    char *once, *twice;

    if (strstr(inner->name, "case") && strlen(secret) < 12)
        inner = &encodings[0];
    once = inner->encode(secret);
    if (second == 0 || strstr(inner->name, "thrice") ||
        strstr(inner->name, "twice") || strstr(inner->name, "_of_"))
        return once;
    twice = encodings[escapes[second % LEN(escapes)]].encode(once);
    free(once);
    return twice;
}

static void write_text(const char *secret, const uint8_t *data, size_t size,
                       struct buffer *text)
{
    for (size_t i = 0; i < size && text->len < 4000; i++) {
        char *code;

        if (data[i] < 0x80) {
            buffer_add(text, &data[i], 1);
            continue;
        }
        code = encoded(secret, data[i] & 0x1F, data[i] >> 5 & 3);
        buffer_add_text(text, code);
        free(code);
    }
}

static bool stands_in(const char *text, size_t len, const char *part,
                      size_t part_len)
{
    const char *at = text, *end = text + len;

    while ((at = memchr(at, part[0], (size_t)(end - at))) != NULL) {
        if ((size_t)(end - at) < part_len)
            return false;
        if (!memcmp(at++, part, part_len))
            return true;
    }
    return false;
}

/* Nothing of it may stand there; of base64 the ends hold other bits, too. */
static void check_left(const char *secret, const char *left, size_t len)
{
    for (size_t e = 0; e < ENCODINGS_LEN; e++)
        for (size_t second = 0; second < 4; second++) {
            char *code = encoded(secret, e, second), *part = code;
            size_t code_len = strlen(code);

            if (encodings[e].is_base64 && second == 0) {
                part += 2;
                code_len -= 6;
            }
            if (code_len > 3 && stands_in(left, len, part, code_len))
                abort();
            free(code);
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct redactor *redactor = redactor_new(NULL);
    const char *secret = secrets[size ? data[0] % LEN(secrets) : 0];
    struct buffer text;
    char *left, *again;
    size_t len, again_len;

    buffer_init(&text, 0);
    redactor_add(redactor, secret);
    if (size)
        write_text(secret, data + 1, size - 1, &text);
    left = redact_bytes(redactor, buffer_text(&text), text.len, false, &len);
    check_left(secret, left, len);
    again = redact_bytes(redactor, left, len, false, &again_len);
    if (again_len != len || memcmp(left, again, len) != 0)
        check_left(secret, again, again_len);
    free(left);
    left = redact_bytes(redactor, buffer_text(&text), text.len, true, &len);
    check_left(secret, left, len);
    free(left);
    free(again);
    buffer_clear(&text);
    redactor_free(redactor);
    return 0;
}
