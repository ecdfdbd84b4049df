#include "http/service.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/text.h"
#include "http/redact.h"
#include "http/url.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define WHERE      "catalog"
#define TYPES_MAX  8
#define LISTED     ((size_t)300) /* bytes of a list in an error */
#define NAME_BYTES 40

/*
 * Names of one service: the official one, then its aliases ("Service Types
 * Authority" of OpenStack), then the vendor's own.
 */
static const struct family {
    const char *version;
    const char *types[TYPES_MAX];
} families[] = {
    {"v3", {"block-storage", "volumev3", "block-store", "volume", "evs"}},
    {"v2", {"volumev2", "block-storage", "block-store", "volume", "evs"}},
};

static const char *const interfaces[] = {"public", "internal", "admin"};

/* What is looked for. */
struct wanted {
    const struct family *family;
    const char *interface; /* one of interfaces */
    const char *region;    /* NULL: any */
};

/* An endpoint of the catalog; all borrowed. */
struct row {
    const char *type;
    const char *interface; /* one of interfaces */
    const char *region;    /* "" when it has none */
    const char *url;
};

const char *service_interface(const char *text)
{
    for (size_t i = 0; i < sizeof(interfaces) / sizeof(*interfaces); i++) {
        size_t len = strlen(interfaces[i]);

        if (!strncmp(text, interfaces[i], len) &&
            (!text[len] || !strcmp(text + len, "URL")))
            return interfaces[i];
    }
    return NULL;
}

/* False for what is no endpoint: its members are missing or no strings. */
static bool read_row(const json_t *service, const json_t *endpoint,
                     struct row *row)
{
    const char *region = json_member_text(endpoint, "region_id", NULL);

    *row = (struct row){
        .type = json_member_text(service, "type", NULL),
        .interface =
            service_interface(json_member_text(endpoint, "interface", "")),
        .region = region ? region : json_member_text(endpoint, "region", ""),
        .url = json_member_text(endpoint, "url", NULL)};
    return row->type && row->interface && row->url && *row->url;
}

/* Call each for every endpoint in the catalog. */
static void walk(const json_t *catalog,
                 void (*each)(const struct row *row, void *data), void *data)
{
    const json_t *service, *endpoint;
    size_t i, k;

    json_array_foreach(catalog, i, service)
        json_array_foreach(json_object_get(service, "endpoints"), k, endpoint) {
            struct row row;

            if (read_row(service, endpoint, &row))
                each(&row, data);
        }
}

/* Rank of a type within the family, TYPES_MAX when it is another service. */
static size_t rank(const struct family *family, const char *type)
{
    for (size_t i = 0; i < TYPES_MAX && family->types[i]; i++)
        if (!strcmp(family->types[i], type))
            return i;
    return TYPES_MAX;
}

/* The best rows so far. */
struct search {
    const struct wanted *wanted;
    size_t rank;           /* of first; TYPES_MAX: none yet */
    struct row first;      /* the first of that rank */
    bool is_several;       /* another region has that rank as well */
    struct buffer regions; /* "a, b", without repeats */
};

/* Add to a list of names, unless it is there or the list is full. */
static void list_name(struct buffer *list, const char *name)
{
    char *visible = text_visible(name, strlen(name), NAME_BYTES);
    char *entry = xasprintf("%s%s", list->len ? ", " : "", visible);
    char *all = xasprintf(", %s, ", buffer_text(list));
    char *part = xasprintf(", %s, ", visible);

    if (!list->overflow && !strstr(all, part))
        buffer_add_text(list, entry);
    free(visible);
    free(entry);
    free(all);
    free(part);
}

static void consider(const struct row *row, void *data)
{
    struct search *search = data;
    const struct wanted *wanted = search->wanted;
    size_t at = rank(wanted->family, row->type);

    if (at > search->rank || at == TYPES_MAX ||
        strcmp(row->interface, wanted->interface) != 0 ||
        (wanted->region && strcmp(row->region, wanted->region) != 0))
        return;
    if (at < search->rank) {
        search->rank = at;
        search->first = *row;
        search->is_several = false;
        buffer_reset(&search->regions);
    }
    if (strcmp(row->region, search->first.region) != 0)
        search->is_several = true;
    list_name(&search->regions, *row->region ? row->region : "(none)");
}

/* What there is instead, for the error. */
struct listing {
    const struct family *family;
    struct buffer ours;   /* "volumev3 internal eu-de, …" */
    struct buffer others; /* types of other services */
};

static void list_row(const struct row *row, void *data)
{
    struct listing *listing = data;
    char *text = xasprintf("%s %s %s", row->type, row->interface, row->region);
    bool is_ours = rank(listing->family, row->type) < TYPES_MAX;

    list_name(is_ours ? &listing->ours : &listing->others,
              is_ours ? text : row->type);
    free(text);
}

static const char *more(const struct buffer *list)
{
    return list->overflow ? ", ..." : "";
}

static void explain_none(const json_t *catalog, const struct wanted *wanted,
                         struct error *err)
{
    struct listing listing = {.family = wanted->family};
    const char *const *types = wanted->family->types;

    buffer_init(&listing.ours, LISTED);
    buffer_init(&listing.others, LISTED);
    walk(catalog, list_row, &listing);
    if (listing.ours.len)
        error_set(err, ERROR_USAGE, WHERE,
                  "block storage has no %s endpoint%s%.60s; there are: %s%s",
                  wanted->interface, wanted->region ? " in region " : "",
                  wanted->region ? wanted->region : "",
                  buffer_text(&listing.ours), more(&listing.ours));
    else
        error_set(
            err, ERROR_TARGET, WHERE,
            "no block storage (%s, %s or an alias) is in it; there are: %s%s",
            types[0], types[1],
            listing.others.len ? buffer_text(&listing.others) : "none",
            more(&listing.others));
    buffer_clear(&listing.ours);
    buffer_clear(&listing.others);
}

/* The URL is not repeated before it is known to have no user info. */
static char *usable_url(const struct row *row, const char *project_id,
                        struct error *err)
{
    struct endpoint endpoint = {0};
    struct error cause = {0};
    int rc = endpoint_parse_for(row->url, project_id, &endpoint, &cause);
    char *why = text_visible(cause.text, strlen(cause.text), 0);
    char *url = NULL;

    endpoint_clear(&endpoint);
    if (strstr(row->url, REDACT_MASK))
        error_set(err, ERROR_TARGET, WHERE,
                  "the URL of %.40s holds the text of a secret and was masked "
                  "with it; give the URL yourself (--base-url)",
                  row->type);
    else if (rc < 0)
        error_set(err, ERROR_TARGET, WHERE, "the URL of %.40s is unusable: %s",
                  row->type, why);
    else
        url = xstrdup(row->url);
    free(why);
    return url;
}

static int read_wanted(const char *version, const struct service_choice *choice,
                       struct wanted *wanted, struct error *err)
{
    bool is_any = !choice->interface || !*choice->interface;

    wanted->family = &families[0];
    for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
        if (!strcmp(families[i].version, version))
            wanted->family = &families[i];
    wanted->region = choice->region && *choice->region ? choice->region : NULL;
    wanted->interface =
        service_interface(is_any ? "public" : choice->interface);
    if (!wanted->interface)
        return error_set(err, ERROR_USAGE, "OS_INTERFACE",
                         "\"%.40s\" is not public, internal or admin "
                         "(clouds.yaml: interface)",
                         choice->interface);
    return 0;
}

static int explain_no_catalog(const struct login *login, struct error *err)
{
    if (!login->roles)
        return error_set(err, ERROR_USAGE, WHERE,
                         "there is none without a login; give the URL "
                         "yourself (--base-url)");
    if (login->project_id)
        return error_set(err, ERROR_USAGE, WHERE,
                         "none came with the token; give the URL yourself "
                         "(--base-url)");
    return error_set(err, ERROR_USAGE, WHERE,
                     "none came with the token, since it is for no project; "
                     "give OS_PROJECT_ID or OS_PROJECT_NAME (clouds.yaml: "
                     "auth.project_id or auth.project_name)");
}

char *service_url(const struct login *login, const char *version,
                  const struct service_choice *choice, struct error *err)
{
    struct wanted wanted;
    struct search search = {.wanted = &wanted, .rank = TYPES_MAX};
    char *url = NULL;

    if (read_wanted(version, choice, &wanted, err) < 0)
        return NULL;
    if (!login->catalog) {
        explain_no_catalog(login, err);
        return NULL;
    }
    buffer_init(&search.regions, LISTED);
    walk(login->catalog, consider, &search);
    if (search.rank == TYPES_MAX)
        explain_none(login->catalog, &wanted, err);
    else if (search.is_several)
        error_set(err, ERROR_USAGE, WHERE,
                  "several regions have %s; choose one with --region or "
                  "OS_REGION_NAME: %s%s",
                  search.first.type, buffer_text(&search.regions),
                  more(&search.regions));
    else
        url = usable_url(&search.first, login->project_id, err);
    buffer_clear(&search.regions);
    return url;
}
