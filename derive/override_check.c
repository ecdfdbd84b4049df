#include "derive/override_check.h"

#include "base/alloc.h"
#include "base/json.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* What a member's value has to be. */
enum shape {
    ANY,
    TEXT,
    PART,   /* of a page */
    BASIS,  /* of a clause */
    INSIDE, /* a name below the output folder */
    TRUTH,  /* true */
    OBJECT,
    LIST
};

struct member {
    const char *name; /* NULL ends a table */
    enum shape shape;
    bool required;
};

static const struct member top[] = {
    {"$schema", TEXT, false},   {"page", TEXT, true},
    {"operation", TEXT, false}, {"prefix", INSIDE, false},
    {"files", OBJECT, false},   {"words", OBJECT, false},
    {"overrides", LIST, false}, {"variants", LIST, false},
    {NULL, ANY, false}};
static const struct member change[] = {
    {"part", PART, true},     {"at", TEXT, true},      {"set", ANY, false},
    {"remove", TRUTH, false}, {"array", TRUTH, false}, {"basis", BASIS, true},
    {"reason", TEXT, true},   {NULL, ANY, false}};
static const struct member variant[] = {
    {"file", INSIDE, true},  {"base", PART, true},   {"transform", TEXT, false},
    {"edits", OBJECT, true}, {"basis", BASIS, true}, {"reason", TEXT, true},
    {NULL, ANY, false}};

static const char *const part_names[] = {"request", "response", "error",
                                         "path",    "query",    NULL};
static const char *const file_names[] = {"contract", "request",  "response",
                                         "error",    "path",     "query",
                                         "clauses",  "examples", NULL};
static const char *const bases[] = {"documented", "example", "inherited",
                                    "ambiguous", NULL};

static bool is_one_of(const char *text, const char *const *words)
{
    for (; text && *words; words++)
        if (!strcmp(text, *words))
            return true;
    return false;
}

/* "a/b" is, "/a" and "a/../../b" are not. */
static bool is_inside(const char *name)
{
    if (!name || !*name || *name == '/')
        return false;
    for (; *name; name += strcspn(name, "/"), name += *name == '/')
        if (!strncmp(name, "..", 2) && (name[2] == '/' || !name[2]))
            return false;
    return true;
}

/* NULL: it is what it has to be. */
static const char *wrong_shape(const json_t *value, enum shape shape)
{
    const char *text = json_string_value(value);

    switch (shape) {
    case ANY:
        return NULL;
    case TEXT:
        return text && *text ? NULL : "is not a text";
    case PART:
        return is_one_of(text, part_names) ? NULL : "is no part of a page";
    case BASIS:
        return is_one_of(text, bases) ? NULL : "is no basis";
    case INSIDE:
        return is_inside(text) ? NULL : "is no name below the output folder";
    case TRUTH:
        return json_is_true(value) ? NULL : "is not true";
    case OBJECT:
        return json_is_object(value) ? NULL : "is not an object";
    case LIST:
        return json_is_array(value) ? NULL : "is not an array";
    }
    return NULL;
}

static const struct member *find(const struct member *table, const char *name)
{
    for (; table->name; table++)
        if (!strcmp(table->name, name))
            return table;
    return NULL;
}

static int refuse(const char *path, const char *place, const char *name,
                  const char *why, struct error *err)
{
    return error_set(err, ERROR_SUITE, path, "%s/%s: %s", place, name, why);
}

/* Are these the members of the table, the required ones all there? */
static int check_members(const char *path, const char *place,
                         const json_t *object, const struct member *table,
                         struct error *err)
{
    const char *name;
    json_t *value;

    if (!json_is_object(object))
        return error_set(err, ERROR_SUITE, path, "%s: is not an object",
                         *place ? place : "\"\"");
    json_object_foreach((json_t *)object, name, value) {
        const struct member *member = find(table, name);
        const char *wrong =
            member ? wrong_shape(value, member->shape) : "is not known here";

        if (wrong)
            return refuse(path, place, name, wrong, err);
    }
    for (; table->name; table++)
        if (table->required && !json_object_get(object, table->name))
            return refuse(path, place, table->name, "is missing", err);
    return 0;
}

static int check_list(const char *path, const json_t *content, const char *list,
                      const struct member *table, struct error *err)
{
    const json_t *entry;
    size_t i;
    int rc = 0;

    json_array_foreach(json_object_get(content, list), i, entry) {
        char *place = xasprintf("/%s/%zu", list, i);

        if (rc == 0)
            rc = check_members(path, place, entry, table, err);
        if (rc == 0 && table == change &&
            !!json_object_get(entry, "set") +
                    !!json_object_get(entry, "remove") +
                    !!json_object_get(entry, "array") !=
                1)
            rc = error_set(err, ERROR_SUITE, path,
                           "%s: has not exactly one of set, remove and array",
                           place);
        free(place);
    }
    return rc;
}

static int check_transform(const char *path, const json_t *content,
                           struct error *err)
{
    static const char *const transforms[] = {"names", "references", NULL};
    const json_t *entry;
    size_t i;

    json_array_foreach(json_object_get(content, "variants"), i, entry) {
        const char *name = json_member_text(entry, "transform", "names");

        if (!is_one_of(name, transforms))
            return error_set(err, ERROR_SUITE, path,
                             "/variants/%zu/transform: is neither names nor "
                             "references",
                             i);
    }
    return 0;
}

static int check_files(const char *path, const json_t *files, struct error *err)
{
    const char *name, *number;
    json_t *file, *example;

    json_object_foreach((json_t *)files, name, file) {
        bool is_object = !strcmp(name, "examples") && json_is_object(file);

        if (!is_one_of(name, file_names))
            return refuse(path, "/files", name, "is not known here", err);
        if (!json_is_null(file) && !is_object &&
            (!strcmp(name, "examples") || wrong_shape(file, INSIDE)))
            return refuse(path, "/files", name,
                          "is no name below the output folder", err);
        json_object_foreach(file, number, example)
            if (wrong_shape(example, INSIDE))
                return refuse(path, "/files/examples", number,
                              "is no name below the output folder", err);
    }
    return 0;
}

static int check_words(const char *path, const json_t *words, struct error *err)
{
    const char *part, *pointer;
    json_t *texts, *text;

    json_object_foreach((json_t *)words, part, texts) {
        if (!is_one_of(part, part_names) || !json_is_object(texts))
            return refuse(path, "/words", part, "is no part of a page", err);
        json_object_foreach(texts, pointer, text)
            if (wrong_shape(text, TEXT))
                return refuse(path, "/words", pointer, "is not a text", err);
    }
    return 0;
}

int override_check(const char *path, const json_t *content, struct error *err)
{
    if (check_members(path, "", content, top, err) < 0 ||
        check_files(path, json_object_get(content, "files"), err) < 0 ||
        check_words(path, json_object_get(content, "words"), err) < 0 ||
        check_list(path, content, "overrides", change, err) < 0 ||
        check_list(path, content, "variants", variant, err) < 0)
        return -1;
    return check_transform(path, content, err);
}
