/*
 * A placeholder of the URI that an example fills with the value of a member
 * where its name belongs: "/metadata/value1" beside {"key1": "value1"}.
 */
#include "derive/lint_parts.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

/* What an example writes for a placeholder. */
struct filling {
    char *key;   /* owned: folder, path without version, placeholder, value */
    char *name;  /* owned: of the placeholder */
    char *value; /* owned */
    const struct contract *contract;
    const struct example *example;
};

struct fillings {
    struct filling *items; /* owned */
    size_t len;
    size_t cap;
    /* While one request line is taken apart: */
    const char *path; /* of the URI, without the version */
    const char *folder;
    const struct contract *contract;
    const struct example *example;
};

static void add_filling(void *with, const char *name, const char *value)
{
    struct fillings *fillings = with;

    if (strchr(value, '{'))
        return;
    fillings->items = xgrow(fillings->items, fillings->len, &fillings->cap,
                            sizeof(*fillings->items));
    fillings->items[fillings->len++] =
        (struct filling){.key = xasprintf("%s %s %s %s", fillings->folder,
                                          fillings->path, name, value),
                         .name = xstrdup(name),
                         .value = xstrdup(value),
                         .contract = fillings->contract,
                         .example = fillings->example};
}

static void read_line(struct fillings *fillings, const char *start_line)
{
    struct request_line line;

    if (!request_line_read(&line, start_line))
        return;
    for (size_t i = 0; i < fillings->contract->uris_len; i++) {
        char *version, *path = path_without_version(
                           fillings->contract->uris[i].path, &version);

        fillings->path = path;
        if (path_fits(fillings->contract->uris[i].path, line.path, NULL, NULL))
            path_fits(fillings->contract->uris[i].path, line.path, add_filling,
                      fillings);
        free(version);
        free(path);
    }
    request_line_clear(&line);
}

static void read_page(struct fillings *fillings,
                      const struct contract *contract)
{
    char *folder = contract_folder(contract);

    fillings->folder = folder;
    fillings->contract = contract;
    for (size_t i = 0; i < contract->examples_len; i++) {
        fillings->example = &contract->examples[i];
        if (contract->examples[i].start_line &&
            contract->examples[i].role == EXAMPLE_REQUEST)
            read_line(fillings, contract->examples[i].start_line);
    }
    free(folder);
}

/* Objects whose names are free: no row names a member. */
static bool names_are_free(const struct node *node)
{
    for (size_t i = 0; i < node->len; i++)
        if (!node->children[i]->placeholder)
            return false;
    return true;
}

/* Does one object of free names have the word as a value, and no such name? */
static bool object_proves(const json_t *object, const char *word)
{
    const char *name;
    json_t *value;
    bool is_value = false;

    json_object_foreach((json_t *)object, name, value)
        is_value |=
            json_is_string(value) && !strcmp(json_string_value(value), word);
    return is_value && !json_object_get(object, word);
}

static bool group_proves(const struct group *group, const json_t *content,
                         const char *word)
{
    for (size_t i = 0; i < group->len; i++)
        if (names_are_free(group->nodes[i]) &&
            object_proves(json_object_get(content, group->nodes[i]->name),
                          word))
            return true;
    return false;
}

static bool page_proves(const struct contract *contract, const char *word)
{
    for (size_t i = 0; i < contract->examples_len; i++) {
        const json_t *content = contract->examples[i].content;

        if (group_proves(&contract->request, content, word) ||
            group_proves(&contract->response, content, word))
            return true;
    }
    return false;
}

/* A page without content of its own has what another one of its URI shows. */
static bool is_proven(const struct fillings *fillings,
                      const struct filling *filling)
{
    for (size_t i = 0; i < fillings->len; i++)
        if (!strcmp(fillings->items[i].key, filling->key) &&
            page_proves(fillings->items[i].contract, filling->value))
            return true;
    return false;
}

void lint_keys(const struct lint_page *pages, size_t len,
               struct remarks *remarks)
{
    struct fillings fillings = {0};

    for (size_t i = 0; i < len; i++)
        if (pages[i].contract)
            read_page(&fillings, pages[i].contract);
    for (size_t i = 0; i < fillings.len; i++) {
        const struct filling *filling = &fillings.items[i];

        if (is_proven(&fillings, filling))
            lint_note(remarks, filling->contract, "example-key",
                      (struct lint_place){filling->example->element,
                                          filling->example->line, NULL},
                      "{%s} is \"%s\" in this request, which is the value and "
                      "not the name of a member",
                      filling->name, filling->value);
    }
    for (size_t i = 0; i < fillings.len; i++) {
        free(fillings.items[i].key);
        free(fillings.items[i].name);
        free(fillings.items[i].value);
    }
    free(fillings.items);
}
