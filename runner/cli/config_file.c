#include "cli/config_file.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/data.h"
#include "cli/environment.h"
#include "cli/value.h"
#include "suite/library.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SCHEMA_URI SCHEMAS_BASE_URI "assay/config.json"

/* The schema lies where the suites do, and the file may say where. */
static char *schema_path(const struct config *config, struct error *err)
{
    struct config there = {.data = config->data};
    char *directory, *path;

    if (!there.data)
        there.data = json_member_text(config->file, "data", NULL);
    directory = data_directory(&there, err);
    path = directory ? path_join(directory, "schemas/assay/config.json") : NULL;
    free(directory);
    return path;
}

/* The first mistake becomes the error. */
static int judge(const struct schema *schema, const struct config *config,
                 struct error *err)
{
    struct schema_output output = {0};
    enum schema_verdict verdict =
        schema_validate(schema, config->file, &output);

    if (verdict == SCHEMA_INVALID && output.len)
        error_set(err, ERROR_USAGE, config->config, "%s: %s",
                  *output.units[0].instance_location
                      ? output.units[0].instance_location
                      : "\"\"",
                  output.units[0].message);
    else if (verdict != SCHEMA_VALID)
        error_set(err, ERROR_USAGE, config->config, "could not be checked");
    schema_output_clear(&output);
    return error_is_set(err) ? -1 : 0;
}

static int check(const struct config *config, struct error *err)
{
    char *path = schema_path(config, err);
    json_t *document = path ? json_load_checked(path, ERROR_SUITE, err) : NULL;
    struct schema_store *store = schema_store_new();
    struct schema *schema = NULL;

    if (document &&
        schema_store_add(store, SCHEMA_URI, path, document, err) == 0)
        schema = schema_compile(store, SCHEMA_URI, err);
    if (schema)
        judge(schema, config, err);
    schema_free(schema);
    schema_store_free(store);
    json_decref(document);
    free(path);
    return error_is_set(err) ? -1 : 0;
}

static int set_list(struct config *config, const struct option *option,
                    const json_t *items, struct error *err)
{
    const json_t *item;
    size_t i;

    json_array_foreach(items, i, item)
        if (value_set(config, option, json_string_value(item), config->config,
                      err) < 0)
            return -1;
    return 0;
}

static int set_option(struct config *config, const struct option *option,
                      const json_t *value, struct error *err)
{
    char *number;
    int rc;

    switch (option->type) {
    case FLAG:
        value_set_flag(config, option, json_is_true(value));
        return 0;
    case TEXT:
        return value_set(config, option, json_string_value(value),
                         config->config, err);
    case LIST:
        return set_list(config, option, value, err);
    case SECONDS:
    case COUNT:
    case RATE:
        break;
    }
    /* "5.0" is an integer to JSON Schema, and no count to us */
    number = option->type == COUNT ? xasprintf("%.0f", json_number_value(value))
                                   : json_text(value);
    rc = value_set(config, option, number, config->config, err);
    free(number);
    return rc;
}

static void warn_of_readers(const char *path, const char *secret)
{
    struct stat status;

    if (stat(path, &status) == 0 && (status.st_mode & (S_IRGRP | S_IROTH)))
        fprintf(stderr, "assay: %s holds \"%s\" and can be read by others\n",
                path, secret);
}

int config_file_read(struct config *config, int commands, struct error *err)
{
    const char *secret = NULL;
    size_t len;
    const struct option *table = option_table(&len);

    if (!config->config)
        return 0;
    config->file = json_load_checked(config->config, ERROR_USAGE, err);
    if (!config->file || check(config, err) < 0)
        return -1;
    for (size_t i = 0; i < len; i++) {
        const json_t *value = json_object_get(config->file, table[i].name);

        if (value && (table[i].marks & SECRET))
            secret = table[i].name;
        if (!value || !(table[i].commands & commands) ||
            !option_is_open(config, &table[i], FROM_FILE))
            continue;
        if (set_option(config, &table[i], value, err) < 0)
            return -1;
        config->origins[i].kind = FROM_FILE;
    }
    if (secret)
        warn_of_readers(config->config, secret);
    return 0;
}
