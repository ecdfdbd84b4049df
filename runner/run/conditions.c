#include "run/conditions.h"

#include "base/alloc.h"
#include "base/digest.h"
#include "suite/library.h"

#include <stdlib.h>
#include <string.h>

static json_t *record_options(const struct run_setup *setup)
{
    const struct run_options *options = setup->options;
    json_t *record = json_pack(
        "{sI sI sI sI sI sb sb}", "settle_ms", (json_int_t)options->settle_ms,
        "deadline_ms", (json_int_t)options->deadline_ms, "provision_ms",
        (json_int_t)options->provision_ms, "max_errors",
        (json_int_t)options->max_errors, "max_requests",
        (json_int_t)options->max_requests, "fail_fast", options->fail_fast,
        "without_read", options->without_read);

    if (setup->client_options)
        json_object_update(record, (json_t *)setup->client_options);
    return record;
}

static void add_file(json_t *files, const char *folder, const char *name,
                     const char *digest)
{
    json_array_append_new(files, json_pack("{so ss}", "file",
                                           json_sprintf("%s%s", folder, name),
                                           "digest", digest));
}

static void add_schema(json_t *files, const struct library_schema *schema)
{
    char *text = json_dumps(schema->document,
                            JSON_SORT_KEYS | JSON_COMPACT | JSON_ENCODE_ANY);
    char digest[DIGEST_TEXT_SIZE];

    digest_hex(text, strlen(text), digest);
    add_file(files, "schemas/", schema->name, digest);
    free(text);
}

static json_t *record_files(const struct library *library)
{
    json_t *files = json_array();

    for (size_t i = 0; i < library->len; i++)
        add_file(files, "", library->files[i].name, library->files[i].digest);
    for (size_t i = 0; i < library->schemas_len; i++)
        add_schema(files, &library->schemas[i]);
    return files;
}

json_t *conditions_record(const struct run_setup *setup,
                          const json_t *resources)
{
    return json_pack("{so sO so}", "options", record_options(setup),
                     "resources", resources, "files",
                     record_files(setup->catalog->library));
}
