#include "cli/facts.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/json.h"
#include "certify/sha256.h"
#include "suite/walk.h"

#include <stdlib.h>
#include <string.h>

#define OWN_SCHEMAS "assay/"

static void add_file(json_t *files, const char *name, const char *kind,
                     const char *sha256)
{
    json_array_append_new(files, json_pack("{ss ss ss}", "name", name, "kind",
                                           kind, "sha256", sha256));
}

/* Of dialects and profiles only the chosen ones matter. */
static bool is_used(const struct catalog *catalog,
                    const struct library_file *file)
{
    if (file->kind == FILE_DIALECT)
        return !strcmp(file->name, catalog->dialect_file);
    return file->kind != FILE_PROFILE ||
           !strcmp(file->name, catalog->profile_file);
}

static void add_suites(json_t *files, const struct data *data)
{
    for (size_t i = 0; i < data->library->len; i++) {
        const struct library_file *file = &data->library->files[i];

        if (is_used(data->catalog, file))
            add_file(files, file->name, file_kind_name(file->kind),
                     file->digest);
    }
}

static int add_bytes(json_t *files, const struct data *data, const char *name,
                     const char *kind, struct error *err)
{
    char *path = path_join(data->directory, name);
    char hex[DIGEST_TEXT_SIZE];
    size_t len;
    char *bytes = file_read(path, JSON_FILE_MAX, &len, ERROR_SUITE, err);

    free(path);
    if (!bytes)
        return -1;
    digest_hex(bytes, len, hex);
    free(bytes);
    add_file(files, name, kind, hex);
    return 0;
}

static int add_schemas(json_t *files, const struct data *data,
                       struct error *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < data->library->schemas_len; i++) {
        char *name = path_join("schemas", data->library->schemas[i].name);

        if (strncmp(data->library->schemas[i].name, OWN_SCHEMAS,
                    strlen(OWN_SCHEMAS)))
            rc = add_bytes(files, data, name, "schema", err);
        free(name);
    }
    return rc;
}

/* Those below a folder of fixtures/; what lies beside them is the emulator's.
 */
static int add_bodies(json_t *files, const struct data *data, struct error *err)
{
    struct walk walk = {0};
    struct error none = {0};
    int rc = 0;

    if (walk_files(data->directory, "fixtures", "", LIBRARY_FILES_MAX, &walk,
                   &none) == 0)
        for (size_t i = 0; rc == 0 && i < walk.len; i++)
            if (strchr(walk.names[i] + strlen("fixtures/"), '/'))
                rc = add_bytes(files, data, walk.names[i], "fixture", err);
    walk_clear(&walk);
    return rc;
}

/*
 * The digests of a page's clauses as lines "digest  id", hashed together: a
 * page that was changed has another. The ledgers' own ("sha256:…").
 */
static void hash_page(const struct catalog *catalog, const char *page,
                      size_t *clauses, char hex[DIGEST_TEXT_SIZE])
{
    struct buffer lines;

    buffer_init(&lines, 0);
    *clauses = 0;
    for (size_t i = 0; i < catalog->ledgers_len; i++)
        for (size_t k = 0; k < catalog->ledgers[i].len; k++) {
            const struct ledger *ledger = &catalog->ledgers[i];
            const json_t *item =
                json_array_get(json_object_get(ledger->content, "clauses"), k);

            if (!ledger->clauses[k].page ||
                strcmp(ledger->clauses[k].page, page))
                continue;
            buffer_printf(&lines, "%s  %s\n",
                          json_member_text(item, "digest", ""),
                          ledger->clauses[k].id);
            ++*clauses;
        }
    digest_hex(lines.data, lines.len, hex);
    buffer_clear(&lines);
}

static json_t *make_pages(const struct catalog *catalog)
{
    json_t *pages = json_array();

    for (size_t i = 0; i < catalog->pages_len; i++) {
        const struct page *page = &catalog->pages[i];
        char hex[DIGEST_TEXT_SIZE];
        size_t clauses;

        hash_page(catalog, page->id, &clauses, hex);
        json_array_append_new(
            pages, json_pack("{ss ss* ss* sI ss}", "id", page->id, "title",
                             page->title, "date", page->date, "clauses",
                             (json_int_t)clauses, "sha256", hex));
    }
    return pages;
}

static bool has_suite(const struct catalog *catalog,
                      const struct operation *operation)
{
    for (size_t i = 0; i < catalog->suites_len; i++)
        if (catalog->suites[i].operation == operation)
            return true;
    return false;
}

static json_t *make_operations(const struct catalog *catalog)
{
    json_t *list = json_array();

    for (size_t i = 0; i < catalog->operations_len; i++) {
        const struct operation *operation = &catalog->operations[i];

        if (has_suite(catalog, operation))
            json_array_append_new(
                list,
                json_pack("{ss ss* ss ss ss*}", "id", operation->id, "title",
                          operation->title, "method", operation->method, "path",
                          operation->path, "page", operation->page));
    }
    return list;
}

static bool is_switched_off(const struct testcase *testcase)
{
    for (size_t i = 0; i < testcase->clauses_len; i++)
        if (!testcase->clauses[i]->is_off)
            return false;
    return testcase->clauses_len > 0;
}

/* Why a full run may skip it; a new reference, null: it may not. */
static json_t *why_optional(const struct testcase *testcase)
{
    if (is_switched_off(testcase))
        return json_string("the profile switches its clauses off");
    return testcase->opt_in ? json_sprintf("must be asked for with --opt-in %s",
                                           testcase->opt_in)
                            : json_null();
}

static json_t *make_testcases(const struct catalog *catalog)
{
    json_t *list = json_array();

    for (size_t i = 0; i < catalog->suites_len; i++)
        for (size_t k = 0; k < catalog->suites[i].testcases_len; k++) {
            const struct testcase *testcase = &catalog->suites[i].testcases[k];

            json_array_append_new(
                list, json_pack("{ss ss so}", "id", testcase->id, "operation",
                                catalog->suites[i].operation->id, "optional",
                                why_optional(testcase)));
        }
    return list;
}

json_t *facts_make(const struct data *data, struct error *err)
{
    json_t *files = json_array();

    add_suites(files, data);
    if (add_schemas(files, data, err) < 0 || add_bodies(files, data, err) < 0) {
        json_decref(files);
        return NULL;
    }
    return json_pack("{so so so so}", "files", files, "pages",
                     make_pages(data->catalog), "operations",
                     make_operations(data->catalog), "testcases",
                     make_testcases(data->catalog));
}

int facts_data(const struct config *config, const char *dialect,
               const char *profile, struct data *data, struct error *err)
{
    struct config *mine = xcalloc(1, sizeof(*mine)); /* large */
    int rc;

    *mine = *config;
    mine->dialect = dialect;
    mine->profile = profile;
    rc = data_load(mine, data, err);
    free(mine);
    return rc;
}

const struct schema *facts_schema(const struct data *data, const char *name,
                                  struct error *err)
{
    char *uri = xasprintf(SCHEMAS_BASE_URI "%s", name);
    const struct schema *schema = NULL;

    if (schema_book_add(data->library->book, name, uri, err) == 0)
        schema = schema_book_find(data->library->book, name);
    free(uri);
    return schema;
}
