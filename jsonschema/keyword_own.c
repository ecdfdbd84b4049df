#include "jsonschema/keywords.h"
#include "jsonschema/output.h"

#include "base/alloc.h"

#include <stdlib.h>

int schema_store_add_vocabulary(struct schema_store *store, const char *uri,
                                const struct schema_keyword *keywords,
                                size_t len, struct error *err)
{
    const size_t position = store->vocabularies_len;
    struct keyword_kind *kinds;

    if (position >= SCHEMA_VOCABULARIES_MAX)
        return error_set(err, ERROR_INTERNAL, uri ? uri : "",
                         "more than %d vocabularies", SCHEMA_VOCABULARIES_MAX);
    kinds = xcalloc(len, sizeof(*kinds));
    for (size_t i = 0; i < len; i++)
        kinds[i] = (struct keyword_kind){
            .name = keywords[i].name,
            .vocabularies = (unsigned)VOCABULARY_OWN << position,
            .drafts = ~0u,
            .types = keywords[i].types,
            .compile = compile_own,
            .holds = holds_own,
            .explain = explain_own,
            .own = &keywords[i]};
    store->vocabularies =
        xgrow(store->vocabularies, position, &store->vocabularies_cap,
              sizeof(*store->vocabularies));
    store->vocabularies[store->vocabularies_len++] =
        (struct own_vocabulary){uri, kinds, len};
    return 0;
}

void schema_store_add_formats(struct schema_store *store,
                              const struct schema_format *formats, size_t len)
{
    store->formats = xgrow(store->formats, store->formats_len,
                           &store->formats_cap, sizeof(*store->formats));
    store->formats[store->formats_len++] = (struct own_formats){formats, len};
}

int compile_own(struct compiler *compiler, const struct node *node,
                struct keyword *keyword)
{
    char *problem = keyword->kind->own->compile(keyword->value, &keyword->data);

    if (problem)
        compile_error(compiler, node, keyword, "%s", problem);
    free(problem);
    return problem ? -1 : 0;
}

bool holds_own(const struct keyword *keyword, const json_t *instance)
{
    return keyword->kind->own->holds(keyword->data, instance);
}

void explain_own(struct run *run, const struct keyword *keyword,
                 const struct place *at)
{
    char *text = keyword->kind->own->explain(keyword->data, at->instance);

    fail(run, keyword, at, "%s", text);
    free(text);
}
