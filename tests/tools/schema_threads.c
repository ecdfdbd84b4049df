/*
 * schema_threads - do many threads get from one compiled schema what one
 * thread gets?
 *
 * usage: schema_threads
 *
 * Each of THREADS threads validates each instance ROUNDS times, all with the
 * same schema and the same instances, and compares verdict and output with
 * those of the first, lone, validation. Prints TAP, a point for each
 * instance. Exit status 0 when all are the same. Meant for -fsanitize=thread
 * (make tsan), which also sees races that do no harm this time.
 */
#include "jsonschema/jsonschema.h"

#include "base/alloc.h"
#include "base/json.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define THREADS 8
#define ROUNDS  40

/* Something of every part of the validator that has memory of its own. */
static const char source[] =
    "{\"$id\": \"http://example.test/threads\","
    " \"type\": \"object\","
    " \"properties\": {"
    "  \"id\": {\"type\": \"string\", \"format\": \"uuid\"},"
    "  \"name\": {\"$ref\": \"#/$defs/name\"},"
    "  \"host\": {\"format\": \"idn-hostname\"},"
    "  \"rule\": {\"format\": \"regex\"},"
    "  \"link\": {\"format\": \"uri-template\"},"
    "  \"tags\": {\"type\": \"array\", \"uniqueItems\": true,"
    "   \"prefixItems\": [{\"const\": \"first\"}],"
    "   \"contains\": {\"pattern\": \"(?<=a+)b\"},"
    "   \"unevaluatedItems\": {\"maxLength\": 3}},"
    "  \"price\": {\"multipleOf\": 0.01, \"minimum\": 0},"
    "  \"kids\": {\"items\": {\"$dynamicRef\": \"#node\"}}},"
    " \"patternProperties\": {\"^x-\\\\p{Lu}\": {\"enum\": [1, null, {}]}},"
    " \"anyOf\": [{\"required\": [\"id\"]}, {\"required\": [\"kids\"]}],"
    " \"if\": {\"required\": [\"price\"]},"
    " \"then\": {\"properties\": {\"currency\": {\"minLength\": 3}}},"
    " \"dependentRequired\": {\"link\": [\"name\"]},"
    " \"unevaluatedProperties\": false,"
    " \"$dynamicAnchor\": \"node\","
    " \"$defs\": {\"name\": {\"not\": {\"pattern\": \"^(a|aa)*$\"}}}}";

#define ID "\"id\": \"2eb8aa08-aa98-11ea-b4aa-73b441d16380\""

static const struct {
    const char *title;
    const char *text;
    enum schema_verdict verdict;
} instances[] = {
    {"an object with its id", "{" ID "}", SCHEMA_VALID},
    {"a tree of objects",
     "{\"kids\": [{" ID ", \"name\": \"b\"}, {\"kids\": [{\"kids\": []}]}]}",
     SCHEMA_VALID},
    {"every member",
     "{" ID ", \"name\": \"b\", \"host\": \"b\u00fccher.example\","
     " \"rule\": \"(?<n>a)\\\\k<n>\", \"link\": \"{/a,b:3}\","
     " \"tags\": [\"first\", \"aab\", 3], \"price\": 19.99,"
     " \"currency\": \"EUR\", \"x-\u00dc\": null}",
     SCHEMA_VALID},
    {"an object without members", "{}", SCHEMA_INVALID},
    {"no object", "[1, 2]", SCHEMA_INVALID},
    {"an unknown member", "{" ID ", \"other\": 1}", SCHEMA_INVALID},
    {"a mistake far inside",
     "{\"kids\": [{\"kids\": [{\"kids\": [{\"other\": 1}]}]}]}",
     SCHEMA_INVALID},
    {"a mistake in each member",
     "{\"id\": \"x\", \"name\": \"aa\", \"host\": \"a\u2665\", \"rule\": \"(\","
     " \"link\": \"{\", \"tags\": [\"last\", 1, 1.0, \"long enough\"],"
     " \"price\": -0.001, \"currency\": \"\", \"x-\u00dc\": 2}",
     SCHEMA_INVALID},
    {"a pattern that is given up",
     "{" ID ", \"name\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac\"}",
     SCHEMA_UNDECIDED},
};

#define INSTANCES (sizeof(instances) / sizeof(instances[0]))

/* What the threads share; nothing of it changes while they run. */
struct shared {
    const struct schema *schema;
    json_t *values[INSTANCES]; /* owned */
    char *expected[INSTANCES]; /* owned, what one thread got */
};

struct worker {
    pthread_t thread;
    const struct shared *shared;
    size_t different[INSTANCES]; /* results that were not as expected */
};

/* Verdict and output as a text in new memory. */
static char *outcome(const struct schema *schema, const json_t *value,
                     enum schema_verdict *verdict)
{
    struct schema_output output = {.annotate = true};
    json_t *basic;
    char *text, *whole;

    *verdict = schema_validate(schema, value, &output);
    basic = schema_output_basic(schema, *verdict, &output);
    text = basic ? json_text(basic) : xstrdup(output.undecided);
    whole = xasprintf("%d %d %s", (int)*verdict,
                      (int)schema_validate(schema, value, NULL), text);
    free(text);
    json_decref(basic);
    schema_output_clear(&output);
    return whole;
}

static void *work(void *data)
{
    struct worker *worker = data;
    const struct shared *shared = worker->shared;
    enum schema_verdict verdict;

    for (size_t round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < INSTANCES; i++) {
            char *text = outcome(shared->schema, shared->values[i], &verdict);

            worker->different[i] += strcmp(text, shared->expected[i]) != 0;
            free(text);
        }
    return NULL;
}

static bool run_threads(struct worker workers[THREADS],
                        const struct shared *shared)
{
    size_t started = 0;

    for (; started < THREADS; started++) {
        workers[started].shared = shared;
        if (pthread_create(&workers[started].thread, NULL, work,
                           &workers[started]))
            break;
    }
    for (size_t i = 0; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    return started == THREADS;
}

/* Returns how many instances had another result than they should have. */
static size_t compare(struct shared *shared)
{
    struct worker workers[THREADS] = {0};
    enum schema_verdict alone[INSTANCES];
    size_t bad = 0;

    for (size_t i = 0; i < INSTANCES; i++) {
        json_parse_text(instances[i].text, strlen(instances[i].text),
                        &shared->values[i], NULL);
        shared->expected[i] =
            outcome(shared->schema, shared->values[i], &alone[i]);
    }
    if (!run_threads(workers, shared)) {
        puts("Bail out! A thread could not be started.");
        return INSTANCES;
    }
    for (size_t i = 0; i < INSTANCES; i++) {
        size_t different = alone[i] != instances[i].verdict;

        for (size_t j = 0; j < THREADS; j++)
            different += workers[j].different[i];
        bad += different > 0;
        printf("%s %zu - %s\n", different ? "not ok" : "ok", i + 1,
               instances[i].title);
    }
    return bad;
}

int main(void)
{
    static const struct schema_options options = {.assert_format = true,
                                                  .strict = true};
    struct schema_store *store = schema_store_new();
    json_t *document = NULL;
    struct shared shared = {0};
    struct schema *schema = NULL;
    struct error err = {0};
    size_t bad = INSTANCES;

    printf("1..%zu\n", INSTANCES);
    schema_store_set_options(store, &options);
    json_parse_text(source, strlen(source), &document, NULL);
    if (schema_store_add(store, "test:schema", "threads", document, &err) == 0)
        schema = schema_compile(store, "test:schema", &err);
    shared.schema = schema;
    if (schema)
        bad = compare(&shared);
    else
        printf("Bail out! %s\n", err.text);
    for (size_t i = 0; i < INSTANCES; i++) {
        json_decref(shared.values[i]);
        free(shared.expected[i]);
    }
    schema_free(schema);
    schema_store_free(store);
    json_decref(document);
    return bad ? 1 : 0;
}
