/*
 * trait_pattern.h - patterns of ours over words of a page, with limits.
 *
 * Patterns are constants of this room (PCRE2 syntax, case does not matter,
 * white space is collapsed before); the words come from outside. A match that
 * would take too long is no match: a constraint that is not found is better
 * than a page that hangs.
 */
#ifndef DERIVE_TRAIT_PATTERN_H
#define DERIVE_TRAIT_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#define FOUND_GROUPS_MAX 8

/* Where a pattern matched: offsets in bytes, group 0 is the whole match. */
struct found {
    size_t start[FOUND_GROUPS_MAX];
    size_t end[FOUND_GROUPS_MAX]; /* == start: unset or empty */
};

/*
 * The first match at or after the byte from. A pattern that is no pattern is
 * a mistake of ours and stops the program.
 */
bool pattern_find(const char *pattern, const char *text, size_t from,
                  struct found *found);
/* Does it match anywhere? */
bool pattern_in(const char *pattern, const char *text);

/* Drop the compiled patterns of this thread; they are made again on demand. */
void patterns_forget(void);

/* A group's words, "" when it took part in nothing. The caller frees. */
char *found_text(const struct found *found, const char *text, size_t group);

/* Is the word (lower case) in the text, in whatever case? Cheap. */
bool text_has(const char *text, const char *word);

/* White space runs become one blank, none at the ends. The caller frees. */
char *text_collapse(const char *text);

#endif
