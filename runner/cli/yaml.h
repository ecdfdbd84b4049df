/*
 * yaml.h - a YAML file as a JSON value.
 *
 * Only what configuration files need: mappings with scalar keys, sequences,
 * scalars, anchors, and merge keys ("<<", YAML 1.1 type repository). Every
 * scalar becomes a string as it is written, since 0123 as a password is four
 * characters; a plain null, ~ or nothing becomes null. Of a key that repeats
 * the last one counts, as in PyYAML.
 */
#ifndef CLI_YAML_H
#define CLI_YAML_H

#include "base/error.h"

#include <jansson.h>

#define YAML_BYTES_MAX ((size_t)1024 * 1024)
#define YAML_DEPTH_MAX 32

/* Nodes and bytes of scalars in all, those repeated by aliases included. */
#define YAML_NODES_MAX   20000
#define YAML_SCALARS_MAX ((size_t)8 * 1024 * 1024)

/*
 * Parse one document; path is for messages. A file without content is null.
 * Returns a new reference, or NULL with ERROR_USAGE (where: "path:line").
 */
json_t *yaml_parse(const char *path, const char *bytes, size_t len,
                   struct error *err);

#endif
