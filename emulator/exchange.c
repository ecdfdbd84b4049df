#include "emulator/exchange.h"

void exchange_remember(struct exchange *x, const struct resource *resource)
{
    if (x->has_before)
        resource_clear(&x->before);
    x->before = resource_copy(resource);
    x->has_before = true;
}

void exchange_clear(struct exchange *x)
{
    target_clear(&x->request.target);
    json_decref(x->document);
    change_clear(&x->change);
    if (x->has_before)
        resource_clear(&x->before);
    answer_clear(&x->answer);
    *x = (struct exchange){0};
}
