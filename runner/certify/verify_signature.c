#include "certify/verify_parts.h"

#include "base/alloc.h"
#include "base/json.h"
#include "certify/envelope.h"
#include "certify/statement.h"

#include <stdlib.h>
#include <string.h>

#define TOPIC    "signature"
#define KEY_SHOW 16 /* digits of a key's name that a person is shown */

/* Blanks, order and alphabet are covered by no signature: only ours go. */
static bool is_our_writing(const struct envelope *envelope,
                           const struct bundle_file *file)
{
    char *text = envelope_write(envelope);
    bool same =
        strlen(text) == file->len && !memcmp(text, file->bytes, file->len);

    free(text);
    return same;
}

/* A "keyid" is covered by no signature: of this key's it must be true. */
static bool has_true_name(const struct envelope *envelope,
                          const struct key *key)
{
    char id[DIGEST_TEXT_SIZE];

    key_id(key, id);
    for (size_t i = 0; i < envelope->len; i++)
        if (envelope->signatures[i].keyid &&
            !strcmp(envelope->signatures[i].keyid, id))
            return true;
    return false;
}

static void check_key(const struct envelope *envelope, const struct key *key,
                      struct verification *verification)
{
    char id[DIGEST_TEXT_SIZE];
    size_t good;

    if (!key) {
        point_add(verification, POINT_OPEN, TOPIC,
                  "no key was given (--pubkey), so nobody knows who signed "
                  "this, or whether it was altered since");
        return;
    }
    key_id(key, id);
    good = envelope_verify(envelope, key);
    if (!good)
        point_add(verification, POINT_WRONG, TOPIC,
                  "was not made by the key %.*s…, or the statement was altered",
                  KEY_SHOW, id);
    else if (good > 1 || !has_true_name(envelope, key))
        point_add(verification, POINT_WRONG, TOPIC,
                  "its keyid is not that of the key, or it stands there twice");
    else
        point_add(verification, POINT_GOOD, TOPIC, "made by the key %.*s…",
                  KEY_SHOW, id);
    if (good && envelope->len > good)
        point_add(verification, POINT_NOTE, TOPIC,
                  "%zu more, by other keys, were not checked",
                  envelope->len - good);
}

void verify_signature(const struct bundle *bundle, const struct key *key,
                      struct verification *verification)
{
    const struct bundle_file *file = bundle_find(bundle, BUNDLE_STATEMENT);
    struct envelope envelope = {0};
    struct error err = {0};

    if (!file)
        point_add(verification, key ? POINT_WRONG : POINT_OPEN, TOPIC,
                  "there is none: %s is missing", BUNDLE_STATEMENT);
    else if (envelope_read(&envelope, file->bytes, file->len, &err) < 0)
        point_add(verification, POINT_WRONG, TOPIC, "%s is no envelope: %s",
                  BUNDLE_STATEMENT, err.text);
    else if (strcmp(envelope.payload_type, STATEMENT_PAYLOAD_TYPE))
        point_add(verification, POINT_WRONG, TOPIC,
                  "what is signed is no in-toto statement but %s",
                  envelope.payload_type);
    else if (!is_our_writing(&envelope, file))
        point_add(verification, POINT_WRONG, TOPIC,
                  "%s is not written as assay writes it, so not every byte of "
                  "it is covered by a signature",
                  BUNDLE_STATEMENT);
    else
        check_key(&envelope, key, verification);
    envelope_clear(&envelope);
}

/* The envelope of the bundle. Returns 0, or -1: none, or not to be read. */
static int read_envelope(const struct bundle *bundle, struct envelope *envelope)
{
    const struct bundle_file *file = bundle_find(bundle, BUNDLE_STATEMENT);
    struct error err = {0};

    return file ? envelope_read(envelope, file->bytes, file->len, &err) : -1;
}

static void check_subjects(const struct bundle *bundle, const json_t *subjects,
                           struct verification *verification)
{
    const json_t *subject;
    size_t i;

    json_array_foreach(subjects, i, subject) {
        const char *name = json_member_text(subject, "name", "");
        const struct bundle_file *file = bundle_find(bundle, name);

        if (!file)
            point_add(verification, POINT_WRONG, "files", "%s is missing",
                      name);
        else if (strcmp(file->sha256,
                        json_member_text(json_object_get(subject, "digest"),
                                         "sha256", "")))
            point_add(verification, POINT_WRONG, "files",
                      "%s is not the file that was signed", name);
    }
}

void verify_subjects(const struct bundle *bundle,
                     struct verification *verification)
{
    struct envelope envelope = {0};
    json_t *statement = NULL;

    if (read_envelope(bundle, &envelope) == 0 &&
        json_parse_text(envelope.payload, envelope.payload_len, &statement,
                        NULL) == JSON_TEXT_OK)
        check_subjects(bundle, json_object_get(statement, "subject"),
                       verification);
    json_decref(statement);
    envelope_clear(&envelope);
}

void verify_statement(const struct bundle *bundle, const json_t *certificate,
                      struct verification *verification)
{
    const struct bundle_file *own = bundle_find(bundle, BUNDLE_CERTIFICATE);
    const struct bundle_file *page = bundle_find(bundle, BUNDLE_PAGE);
    struct envelope envelope = {0};
    char *wanted;

    if (read_envelope(bundle, &envelope) < 0) {
        envelope_clear(&envelope);
        return; /* verify_signature has said it */
    }
    wanted = statement_text(certificate, own ? own->sha256 : "",
                            page ? page->sha256 : "");
    if (strlen(wanted) == envelope.payload_len &&
        !memcmp(wanted, envelope.payload, envelope.payload_len))
        point_add(verification, POINT_GOOD, "statement",
                  "what is signed is about these files");
    else
        point_add(verification, POINT_WRONG, "statement",
                  "what is signed is not about this certificate, its page and "
                  "its files");
    free(wanted);
    envelope_clear(&envelope);
}
