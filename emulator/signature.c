#include "emulator/signature.h"

#include "base/text.h"
#include "emulator/canonical.h"
#include "emulator/emulator.h"
#include "emulator/sdk_date.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#define ALGORITHM "SDK-HMAC-SHA256"
#define HEX_SIZE  (2 * CANONICAL_DIGEST + 1)

/* The parts of the header Authorization. */
struct parts {
    char access[129];
    char names[CANONICAL_NAMES_SIZE]; /* of the signed headers, with ';' between
                                       */
    char signature[HEX_SIZE];
};

bool signature_is_meant(const struct request *request)
{
    const char *text = request_header(request, "Authorization");

    return text && !strncmp(text, ALGORITHM " ", sizeof(ALGORITHM));
}

/* One "Name=value" of len bytes; false when it is unknown or too long. */
static bool read_part(struct parts *parts, const char *text, size_t len)
{
    const struct {
        const char *name;
        char *value;
        size_t size;
    } rows[] = {
        {"Access=", parts->access, sizeof(parts->access)},
        {"SignedHeaders=", parts->names, sizeof(parts->names)},
        {"Signature=", parts->signature, sizeof(parts->signature)},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t skip = strlen(rows[i].name);

        if (len <= skip || strncmp(text, rows[i].name, skip) != 0)
            continue;
        if (len - skip >= rows[i].size)
            return false;
        memcpy(rows[i].value, text + skip, len - skip);
        rows[i].value[len - skip] = '\0';
        return true;
    }
    return false;
}

static bool read_parts(struct parts *parts, const char *text)
{
    *parts = (struct parts){.access = ""};
    text += strlen(ALGORITHM);
    while (*text) {
        size_t len;

        text += strspn(text, " ,");
        len = strcspn(text, " ,");
        if (len > 0 && !read_part(parts, text, len))
            return false;
        text += len;
    }
    return parts->access[0] && parts->names[0] && parts->signature[0];
}

static void sign(const struct buffer *canonical, const char *date,
                 const char *secret, char hex[HEX_SIZE])
{
    unsigned char digest[CANONICAL_DIGEST];
    struct buffer text;

    buffer_init(&text, 0);
    buffer_printf(&text, ALGORITHM "\n%s\n", date);
    canonical_add_digest(&text, canonical->data, canonical->len);
    HMAC(EVP_sha256(), secret, (int)strlen(secret),
         (const unsigned char *)text.data, text.len, digest, NULL);
    text_hex(digest, sizeof(digest), hex);
    buffer_clear(&text);
}

enum signature_result signature_check(const struct request *request,
                                      const struct signing_key *key,
                                      int64_t now_us, struct buffer *canonical)
{
    const char *date = request_header(request, "X-Sdk-Date");
    struct parts parts;
    char hex[HEX_SIZE];
    int64_t date_us;

    if (!read_parts(&parts, request_header(request, "Authorization")) ||
        !date || !sdk_date_read(date, &date_us))
        return SIGNATURE_MALFORMED;
    if (strcmp(parts.access, key->access) != 0)
        return SIGNATURE_UNKNOWN;
    if (date_us < now_us - SIGNATURE_SKEW_US ||
        date_us > now_us + SIGNATURE_SKEW_US)
        return SIGNATURE_EXPIRED;
    if (!canonical_add(canonical, request, parts.names))
        return SIGNATURE_MALFORMED;
    sign(canonical, date, key->secret, hex);
    if (strlen(parts.signature) != sizeof(hex) - 1 ||
        CRYPTO_memcmp(parts.signature, hex, sizeof(hex) - 1) != 0)
        return SIGNATURE_WRONG;
    return SIGNATURE_GOOD;
}

/* The gateway shows its canonical form with bars for the line ends. */
static json_t *view_message(enum signature_result result,
                            const struct buffer *canonical)
{
    static const char *const reasons[] = {
        [SIGNATURE_MALFORMED] = "bad signature headers",
        [SIGNATURE_UNKNOWN] = "Get secretKey failed",
        [SIGNATURE_EXPIRED] = "signature expired",
        [SIGNATURE_WRONG] = "verify aksk signature fail",
    };
    struct buffer text;
    json_t *message;

    buffer_init(&text, 0);
    buffer_printf(&text, "Incorrect IAM authentication information: %s",
                  reasons[result]);
    if (result == SIGNATURE_WRONG)
        buffer_printf(&text, ", canonicalRequest:%s", buffer_text(canonical));
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] == '\n')
            text.data[i] = '|';
    message = json_string(buffer_text(&text));
    buffer_clear(&text);
    return message ? message : json_string(reasons[result]);
}

void signature_refuse(struct exchange *x, enum signature_result result,
                      const struct buffer *canonical)
{
    char id[UUID_TEXT_SIZE];

    uuid_next(&x->emulator->store.ids, id);
    refusal_set(&x->refusal, REFUSE_TOKEN, "The signature is not good.");
    answer_set(&x->answer, refusal_status(REFUSE_TOKEN),
               json_pack("{s:o, s:s, s:s}", "error_msg",
                         view_message(result, canonical), "error_code",
                         "APIG.0301", "request_id", id));
}
