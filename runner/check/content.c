#include "check/content.h"

#include "base/alloc.h"
#include "base/pointer.h"
#include "check/functions.h"
#include "model/template.h"

#include <stdlib.h>

void content_cache_init(struct content_cache *cache,
                        const struct exchanges *exchanges,
                        const json_t *variables)
{
    cache->exchanges = exchanges;
    cache->variables = variables;
    cache->finished = json_array();
    cache->slots = xcalloc(2 * exchanges->len + 1, sizeof(*cache->slots));
}

void content_cache_clear(struct content_cache *cache)
{
    for (size_t i = 0; cache->slots && i < 2 * cache->exchanges->len; i++) {
        json_decref(cache->slots[i].value);
        free(cache->slots[i].message);
    }
    free(cache->slots);
    json_decref(cache->finished);
    *cache = (struct content_cache){0};
}

const json_t *content_finish(struct content_cache *cache, const json_t *value)
{
    struct error err = {0};
    json_t *finished = NULL;

    if (cache->variables)
        finished = template_finish(value, cache->variables, &err);
    if (!finished)
        return value;
    json_array_append_new(cache->finished, finished);
    return finished;
}

static const struct content *parse(struct content *slot, const char *bytes,
                                   size_t len)
{
    if (slot->parsed)
        return slot;
    slot->parsed = true;
    slot->is_empty = !bytes || len == 0;
    if (slot->is_empty)
        slot->problem = JSON_TEXT_BROKEN;
    else
        slot->problem =
            json_parse_text(bytes, len, &slot->value, &slot->message);
    return slot;
}

const struct content *content_of_request(struct content_cache *cache,
                                         const struct exchange *exchange)
{
    size_t at = (size_t)(exchange - cache->exchanges->items);

    return parse(&cache->slots[2 * at], exchange->request.content,
                 exchange->request.content_len);
}

const struct content *content_of_response(struct content_cache *cache,
                                          const struct exchange *exchange)
{
    size_t at = (size_t)(exchange - cache->exchanges->items);

    return parse(&cache->slots[2 * at + 1], exchange->response.content,
                 exchange->response.content_len);
}

enum check_state check_json(struct trial *trial)
{
    const struct place *place = &trial->places[0];
    const struct content *content =
        content_of_response(trial->judging->contents, place->exchange);

    if (content->problem == JSON_TEXT_OK ||
        content->problem == JSON_TEXT_SURROGATE)
        return CHECK_HELD;
    if (content->problem == JSON_TEXT_LIMIT)
        return trial_undecided(
            trial, "the content of %s.%s is beyond what we can read: %s",
            place->step->id, place->name, content->message);
    if (content->is_empty)
        trial_found(trial, place, "", "there is no content");
    else if (content->problem == JSON_TEXT_DUPLICATE)
        trial_found(trial, place, "", "a member name is repeated: %s",
                    content->message);
    else
        trial_found(trial, place, "", "the content is no JSON text: %s",
                    content->message);
    return CHECK_FOUND;
}

enum check_state check_absent(struct trial *trial)
{
    const struct place *place = &trial->places[0];
    const char *at = trial_at(trial);
    const json_t *content = NULL, *value;
    enum check_state state;

    if (content_of_response(trial->judging->contents, place->exchange)
            ->is_empty)
        return CHECK_HELD;
    state = trial_content(trial, place, BLAME_TARGET, &content);
    if (state != CHECK_HELD)
        return state;
    value = pointer_get(content, at);
    if (!value)
        return CHECK_HELD;
    trial_found(trial, place, at, "something stands where nothing may")
        ->actual = value_keep(value);
    return CHECK_FOUND;
}
