/* Sections that the pages of one kind have, and one of them has not. */
#include "derive/lint_parts.h"

#include "base/alloc.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define KIND_MIN    6 /* pages that make a habit */
#define SHARE_TENTH 9 /* of ten pages that must have a section */

/* Pages of one folder with the same shape. */
static char *kind_of(const struct contract *contract)
{
    char *folder = contract_folder(contract);
    char *kind = xasprintf("%s %s", folder, contract->template_name);

    free(folder);
    return kind;
}

/* "Status Codes" and "Status Code" are one heading. */
static char *heading_of(const struct section *section)
{
    char *words = text_collapse(section->heading.text);
    size_t len = strlen(words);

    for (char *c = words; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    if (len > 1 && words[len - 1] == 's')
        words[len - 1] = '\0';
    return words;
}

/* What the headings of a kind are, and on how many pages: an object. */
static json_t *count_headings(const struct lint_page *pages, size_t len,
                              char *const *kinds, const char *kind,
                              size_t *count)
{
    json_t *headings = json_object();

    *count = 0;
    for (size_t i = 0; i < len; i++) {
        if (!kinds[i] || strcmp(kinds[i], kind))
            continue;
        ++*count;
        for (size_t j = 0; j < pages[i].page->len; j++) {
            char *words = heading_of(&pages[i].page->sections[j]);
            const json_t *old = json_object_get(headings, words);

            if (*words)
                json_object_set_new(headings, words,
                                    json_integer(json_integer_value(old) + 1));
            free(words);
        }
    }
    return headings;
}

static bool has_heading(const struct document *page, const char *heading)
{
    bool has = false;

    for (size_t i = 0; i < page->len && !has; i++) {
        char *words = heading_of(&page->sections[i]);

        has = !strcmp(words, heading);
        free(words);
    }
    return has;
}

static void check_page(const struct lint_page *page, const json_t *headings,
                       size_t count, struct remarks *remarks)
{
    const char *heading;
    json_t *pages;

    json_object_foreach((json_t *)headings, heading, pages) {
        const size_t with = (size_t)json_integer_value(pages);

        if (with < count && with * 10 >= count * SHARE_TENTH &&
            !has_heading(page->page, heading))
            lint_note(remarks, page->contract, "section-absent",
                      (struct lint_place){"", 0, NULL},
                      "the section \"%s\" is missing, which %zu of %zu pages "
                      "of this kind have",
                      heading, with, count);
    }
}

/* Each kind once: at its first page. */
static bool is_first_of_kind(char *const *kinds, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (kinds[i] && !strcmp(kinds[i], kinds[at]))
            return false;
    return true;
}

void lint_sections(const struct lint_page *pages, size_t len,
                   struct remarks *remarks)
{
    char **kinds = xcalloc(len, sizeof(*kinds));

    for (size_t i = 0; i < len; i++)
        if (pages[i].contract)
            kinds[i] = kind_of(pages[i].contract);
    for (size_t i = 0; i < len; i++) {
        size_t count;
        json_t *headings;

        if (!kinds[i] || !is_first_of_kind(kinds, i))
            continue;
        headings = count_headings(pages, len, kinds, kinds[i], &count);
        for (size_t j = i; j < len && count >= KIND_MIN; j++)
            if (kinds[j] && !strcmp(kinds[j], kinds[i]))
                check_page(&pages[j], headings, count, remarks);
        json_decref(headings);
    }
    for (size_t i = 0; i < len; i++)
        free(kinds[i]);
    free(kinds);
}
