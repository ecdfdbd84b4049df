#include "suite/library.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "base/pointer.h"
#include "base/digest.h"
#include "vocabulary/vocabulary.h"
#include "suite/walk.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const kind_names[FILE_KINDS] = {
    "suite",   "operation", "clauses",  "dialect",
    "profile", "waivers",   "override", "contract"};

const char *file_kind_name(enum file_kind kind)
{
    return kind_names[kind];
}

/* The kind that "../../schemas/assay/suite.json" stands for, or -1. */
static int kind_of(const char *schema)
{
    const char *name = schema ? strrchr(schema, '/') : NULL;

    for (int i = 0; name && i < FILE_KINDS; i++) {
        size_t len = strlen(kind_names[i]);

        if (!strncmp(name + 1, kind_names[i], len) &&
            !strcmp(name + 1 + len, ".json"))
            return i;
    }
    return -1;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct library_file *)a)->name,
                  ((const struct library_file *)b)->name);
}

/*
 * What a schema says to the author of a waivers file, borrowed; "" for other
 * kinds: it is the description beside the keyword that does not hold.
 */
static const char *advice_of(const struct library *library,
                             const struct library_file *file,
                             const struct schema_unit *unit)
{
    const char *at = strchr(unit->absolute_keyword_location, '#');
    const char *last = at ? strrchr(at, '/') : NULL;
    const json_t *document = library_schema(library, "assay/waivers.json");
    const char *text;
    char *place;

    if (file->kind != FILE_WAIVERS || !last)
        return "";
    place = xmemdup(at + 1, (size_t)(last - at) - 1);
    text = json_member_text(pointer_get(document, place), "description", "");
    free(place);
    return text;
}

static void check_against_schema(const struct library *library,
                                 struct library_file *file,
                                 struct problems *problems)
{
    const struct schema *schema =
        schema_book_find(library->book, kind_names[file->kind]);
    struct schema_output output = {0};
    enum schema_verdict verdict = SCHEMA_UNDECIDED;

    if (schema)
        verdict = schema_validate(schema, file->content, &output);
    if (!schema)
        problems_add(problems, file->name, "/$schema",
                     "there is no usable schemas/assay/%s.json to check it",
                     kind_names[file->kind]);
    else if (verdict == SCHEMA_UNDECIDED)
        problems_add(problems, file->name, "", "could not be checked: %s",
                     output.undecided ? output.undecided : "a limit");
    if (output.truncated)
        problems_add(problems, file->name, "",
                     "has more mistakes than the %d that are listed",
                     SCHEMA_UNITS_MAX);
    file->valid = verdict == SCHEMA_VALID;
    for (size_t i = 0; i < output.len; i++) {
        const char *advice = advice_of(library, file, &output.units[i]);

        problems_add(problems, file->name, output.units[i].instance_location,
                     "%s%s%s", output.units[i].message, *advice ? ": " : "",
                     advice);
    }
    schema_output_clear(&output);
}

/* As json_load_checked does, but the bytes that the digest is of. */
static json_t *parse(const char *path, const char *bytes, size_t len,
                     struct error *err)
{
    json_error_t at;
    json_t *value =
        json_loadb(bytes, len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &at);

    if (!value)
        error_set(err, ERROR_SUITE, path, "line %d column %d: %s", at.line,
                  at.column, at.text);
    return value;
}

static void file_clear(struct library_file *file)
{
    free(file->name);
    json_decref(file->content);
}

/* Returns 0, or -1 with the mistake in problems. */
static int read_file(const char *name, const char *path,
                     struct library_file *file, struct problems *problems)
{
    struct error err = {0};
    size_t len;
    char *bytes = file_read(path, JSON_FILE_MAX, &len, ERROR_SUITE, &err);
    int kind;

    *file = (struct library_file){.name = xstrdup(name)};
    if (bytes) {
        digest_hex(bytes, len, file->digest);
        file->content = parse(path, bytes, len, &err);
        free(bytes);
    }
    if (!file->content) {
        problems_add(problems, name, "", "%s", err.text);
        file_clear(file);
        return -1;
    }
    kind = kind_of(json_member_text(file->content, "$schema", NULL));
    if (kind < 0) {
        problems_add(problems, name, "/$schema",
                     "names none of the schemas of assay's own files");
        file_clear(file);
        return -1;
    }
    file->kind = (enum file_kind)kind;
    return 0;
}

static void add_file(struct library *library, const char *name,
                     const char *path, struct problems *problems)
{
    struct library_file file;

    if (read_file(name, path, &file, problems) < 0)
        return;
    library->files = xgrow(library->files, library->len, &library->cap,
                           sizeof(*library->files));
    library->files[library->len++] = file;
}

bool library_accepts(const struct library *library, const char *name,
                     json_t *document, enum file_kind kind,
                     struct problems *problems)
{
    struct library_file file = {
        .kind = kind, .name = (char *)name, .content = document};

    check_against_schema(library, &file, problems);
    return file.valid;
}

json_t *library_read(const struct library *library, const char *path,
                     enum file_kind kind, char digest[65],
                     struct problems *problems)
{
    struct library_file file;
    json_t *content = NULL;

    if (read_file(path, path, &file, problems) < 0)
        return NULL;
    if (file.kind != kind)
        problems_add(problems, path, "/$schema",
                     "is a file of the kind %s, not %s", kind_names[file.kind],
                     kind_names[kind]);
    else
        check_against_schema(library, &file, problems);
    if (file.valid) {
        memcpy(digest, file.digest, sizeof(file.digest));
        content = json_incref(file.content);
    }
    file_clear(&file);
    return content;
}

/* A store that refused a document is spent: start again with the others. */
static void renew_store(struct library *library)
{
    schema_book_free(library->book);
    schema_store_free(library->store);
    library->store = vocabulary_store_new();
    library->book = schema_book_new(library->store);
    for (size_t i = 0; i < library->schemas_len; i++) {
        const struct library_schema *schema = &library->schemas[i];
        char *uri = xasprintf(SCHEMAS_BASE_URI "%s", schema->name);
        char *name = xasprintf("schemas/%s", schema->name);
        struct error none = {0};

        schema_store_add(library->store, uri, name, schema->document, &none);
        free(name);
        free(uri);
    }
}

/* Is a file below schemas/ no schema, but what derive reads or writes? */
static bool is_data(const json_t *document)
{
    return kind_of(json_member_text(document, "$schema", NULL)) >= 0;
}

static void add_schema(struct library *library, const char *name,
                       struct problems *problems)
{
    char *path = path_join(library->directory, name);
    char *uri = xasprintf(SCHEMAS_BASE_URI "%s", name + strlen("schemas/"));
    struct error err = {0};
    json_t *document = json_load_checked(path, ERROR_SUITE, &err);

    if (!document) {
        problems_add(problems, name, "", "%s", err.text);
    } else if (is_data(document)) {
        add_file(library, name, path, problems);
        json_decref(document);
    } else {
        if (schema_store_add(library->store, uri, name, document, &err) < 0) {
            problems_add_error(problems, &err);
            renew_store(library);
            json_decref(document);
            goto out;
        }
        library->schemas =
            xgrow(library->schemas, library->schemas_len, &library->schemas_cap,
                  sizeof(*library->schemas));
        library->schemas[library->schemas_len++] = (struct library_schema){
            xstrdup(name + strlen("schemas/")), document};
    }
out:
    free(uri);
    free(path);
}

const json_t *library_schema(const struct library *library, const char *name)
{
    for (size_t i = 0; i < library->schemas_len; i++)
        if (!strcmp(library->schemas[i].name, name))
            return library->schemas[i].document;
    return NULL;
}

/* A testcase is judged again when its row is put in (expand.c). */
static void compile_testcase(struct library *library, const char *suite_uri,
                             struct problems *problems)
{
    char *uri = xasprintf("%s#/$defs/testcase", suite_uri);
    struct error err = {0};

    if (schema_book_add(library->book, "testcase", uri, &err) < 0)
        problems_add_error(problems, &err);
    free(uri);
}

/* Each schema must compile, also one that nothing uses yet. */
static void compile_schema(struct library *library, const char *name,
                           struct problems *problems)
{
    const char *relative = name + strlen("schemas/");
    const json_t *document = library_schema(library, relative);
    char *uri;
    struct error err = {0};

    /* a metaschema is for other programs: ours implements it */
    if (!document || json_object_get(document, "$vocabulary"))
        return;
    uri = xasprintf(SCHEMAS_BASE_URI "%s", relative);

    if (schema_book_add(library->book, relative, uri, &err) < 0)
        problems_add_error(problems, &err);
    else if (!strcmp(relative, "assay/suite.json"))
        compile_testcase(library, uri, problems);
    for (int i = 0; i < FILE_KINDS; i++) {
        char *own = xasprintf("assay/%s.json", kind_names[i]);
        struct error again = {0};

        if (!strcmp(relative, own))
            schema_book_add(library->book, kind_names[i], uri, &again);
        free(own);
    }
    free(uri);
}

static int load_schemas(struct library *library, struct problems *problems,
                        struct error *err)
{
    struct walk walk = {0};
    int rc = walk_files(library->directory, "schemas", ".json",
                        LIBRARY_FILES_MAX, &walk, err);

    for (size_t i = 0; rc == 0 && i < walk.len; i++)
        add_schema(library, walk.names[i], problems);
    for (size_t i = 0; rc == 0 && i < walk.len; i++)
        compile_schema(library, walk.names[i], problems);
    walk_clear(&walk);
    return rc;
}

static int load_suites(struct library *library, struct problems *problems,
                       struct error *err)
{
    struct walk walk = {0};
    int rc = walk_files(library->directory, "suites", ".json",
                        LIBRARY_FILES_MAX, &walk, err);

    for (size_t i = 0; rc == 0 && i < walk.len; i++) {
        char *path = path_join(library->directory, walk.names[i]);

        add_file(library, walk.names[i], path, problems);
        free(path);
    }
    walk_clear(&walk);
    return rc;
}

static bool is_visible_json(const char *path)
{
    size_t len = strlen(path);

    return len >= 5 && !strcmp(path + len - 5, ".json") && !strstr(path, "/.");
}

/* Is the file below the data directory, hence read already? */
static bool is_known(const struct library *library, const char *path)
{
    char *real = realpath(path, NULL);
    char *directory = realpath(library->directory, NULL);
    size_t len = directory ? strlen(directory) : 0;
    bool known = real && directory && !strncmp(real, directory, len) &&
                 is_visible_json(real + len) &&
                 (!strncmp(real + len, "/suites/", 8) ||
                  !strncmp(real + len, "/schemas/", 9));

    free(real);
    free(directory);
    return known;
}

/* Did an earlier argument name the same file? */
static bool is_repeated(const char *const *extra, size_t index)
{
    char *real = realpath(extra[index], NULL);
    bool found = false;

    for (size_t i = 0; real && i < index && !found; i++) {
        char *other = realpath(extra[i], NULL);

        found = other && !strcmp(real, other);
        free(other);
    }
    free(real);
    return found;
}

struct library *library_load(const char *directory, const char *const *extra,
                             size_t extra_len, struct problems *problems,
                             struct error *err)
{
    struct library *library = xcalloc(1, sizeof(*library));

    library->directory = xstrdup(directory);
    library->store = vocabulary_store_new();
    library->book = schema_book_new(library->store);
    if (load_schemas(library, problems, err) < 0 ||
        load_suites(library, problems, err) < 0) {
        library_free(library);
        return NULL;
    }
    for (size_t i = 0; i < extra_len; i++)
        if (!is_known(library, extra[i]) && !is_repeated(extra, i))
            add_file(library, extra[i], extra[i], problems);
    if (library->len)
        qsort(library->files, library->len, sizeof(*library->files), by_name);
    for (size_t i = 0; i < library->len; i++)
        check_against_schema(library, &library->files[i], problems);
    return library;
}

void library_free(struct library *library)
{
    if (!library)
        return;
    for (size_t i = 0; i < library->len; i++)
        file_clear(&library->files[i]);
    free(library->files);
    for (size_t i = 0; i < library->schemas_len; i++) {
        free(library->schemas[i].name);
        json_decref(library->schemas[i].document);
    }
    free(library->schemas);
    schema_book_free(library->book);
    schema_store_free(library->store);
    free(library->directory);
    free(library);
}
