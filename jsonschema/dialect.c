#include "jsonschema/dialect.h"

#include "jsonschema/metaschema.h"
#include "jsonschema/uri.h"

#include "base/alloc.h"
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

#define DRAFTS "2020-12, draft-07 and draft-04"

/* Each is the metaschema of the one before it in a chain of "$schema". */
#define CHAIN_MAX 10

/* Of every draft: all but what asserts formats. */
#define STANDARD ((VOCABULARY_OWN - 1) & ~(unsigned)VOCABULARY_FORMAT_ASSERTION)

static const struct known_dialect {
    const char *uri;
    enum schema_draft draft;
} drafts[] = {
    {JSONSCHEMA_2020_12, SCHEMA_2020_12},
    {JSONSCHEMA_DRAFT_7, SCHEMA_DRAFT_7},
    {JSONSCHEMA_DRAFT_4, SCHEMA_DRAFT_4},
};

#define DRAFTS_LEN (sizeof(drafts) / sizeof(*drafts))

#define VOCABULARIES "https://json-schema.org/draft/2020-12/vocab/"

static const struct known_vocabulary {
    const char *name; /* below VOCABULARIES */
    enum vocabulary bit;
} known[] = {
    {"core", VOCABULARY_CORE},
    {"applicator", VOCABULARY_APPLICATOR},
    {"unevaluated", VOCABULARY_UNEVALUATED},
    {"validation", VOCABULARY_VALIDATION},
    {"meta-data", VOCABULARY_META_DATA},
    {"format-annotation", VOCABULARY_FORMAT_ANNOTATION},
    {"format-assertion", VOCABULARY_FORMAT_ASSERTION},
    {"content", VOCABULARY_CONTENT},
};

const char *draft_id_name(enum schema_draft draft)
{
    return draft == SCHEMA_DRAFT_4 ? "id" : "$id";
}

bool draft_ref_stands_alone(enum schema_draft draft, const json_t *json)
{
    return draft != SCHEMA_2020_12 &&
           json_is_string(json_object_get(json, "$ref"));
}

unsigned vocabulary_find(const struct schema_store *store, const char *uri)
{
    const size_t prefix = strlen(VOCABULARIES);

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
        if (!strncmp(uri, VOCABULARIES, prefix) &&
            !strcmp(uri + prefix, known[i].name))
            return known[i].bit;
    for (size_t i = 0; i < store->vocabularies_len; i++)
        if (store->vocabularies[i].uri &&
            !strcmp(store->vocabularies[i].uri, uri))
            return (unsigned)VOCABULARY_OWN << i;
    return 0;
}

static const struct known_dialect *known_draft(const char *uri)
{
    for (size_t i = 0; i < DRAFTS_LEN; i++)
        if (!strcmp(drafts[i].uri, uri))
            return &drafts[i];
    return NULL;
}

/* The value of "$schema" as a name in the store; new memory or NULL. */
static char *declared_by(const json_t *json)
{
    const char *text = json_member_text(json, "$schema", NULL);
    char *uri = text ? uri_resolve("", text) : NULL;

    if (uri)
        free(uri_take_fragment(uri));
    return uri;
}

enum schema_draft draft_of(const struct schema_store *store, const json_t *json,
                           enum schema_draft other)
{
    enum schema_draft draft = other;

    for (int i = 0; json && i < CHAIN_MAX; i++) {
        char *uri = declared_by(json);
        const struct known_dialect *row = uri ? known_draft(uri) : NULL;
        const struct resource *resource =
            uri && !row ? store_resource(store, uri) : NULL;

        if (row)
            draft = row->draft;
        json = resource && resource->json != json ? resource->json : NULL;
        free(uri);
    }
    return draft;
}

/* Takes the URI. */
static struct dialect *add_dialect(struct schema_store *store, char *uri,
                                   enum schema_draft draft,
                                   unsigned vocabularies)
{
    struct dialect *dialect = xcalloc(1, sizeof(*dialect));

    *dialect = (struct dialect){
        .uri = uri, .draft = draft, .vocabularies = vocabularies};
    store->dialects = xgrow(store->dialects, store->dialects_len,
                            &store->dialects_cap, sizeof(dialect));
    store->dialects[store->dialects_len++] = dialect;
    return dialect;
}

/* Own vocabularies without a URI belong to every dialect. */
static unsigned everywhere(const struct schema_store *store)
{
    unsigned bits = 0;

    for (size_t i = 0; i < store->vocabularies_len; i++)
        if (!store->vocabularies[i].uri)
            bits |= (unsigned)VOCABULARY_OWN << i;
    return bits;
}

static int read_vocabularies(struct schema_store *store,
                             const struct resource *metaschema,
                             struct dialect *dialect, struct error *err)
{
    json_t *list = json_object_get(metaschema->json, "$vocabulary");
    const char *uri;
    json_t *is_needed;

    dialect->vocabularies = VOCABULARY_CORE | everywhere(store);
    json_object_foreach(list, uri, is_needed) {
        const unsigned bit = vocabulary_find(store, uri);

        if (!bit && json_is_true(is_needed))
            return store_error(metaschema->document, metaschema->pointer, err,
                               "needs the vocabulary \"%s\", which is not "
                               "known",
                               uri);
        dialect->vocabularies |= bit;
    }
    return 0;
}

static int no_dialect(const struct resource *resource, const char *uri,
                      struct error *err)
{
    char *pointer = xasprintf("%s/$schema", resource->pointer);

    store_error(resource->document, pointer, err,
                "the dialect \"%s\" is not implemented (those are " DRAFTS
                ") and its metaschema is not in the store",
                uri ? uri : "");
    free(pointer);
    return -1;
}

/* A metaschema without "$vocabulary" has what its own dialect has. */
static int read_metaschema(struct schema_store *store,
                           const struct resource *metaschema,
                           struct dialect *dialect, struct error *err)
{
    const struct dialect *above;

    if (dialect->draft == SCHEMA_2020_12 &&
        json_is_object(json_object_get(metaschema->json, "$vocabulary")))
        return read_vocabularies(store, metaschema, dialect, err);
    above = dialect_of(store, metaschema, err);
    if (!above)
        return -1;
    dialect->vocabularies = above->vocabularies;
    return 0;
}

/* Takes the URI, which the resource declares. */
static const struct dialect *make_dialect(struct schema_store *store,
                                          const struct resource *resource,
                                          char *uri, struct error *err)
{
    const struct known_dialect *row = known_draft(uri);
    const struct resource *metaschema = store_resource(store, uri);
    struct dialect *dialect = NULL;
    int rc = 0;

    if (row) {
        dialect =
            add_dialect(store, uri, row->draft, STANDARD | everywhere(store));
    } else if (!metaschema) {
        rc = no_dialect(resource, uri, err);
        free(uri);
    } else {
        dialect = add_dialect(
            store, uri, draft_of(store, metaschema->json, store->options.draft),
            0);
        dialect->is_open = true; /* stays so after an error */
        rc = read_metaschema(store, metaschema, dialect, err);
        dialect->is_open = rc < 0;
    }
    return rc == 0 ? dialect : NULL;
}

static const char *default_uri(const struct schema_store *store)
{
    for (size_t i = 0; i < DRAFTS_LEN; i++)
        if (drafts[i].draft == store->options.draft)
            return drafts[i].uri;
    return drafts[0].uri;
}

/* A dialect that is found again while it is worked out goes round. */
static const struct dialect *finished(const struct dialect *dialect,
                                      const struct resource *resource,
                                      struct error *err)
{
    if (!dialect->is_open)
        return dialect;
    store_error(resource->document, resource->pointer, err,
                "the dialect \"%s\" cannot be worked out: its metaschema "
                "lacks \"$vocabulary\" or a dialect of its own",
                dialect->uri);
    return NULL;
}

const struct dialect *dialect_of(struct schema_store *store,
                                 const struct resource *resource,
                                 struct error *err)
{
    const struct resource *by = resource;
    char *uri;

    while (by->parent && !json_object_get(by->json, "$schema"))
        by = by->parent;
    uri = json_object_get(by->json, "$schema") ? declared_by(by->json)
                                               : xstrdup(default_uri(store));
    if (!uri) {
        no_dialect(by, NULL, err);
        return NULL;
    }
    for (size_t i = 0; i < store->dialects_len; i++)
        if (!strcmp(store->dialects[i]->uri, uri)) {
            free(uri);
            return finished(store->dialects[i], by, err);
        }
    return make_dialect(store, by, uri, err);
}

void dialects_free(struct schema_store *store)
{
    for (size_t i = 0; i < store->dialects_len; i++) {
        schema_free(store->dialects[i]->metaschema);
        free(store->dialects[i]->uri);
        free(store->dialects[i]);
    }
    free(store->dialects);
}
