/*
 * flip - is every changed byte of a signed bundle noticed?
 *
 * usage: flip [--data DIR] KEY DIR
 *
 * Reads a bundle that `assay verify` finds valid, changes it in memory in one
 * place after the other, and verifies it each time with the library: each byte
 * of each file with one bit the other way round (of the statement, of which
 * the signature does not cover everything, each of the eight), each file cut
 * in steps of 64 bytes, with a line end more, empty, and gone. Prints what was
 * not noticed and how much was tried. Exit status: 0 everything was noticed,
 * 1 something was not, 2 it could not be tried.
 */
#include "base/alloc.h"
#include "certify/verify.h"
#include "reports/certificate_html.h"
#include "suite/library.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CUT_STEP 64

struct flipping {
    struct bundle bundle;
    struct verify_setup setup;
    size_t tried;
    size_t missed;
};

static bool is_noticed(struct flipping *flipping)
{
    struct verification verification = {0};
    bool noticed;

    verify_bundle(&flipping->bundle, &flipping->setup, &verification);
    noticed = verification_count(&verification, POINT_WRONG) > 0;
    verification_clear(&verification);
    return noticed;
}

static void attempt(struct flipping *flipping, struct bundle_file *file,
                    const char *what, size_t at)
{
    bundle_file_digest(file);
    flipping->tried++;
    if (is_noticed(flipping))
        return;
    flipping->missed++;
    printf("not noticed: %s, %s %zu\n", file->name, what, at);
}

static void flip_bits(struct flipping *flipping, struct bundle_file *file)
{
    size_t bits = strcmp(file->name, BUNDLE_STATEMENT) ? 1 : 8;

    for (size_t i = 0; i < file->len * bits; i++) {
        char *byte = &file->bytes[i / bits];

        *byte ^= (char)(1 << i % 8);
        attempt(flipping, file, "byte", i / bits);
        *byte ^= (char)(1 << i % 8);
    }
}

static void change_length(struct flipping *flipping, struct bundle_file *file)
{
    size_t len = file->len;
    char *bytes = file->bytes;

    for (file->len = 0; file->len < len; file->len += CUT_STEP)
        attempt(flipping, file, "cut to", file->len);
    file->len = len - 1;
    attempt(flipping, file, "cut to", file->len);
    file->bytes = xasprintf("%.*s\n", (int)len, bytes);
    file->len = len + 1;
    attempt(flipping, file, "longer", file->len);
    free(file->bytes);
    file->bytes = bytes;
    file->len = len;
}

static void rename_file(struct flipping *flipping, struct bundle_file *file)
{
    char *name = file->name, other[] = "another-name";

    file->name = other;
    attempt(flipping, file, "gone", 0);
    file->name = name;
}

static void try_file(struct flipping *flipping, struct bundle_file *file)
{
    flip_bits(flipping, file);
    change_length(flipping, file);
    rename_file(flipping, file);
    bundle_file_digest(file);
}

static const struct schema *schema_of(struct library *library, const char *name,
                                      struct error *err)
{
    char *uri = xasprintf(SCHEMAS_BASE_URI "%s", name);
    const struct schema *schema = NULL;

    if (schema_book_add(library->book, name, uri, err) == 0)
        schema = schema_book_find(library->book, name);
    free(uri);
    return schema;
}

static int flip_all(struct flipping *flipping, struct error *err)
{
    struct verification verification = {0};
    size_t wrong, len = 0;

    verify_bundle(&flipping->bundle, &flipping->setup, &verification);
    wrong = verification_count(&verification, POINT_WRONG);
    verification_clear(&verification);
    if (wrong)
        return error_set(err, ERROR_USAGE, "", "the bundle is not valid");
    for (size_t i = 0; i < flipping->bundle.len; i++) {
        len += flipping->bundle.files[i].len;
        try_file(flipping, &flipping->bundle.files[i]);
    }
    printf("%zu changes of %zu files (%zu bytes), %zu not noticed\n",
           flipping->tried, flipping->bundle.len, len, flipping->missed);
    return 0;
}

static int prepare(struct flipping *flipping, struct library *library,
                   const char *key_path, const char *directory,
                   struct key **key, struct error *err)
{
    *key = key_load(key_read_public, key_path, err);
    if (!*key || bundle_read(directory, &flipping->bundle, err) < 0)
        return -1;
    flipping->setup = (struct verify_setup){
        .key = *key,
        .certificate_schema = schema_of(library, "assay/certificate.json", err),
        .results_schema = schema_of(library, "assay/results.json", err),
        .page = certificate_html};
    return error_is_set(err) ? -1 : 0;
}

int main(int argc, char **argv)
{
    const char *data = argc == 5 && !strcmp(argv[1], "--data") ? argv[2] : ".";
    struct flipping flipping = {0};
    struct problems problems = {0};
    struct error err = {0};
    struct library *library = NULL;
    struct key *key = NULL;
    int status = 2;

    if (argc != 3 && argc != 5)
        error_set(&err, ERROR_USAGE, "", "usage: flip [--data DIR] KEY DIR");
    else
        library = library_load(data, NULL, 0, &problems, &err);
    if (library &&
        prepare(&flipping, library, argv[argc - 2], argv[argc - 1], &key,
                &err) == 0 &&
        flip_all(&flipping, &err) == 0)
        status = flipping.missed > 0;
    if (error_is_set(&err))
        fprintf(stderr, "flip: %s %s\n", err.where, err.text);
    bundle_clear(&flipping.bundle);
    key_free(key);
    library_free(library);
    problems_clear(&problems);
    return status;
}
