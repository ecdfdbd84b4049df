/*
 * command_certify.c - the certificate of a run, made from its folder.
 */
#include "cli/commands.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "certify/certificate.h"
#include "certify/envelope.h"
#include "certify/statement.h"
#include "cli/documents.h"
#include "cli/facts.h"
#include "cli/rejudge.h"
#include "reports/certificate_html.h"
#include "run/exit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a certificate is made of; all owned. */
struct work {
    const char *directory; /* borrowed */
    struct bundle bundle;
    json_t *results;
    json_t *subject;
    struct data data;
    json_t *facts;
    struct key *key; /* NULL: not signed */
    json_t *certificate;
};

static int check_schema(const struct work *work, const char *schema_name,
                        const json_t *value, const char *where,
                        struct error *err)
{
    const struct schema *schema = facts_schema(&work->data, schema_name, err);
    struct schema_output output = {0};
    int rc = 0;

    if (!schema)
        return -1;
    if (schema_validate(schema, value, &output) != SCHEMA_VALID)
        rc = error_set(err, ERROR_USAGE, where, "%s %s",
                       output.len ? output.units[0].instance_location : "",
                       output.len ? output.units[0].message
                                  : "a limit was reached");
    schema_output_clear(&output);
    return rc;
}

/* A private key that lies among the reports would be passed on with them. */
static int refuse_secrets(const struct bundle *bundle, struct error *err)
{
    for (size_t i = 0; i < bundle->len; i++)
        if (strstr(bundle->files[i].bytes, "PRIVATE KEY-----"))
            return error_set(err, ERROR_USAGE, bundle->files[i].name,
                             "holds a private key, and everything in the "
                             "folder becomes part of the certificate: move it "
                             "elsewhere");
    return 0;
}

static int read_key(const struct config *config, struct work *work,
                    struct error *err)
{
    if (!config->sign_key)
        return 0;
    work->key = key_load(key_read_private, config->sign_key, err);
    return work->key ? 0 : -1;
}

static int read_results(struct work *work, struct error *err)
{
    const struct bundle_file *file = bundle_find(&work->bundle, BUNDLE_RESULTS);
    char *why = NULL;

    if (!file)
        return error_set(err, ERROR_USAGE, work->directory,
                         "holds no %s: make it with `assay run --out DIR`",
                         BUNDLE_RESULTS);
    if (json_parse_text(file->bytes, file->len, &work->results, &why) !=
        JSON_TEXT_OK)
        error_set(err, ERROR_USAGE, BUNDLE_RESULTS, "%s", why ? why : "");
    free(why);
    return error_is_set(err) ? -1 : 0;
}

static int gather(const struct config *config, struct work *work,
                  struct error *err)
{
    if (!config->subject)
        return error_set(err, ERROR_USAGE, "--subject",
                         "is needed: a file that says who is judged");
    if (read_key(config, work, err) < 0 ||
        bundle_read(work->directory, &work->bundle, err) < 0 ||
        refuse_secrets(&work->bundle, err) < 0 || read_results(work, err) < 0)
        return -1;
    work->subject = json_document_load(config->subject, err);
    if (!work->subject ||
        facts_data(config, json_member_text(work->results, "dialect", ""),
                   json_member_text(work->results, "profile", ""), &work->data,
                   err) < 0 ||
        check_schema(work, "assay/results.json", work->results, BUNDLE_RESULTS,
                     err) < 0 ||
        check_schema(work, "assay/subject.json", work->subject, config->subject,
                     err) < 0)
        return -1;
    work->facts = facts_make(&work->data, err);
    return work->facts ? 0 : -1;
}

static int write_file(const struct work *work, const char *name,
                      const char *bytes, struct error *err)
{
    char *path = path_join(work->directory, name);
    struct output out;
    int rc = output_open(&out, path, err);

    if (rc == 0) {
        fputs(bytes, out.stream);
        rc = output_commit(&out, err);
        output_discard(&out);
    }
    free(path);
    return rc;
}

/* A signature that an earlier call has left is about another certificate. */
static int remove_statement(const struct work *work, struct error *err)
{
    char *path = path_join(work->directory, BUNDLE_STATEMENT);
    int rc = unlink(path) < 0 && errno != ENOENT
                 ? error_set(err, ERROR_OUTPUT, path, "cannot be removed: %s",
                             strerror(errno))
                 : 0;

    free(path);
    return rc;
}

static int write_statement(const struct work *work, const char *text,
                           const char *page, struct error *err)
{
    struct envelope envelope = {0};
    char own[DIGEST_TEXT_SIZE], other[DIGEST_TEXT_SIZE];
    char *bytes = NULL;
    int rc;

    if (!work->key)
        return remove_statement(work, err);
    digest_hex(text, strlen(text), own);
    digest_hex(page, strlen(page), other);
    envelope.payload = statement_text(work->certificate, own, other);
    envelope.payload_len = strlen(envelope.payload);
    envelope.payload_type = xstrdup(STATEMENT_PAYLOAD_TYPE);
    rc = envelope_sign(&envelope, work->key, err);
    if (rc == 0) {
        bytes = envelope_write(&envelope);
        rc = write_file(work, BUNDLE_STATEMENT, bytes, err);
    }
    free(bytes);
    envelope_clear(&envelope);
    return rc;
}

static int write_all(const struct work *work, struct error *err)
{
    char *text = certificate_text(work->certificate);
    char *page = certificate_html(work->certificate);
    int rc = write_file(work, BUNDLE_CERTIFICATE, text, err);

    if (rc == 0)
        rc = write_file(work, BUNDLE_PAGE, page, err);
    if (rc == 0)
        rc = write_statement(work, text, page, err);
    free(text);
    free(page);
    return rc;
}

/* A line of ours or of the files, safe on a terminal. */
static void print_line(const char *label, const char *text)
{
    char *safe = text_visible(text, strlen(text), 0);

    printf("%-10s %s\n", label, safe);
    free(safe);
}

static void print_outcome(const struct work *work)
{
    json_t *item;
    size_t i;

    json_array_foreach(json_object_get(work->certificate, "levels"), i, item) {
        char *level =
            xasprintf("%s %s", json_member_text(item, "operation", ""),
                      json_member_text(item, "level", ""));

        print_line("level", level);
        free(level);
    }
    json_array_foreach(json_object_get(work->certificate, "reasons"), i, item)
        print_line("not", json_string_value(item));
    json_array_foreach(work->bundle.passed_over, i, item)
        print_line("left out", json_string_value(item));
}

/* Every verdict again, or say why not; a transcript that disagrees is an
 * error. */
static int judge_again(const struct work *work, bool *is_judged,
                       struct error *err)
{
    struct error why = {0};

    *is_judged = rejudge_bundle(work->data.library, &work->bundle,
                                work->results, &why) == 0;
    if (why.kind == ERROR_TARGET) {
        *err = why;
        return -1;
    }
    if (!*is_judged)
        print_line("not judged", why.text);
    return 0;
}

static int certify(const struct config *config, struct work *work,
                   struct error *err)
{
    struct certificate_input input = {work->results, work->subject, work->facts,
                                      &work->bundle, false};
    bool is_certified;

    if (judge_again(work, &input.judged_again, err) < 0)
        return EXIT_BROKEN;
    work->certificate = certificate_make(&input);
    if (check_schema(work, "assay/certificate.json", work->certificate,
                     BUNDLE_CERTIFICATE, err) < 0)
        return EXIT_TROUBLE;
    is_certified =
        json_is_true(json_object_get(work->certificate, "certified"));
    print_outcome(work);
    if (!is_certified && !config->record) {
        puts("not certified; nothing was written (--record writes a record "
             "that says so)");
        return EXIT_BROKEN;
    }
    if (write_all(work, err) < 0)
        return EXIT_TROUBLE;
    printf("%s: %s/%s, %s%s%s\n",
           is_certified ? "certified"
                        : "recorded, not "
                          "certified",
           work->directory, BUNDLE_CERTIFICATE, BUNDLE_PAGE,
           work->key ? ", " : "; not signed, no --sign-key",
           work->key ? BUNDLE_STATEMENT : "");
    return is_certified ? EXIT_CONFORMS : EXIT_BROKEN;
}

int command_certify(const struct config *config, struct error *err)
{
    struct work work = {0};
    int status = EXIT_TROUBLE;
    char *other = NULL;

    if (config->words.len != 1)
        return error_set(err, ERROR_USAGE, "",
                         "one folder is needed, the --out of a run"),
               EXIT_TROUBLE;
    work.directory = config->words.items[0];
    if (gather(config, &work, err) == 0)
        other = standing_other_edition(work.results, work.facts);
    if (other) {
        error_set(err, ERROR_SUITE, "", "%s (--data names its folder)", other);
        status = EXIT_UNDECIDED;
    } else if (work.facts) {
        status = certify(config, &work, err);
    }
    free(other);
    json_decref(work.certificate);
    json_decref(work.facts);
    json_decref(work.subject);
    json_decref(work.results);
    key_free(work.key);
    bundle_clear(&work.bundle);
    data_clear(&work.data);
    return status;
}
