/*
 * vocabulary.h - keywords and formats that a program adds.
 *
 * A vocabulary is a set of keywords under a URI. A schema uses it when the
 * metaschema that its "$schema" names lists the URI in "$vocabulary"
 * (2020-12 Core, section 8.1.2). docs/vocabulary.md has an example.
 */
#ifndef JSONSCHEMA_VOCABULARY_H
#define JSONSCHEMA_VOCABULARY_H

#include "jsonschema/jsonschema.h"

/* JSON Schema's view of an instance's type; integers are also numbers. */
enum instance_type {
    TYPE_NULL = 1,
    TYPE_BOOLEAN = 2,
    TYPE_INTEGER = 4,
    TYPE_NUMBER = 8,
    TYPE_STRING = 16,
    TYPE_ARRAY = 32,
    TYPE_OBJECT = 64,
    TYPE_ANY = 127
};

/*
 * A keyword without subschemas. Each function may be called by many threads
 * at once, but compile and clear.
 */
struct schema_keyword {
    const char *name;
    unsigned types; /* instances it judges; others are valid */
    /*
     * Check the value and prepare: *data is handed to the other functions.
     * Returns NULL, or what is wrong: "must be a positive integer", new memory.
     */
    char *(*compile)(const json_t *value, void **data);
    void (*clear)(void *data); /* may be NULL */
    /* Does the instance hold? data as compile left it. */
    bool (*holds)(const void *data, const json_t *instance);
    /*
     * Why it does not: "is 4 bytes, at most 3 are allowed", new memory. The
     * instance is the subject, so it begins with a verb.
     */
    char *(*explain)(const void *data, const json_t *instance);
};

/* A format; it judges strings only. */
struct schema_format {
    const char *name;
    const char *title; /* with an article, "a colour": what is expected */
    bool (*holds)(const char *text, size_t len); /* UTF-8, may hold NUL */
};

#define SCHEMA_VOCABULARIES_MAX 16

/*
 * Make a vocabulary known to a store; a NULL uri makes its keywords known in
 * every dialect. Rows are borrowed and must outlive the store and what was
 * compiled from it. Call it before anything is compiled. Returns 0, or -1
 * with ERROR_INTERNAL when there are too many.
 */
int schema_store_add_vocabulary(struct schema_store *store, const char *uri,
                                const struct schema_keyword *keywords,
                                size_t len, struct error *err);

/* Likewise formats; they win over built-in ones of the same name. */
void schema_store_add_formats(struct schema_store *store,
                              const struct schema_format *formats, size_t len);

#endif
