/*
 * emitter.h - one event to many writers.
 *
 * A writer that fails is left out from then on; the others go on and the
 * failure is kept for the exit status.
 */
#ifndef RUN_EMITTER_H
#define RUN_EMITTER_H

#include "model/event.h"

struct emitter {
    struct writer *writers; /* borrowed */
    bool *failed;           /* owned, one for each writer */
    size_t len;
    struct error first; /* the first failure of any writer, or of ours */
};

void emitter_init(struct emitter *emitter, struct writer *writers, size_t len);
void emitter_clear(struct emitter *emitter);

/* Keep trouble on our side that is no writer's; the first one stays. */
void emitter_trouble(struct emitter *emitter, const struct error *err);

void emit_begin(struct emitter *emitter, const struct run_info *info);
void emit_start(struct emitter *emitter, const struct testcase *testcase,
                size_t index);
void emit_result(struct emitter *emitter, const struct result *result);
void emit_exchange(struct emitter *emitter, const struct exchange *exchange);
void emit_note(struct emitter *emitter, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * The last event. Writers finish one after the other, and each is told an
 * exit status that knows of the failures before it: open the one that a
 * person reads last.
 */
void emit_end(struct emitter *emitter, struct summary *summary);

#endif
