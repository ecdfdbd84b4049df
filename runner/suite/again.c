#include "suite/again.h"

#include "base/alloc.h"
#include "base/json.h"

#include <stdlib.h>

#define LACKS_MAX 16

/* Texts from outside may not be UTF-8; no glob of those matches an id. */
static json_t *record_words(const char *const *words)
{
    json_t *list = json_array();

    for (; words && *words; words++) {
        json_t *word = json_string(*words);

        json_array_append_new(list, word ? word : json_string(""));
    }
    return list;
}

json_t *selection_record(const struct selection *selection)
{
    json_t *lacks = json_array();

    for (size_t i = 0; i < selection->lacks_len; i++)
        json_array_append_new(lacks,
                              json_pack("{ss ss}", "capability",
                                        selection->lacks[i].capability,
                                        "reason", selection->lacks[i].reason));
    return json_pack("{so so so so sO? so sb sb}", "include",
                     record_words(selection->include), "exclude",
                     record_words(selection->exclude), "tags",
                     record_words(selection->tags), "opt_in",
                     record_words(selection->opt_in), "resources",
                     selection->resources, "lacks", lacks, "has_token",
                     selection->has_token, "signs", selection->signs);
}

/* An array of texts as one that ends with NULL: new memory, NULL for others */
static const char **read_words(const json_t *record, const char *name)
{
    const json_t *list = json_object_get(record, name);
    size_t len = json_array_size(list);
    const char **words;

    if (!json_is_array(list))
        return NULL;
    words = xcalloc(len + 1, sizeof(*words));
    for (size_t i = 0; i < len; i++) {
        words[i] = json_string_value(json_array_get(list, i));
        if (!words[i]) {
            free((void *)words);
            return NULL;
        }
    }
    return words;
}

/* How many lacks were read, LACKS_MAX + 1 when they are none. */
static size_t read_lacks(const json_t *record, struct lack lacks[LACKS_MAX])
{
    const json_t *list = json_object_get(record, "lacks");
    size_t len = json_array_size(list);

    if (!json_is_array(list) || len > LACKS_MAX)
        return LACKS_MAX + 1;
    for (size_t i = 0; i < len; i++) {
        const json_t *lack = json_array_get(list, i);

        lacks[i] = (struct lack){json_member_text(lack, "capability", NULL),
                                 json_member_text(lack, "reason", NULL)};
        if (!lacks[i].capability || !lacks[i].reason)
            return LACKS_MAX + 1;
    }
    return len;
}

int plan_again(const struct catalog *catalog, const json_t *record,
               struct plan *plan, struct error *err)
{
    const char *const names[] = {"include", "exclude", "tags", "opt_in"};
    const char **words[4] = {NULL};
    struct lack lacks[LACKS_MAX];
    size_t lacks_len = read_lacks(record, lacks);
    int rc = lacks_len > LACKS_MAX ? -1 : 0;

    for (size_t i = 0; i < 4; i++)
        if (!(words[i] = read_words(record, names[i])))
            rc = -1;
    if (rc < 0)
        error_set(err, ERROR_SUITE, "selection",
                  "is not what a plan was built from");
    else
        rc = plan_build(
            catalog,
            &(struct selection){
                .include = words[0],
                .exclude = words[1],
                .tags = words[2],
                .opt_in = words[3],
                .resources = json_object_get(record, "resources"),
                .lacks = lacks,
                .lacks_len = lacks_len,
                .has_token = json_is_true(json_object_get(record, "has_token")),
                .signs = json_is_true(json_object_get(record, "signs"))},
            plan, err);
    for (size_t i = 0; i < 4; i++)
        free((void *)words[i]);
    return rc;
}
