#include "emulator/listing.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "emulator/emulator.h"
#include "emulator/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct listing {
    struct resource **items; /* owned array, items borrowed */
    size_t len;              /* that pass the filters */
    size_t first;            /* of this page */
    size_t limit;
    bool has_limit;
};

/* Parse a whole number of at most nine digits. Returns -1 for anything else. */
static long read_number(const char *text)
{
    size_t len = strlen(text);

    if (len == 0 || len > 9 || strspn(text, "0123456789") != len)
        return -1;
    return strtol(text, NULL, 10);
}

static void read_pages(struct exchange *x, struct listing *list)
{
    const char *limit = target_argument(&x->request.target, "limit");
    const char *offset = target_argument(&x->request.target, "offset");

    list->limit = LIST_LIMIT_MAX;
    if (limit) {
        long value = read_number(limit);

        if (value < 1 || value > LIST_LIMIT_MAX)
            refusal_set(&x->refusal, REFUSE_LIMIT, "limit must be 1 to %d.",
                        LIST_LIMIT_MAX);
        list->limit = value < 0 ? 0 : (size_t)value;
        list->has_limit = true;
    }
    if (offset) {
        long value = read_number(offset);

        if (value < 0)
            refusal_set(&x->refusal, REFUSE_PARAMETER,
                        "offset must be a whole number.");
        list->first = value < 0 ? 0 : (size_t)value;
    }
}

static bool text_is(const json_t *text, const char *wanted)
{
    return json_string_length(text) == strlen(wanted) &&
           !memcmp(json_string_value(text), wanted, strlen(wanted));
}

static bool name_is(const struct resource *resource, const char *wanted)
{
    return json_is_string(resource->name) && text_is(resource->name, wanted);
}

static bool status_is(const struct resource *resource, const char *wanted)
{
    return !strcmp(view_status(resource), wanted);
}

static bool disk_is(const struct resource *resource, const char *wanted)
{
    return resource->volume_id && !strcmp(resource->volume_id, wanted);
}

static const struct filter {
    const char *parameter;
    bool (*passes)(const struct resource *resource, const char *wanted);
} filters[] = {
    {"name", name_is},
    {"status", status_is},
    {"volume_id", disk_is},
};

static bool passes_filters(const struct exchange *x,
                           const struct resource *resource)
{
    if (resource->kind != x->kind || strcmp(resource->project, x->project) != 0)
        return false;
    for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++) {
        const char *wanted =
            target_argument(&x->request.target, filters[i].parameter);

        if (wanted && !filters[i].passes(resource, wanted))
            return false;
    }
    return true;
}

static int compare_names(const void *a, const void *b)
{
    const struct resource *const *left = a, *const *right = b;
    const char *one = json_string_value((*left)->name);
    const char *two = json_string_value((*right)->name);

    return strcmp(one ? one : "", two ? two : "");
}

static void reverse(struct listing *list)
{
    for (size_t i = 0; i < list->len / 2; i++) {
        struct resource *item = list->items[i];

        list->items[i] = list->items[list->len - 1 - i];
        list->items[list->len - 1 - i] = item;
    }
}

static void sort_items(struct exchange *x, struct listing *list)
{
    const char *key = target_argument(&x->request.target, "sort_key");
    const char *direction = target_argument(&x->request.target, "sort_dir");

    if (key && strcmp(key, "name") != 0)
        refusal_set(&x->refusal, REFUSE_SORT_KEY, "sort_key must be name.");
    if (direction && strcmp(direction, "asc") && strcmp(direction, "desc"))
        refusal_set(&x->refusal, REFUSE_SORT_DIR,
                    "sort_dir must be asc or desc.");
    if (key)
        qsort(list->items, list->len, sizeof(list->items[0]), compare_names);
    if (!direction || strcmp(direction, "asc") != 0)
        reverse(list);
}

static void collect(struct exchange *x, struct listing *list)
{
    const struct store *store = &x->emulator->store;

    store_settle(&x->emulator->store);
    list->items = xcalloc(store->len + 1, sizeof(list->items[0]));
    for (size_t i = 0; i < store->len; i++)
        if (passes_filters(x, store->items[i]))
            list->items[list->len++] = store->items[i];
    sort_items(x, list);
}

/* Start after the item that the marker names. */
static void apply_marker(struct exchange *x, struct listing *list)
{
    const char *marker = target_argument(&x->request.target, "marker");

    if (!marker)
        return;
    if (!uuid_is_valid(marker)) {
        refusal_set(&x->refusal, REFUSE_MARKER, "marker must be an id.");
        return;
    }
    for (size_t i = 0; i < list->len; i++)
        if (!strcmp(list->items[i]->id, marker)) {
            list->first += i + 1;
            return;
        }
    refusal_set(&x->refusal, REFUSE_UNKNOWN, "Nothing has the marker's id.");
}

/* [{"rel": "next", "href": …}]: the same request from the last id shown. */
static json_t *next_link(const struct exchange *x, const char *last_id)
{
    const struct target *target = &x->request.target;
    char *base = request_base(&x->request);
    struct buffer href;
    json_t *links;

    buffer_init(&href, 0);
    buffer_printf(&href, "%s%s?marker=%s", base, target->raw, last_id);
    free(base);
    for (size_t i = 0; i < target->arguments_len; i++) {
        const struct target_argument *argument = &target->arguments[i];

        if (!strcmp(argument->name, "marker") ||
            !strcmp(argument->name, "offset"))
            continue;
        buffer_add_text(&href, "&");
        target_escape(&href, argument->name);
        buffer_add_text(&href, "=");
        target_escape(&href, argument->value);
    }
    links =
        json_pack("[{s:s, s:s*}]", "rel", "next", "href", buffer_text(&href));
    buffer_clear(&href);
    return links;
}

static bool wants_count(const struct exchange *x, enum view_level level)
{
    const char *asked = target_argument(&x->request.target, "with_count");

    return level == VIEW_VENDOR || (asked && !strcmp(asked, "true"));
}

static json_t *list_document(struct exchange *x, struct listing *list,
                             enum view_level level)
{
    const char *key = x->kind == RESOURCE_SNAPSHOT ? "snapshots" : "volumes";
    const char *links =
        x->kind == RESOURCE_SNAPSHOT ? "snapshots_links" : "volumes_links";
    json_t *items = json_array();
    json_t *document = json_pack("{s:o}", key, items);
    size_t i = list->first;

    for (; i < list->len && i - list->first < list->limit; i++) {
        struct resource *item = list->items[i];

        json_array_append_new(items, view_resource(item, level));
        item->farewell = item->status == STATUS_DELETING;
    }
    if (list->has_limit && i < list->len && i > list->first)
        json_object_set_new(document, links,
                            next_link(x, list->items[i - 1]->id));
    if (wants_count(x, level))
        json_object_set_new(document, "count",
                            json_integer((json_int_t)list->len));
    return document;
}

static void list_resources(struct exchange *x, enum view_level level)
{
    struct listing list = {0};

    read_pages(x, &list);
    collect(x, &list);
    apply_marker(x, &list);
    if (x->refusal.reason == REFUSE_NOTHING)
        answer_set(&x->answer, 200, list_document(x, &list, level));
    free(list.items);
}

void list_brief(struct exchange *x)
{
    list_resources(x, VIEW_BRIEF);
}

void list_detail(struct exchange *x)
{
    list_resources(x, VIEW_FULL);
}

void list_vendor_detail(struct exchange *x)
{
    list_resources(x, VIEW_VENDOR);
}
