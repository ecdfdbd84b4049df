/*
 * The same member on pages of one resource: what they say must agree.
 *
 * Pages of a folder speak of one resource when their contents have the same
 * outermost member, in singular or plural.
 */
#include "derive/lint_parts.h"

#include "base/alloc.h"
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

/* One statement about one member on one page. */
struct claim {
    char *key;               /* owned: what must agree */
    char *value;             /* owned: what the page says */
    const char *what;        /* for messages: "type", a keyword */
    const struct node *node; /* borrowed */
    char *pointer;           /* owned */
    const struct contract *contract;
    size_t order; /* of the page, then of the statement */
};

struct claims {
    struct claim *items; /* owned */
    size_t len;
    size_t cap;
    /* While the nodes of one group are visited: */
    const struct contract *contract;
    char *folder; /* owned */
    const char *side;
    char *version;  /* owned: of the API, "" */
    char *resource; /* owned, or NULL */
};

/* How a keyword is compared: values where two pages have it, or whether a
   page has it at all. */
static const struct aspect {
    const char *keyword;
    bool by_presence;
    bool in_requests;
    bool in_answers;
} aspects[] = {
    {"maxBytes", false, true, true},  {"maxLength", false, true, true},
    {"minLength", false, true, true}, {"minimum", false, true, true},
    {"maximum", false, true, true},   {"enum", false, true, true},
    {"pattern", false, true, true},   {"default", false, true, false},
    {"reserved", true, true, true},   {"nullable", true, true, false},
};

/* Is it a member of the resource, in singular or plural? */
static bool is_below(const struct claims *claims, const char *pointer)
{
    const size_t len = strcspn(pointer + 1, "/");
    const size_t resource = strlen(claims->resource);

    return pointer[1 + len] == '/' && len >= resource && len <= resource + 1 &&
           !strncmp(pointer + 1, claims->resource, resource);
}

/* The items of an array are one place: "/books/0/name" is "/books/name". */
static char *without_indexes(const char *pointer)
{
    struct buffer buf;

    buffer_init(&buf, 0);
    while (*pointer) {
        const size_t len = 1 + strcspn(pointer + 1, "/");

        if (len != 2 || pointer[1] != '0')
            buffer_add(&buf, pointer, len);
        pointer += len;
    }
    return buffer_take(&buf);
}

/* "/snapshot/name" and "/snapshots/name" are one place; the outermost member
   itself is one of a list or the list, which differ in type. */
static char *place_of(const struct claims *claims, const char *pointer)
{
    char *plain = without_indexes(pointer);
    char *place = is_below(claims, pointer)
                      ? xasprintf("*%s", strchr(plain + 1, '/'))
                      : xstrdup(plain);

    free(plain);
    return place;
}

/* Takes value; version "" is for what must agree on all of them. */
static void add_claim(struct claims *claims, const struct node *node,
                      const char *pointer, const char *version,
                      const char *what, char *value)
{
    struct claim *claim;
    char *place = place_of(claims, pointer);

    claims->items =
        xgrow(claims->items, claims->len, &claims->cap, sizeof(*claims->items));
    claim = &claims->items[claims->len];
    *claim = (struct claim){
        .key = xasprintf("%s\t%s\t%s\t%s\t%s\t%s", claims->folder, claims->side,
                         claims->resource, version, place, what),
        .value = value,
        .what = what,
        .node = node,
        .pointer = xstrdup(pointer),
        .contract = claims->contract,
        .order = claims->len++};
    free(place);
}

/* What types must agree about: a map is an object, and an array without a
   word about its items says too little. NULL: nothing is said. */
static char *type_claim(const struct type *type)
{
    static const char *const words[] = {
        [TYPE_STRING] = "string",   [TYPE_INTEGER] = "integer",
        [TYPE_NUMBER] = "number",   [TYPE_BOOLEAN] = "boolean",
        [TYPE_OBJECT] = "object",   [TYPE_MAP] = "object",
        [TYPE_ARRAY] = "array of ", [TYPE_UNION] = NULL};
    const char *word = type ? words[type->kind] : NULL;
    char *item, *claim;

    if (!word || type->kind != TYPE_ARRAY)
        return xstrdup(word);
    item = type_claim(type->item);
    claim = item ? xasprintf("%s%s", word, item) : NULL;
    free(item);
    return claim;
}

static void claim_trait(struct claims *claims, const struct node *node,
                        const char *pointer, const struct aspect *aspect)
{
    const struct trait *trait = traits_find(&node->traits, aspect->keyword);

    if (aspect->by_presence)
        add_claim(claims, node, pointer, claims->version, aspect->keyword,
                  xstrdup(trait ? "stated" : "not stated"));
    else if (trait)
        add_claim(claims, node, pointer, claims->version, aspect->keyword,
                  json_text_short(trait->value, 80));
}

/* What stands beside the resource may be of the call and not of it, but for
   its type. */
static void claim_node(const struct node *node, const char *pointer, void *with)
{
    struct claims *claims = with;
    const bool is_request = !strcmp(claims->side, "request");
    char *type = type_claim(node->type);

    if (type && !node->placeholder)
        add_claim(claims, node, pointer, "", "type", type);
    else
        free(type);
    if (node->placeholder || !is_below(claims, pointer))
        return;
    for (size_t i = 0; i < sizeof(aspects) / sizeof(*aspects); i++)
        if (is_request ? aspects[i].in_requests : aspects[i].in_answers)
            claim_trait(claims, node, pointer, &aspects[i]);
}

/* The outermost member that holds the others, without a plural's "s". */
static char *resource_of(const struct group *group)
{
    for (size_t i = 0; i < group->len; i++) {
        const struct node *node = group->nodes[i];
        const size_t len = strlen(node->name);

        if (node->len && !node->placeholder)
            return xmemdup(node->name,
                           len - (len > 1 && node->name[len - 1] == 's'));
    }
    return NULL;
}

static void claim_group(struct claims *claims, const struct group *group,
                        const char *side)
{
    claims->side = side;
    claims->resource = resource_of(group);
    if (claims->resource)
        group_visit(group, claim_node, claims);
    free(claims->resource);
}

static int by_key(const void *a, const void *b)
{
    const struct claim *left = a, *right = b;
    const int keys = strcmp(left->key, right->key);

    if (keys)
        return keys;
    return left->order < right->order ? -1 : left->order > right->order;
}

static size_t count_value(const struct claim *claims, size_t len,
                          const char *value)
{
    size_t count = 0;

    for (size_t i = 0; i < len; i++)
        count += !strcmp(claims[i].value, value);
    return count;
}

/* What most pages say; of two that are as frequent, what comes first. */
static const struct claim *most_frequent(const struct claim *claims, size_t len)
{
    const struct claim *best = &claims[0];
    size_t count = count_value(claims, len, best->value);

    for (size_t i = 1; i < len; i++) {
        const size_t other = count_value(claims, len, claims[i].value);

        if (other > count) {
            best = &claims[i];
            count = other;
        }
    }
    return best;
}

/* All that is said about one member, in the order of the pages. */
static void compare_claims(const struct claim *claims, size_t len,
                           struct remarks *remarks)
{
    const struct claim *usual = most_frequent(claims, len);

    for (size_t i = 0; i < len; i++)
        if (strcmp(claims[i].value, usual->value))
            lint_note(remarks, claims[i].contract, "pages-differ",
                      lint_place_of(claims[i].node, claims[i].pointer),
                      "\"%s\": %s is %s here, and %s on %s",
                      claims[i].node->name, claims[i].what, claims[i].value,
                      usual->value, usual->contract->page);
}

static void claims_clear(struct claims *claims)
{
    for (size_t i = 0; i < claims->len; i++) {
        free(claims->items[i].key);
        free(claims->items[i].value);
        free(claims->items[i].pointer);
    }
    free(claims->items);
}

static char *version_of(const struct contract *contract)
{
    char *version;

    if (!contract->uris_len)
        return xstrdup("");
    free(path_without_version(contract->uris[0].path, &version));
    return version;
}

void lint_members(const struct lint_page *pages, size_t len,
                  struct remarks *remarks)
{
    struct claims claims = {0};

    for (size_t i = 0; i < len; i++) {
        if (!pages[i].contract)
            continue;
        claims.contract = pages[i].contract;
        claims.folder = contract_folder(claims.contract);
        claims.version = version_of(claims.contract);
        claim_group(&claims, &claims.contract->request, "request");
        claim_group(&claims, &claims.contract->response, "answer");
        free(claims.folder);
        free(claims.version);
    }
    if (claims.len)
        qsort(claims.items, claims.len, sizeof(*claims.items), by_key);
    for (size_t from = 0, to; from < claims.len; from = to) {
        to = from + 1;
        while (to < claims.len &&
               !strcmp(claims.items[to].key, claims.items[from].key))
            to++;
        compare_claims(&claims.items[from], to - from, remarks);
    }
    claims_clear(&claims);
}
