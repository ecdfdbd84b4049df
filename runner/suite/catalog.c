#include "suite/catalog.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"
#include "suite/build.h"

#include <stdlib.h>
#include <string.h>

static const struct library_file *find_file(const struct library *library,
                                            enum file_kind kind, const char *id)
{
    for (size_t i = 0; i < library->len; i++) {
        const struct library_file *file = &library->files[i];

        if (file->kind == kind && file->valid &&
            !strcmp(json_member_text(file->content, "id", ""), id))
            return file;
    }
    return NULL;
}

static const struct library_file *choose(const struct library *library,
                                         enum file_kind kind, const char *id,
                                         const char *option, struct error *err)
{
    const struct library_file *file = find_file(library, kind, id);
    struct buffer known;

    if (file)
        return file;
    buffer_init(&known, 0);
    for (size_t i = 0; i < library->len; i++)
        if (library->files[i].kind == kind && library->files[i].valid)
            buffer_printf(
                &known, "%s%s", known.len ? ", " : "",
                json_member_text(library->files[i].content, "id", "?"));
    error_set(err, ERROR_USAGE, option, "there is no %s \"%s\"; there are: %s",
              file_kind_name(kind), id,
              known.len ? buffer_text(&known) : "none");
    buffer_clear(&known);
    return NULL;
}

/* Two files of a kind with one id: every later one is a mistake. */
static void check_unique_ids(struct build *build)
{
    const struct library *library = build->catalog->library;

    for (size_t i = 0; i < library->len; i++) {
        const struct library_file *file = &library->files[i];
        const char *id = json_member_text(file->content, "id", NULL);
        const struct library_file *first =
            id ? find_file(library, file->kind, id) : NULL;

        if (file->valid && first && first != file)
            problems_add(build->problems, file->name, "/id",
                         "\"%s\" is the id of %s already", id, first->name);
    }
}

static size_t count_kind(const struct library *library, enum file_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < library->len; i++)
        count += library->files[i].kind == kind;
    return count;
}

static void build_kind(struct build *build, enum file_kind kind,
                       void (*function)(struct build *,
                                        const struct library_file *))
{
    const struct library *library = build->catalog->library;

    for (size_t i = 0; i < library->len; i++)
        if (library->files[i].kind == kind && library->files[i].valid)
            function(build, &library->files[i]);
}

/* Without these, half of all references would look unknown. */
static bool foundations_are_valid(const struct library *library)
{
    for (size_t i = 0; i < library->len; i++)
        if (!library->files[i].valid && library->files[i].kind != FILE_SUITE &&
            library->files[i].kind != FILE_WAIVERS)
            return false;
    return true;
}

static bool all_are_valid(const struct library *library)
{
    for (size_t i = 0; i < library->len; i++)
        if (!library->files[i].valid && library->files[i].kind != FILE_WAIVERS)
            return false;
    return true;
}

static void build_all(struct build *build)
{
    struct catalog *catalog = build->catalog;
    const struct library *library = catalog->library;

    catalog->ledgers =
        pool_array(&catalog->pool, count_kind(library, FILE_CLAUSES),
                   sizeof(*catalog->ledgers));
    catalog->operations = pool_array(
        &catalog->pool,
        json_object_size(json_object_get(catalog->dialect, "operations")),
        sizeof(*catalog->operations));
    catalog->suites =
        pool_array(&catalog->pool, count_kind(library, FILE_SUITE),
                   sizeof(*catalog->suites));
    check_unique_ids(build);
    build_pages(build);
    build_kind(build, FILE_CLAUSES, build_ledger);
    build_kind(build, FILE_OPERATION, build_operation);
    build_plain_operations(build);
    build_kind(build, FILE_OPERATION, operations_check);
    build_schema_clauses(build);
    build_kind(build, FILE_SUITE, build_suite);
    /* testcases that could not be read are missing, not forgotten */
    if (all_are_valid(library)) {
        conclusions_check(build);
        profile_check(build);
    }
}

struct catalog *catalog_load(const struct library *library, const char *dialect,
                             const char *profile, struct problems *problems,
                             struct error *err)
{
    struct catalog *catalog = xcalloc(1, sizeof(*catalog));
    struct build build = {catalog, problems, NULL, NULL};
    const struct library_file *with =
        choose(library, FILE_DIALECT, dialect, "--dialect", err);
    const struct library_file *by =
        choose(library, FILE_PROFILE, profile, "--profile", err);

    catalog->library = library;
    if (!with || !by) {
        catalog_free(catalog);
        return NULL;
    }
    catalog->dialect = with->content;
    catalog->dialect_file = with->name;
    catalog->profile = by->content;
    catalog->profile_file = by->name;
    catalog->book = schema_book_new(library->store);
    if (foundations_are_valid(library))
        build_all(&build);
    return catalog;
}

static void operation_clear(struct operation *operation)
{
    free(operation->before);
    free(operation->after);
    free(operation->always.items);
    for (size_t i = 0; i < operation->outcomes_len; i++)
        free(operation->outcomes[i].checks.items);
    free(operation->outcomes);
}

static void testcase_clear(struct testcase *testcase)
{
    for (size_t i = 0; i < testcase->steps_len; i++) {
        free(testcase->steps[i].alternatives);
        free(testcase->steps[i].checks.items);
        free(testcase->steps[i].until.items);
    }
    free(testcase->steps);
    free(testcase->clauses);
    free(testcase->id);
    free(testcase->location);
    json_decref(testcase->body);
}

void catalog_free(struct catalog *catalog)
{
    if (!catalog)
        return;
    for (size_t i = 0; i < catalog->operations_len; i++)
        operation_clear(&catalog->operations[i]);
    for (size_t i = 0; i < catalog->suites_len; i++) {
        struct suite *suite = &catalog->suites[i];

        for (size_t k = 0; k < suite->testcases_len; k++)
            testcase_clear(&suite->testcases[k]);
        free(suite->testcases);
        free(suite->conclusions);
    }
    schema_book_free(catalog->book);
    free(catalog->schema_clauses);
    pool_clear(&catalog->pool);
    free(catalog);
}

const struct operation *catalog_operation(const struct catalog *catalog,
                                          const char *id)
{
    for (size_t i = 0; i < catalog->operations_len; i++)
        if (!strcmp(catalog->operations[i].id, id))
            return &catalog->operations[i];
    return NULL;
}

static const struct clause *find_clause(const struct ledger *ledger,
                                        const char *id)
{
    for (size_t i = 0; i < ledger->len; i++)
        if (!strcmp(ledger->clauses[i].id, id))
            return &ledger->clauses[i];
    return NULL;
}

const struct clause *catalog_clause(const struct catalog *catalog,
                                    const char *operation, const char *id)
{
    const struct clause *any = NULL;

    for (size_t i = 0; i < catalog->ledgers_len; i++) {
        const struct ledger *ledger = &catalog->ledgers[i];

        if (!strcmp(ledger->operation, operation))
            return find_clause(ledger, id);
        if (!any)
            any = find_clause(ledger, id);
    }
    return any;
}

const struct testcase *catalog_testcase(const struct catalog *catalog,
                                        const char *id)
{
    for (size_t i = 0; i < catalog->suites_len; i++)
        for (size_t k = 0; k < catalog->suites[i].testcases_len; k++)
            if (!strcmp(catalog->suites[i].testcases[k].id, id))
                return &catalog->suites[i].testcases[k];
    return NULL;
}
