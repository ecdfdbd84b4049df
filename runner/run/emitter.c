#include "run/emitter.h"

#include "base/alloc.h"
#include "run/exit.h"

#include <stdarg.h>
#include <stdlib.h>

void emitter_init(struct emitter *emitter, struct writer *writers, size_t len)
{
    *emitter = (struct emitter){.writers = writers, .len = len};
    emitter->failed = xcalloc(len, sizeof(*emitter->failed));
}

void emitter_clear(struct emitter *emitter)
{
    free(emitter->failed);
    *emitter = (struct emitter){0};
}

void emitter_trouble(struct emitter *emitter, const struct error *err)
{
    if (!error_is_set(&emitter->first))
        emitter->first = *err;
}

/* Call one function of every writer that still works and has it. */
#define EMIT(emitter, function, ...)                                           \
    for (size_t i = 0; i < (emitter)->len; i++) {                              \
        struct writer *writer = &(emitter)->writers[i];                        \
        struct error err = {0};                                                \
                                                                               \
        if ((emitter)->failed[i] || !writer->function)                         \
            continue;                                                          \
        if (writer->function(writer->state, __VA_ARGS__, &err) < 0)            \
            note_failure(emitter, i, &err);                                    \
    }

static void note_failure(struct emitter *emitter, size_t index,
                         const struct error *err)
{
    emitter->failed[index] = true;
    emitter_trouble(emitter, err);
}

void emit_begin(struct emitter *emitter, const struct run_info *info)
{
    EMIT(emitter, begin, info)
}

void emit_start(struct emitter *emitter, const struct testcase *testcase,
                size_t index)
{
    EMIT(emitter, start, testcase, index)
}

void emit_result(struct emitter *emitter, const struct result *result)
{
    EMIT(emitter, result, result)
}

void emit_exchange(struct emitter *emitter, const struct exchange *exchange)
{
    EMIT(emitter, exchange, exchange)
}

void emit_note(struct emitter *emitter, const char *fmt, ...)
{
    va_list args;
    char *text;

    va_start(args, fmt);
    text = xvasprintf(fmt, args);
    va_end(args);
    EMIT(emitter, note, text)
    free(text);
}

/* The summary with what is known of the writers by now. */
static const struct summary *current(const struct emitter *emitter,
                                     struct summary *summary)
{
    summary->exit_status =
        exit_status_of(summary, error_is_set(&emitter->first));
    return summary;
}

void emit_end(struct emitter *emitter, struct summary *summary)
{
    EMIT(emitter, end, current(emitter, summary))
    current(emitter, summary);
}
