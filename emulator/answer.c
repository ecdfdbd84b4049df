#include "emulator/answer.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void answer_set(struct answer *answer, int status, json_t *document)
{
    json_decref(answer->document);
    answer->status = status;
    answer->document = document;
}

static struct answer_header *find_header(const struct answer *answer,
                                         const char *name)
{
    for (size_t i = 0; i < answer->headers_len; i++)
        if (!strcasecmp(answer->headers[i].name, name))
            return (struct answer_header *)&answer->headers[i];
    return NULL;
}

void answer_header(struct answer *answer, const char *name, const char *value)
{
    struct answer_header *header = find_header(answer, name);

    if (header) {
        free(header->value);
        header->value = xstrdup(value);
    } else if (answer->headers_len < ANSWER_HEADERS_MAX) {
        header = &answer->headers[answer->headers_len++];
        header->name = xstrdup(name);
        header->value = xstrdup(value);
    }
}

void answer_remove_header(struct answer *answer, const char *name)
{
    struct answer_header *header = find_header(answer, name);

    if (!header)
        return;
    free(header->name);
    free(header->value);
    *header = answer->headers[--answer->headers_len];
}

const char *answer_get_header(const struct answer *answer, const char *name)
{
    const struct answer_header *header = find_header(answer, name);

    return header ? header->value : NULL;
}

static int add_to_body(const char *bytes, size_t len, void *body)
{
    return buffer_add(body, bytes, len);
}

void answer_render(struct answer *answer)
{
    buffer_reset(&answer->body);
    if (answer->document)
        json_dump_callback(answer->document, add_to_body, &answer->body,
                           answer->dump_flags ? answer->dump_flags
                                              : JSON_COMPACT);
}

void answer_set_body(struct answer *answer, const char *bytes, size_t len)
{
    buffer_reset(&answer->body);
    buffer_add(&answer->body, bytes, len);
}

void answer_clear(struct answer *answer)
{
    json_decref(answer->document);
    buffer_clear(&answer->body);
    for (size_t i = 0; i < answer->headers_len; i++) {
        free(answer->headers[i].name);
        free(answer->headers[i].value);
    }
    *answer = (struct answer){0};
}
