#include "certify/sha256.h"

#include "base/buffer.h"
#include "base/json.h"
#include "base/text.h"

#include <openssl/evp.h>

void sha256_text(const void *bytes, size_t len, char hex[SHA256_TEXT_SIZE])
{
    unsigned char hash[EVP_MAX_MD_SIZE] = {0};
    unsigned hash_len = 32;

    EVP_Digest(bytes ? bytes : "", len, hash, &hash_len, EVP_sha256(), NULL);
    text_hex(hash, 32, hex);
}

void sha256_of_list(const json_t *files, char hex[SHA256_TEXT_SIZE])
{
    struct buffer lines;
    json_t *file;
    size_t i;

    buffer_init(&lines, 0);
    json_array_foreach(files, i, file)
        buffer_printf(&lines, "%s  %s\n", json_member_text(file, "sha256", ""),
                      json_member_text(file, "name", ""));
    sha256_text(lines.data, lines.len, hex);
    buffer_clear(&lines);
}
