/*
 * documents.h - JSON files of the command line, and schemas among them.
 *
 * What cannot be held exactly is never judged: a repeated member name, half
 * of a surrogate pair, an integer beyond 64 bits, a real beyond double and
 * nesting over 2048 are errors, not values.
 */
#ifndef CLI_DOCUMENTS_H
#define CLI_DOCUMENTS_H

#include "base/error.h"
#include "jsonschema/jsonschema.h"

#include <jansson.h>

/*
 * Any JSON value from a file of at most JSON_FILE_MAX bytes ("-" is standard
 * input). A new reference, or NULL with ERROR_SUITE naming the file.
 */
json_t *json_document_load(const char *path, struct error *err);

/*
 * The file: URI (RFC 8089) of a path, which need not exist; standard input
 * counts as a file called "-" in the current directory. New memory, or NULL
 * with ERROR_SUITE when the path's directory cannot be found.
 */
char *document_uri(const char *path, struct error *err);

/*
 * Load a schema into a store, under uri or, when that is NULL, under the
 * file's own. Returns 0, or -1 with ERROR_SUITE; after a mistake in the
 * schema itself the store is good only for being freed.
 */
int document_register(struct schema_store *store, const char *path,
                      const char *uri, struct error *err);

#endif
