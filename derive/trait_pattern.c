#include "derive/trait_pattern.h"

#include "base/alloc.h"
#include "base/buffer.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Backtracking steps and nesting that one match may use. */
#define STEPS_MAX 100000
#define DEPTH_MAX 5000

/* Room for compiled patterns; half of it is used at most. */
#define MEMOS 1024

static const uint32_t pattern_options =
    PCRE2_CASELESS | PCRE2_UTF | PCRE2_MATCH_INVALID_UTF;

static void take_offsets(struct found *found, const PCRE2_SIZE *offsets, int n)
{
    memset(found, 0, sizeof(*found));
    for (int i = 0; i < n && i < FOUND_GROUPS_MAX; i++)
        if (offsets[2 * i] != PCRE2_UNSET) {
            found->start[i] = offsets[2 * i];
            found->end[i] = offsets[2 * i + 1];
        }
}

static pcre2_code *compile(const char *pattern)
{
    PCRE2_SIZE at;
    int problem;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                                     pattern_options, &problem, &at, NULL);

    if (!code)
        abort();
    return code;
}

/*
 * Patterns are constants, and compiling one takes ten times as long as looking
 * for it: each is compiled once in a thread. This is the only thing in here
 * that outlives a call, and no result depends on it.
 */
struct memo {
    char *pattern; /* owned; NULL: free */
    pcre2_code *code;
};

static _Thread_local struct {
    struct memo memos[MEMOS];
    size_t len;
    pcre2_match_data *data;
    pcre2_match_context *limits;
} memory;

static size_t hash(const char *text)
{
    size_t hash = 5381;

    while (*text)
        hash = hash * 33 + (unsigned char)*text++;
    return hash;
}

static void prepare(void)
{
    if (memory.data)
        return;
    memory.data = pcre2_match_data_create(FOUND_GROUPS_MAX, NULL);
    memory.limits = pcre2_match_context_create(NULL);
    if (!memory.data || !memory.limits)
        abort();
    pcre2_set_match_limit(memory.limits, STEPS_MAX);
    pcre2_set_depth_limit(memory.limits, DEPTH_MAX);
}

static const pcre2_code *code_of(const char *pattern)
{
    size_t at = hash(pattern) % MEMOS;

    prepare();
    while (memory.memos[at].pattern &&
           strcmp(memory.memos[at].pattern, pattern) != 0)
        at = (at + 1) % MEMOS;
    if (memory.memos[at].pattern)
        return memory.memos[at].code;
    if (memory.len == MEMOS / 2) { /* more than there are constants */
        patterns_forget();
        return code_of(pattern);
    }
    memory.len++;
    memory.memos[at] = (struct memo){xstrdup(pattern), compile(pattern)};
    return memory.memos[at].code;
}

void patterns_forget(void)
{
    for (size_t i = 0; i < MEMOS; i++) {
        free(memory.memos[i].pattern);
        pcre2_code_free(memory.memos[i].code);
        memory.memos[i] = (struct memo){0};
    }
    pcre2_match_context_free(memory.limits);
    pcre2_match_data_free(memory.data);
    memory.limits = NULL;
    memory.data = NULL;
    memory.len = 0;
}

bool pattern_find(const char *pattern, const char *text, size_t from,
                  struct found *found)
{
    const size_t len = strlen(text);
    const pcre2_code *code = code_of(pattern);
    int n = PCRE2_ERROR_NOMATCH;

    if (from <= len)
        n = pcre2_match(code, (PCRE2_SPTR)text, len, from, 0, memory.data,
                        memory.limits);
    if (n >= 0)
        take_offsets(found, pcre2_get_ovector_pointer(memory.data),
                     n ? n : FOUND_GROUPS_MAX);
    return n >= 0;
}

bool pattern_in(const char *pattern, const char *text)
{
    struct found found;

    return pattern_find(pattern, text, 0, &found);
}

char *found_text(const struct found *found, const char *text, size_t group)
{
    assert(group < FOUND_GROUPS_MAX);
    return xmemdup(text + found->start[group],
                   found->end[group] - found->start[group]);
}

static bool starts_with(const char *text, const char *word)
{
    while (*word && tolower((unsigned char)*text) == *word) {
        text++;
        word++;
    }
    return !*word;
}

bool text_has(const char *text, const char *word)
{
    for (; *text; text++)
        if (starts_with(text, word))
            return true;
    return !*word;
}

char *text_collapse(const char *text)
{
    struct buffer buf;
    bool is_blank = false;

    buffer_init(&buf, 0);
    for (; *text; text++) {
        if (isspace((unsigned char)*text)) {
            is_blank = buf.len > 0;
            continue;
        }
        if (is_blank)
            buffer_add(&buf, " ", 1);
        is_blank = false;
        buffer_add(&buf, text, 1);
    }
    return buffer_take(&buf);
}
