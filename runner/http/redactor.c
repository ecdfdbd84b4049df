#include "http/redactor.h"

#include "base/alloc.h"
#include "http/secret_forms.h"
#include "http/substitute.h"

#include <stdlib.h>
#include <string.h>

/*
 * Limits for what answers bring, since each costs memory and time in all that
 * follows: 65536 bytes make about 20 MB of table.
 */
#define LEARNED_MAX       256
#define LEARNED_BYTES_MAX 65536

/* Shorter ones are too likely to stand elsewhere by chance. */
#define LEARNED_MIN NEEDLE_WINDOW

static const char *const *copy_list(const char *const *list, size_t len)
{
    char **copy = xcalloc(len + 1, sizeof(*copy));

    for (size_t i = 0; i < len; i++)
        copy[i] = xstrdup(list[i]);
    return (const char *const *)copy;
}

static void free_list(const char *const *list, size_t len)
{
    for (size_t i = 0; i < len; i++)
        free((char *)list[i]);
    free((char **)list);
}

static void masking_clear(struct masking *masking)
{
    free_list(masking->headers, masking->headers_len);
    free_list(masking->queries, masking->queries_len);
    free_list(masking->pointers, masking->pointers_len);
    free((char *)masking->project_key);
    *masking = (struct masking){0};
}

struct redactor *redactor_new(const struct masking *masking)
{
    struct redactor *redactor = xcalloc(1, sizeof(*redactor));
    struct masking *own = &redactor->masking;

    if (!masking)
        return redactor;
    *own = *masking;
    own->headers = copy_list(masking->headers, masking->headers_len);
    own->queries = copy_list(masking->queries, masking->queries_len);
    own->pointers = copy_list(masking->pointers, masking->pointers_len);
    own->project_key = xstrdup(masking->project_key);
    return redactor;
}

void redactor_free(struct redactor *redactor)
{
    if (!redactor)
        return;
    needles_clear(&redactor->needles);
    masking_clear(&redactor->masking);
    for (size_t i = 0; i < redactor->secrets_len; i++)
        free(redactor->secrets[i]);
    free(redactor->secrets);
    for (size_t i = 0; i < redactor->replaced_len; i++) {
        free(redactor->replaced[i].id);
        free(redactor->replaced[i].substitute);
    }
    free(redactor->replaced);
    free(redactor);
}

static bool is_known(const struct redactor *redactor, const char *secret)
{
    for (size_t i = 0; i < redactor->secrets_len; i++)
        if (!strcmp(redactor->secrets[i], secret))
            return true;
    return false;
}

void redactor_add(struct redactor *redactor, const char *secret)
{
    if (!secret || strlen(secret) < REDACT_MIN || is_known(redactor, secret))
        return;
    redactor->secrets =
        xgrow(redactor->secrets, redactor->secrets_len, &redactor->secrets_cap,
              sizeof(*redactor->secrets));
    redactor->secrets[redactor->secrets_len++] = xstrdup(secret);
    secret_forms_add(&redactor->needles, secret, strlen(secret));
}

void redactor_learn(struct redactor *redactor, const char *secret)
{
    size_t len = secret ? strlen(secret) : 0;

    if (len < LEARNED_MIN || is_known(redactor, secret) ||
        redactor->learned == LEARNED_MAX ||
        len > LEARNED_BYTES_MAX - redactor->learned_bytes)
        return;
    redactor->learned++;
    redactor->learned_bytes += len;
    redactor_add(redactor, secret);
}

const char *redactor_add_project(struct redactor *redactor, const char *id)
{
    struct replaced *added;

    if (!id || !*id)
        return NULL;
    needles_open(&redactor->needles, id);
    if (!redactor->masking.projects)
        return NULL;
    for (size_t i = 0; i < redactor->replaced_len; i++)
        if (!strcmp(redactor->replaced[i].id, id))
            return redactor->replaced[i].substitute;
    if (redactor->replaced_len == REPLACED_MAX)
        return REDACT_MASK;
    redactor->replaced =
        xgrow(redactor->replaced, redactor->replaced_len,
              &redactor->replaced_cap, sizeof(*redactor->replaced));
    added = &redactor->replaced[redactor->replaced_len];
    added->id = xstrdup(id);
    added->substitute = substitute_make(redactor->masking.project_key, id);
    replaced_forms_add(&redactor->needles, id, strlen(id),
                       MARK_SUBSTITUTE + (unsigned)redactor->replaced_len++);
    return added->substitute;
}

bool redactor_masks(const struct redactor *redactor, const char *text)
{
    if (strstr(text, REDACT_MASK))
        return true;
    for (size_t i = 0; i < redactor->replaced_len; i++)
        if (strstr(text, redactor->replaced[i].substitute))
            return true;
    return false;
}
