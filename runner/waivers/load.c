/*
 * load.c - a waivers file, checked.
 */
#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "waivers/entry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool waivers_are_alike(const json_t *a, const json_t *b)
{
    static const char *const members[] = {"testcase", "findings", "target"};

    for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
        const json_t *one = json_object_get(a, members[i]);
        const json_t *other = json_object_get(b, members[i]);

        if (one != other && (!one || !other || !json_same(one, other)))
            return false;
    }
    return true;
}

void waivers_find_repeats(const char *path, const json_t *document,
                          struct problems *problems)
{
    const json_t *list = json_object_get(document, "waivers");

    for (size_t i = 0; i < json_array_size(list); i++)
        for (size_t k = 0; k < i; k++)
            if (waivers_are_alike(json_array_get(list, i),
                                  json_array_get(list, k))) {
                char *pointer = pointer_index("/waivers", i);

                problems_add(problems, path, pointer,
                             "says the same as /waivers/%zu: keep one of them",
                             k);
                free(pointer);
                break;
            }
}

static struct waiver waiver_of(const json_t *entry, size_t index)
{
    const json_t *expected = json_object_get(entry, "matches");

    return (struct waiver){
        .entry = entry,
        .pointer = pointer_index("/waivers", index),
        .testcase = json_member_text(entry, "testcase", ""),
        .is_glob = expected != NULL,
        .expected = expected ? json_integer_value(expected) : 1,
        .findings = json_object_get(entry, "findings"),
        .expires = json_member_text(entry, "expires", ""),
    };
}

struct waivers *waivers_of(const char *path, json_t *document)
{
    const json_t *list = json_object_get(document, "waivers");
    struct waivers *waivers = xcalloc(1, sizeof(*waivers));

    waivers->path = xstrdup(path);
    waivers->document = document;
    waivers->len = json_array_size(list);
    waivers->items = xcalloc(waivers->len + 1, sizeof(*waivers->items));
    for (size_t i = 0; i < waivers->len; i++)
        waivers->items[i] = waiver_of(json_array_get(list, i), i);
    waivers->file = (struct waiver_file){waivers->path, waivers->digest,
                                         document, waivers->len};
    return waivers;
}

/* Takes the document, which is valid against the schema. */
static struct waivers *take(const char *path, json_t *document,
                            const char *digest, struct problems *problems)
{
    struct waivers *waivers;
    size_t before = problems->len;

    waivers_find_repeats(path, document, problems);
    if (problems->len > before) {
        json_decref(document);
        return NULL;
    }
    waivers = waivers_of(path, document);
    snprintf(waivers->digest, sizeof(waivers->digest), "%s", digest);
    return waivers;
}

struct waivers *waivers_load(const char *path, const struct library *library,
                             struct problems *problems)
{
    char digest[65];
    json_t *document =
        library_read(library, path, FILE_WAIVERS, digest, problems);

    return document ? take(path, document, digest, problems) : NULL;
}

struct waivers *waivers_restore(const json_t *record,
                                const struct library *library,
                                struct problems *problems)
{
    const char *path = json_member_text(record, "file", "");
    json_t *document = json_object_get(record, "content");

    if (!json_is_object(document)) {
        problems_add(problems, path, "", "the transcript lacks its content");
        return NULL;
    }
    if (!library_accepts(library, path, document, FILE_WAIVERS, problems))
        return NULL;
    return take(path, json_incref(document),
                json_member_text(record, "digest", ""), problems);
}

void waivers_free(struct waivers *waivers)
{
    if (!waivers)
        return;
    for (size_t i = 0; i < waivers->len; i++) {
        free(waivers->items[i].pointer);
        free(waivers->items[i].elsewhere);
        free(waivers->items[i].idle_id);
    }
    free(waivers->items);
    json_decref(waivers->document);
    free(waivers->path);
    free(waivers);
}
