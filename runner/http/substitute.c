#include "http/substitute.h"

#include "base/alloc.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define HASH_SIZE 32

/* So that the hash of the same id for another purpose is another one. */
#define PURPOSE "assay project "

/* As many bytes as wanted: those of the hashes of 0, 1, 2 … and the id. */
struct stream {
    const char *key;
    const char *id;
    unsigned char hash[HASH_SIZE];
    size_t used; /* bytes taken so far */
};

static void fill(struct stream *stream)
{
    char *text =
        xasprintf(PURPOSE "%zu %s", stream->used / HASH_SIZE, stream->id);
    unsigned int len = HASH_SIZE;

    HMAC(EVP_sha256(), stream->key, (int)strlen(stream->key),
         (const unsigned char *)text, strlen(text), stream->hash, &len);
    free(text);
}

static char draw(struct stream *stream, const char *alphabet)
{
    if (stream->used % HASH_SIZE == 0)
        fill(stream);
    return alphabet[stream->hash[stream->used++ % HASH_SIZE] %
                    strlen(alphabet)];
}

/* Those that the bytes of the id may become. */
static const char *alphabet_of(char byte, bool is_hex)
{
    static const char digits[] = "0123456789abcdef";
    static const char *const kinds[] = {"0123456789",
                                        "abcdefghijklmnopqrstuvwxyz",
                                        "ABCDEFGHIJKLMNOPQRSTUVWXYZ"};

    if (is_hex)
        return byte != '-' ? digits : NULL;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (strchr(kinds[i], byte))
            return kinds[i];
    return NULL;
}

char *substitute_make(const char *key, const char *id)
{
    struct stream stream = {.key = key ? key : "", .id = id};
    bool is_hex = strspn(id, "0123456789abcdef-") == strlen(id);
    char *text = xstrdup(id);

    for (char *at = text; *at; at++) {
        const char *alphabet = alphabet_of(*at, is_hex);

        if (alphabet)
            *at = draw(&stream, alphabet);
    }
    return text;
}
