#include "derive/derive_set.h"

#include "base/alloc.h"
#include "base/file.h"
#include "derive/paths.h"
#include "derive/schema.h"
#include "derive/trait_pattern.h"

#include <stdlib.h>
#include <string.h>

char *derive_folder_of(const char *file)
{
    return path_directory(file);
}

void derive_services_clear(struct derive_services *services)
{
    for (size_t i = 0; i < services->len; i++)
        free(services->items[i].folder);
    free(services->items);
    *services = (struct derive_services){0};
}

static int load_page(struct derive_set *set, const char *file,
                     struct error *err)
{
    struct document *page = document_load(file, err);

    if (!page)
        return -1;
    set->pages = xgrow(set->pages, set->len, &set->cap, sizeof(*set->pages));
    set->pages[set->len++] = page;
    return 0;
}

int derive_set_load(struct derive_set *set,
                    const struct derive_options *options, struct error *err)
{
    struct paths paths = {0};
    int rc = 0;

    if (!options->pages_len)
        return error_set(err, ERROR_USAGE, "derive",
                         "needs pages, or folders of them");
    for (size_t i = 0; rc == 0 && i < options->pages_len; i++)
        rc = paths_expand(&paths, options->pages[i], ".html", DERIVE_PAGES_MAX,
                          ERROR_USAGE, err);
    for (size_t i = 0; rc == 0 && i < paths.len; i++)
        rc = load_page(set, paths.items[i], err);
    paths_clear(&paths);
    if (rc == 0)
        set->markup = xcalloc(set->len, sizeof(*set->markup));
    return rc;
}

void derive_set_clear(struct derive_set *set)
{
    for (size_t i = 0; i < set->len; i++) {
        document_free(set->pages[i]);
        if (set->markup)
            ledger_page_free(set->markup[i]);
    }
    free(set->pages);
    free(set->markup);
    patterns_forget();
    *set = (struct derive_set){0};
}

size_t derive_set_find(const struct derive_set *set, const char *id)
{
    size_t i = 0;

    while (i < set->len && strcmp(set->pages[i]->id, id) != 0)
        i++;
    return i;
}

int derive_set_check_ids(const struct derive_set *set, struct error *err)
{
    for (size_t i = 0; i < set->len; i++) {
        size_t first = derive_set_find(set, set->pages[i]->id);

        if (first < i)
            return error_set(err, ERROR_USAGE, set->pages[i]->file,
                             "is page %s, and so is %s", set->pages[i]->id,
                             set->pages[first]->file);
    }
    return 0;
}

struct ledger_page *derive_set_markup(struct derive_set *set, size_t index)
{
    struct error none = {0};
    size_t len;
    char *bytes;

    if (set->markup[index])
        return set->markup[index];
    bytes = file_read(set->pages[index]->file, DOCUMENT_BYTES_MAX, &len,
                      ERROR_USAGE, &none);
    if (bytes)
        set->markup[index] = ledger_page_new(bytes, len);
    free(bytes);
    return set->markup[index];
}

void derive_set_forget_markup(struct derive_set *set, size_t index)
{
    ledger_page_free(set->markup[index]);
    set->markup[index] = NULL;
}

struct derive_summary *derive_set_summary(const struct derive_set *set,
                                          size_t index,
                                          struct derive_services *services)
{
    char *folder = derive_folder_of(set->pages[index]->file);
    size_t i = 0;

    while (i < services->len && strcmp(services->items[i].folder, folder) != 0)
        i++;
    if (i < services->len) {
        free(folder);
        return &services->items[i].summary;
    }
    services->items = xgrow(services->items, services->len, &services->cap,
                            sizeof(*services->items));
    services->items[services->len++] =
        (struct derive_service){.folder = folder};
    return &services->items[i].summary;
}

static bool is_text(const struct type *type)
{
    return !type || type->kind == TYPE_STRING || type->kind == TYPE_UNKNOWN;
}

/* "see evs_04_0041" becomes the words of that page, if it is given. */
static void read_vocabularies(const struct derive_set *set,
                              struct node *const *nodes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        struct node *node = nodes[i];
        const struct trait *see = traits_find(&node->traits, "see");
        const char *id = see ? json_string_value(see->value) : NULL;
        size_t page = id ? derive_set_find(set, id) : set->len;
        const char *element;
        json_t *words = NULL;

        if (page < set->len && is_text(node->type) &&
            !traits_find(&node->traits, "enum"))
            words = vocabulary_read(set->pages[page], &element);
        if (words)
            traits_add(&node->traits, "enum", words, see->phrase, see->element);
        read_vocabularies(set, node->children, node->len);
    }
}

static void read_all_vocabularies(const struct derive_set *set,
                                  struct contract *contract)
{
    const struct group *groups[] = {&contract->path, &contract->query,
                                    &contract->request, &contract->response};

    for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++)
        read_vocabularies(set, groups[i]->nodes, groups[i]->len);
}

struct contract *derive_set_contract(struct derive_set *set, size_t index,
                                     struct remarks *remarks,
                                     struct derive_services *services)
{
    struct derive_summary *summary = derive_set_summary(set, index, services);
    struct contract *contract = contract_derive(
        set->pages[index], (const struct document *const *)set->pages, set->len,
        remarks);
    size_t passed[3] = {0};

    summary->pages++;
    if (!contract) {
        summary->refused++;
        return NULL;
    }
    summary->derived++;
    read_all_vocabularies(set, contract);
    summary->examples += examples_check(contract, remarks, passed);
    for (size_t i = 0; i < 3; i++)
        summary->passed[i] += passed[i];
    summary->rows += contract->rows;
    summary->rows_used += contract->rows_used;
    return contract;
}
