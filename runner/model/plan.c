#include "model/plan.h"

#include <stdlib.h>

void plan_clear(struct plan *plan)
{
    for (size_t i = 0; i < plan->len; i++)
        free(plan->entries[i].skip_reason);
    free(plan->entries);
    free(plan->suites);
    free(plan->scope_reason);
    json_decref(plan->selection);
    *plan = (struct plan){0};
}
