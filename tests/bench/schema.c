/*
 * schema.c - how long validating takes, next to parsing the same bytes.
 *
 * usage: bench/schema [DIRECTORY]   (with schemas/, default: .)
 *        bench/schema --write DIRECTORY
 *
 * --write leaves the answer and the plain schema there, as answer.json and
 * plain.json, so that others can be measured with the same.
 *
 * One line for each measurement: the median of SAMPLES samples, and its ratio
 * to jansson's json_loadb of the same answer in the same run. Then two tables
 * that show how time grows with the instance and with the schema. Time is the
 * processor's; nothing fails on it.
 */
#include "jsonschema/jsonschema.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/json.h"
#include "vocabulary/vocabulary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SAMPLES   31
#define SAMPLE_NS 3000000.0 /* how long one sample runs, about */

#define DIALECT_URI "https://assay.invalid/schema/dialect"

/* 378 bytes, with the members of the documented example. */
static const char answer[] =
    "{\"snapshot\": {\"created_at\": \"2021-01-14T06:50:33.105312\", "
    "\"description\": \"Snapshot of the system disk, made before the "
    "upgrade of this winter's end.\", \"id\": "
    "\"5c0c1e62-ba43-4b3f-9a5d-4c1c7f6a2b90\", "
    "\"metadata\": {}, \"name\": \"nightly-2021-01-14-01\", \"size\": 40, "
    "\"status\": \"available\", \"updated_at\": "
    "\"2021-01-14T07:02:11.482913\", \"volume_id\": "
    "\"b104b8db-170d-441b-897a-3c8ba9c5a214\"}}";

/* The same promises in plain keywords. */
static const char plain[] =
    "{\"type\": \"object\", \"required\": [\"snapshot\"],"
    " \"additionalProperties\": false, \"properties\": {\"snapshot\": {"
    " \"type\": \"object\", \"required\": [\"id\", \"status\", \"name\","
    " \"description\", \"created_at\", \"metadata\", \"volume_id\", \"size\","
    " \"updated_at\"], \"properties\": {"
    " \"id\": {\"type\": \"string\", \"minLength\": 1},"
    " \"status\": {\"enum\": [\"creating\", \"available\", \"error\","
    " \"deleting\", \"error_deleting\", \"rollbacking\", \"backing-up\"]},"
    " \"name\": {\"type\": \"string\", \"maxLength\": 255},"
    " \"description\": {\"type\": [\"string\", \"null\"]},"
    " \"created_at\": {\"type\": \"string\", \"minLength\": 26},"
    " \"metadata\": {\"type\": \"object\"},"
    " \"volume_id\": {\"type\": \"string\", \"minLength\": 1},"
    " \"size\": {\"type\": \"integer\", \"minimum\": 1},"
    " \"updated_at\": {\"type\": [\"string\", \"null\"]}}}}}";

/* What is measured: called `count` times in a row. */
struct work {
    const struct schema *schema;
    const json_t *instance;
    const char *bytes;
    size_t len;
    bool is_told; /* all findings are collected */
};

static double now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void parse(const struct work *work, size_t count)
{
    while (count-- > 0)
        json_decref(json_loadb(work->bytes, work->len, 0, NULL));
}

static void validate(const struct work *work, size_t count)
{
    while (count-- > 0) {
        struct schema_output output = {0};

        schema_validate(work->schema, work->instance,
                        work->is_told ? &output : NULL);
        schema_output_clear(&output);
    }
}

static bool is_text(const json_t *snapshot, const char *name, size_t least)
{
    const json_t *value = json_object_get(snapshot, name);

    return json_is_string(value) && json_string_length(value) >= least;
}

static bool is_text_or_null(const json_t *snapshot, const char *name)
{
    const json_t *value = json_object_get(snapshot, name);

    return json_is_string(value) || json_is_null(value);
}

static bool is_status(const json_t *value)
{
    static const char *const words[] = {
        "creating",       "available",   "error",     "deleting",
        "error_deleting", "rollbacking", "backing-up"};

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (json_is_string(value) &&
            !strcmp(json_string_value(value), words[i]))
            return true;
    return false;
}

/* What somebody would write by hand for the plain schema. */
static bool hand_check(const json_t *instance)
{
    const json_t *snapshot = json_object_get(instance, "snapshot");

    return json_is_object(snapshot) && json_object_size(instance) == 1 &&
           is_text(snapshot, "id", 1) &&
           is_status(json_object_get(snapshot, "status")) &&
           is_text(snapshot, "name", 0) &&
           json_string_length(json_object_get(snapshot, "name")) <= 255 &&
           is_text_or_null(snapshot, "description") &&
           is_text(snapshot, "created_at", 26) &&
           json_is_object(json_object_get(snapshot, "metadata")) &&
           is_text(snapshot, "volume_id", 1) &&
           json_integer_value(json_object_get(snapshot, "size")) >= 1 &&
           is_text_or_null(snapshot, "updated_at");
}

static void by_hand(const struct work *work, size_t count)
{
    volatile bool is_right = true; /* or nothing would be computed */

    while (count-- > 0)
        is_right = hand_check(work->instance) && is_right;
}

static int by_value(const void *a, const void *b)
{
    const double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

/* Median nanoseconds of one call. */
static double measure(void (*run)(const struct work *, size_t),
                      const struct work *work)
{
    double samples[SAMPLES], start = now_ns();
    size_t count = 1;

    while (run(work, count), now_ns() - start < SAMPLE_NS)
        count *= 2;
    for (size_t i = 0; i < SAMPLES; i++) {
        start = now_ns();
        run(work, count);
        samples[i] = (now_ns() - start) / (double)count;
    }
    qsort(samples, SAMPLES, sizeof(*samples), by_value);
    return samples[SAMPLES / 2];
}

static void row(const char *title, double ns, double floor_ns)
{
    printf("%-44s %10.0f ns   %.3f\n", title, ns, ns / floor_ns);
}

static json_t *json_of(const char *text)
{
    json_t *json = json_loads(text, JSON_DECODE_ANY, NULL);

    if (!json) {
        fputs("bench: a text is not JSON\n", stderr);
        exit(2);
    }
    return json;
}

/* Takes the document. */
static void add(struct schema_store *store, const char *uri, json_t *document)
{
    struct error err = {0};

    if (!document || schema_store_add(store, uri, uri, document, &err) < 0) {
        fprintf(stderr, "bench: %s: %s\n", uri, err.text);
        exit(2);
    }
    json_decref(document);
}

static struct schema *compile(struct schema_store *store, const char *uri)
{
    struct error err = {0};
    struct schema *schema = schema_compile(store, uri, &err);

    if (!schema) {
        fprintf(stderr, "bench: %s: %s\n", err.where, err.text);
        exit(2);
    }
    return schema;
}

static json_t *load(const char *directory, const char *name)
{
    char *path = path_join(directory, name);
    struct error err = {0};
    json_t *document = json_load_checked(path, ERROR_SUITE, &err);

    free(path);
    return document;
}

static void measure_schema(const char *title, const struct schema *schema,
                           const json_t *right, const json_t *wrong,
                           double floor_ns)
{
    struct work work = {.schema = schema, .instance = right};
    const struct {
        const char *what;
        const json_t *instance;
        bool is_told;
        enum schema_verdict want;
    } rows[] = {
        {"verdict only", right, false, SCHEMA_VALID},
        {"all findings, there are none", right, true, SCHEMA_VALID},
        {"verdict only, it is wrong", wrong, false, SCHEMA_INVALID},
        {"all findings, there are three", wrong, true, SCHEMA_INVALID},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *name = xasprintf("%s: %s", title, rows[i].what);

        work.instance = rows[i].instance;
        work.is_told = rows[i].is_told;
        if (schema_validate(schema, work.instance, NULL) != rows[i].want) {
            fprintf(stderr, "bench: %s: an unexpected verdict\n", name);
            exit(2);
        }
        row(name, measure(validate, &work), floor_ns);
        free(name);
    }
}

/* Time for each object of an array must stay the same. */
static void measure_instances(const struct schema *schema,
                              const json_t *instance, double floor_ns)
{
    for (size_t len = 250; len <= 4000; len *= 2) {
        json_t *array = json_array();
        struct work work = {.schema = schema, .instance = array};
        char *title = xasprintf("array of %zu objects, for each", len);

        for (size_t i = 0; i < len; i++)
            json_array_append_new(array, json_deep_copy(instance));
        row(title, measure(validate, &work) / (double)len, floor_ns);
        free(title);
        json_decref(array);
    }
}

/* A schema and an object with `len` members, each with its keywords. */
static void measure_members(size_t len, double floor_ns)
{
    struct schema_store *store = schema_store_new();
    struct schema *schema;
    json_t *members = json_object(), *instance = json_object();
    json_t *names = json_array();
    struct work work = {.instance = instance};
    char *title = xasprintf("schema of %zu members, for each", len);

    for (size_t i = 0; i < len; i++) {
        char *name = xasprintf("member-%zu", i);

        json_object_set_new(members, name,
                            json_pack("{s:[ss], s:i}", "type", "integer",
                                      "string", "minimum", 0));
        json_object_set_new(instance, name, json_integer((json_int_t)i));
        json_array_append_new(names, json_string(name));
        free(name);
    }
    add(store, "test:members",
        json_pack("{s:o, s:o, s:b}", "properties", members, "required", names,
                  "additionalProperties", 0));
    schema = compile(store, "test:members");
    work.schema = schema;
    row(title, measure(validate, &work) / (double)len, floor_ns);
    schema_free(schema);
    schema_store_free(store);
    json_decref(instance);
    free(title);
}

/* The same answer with three mistakes. */
static json_t *spoiled(const json_t *right)
{
    json_t *wrong = json_deep_copy(right);
    json_t *snapshot = json_object_get(wrong, "snapshot");

    json_object_set_new(snapshot, "size", json_string("40"));
    json_object_set_new(snapshot, "status", json_string("fine"));
    json_object_del(snapshot, "updated_at");
    return wrong;
}

static int write_text(const char *directory, const char *name, const char *text)
{
    char *path = path_join(directory, name);
    struct error err = {0};
    struct output out = {0};

    if (output_open(&out, path, &err) == 0) {
        fputs(text, out.stream);
        output_commit(&out, &err);
    }
    if (error_is_set(&err))
        fprintf(stderr, "bench: %s: %s\n", err.where, err.text);
    output_discard(&out);
    free(path);
    return error_is_set(&err) ? 2 : 0;
}

/* For bench/beside.sh. Returns the exit status. */
static int write_both(const char *directory)
{
    int status = write_text(directory, "answer.json", answer);

    return status ? status : write_text(directory, "plain.json", plain);
}

static int measure_all(const char *directory)
{
    const struct work bytes = {.bytes = answer, .len = strlen(answer)};
    struct schema_store *store = vocabulary_store_new();
    json_t *right = json_of(answer), *wrong = spoiled(right);
    struct schema *own, *simple, *list;
    const struct work hand = {.instance = right};
    double floor_ns;

    add(store, DIALECT_URI, load(directory, "schemas/assay/metaschema.json"));
    add(store, "test:own",
        load(directory, "schemas/evs/snapshots/update.response.json"));
    add(store, "test:plain", json_of(plain));
    add(store, "test:list", json_of("{\"items\": {\"$ref\": \"test:plain\"}}"));
    own = compile(store, "test:own");
    simple = compile(store, "test:plain");
    list = compile(store, "test:list");

    floor_ns = measure(parse, &bytes);
    printf("an answer of %zu bytes%*s ns   x json_loadb\n", bytes.len, 31, "");
    row("json_loadb", floor_ns, floor_ns);
    row("a check written by hand", measure(by_hand, &hand), floor_ns);
    measure_schema("plain keywords", simple, right, wrong, floor_ns);
    measure_schema("our schema", own, right, wrong, floor_ns);
    measure_instances(list, right, floor_ns);
    for (size_t len = 10; len <= 10000; len *= 10)
        measure_members(len, floor_ns);

    schema_free(own);
    schema_free(simple);
    schema_free(list);
    schema_store_free(store);
    json_decref(right);
    json_decref(wrong);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 3 && !strcmp(argv[1], "--write"))
        return write_both(argv[2]);
    return measure_all(argc > 1 ? argv[1] : ".");
}
