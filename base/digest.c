#include "base/digest.h"

#include "base/text.h"

#include <openssl/evp.h>

void digest_hex(const void *bytes, size_t len, char hex[DIGEST_TEXT_SIZE])
{
    unsigned char hash[EVP_MAX_MD_SIZE] = {0};
    unsigned hash_len = 32;

    EVP_Digest(bytes ? bytes : "", len, hash, &hash_len, EVP_sha256(), NULL);
    text_hex(hash, 32, hex);
}
