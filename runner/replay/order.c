#include "replay/order.h"

#include "base/alloc.h"
#include "suite/again.h"

#include <stdlib.h>

/* Testcase id -> position in the plan; new reference. */
static json_t *places_of(const struct plan *plan)
{
    json_t *places = json_object();

    for (size_t i = 0; i < plan->len; i++)
        json_object_set_new(places, plan->entries[i].testcase->id,
                            json_integer((json_int_t)i));
    return places;
}

/* The entries anew, behind each other as they are moved. */
struct moving {
    struct plan_entry *from;
    struct plan_entry *to;
    size_t *recorded;
    size_t len;
};

static void move(struct moving *moving, size_t at, size_t recorded)
{
    moving->recorded[moving->len] = recorded;
    moving->to[moving->len++] = moving->from[at];
    moving->from[at].testcase = NULL;
}

static void move_recorded(struct order *order, struct moving *moving,
                          const struct transcript_head *head)
{
    json_t *places = places_of(&order->plan);

    for (size_t i = 0; i < json_array_size(head->plan); i++) {
        const char *id =
            json_string_value(json_array_get(json_array_get(head->plan, i), 0));
        const json_t *place = json_object_get(places, id);

        if (place) {
            move(moving, (size_t)json_integer_value(place), i);
            continue;
        }
        order->gone++;
        if (!order->gone_first)
            order->gone_first = id;
    }
    json_decref(places);
}

int order_make(struct order *order, const struct catalog *catalog,
               const struct transcript_head *head, struct error *err)
{
    struct plan *plan = &order->plan;
    struct moving moving;

    if (plan_again(catalog, head->selection, plan, err) < 0)
        return -1;
    plan->seed = head->seed;
    order->recorded = xcalloc(plan->len, sizeof(*order->recorded));
    moving = (struct moving){plan->entries,
                             xcalloc(plan->len, sizeof(*plan->entries)),
                             order->recorded, 0};
    move_recorded(order, &moving, head);
    for (size_t i = 0; i < plan->len; i++)
        if (moving.from[i].testcase)
            move(&moving, i, NOT_RECORDED);
    plan->cap = plan->len;
    plan->entries = moving.to;
    free(moving.from);
    return 0;
}

void order_clear(struct order *order)
{
    plan_clear(&order->plan);
    free(order->recorded);
    *order = (struct order){0};
}
