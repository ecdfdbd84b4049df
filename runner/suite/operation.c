#include "suite/build.h"

#include "base/alloc.h"
#include "base/json.h"

#include <string.h>

#define EXTENDS_MAX 8

static struct frame_read *make_reads(const json_t *array, size_t *len)
{
    struct frame_read *reads = xcalloc(json_array_size(array), sizeof(*reads));
    json_t *item;
    size_t i;

    *len = json_array_size(array);
    json_array_foreach(array, i, item)
        reads[i] =
            (struct frame_read){json_member_text(item, "name", ""),
                                json_member_text(item, "operation", ""),
                                json_member_text(item, "resource", "snapshot")};
    return reads;
}

/* The checks of an outcome: those of what it extends first. */
static void collect_checks(struct build *build, const struct library_file *file,
                           const struct operation *operation, const char *name,
                           int depth, struct checks *checks)
{
    const json_t *outcomes = json_object_get(file->content, "outcomes");
    const json_t *outcome = json_object_get(outcomes, name);
    const char *extends = json_member_text(outcome, "extends", NULL);
    const char *pointer =
        pool_text(&build->catalog->pool, "/outcomes/%s", name);

    if (extends &&
        (depth >= EXTENDS_MAX || !json_object_get(outcomes, extends)))
        problems_add(build->problems, file->name, pointer,
                     "extends \"%s\", which %s", extends,
                     depth >= EXTENDS_MAX ? "is too far or leads back here"
                                          : "is no outcome");
    else if (extends)
        collect_checks(build, file, operation, extends, depth + 1, checks);
    pointer = pool_text(&build->catalog->pool, "%s/checks", pointer);
    build_checks(build, operation, file->name, pointer,
                 json_object_get(outcome, "checks"), checks);
}

static void make_outcomes(struct build *build, const struct library_file *file,
                          struct operation *operation)
{
    const json_t *outcomes = json_object_get(file->content, "outcomes");
    const char *name;
    json_t *value;

    operation->outcomes =
        xcalloc(json_object_size(outcomes), sizeof(*operation->outcomes));
    json_object_foreach((json_t *)outcomes, name, value) {
        struct outcome *outcome =
            &operation->outcomes[operation->outcomes_len++];

        outcome->name = name;
        outcome->title = json_member_text(value, "title", name);
        collect_checks(build, file, operation, name, 0, &outcome->checks);
    }
}

/* "snapshot_id" of "/v3/{project_id}/snapshots/{snapshot_id}", or "". */
static const char *last_placeholder(struct pool *pool, const char *path)
{
    const char *open = strrchr(path, '{');
    const char *close = open ? strchr(open, '}') : NULL;

    if (!close || !strncmp(open, "{project_id}", 12))
        return "";
    return pool_text(pool, "%.*s", (int)(close - open - 1), open + 1);
}

void build_plain_operations(struct build *build)
{
    struct catalog *catalog = build->catalog;
    const json_t *rows = json_object_get(catalog->dialect, "operations");
    const char *id;
    json_t *row;

    json_object_foreach((json_t *)rows, id, row) {
        const char *path = json_member_text(row, "path", "/");

        if (catalog_operation(catalog, id))
            continue;
        catalog->operations[catalog->operations_len++] = (struct operation){
            .id = id,
            .title = id,
            .method = json_member_text(row, "method", "GET"),
            .path = path,
            .page = json_member_text(row, "page", ""),
            .subject = "",
            .path_id = last_placeholder(&catalog->pool, path)};
    }
}

void build_operation(struct build *build, const struct library_file *file)
{
    struct catalog *catalog = build->catalog;
    const char *id = json_member_text(file->content, "id", "");
    const json_t *row =
        json_object_get(json_object_get(catalog->dialect, "operations"), id);
    struct operation *operation;

    if (!row || catalog_operation(catalog, id))
        return; /* not an operation of this dialect, or there twice */
    operation = &catalog->operations[catalog->operations_len++];
    *operation = (struct operation){
        .id = id,
        .title = json_member_text(file->content, "title", id),
        .method = json_member_text(row, "method", "GET"),
        .path = json_member_text(row, "path", "/"),
        .page = json_member_text(row, "page", ""),
        .subject = json_member_text(file->content, "subject", ""),
        .path_id = json_member_text(file->content, "path-id", "")};
    operation->before = make_reads(json_object_get(file->content, "before"),
                                   &operation->before_len);
    operation->after = make_reads(json_object_get(file->content, "after"),
                                  &operation->after_len);
    build_checks(build, operation, file->name, "/always",
                 json_object_get(file->content, "always"), &operation->always);
    make_outcomes(build, file, operation);
}

static void check_reads(struct build *build, const struct operation *operation,
                        const char *file, const char *member,
                        const struct frame_read *reads, size_t len)
{
    struct pool *pool = &build->catalog->pool;

    for (size_t i = 0; i < len; i++) {
        const char *place = pool_text(pool, "/%s/%zu", member, i);
        bool taken = !strcmp(reads[i].name, "answer");

        for (size_t k = 0; k < i; k++)
            taken = taken || !strcmp(reads[i].name, reads[k].name);
        for (size_t k = 0;
             reads == operation->after && k < operation->before_len; k++)
            taken = taken || !strcmp(reads[i].name, operation->before[k].name);
        if (taken)
            problems_add(build->problems, file, place,
                         "two exchanges are called \"%s\"", reads[i].name);
        if (!catalog_operation(build->catalog, reads[i].operation))
            problems_add(build->problems, file, place,
                         "dialect \"%s\" has no operation \"%s\"",
                         json_member_text(build->catalog->dialect, "id", ""),
                         reads[i].operation);
    }
}

bool path_has(const struct operation *operation, const char *placeholder)
{
    const char *at = operation->path;
    size_t len = strlen(placeholder);

    while ((at = strchr(at, '{')))
        if (!strncmp(++at, placeholder, len) && at[len] == '}')
            return true;
    return false;
}

void operations_check(struct build *build, const struct library_file *file)
{
    const char *id = json_member_text(file->content, "id", "");
    const struct operation *operation = catalog_operation(build->catalog, id);

    if (!operation)
        return; /* not an operation of this dialect */
    check_reads(build, operation, file->name, "before", operation->before,
                operation->before_len);
    check_reads(build, operation, file->name, "after", operation->after,
                operation->after_len);
    if (!path_has(operation, operation->path_id))
        problems_add(build->problems, file->name, "/path-id",
                     "dialect \"%s\" has no {%s} in the path",
                     json_member_text(build->catalog->dialect, "id", ""),
                     operation->path_id);
}
