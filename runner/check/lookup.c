#include "check/lookup.h"

#include "base/alloc.h"
#include "base/json.h"

#include <string.h>

static const struct frame_read *frame_find(const struct frame_read *reads,
                                           size_t len, const char *name)
{
    for (size_t i = 0; i < len; i++)
        if (!strcmp(reads[i].name, name))
            return &reads[i];
    return NULL;
}

static const struct frame_read *step_frame(const struct step *step,
                                           const char *name)
{
    const struct operation *op = step->operation;
    const struct frame_read *read =
        frame_find(op->before, op->before_len, name);

    return read ? read : frame_find(op->after, op->after_len, name);
}

bool is_read_after(const struct step *step, const char *name)
{
    const struct operation *op = step->operation;

    return frame_find(op->after, op->after_len, name) != NULL;
}

bool lane_has(const struct judging *judging, const char *resource)
{
    return json_array_has_text(judging->context->resources, resource);
}

static const struct step *step_find(const struct testcase *testcase,
                                    const char *id, size_t len)
{
    for (size_t i = 0; i < testcase->steps_len; i++)
        if (strlen(testcase->steps[i].id) == len &&
            !memcmp(testcase->steps[i].id, id, len))
            return &testcase->steps[i];
    return NULL;
}

/*
 * Ids may hold dots themselves, so a name of the own step comes first and
 * then every dot is tried as the one after a step's id.
 */
static struct place name_split(const struct judging *judging,
                               const char *reference)
{
    struct place place = {.step = judging->step, .name = reference};

    if (!strcmp(reference, "answer") || step_frame(judging->step, reference))
        return place;
    for (const char *dot = strchr(reference, '.'); dot;
         dot = strchr(dot + 1, '.')) {
        const struct step *step =
            step_find(judging->testcase, reference, (size_t)(dot - reference));

        if (step) {
            place.step = step;
            place.name = dot + 1;
        }
    }
    return place;
}

struct place lookup(const struct judging *judging, const char *reference)
{
    struct place place = name_split(judging, reference);
    const struct exchanges *all = judging->exchanges;
    const struct frame_read *read = step_frame(place.step, place.name);

    place.exchange = exchanges_find(all, place.step->id, place.name);
    if (place.exchange && is_read_after(place.step, place.name) &&
        place.exchange < exchanges_find(all, place.step->id, "answer"))
        place.exchange = NULL;
    place.left_out =
        !place.exchange && read &&
        (judging->context->without_read || !lane_has(judging, read->resource));
    return place;
}

char *place_absence(const struct place *place)
{
    const struct exchange *exchange = place->exchange;

    if (!exchange)
        return xasprintf("%s.%s did not happen", place->step->id, place->name);
    if (exchange->transport == TRANSPORT_OK)
        return NULL;
    return xasprintf(
        "%s.%s got no whole response: %s", place->step->id, place->name,
        exchange->transport_text ? exchange->transport_text
                                 : transport_name(exchange->transport));
}

char *place_trouble(const struct place *place)
{
    if (place->exchange && place->exchange->masked)
        return xasprintf("the content of %s.%s was masked, since it may hold "
                         "a secret",
                         place->step->id, place->name);
    return place_absence(place);
}
