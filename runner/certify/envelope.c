#include "certify/envelope.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/base64.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

char *envelope_pae(const char *type, const void *body, size_t body_len,
                   size_t *pae_len)
{
    struct buffer pae;

    buffer_init(&pae, 0);
    buffer_printf(&pae, "DSSEv1 %zu %s %zu ", strlen(type), type, body_len);
    buffer_add(&pae, body, body_len);
    *pae_len = pae.len;
    return buffer_take(&pae);
}

/* Takes keyid and bytes. */
static void add_signature(struct envelope *envelope, char *keyid, char *bytes,
                          size_t len)
{
    envelope->signatures = xgrow(envelope->signatures, envelope->len,
                                 &envelope->cap, sizeof(struct signature));
    envelope->signatures[envelope->len++] =
        (struct signature){keyid, bytes, len};
}

int envelope_sign(struct envelope *envelope, const struct key *key,
                  struct error *err)
{
    unsigned char signature[SIGNATURE_SIZE];
    char id[DIGEST_TEXT_SIZE];
    size_t len;
    char *pae = envelope_pae(envelope->payload_type, envelope->payload,
                             envelope->payload_len, &len);
    int rc = key_sign(key, pae, len, signature, err);

    if (rc == 0) {
        key_id(key, id);
        add_signature(envelope, xstrdup(id),
                      xmemdup(signature, sizeof(signature)), sizeof(signature));
    }
    free(pae);
    return rc;
}

size_t envelope_verify(const struct envelope *envelope, const struct key *key)
{
    size_t len, good = 0;
    char *pae = envelope_pae(envelope->payload_type, envelope->payload,
                             envelope->payload_len, &len);

    for (size_t i = 0; i < envelope->len; i++)
        good += key_verify(key, pae, len, envelope->signatures[i].bytes,
                           envelope->signatures[i].len);
    free(pae);
    return good;
}

/* Bytes as a Base64 string; a new reference. */
static json_t *encoded(const char *bytes, size_t len)
{
    char *text = base64_encode(bytes, len);
    json_t *value = json_string(text);

    free(text);
    return value;
}

char *envelope_write(const struct envelope *envelope)
{
    json_t *signatures = json_array(), *file;
    char *dumped, *text;

    for (size_t i = 0; i < envelope->len; i++) {
        const struct signature *signature = &envelope->signatures[i];
        json_t *item = json_object();

        if (signature->keyid)
            json_object_set_new(item, "keyid", json_string(signature->keyid));
        json_object_set_new(item, "sig",
                            encoded(signature->bytes, signature->len));
        json_array_append_new(signatures, item);
    }
    file = json_pack("{so ss so}", "payload",
                     encoded(envelope->payload, envelope->payload_len),
                     "payloadType", envelope->payload_type, "signatures",
                     signatures);
    dumped = json_dumps(file, JSON_INDENT(1));
    text = xasprintf("%s\n", dumped);
    free(dumped);
    json_decref(file);
    return text;
}

static int refuse(struct error *err, const char *why)
{
    return error_set(err, ERROR_SUITE, "", "%s", why);
}

/* A member's bytes; NULL when it is no Base64 text. */
static char *decoded(const json_t *object, const char *name, size_t *len)
{
    const json_t *value = json_object_get(object, name);

    return json_is_string(value)
               ? base64_decode_any(json_string_value(value),
                                   json_string_length(value), len)
               : NULL;
}

/* The text of a string that has no NUL inside, else NULL; borrowed. */
static const char *whole_text(const json_t *value)
{
    const char *text = json_string_value(value);

    return text && strlen(text) == json_string_length(value) ? text : NULL;
}

static int read_signature(struct envelope *envelope, const json_t *item,
                          struct error *err)
{
    const json_t *keyid = json_object_get(item, "keyid");
    size_t len;
    char *bytes = decoded(item, "sig", &len);

    if (!bytes)
        return refuse(err, "one of its signatures is no Base64 text");
    add_signature(envelope, xstrdup(whole_text(keyid)), bytes, len);
    if (keyid && !whole_text(keyid))
        return refuse(err, "one of its keyids is no text");
    return 0;
}

static int read_members(struct envelope *envelope, const json_t *file,
                        struct error *err)
{
    const json_t *signatures = json_object_get(file, "signatures");
    const json_t *type = json_object_get(file, "payloadType");
    const json_t *item;
    size_t i;

    envelope->payload = decoded(file, "payload", &envelope->payload_len);
    if (!envelope->payload)
        return refuse(err, "its payload is no Base64 text");
    if (!whole_text(type))
        return refuse(err, "it does not say the type of its payload");
    envelope->payload_type = xstrdup(whole_text(type));
    if (!json_array_size(signatures))
        return refuse(err, "it has no signature");
    if (json_array_size(signatures) > ENVELOPE_SIGNATURES_MAX)
        return refuse(err, "it has too many signatures");
    json_array_foreach(signatures, i, item)
        if (read_signature(envelope, item, err) < 0)
            return -1;
    return 0;
}

int envelope_read(struct envelope *envelope, const char *bytes, size_t len,
                  struct error *err)
{
    char *why = NULL;
    json_t *file = NULL;
    int rc;

    if (json_parse_text(bytes, len, &file, &why) != JSON_TEXT_OK)
        rc = refuse(err, why ? why : "it is no JSON");
    else
        rc = read_members(envelope, file, err);
    free(why);
    json_decref(file);
    return rc;
}

void envelope_clear(struct envelope *envelope)
{
    for (size_t i = 0; i < envelope->len; i++) {
        free(envelope->signatures[i].keyid);
        free(envelope->signatures[i].bytes);
    }
    free(envelope->signatures);
    free(envelope->payload);
    free(envelope->payload_type);
    *envelope = (struct envelope){0};
}
