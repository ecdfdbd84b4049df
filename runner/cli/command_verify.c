/*
 * command_verify.c - is a certificate genuine, whole and true?
 */
#include "cli/commands.h"

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "certify/envelope.h"
#include "certify/verify.h"
#include "cli/facts.h"
#include "cli/rejudge.h"
#include "reports/certificate_html.h"
#include "run/exit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[] = {[POINT_GOOD] = "ok",
                                    [POINT_WRONG] = "WRONG",
                                    [POINT_OPEN] = "unchecked",
                                    [POINT_NOTE] = "note"};

static void print_points(const struct verification *verification)
{
    for (size_t i = 0; i < verification->len; i++) {
        const struct point *point = &verification->points[i];
        char *safe = text_visible(point->text, strlen(point->text), 0);

        printf("%-9s  %-11s  %s\n", words[point->state], point->topic, safe);
        free(safe);
    }
}

/* The last line, and the exit status that goes with it. */
static int conclude(const struct verification *verification)
{
    if (verification_count(verification, POINT_WRONG)) {
        puts("altered, or not what it says: this proves nothing");
        return EXIT_BROKEN;
    }
    if (!verification->is_certified) {
        puts("not certified: the record says so itself");
        return EXIT_BROKEN;
    }
    if (verification_count(verification, POINT_OPEN)) {
        puts("nothing wrong was found, but not everything could be checked");
        return EXIT_UNDECIDED;
    }
    puts("valid: signed by this key, whole, and true to its evidence");
    return EXIT_CONFORMS;
}

static int read_key(const struct config *config, struct key **key,
                    struct error *err)
{
    if (!config->pubkey)
        return 0;
    *key = key_load(key_read_public, config->pubkey, err);
    return *key ? 0 : -1;
}

/* The bytes that the signature is made of, for other programs. */
static int write_pae(const struct config *config, const struct bundle *bundle,
                     struct error *err)
{
    const struct bundle_file *file = bundle_find(bundle, BUNDLE_STATEMENT);
    struct envelope envelope = {0};
    struct output out;
    size_t len;
    char *pae;
    int rc = -1;

    if (!file) {
        error_set(err, ERROR_USAGE, "--pae", "there is no %s",
                  BUNDLE_STATEMENT);
    } else if (envelope_read(&envelope, file->bytes, file->len, err) == 0 &&
               output_open(&out, config->pae, err) == 0) {
        pae = envelope_pae(envelope.payload_type, envelope.payload,
                           envelope.payload_len, &len);
        fwrite(pae, 1, len, out.stream);
        rc = output_commit(&out, err);
        output_discard(&out);
        free(pae);
    }
    envelope_clear(&envelope);
    return rc;
}

/* What the certificate claims to be about; anything may be in the file. */
static json_t *peek(const struct bundle *bundle)
{
    const struct bundle_file *file = bundle_find(bundle, BUNDLE_CERTIFICATE);
    json_t *value = NULL;

    if (file)
        json_parse_text(file->bytes, file->len, &value, NULL);
    return value;
}

/*
 * The suites of the certificate; without them (facts stay NULL, why says the
 * reason) those of the defaults, which have the schemas as well.
 */
static int load(const struct config *config, const struct bundle *bundle,
                struct data *data, json_t **facts, struct error *why,
                struct error *err)
{
    json_t *certificate = peek(bundle);
    const json_t *said = json_object_get(certificate, "requirements");
    int rc = facts_data(config, json_member_text(said, "dialect", ""),
                        json_member_text(said, "profile", ""), data, why);

    if (rc == 0)
        *facts = facts_make(data, why);
    else
        rc = data_load(config, data, err);
    json_decref(certificate);
    return rc;
}

static int verify(const struct config *config, const struct bundle *bundle,
                  const struct key *key, struct error *err)
{
    struct verification verification = {0};
    struct data data = {0};
    struct error why = {0};
    json_t *facts = NULL;
    int status = EXIT_TROUBLE;

    if (load(config, bundle, &data, &facts, &why, err) == 0) {
        const struct verify_setup setup = {
            .key = key,
            .certificate_schema =
                facts_schema(&data, "assay/certificate.json", err),
            .results_schema = facts_schema(&data, "assay/results.json", err),
            .facts = facts,
            .facts_error = why.text,
            .page = certificate_html,
            .judge_again = rejudge_bundle,
            .state = data.library};

        if (setup.certificate_schema && setup.results_schema) {
            verify_bundle(bundle, &setup, &verification);
            print_points(&verification);
            status = conclude(&verification);
        }
    }
    verification_clear(&verification);
    json_decref(facts);
    data_clear(&data);
    return status;
}

int command_verify(const struct config *config, struct error *err)
{
    struct bundle bundle = {0};
    struct key *key = NULL;
    int status = EXIT_TROUBLE;

    if (config->words.len != 1)
        return error_set(err, ERROR_USAGE, "",
                         "one folder is needed, that of the certificate"),
               EXIT_TROUBLE;
    if (config->pae && output_is_stdout(config->pae))
        return error_set(err, ERROR_USAGE, "--pae",
                         "standard output is for what was found"),
               EXIT_TROUBLE;
    if (read_key(config, &key, err) == 0 &&
        bundle_read(config->words.items[0], &bundle, err) == 0 &&
        (!config->pae || write_pae(config, &bundle, err) == 0))
        status = verify(config, &bundle, key, err);
    bundle_clear(&bundle);
    key_free(key);
    return status;
}
