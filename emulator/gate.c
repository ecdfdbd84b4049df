#include "emulator/gate.h"

#include "emulator/emulator.h"

#define SECOND_US INT64_C(1000000)

static bool is_too_many(struct gate *gate, int64_t now_us)
{
    if (now_us - gate->second_us >= SECOND_US) {
        gate->second_us = now_us;
        gate->served = 0;
    }
    if (gate->served >= gate->rate)
        return true;
    gate->served++;
    return false;
}

void gate_check(struct exchange *x)
{
    struct gate *gate = &x->emulator->gate;
    const struct clock *clock = &x->emulator->store.clock;
    int64_t now_us = clock->monotonic_us(clock->state);

    if (now_us < gate->ready_us) {
        refusal_set(&x->refusal, REFUSE_UNREADY, "The service is starting.");
    } else if (gate->rate > 0 && is_too_many(gate, now_us)) {
        refusal_set(&x->refusal, REFUSE_RATE, "Too many requests a second.");
        answer_header(&x->answer, "Retry-After", "1");
    }
}
