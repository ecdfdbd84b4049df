#include "certify/verify.h"

#include "base/alloc.h"
#include "base/json.h"
#include "certify/certificate.h"
#include "certify/verify_parts.h"

#include <stdlib.h>
#include <string.h>

void point_add(struct verification *verification, enum point_state state,
               const char *topic, const char *fmt, ...)
{
    va_list args;
    char *text;

    va_start(args, fmt);
    text = xvasprintf(fmt, args);
    va_end(args);
    verification->points = xgrow(verification->points, verification->len,
                                 &verification->cap, sizeof(struct point));
    verification->points[verification->len++] =
        (struct point){state, topic, text};
}

size_t verification_count(const struct verification *verification,
                          enum point_state state)
{
    size_t count = 0;

    for (size_t i = 0; i < verification->len; i++)
        count += verification->points[i].state == state;
    return count;
}

void verification_clear(struct verification *verification)
{
    for (size_t i = 0; i < verification->len; i++)
        free(verification->points[i].text);
    free(verification->points);
    *verification = (struct verification){0};
}

/* A JSON file of the bundle that is valid; a new reference, or NULL. */
static json_t *read_json(const struct bundle *bundle, const char *name,
                         const struct schema *schema,
                         struct verification *verification)
{
    const struct bundle_file *file = bundle_find(bundle, name);
    struct schema_output output = {0};
    json_t *value = NULL;
    char *why = NULL;

    if (!file) {
        point_add(verification, POINT_WRONG, "files", "%s is missing", name);
        return NULL;
    }
    if (json_parse_text(file->bytes, file->len, &value, &why) != JSON_TEXT_OK) {
        point_add(verification, POINT_WRONG, "form", "%s: %s", name,
                  why ? why : "is no JSON");
        json_decref(value);
        value = NULL;
    } else if (schema_validate(schema, value, &output) != SCHEMA_VALID) {
        point_add(verification, POINT_WRONG, "form", "%s is not valid: %s %s",
                  name, output.len ? output.units[0].instance_location : "",
                  output.len ? output.units[0].message : "a limit was reached");
        json_decref(value);
        value = NULL;
    } else {
        point_add(verification, POINT_GOOD, "form",
                  "%s is valid against its schema", name);
    }
    schema_output_clear(&output);
    free(why);
    return value;
}

static bool is_listed(const json_t *certificate, const char *name)
{
    const json_t *item;
    size_t i;

    json_array_foreach(json_object_get(certificate, "files"), i, item)
        if (!strcmp(json_member_text(item, "name", ""), name))
            return true;
    return bundle_is_certificate(name);
}

/* What is looked into as evidence must be under the signature. */
static void check_evidence(const struct bundle *bundle,
                           const json_t *certificate,
                           struct verification *verification)
{
    static const char *const names[] = {BUNDLE_RESULTS, BUNDLE_TRANSCRIPT};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (bundle_find(bundle, names[i]) && !is_listed(certificate, names[i]))
            point_add(verification, POINT_WRONG, "files",
                      "%s was not there when this was certified", names[i]);
}

static void check_listed(const struct bundle *bundle, const json_t *certificate,
                         struct verification *verification)
{
    const json_t *item;
    size_t i, wrong = verification_count(verification, POINT_WRONG);

    json_array_foreach(json_object_get(certificate, "files"), i, item) {
        const char *name = json_member_text(item, "name", "");
        const struct bundle_file *file = bundle_find(bundle, name);

        if (!file)
            point_add(verification, POINT_WRONG, "files", "%s is missing",
                      name);
        else if (strcmp(file->sha256, json_member_text(item, "sha256", "")) ||
                 (json_int_t)file->len !=
                     json_integer_value(json_object_get(item, "size")))
            point_add(verification, POINT_WRONG, "files",
                      "%s is not the file that was certified", name);
    }
    if (wrong == verification_count(verification, POINT_WRONG))
        point_add(verification, POINT_GOOD, "files",
                  "all %zu files are those that were certified", i);
}

static void note_others(const struct bundle *bundle, const json_t *certificate,
                        struct verification *verification)
{
    const json_t *name;
    size_t i;

    for (i = 0; i < bundle->len; i++)
        if (!is_listed(certificate, bundle->files[i].name))
            point_add(verification, POINT_NOTE, "files",
                      "%s is no part of the bundle", bundle->files[i].name);
    json_array_foreach(bundle->passed_over, i, name)
        point_add(verification, POINT_NOTE, "files",
                  "%s is no plain file, and no part of the bundle",
                  json_string_value(name));
}

/* Both files that are made from the certificate, byte by byte. */
static void check_rendering(const struct bundle *bundle,
                            const struct verify_setup *setup,
                            const json_t *certificate,
                            struct verification *verification)
{
    const struct {
        const char *name;
        const char *good;
        char *wanted; /* owned until compared */
    } rows[] = {{BUNDLE_CERTIFICATE, "certificate.json is as assay writes it",
                 certificate_text(certificate)},
                {BUNDLE_PAGE,
                 "certificate.html says what certificate.json says",
                 setup->page(certificate)}};
    const bool is_ours =
        !strcmp(json_member_text(certificate, "assay", ""), ASSAY_VERSION);

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct bundle_file *file = bundle_find(bundle, rows[i].name);

        if (!file)
            point_add(verification, POINT_WRONG, "files", "%s is missing",
                      rows[i].name);
        else if (strlen(rows[i].wanted) != file->len ||
                 memcmp(rows[i].wanted, file->bytes, file->len))
            point_add(verification, is_ours ? POINT_WRONG : POINT_OPEN, "form",
                      "%s is not as assay " ASSAY_VERSION " writes it",
                      rows[i].name);
        else
            point_add(verification, POINT_GOOD, "form", "%s", rows[i].good);
        free(rows[i].wanted);
    }
}

void verify_bundle(const struct bundle *bundle,
                   const struct verify_setup *setup,
                   struct verification *verification)
{
    json_t *certificate, *results = NULL;

    verify_signature(bundle, setup->key, verification);
    verify_subjects(bundle, verification);
    /* what follows is about files that are as they were */
    if (verification_count(verification, POINT_WRONG))
        return;
    certificate = read_json(bundle, BUNDLE_CERTIFICATE,
                            setup->certificate_schema, verification);
    if (!certificate)
        return;
    verification->is_certified =
        json_is_true(json_object_get(certificate, "certified"));
    verify_statement(bundle, certificate, verification);
    check_listed(bundle, certificate, verification);
    check_evidence(bundle, certificate, verification);
    check_rendering(bundle, setup, certificate, verification);
    if (!verification_count(verification, POINT_WRONG))
        results = read_json(bundle, BUNDLE_RESULTS, setup->results_schema,
                            verification);
    if (results)
        verify_truth(bundle, setup, certificate, results, verification);
    note_others(bundle, certificate, verification);
    json_decref(results);
    json_decref(certificate);
}
