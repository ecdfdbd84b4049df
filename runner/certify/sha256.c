#include "certify/sha256.h"

#include "base/buffer.h"
#include "base/json.h"

void sha256_of_list(const json_t *files, char hex[DIGEST_TEXT_SIZE])
{
    struct buffer lines;
    json_t *file;
    size_t i;

    buffer_init(&lines, 0);
    json_array_foreach(files, i, file)
        buffer_printf(&lines, "%s  %s\n", json_member_text(file, "sha256", ""),
                      json_member_text(file, "name", ""));
    digest_hex(lines.data, lines.len, hex);
    buffer_clear(&lines);
}
