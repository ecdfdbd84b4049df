#include "derive/trait_rules.h"

#include "base/json.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 500

/* The first column holds words that a value can be, not names or codes. */
static const char heads[] =
    "\\b(?:status|state|stage|value)s?(?: ?\\(api\\))?$";
static const char word[] = "^[a-z][\\w-]*$";

static bool is_vocabulary_table(const struct table *table)
{
    char *head;
    bool is_one;

    if (table->ragged || table->len < 2 || table->header.len < 2)
        return false;
    head = cell_text(&table->header.cells[0]);
    is_one = pattern_in(heads, head);
    free(head);
    return is_one;
}

/* The words of the first column, or NULL when one cell holds no word. */
static json_t *table_words(const struct table *table)
{
    json_t *words = json_array();

    for (size_t i = 0; i < table->len; i++) {
        char *text =
            table->rows[i].len ? cell_text(&table->rows[i].cells[0]) : NULL;
        const bool is_word = text && i < WORDS_MAX && pattern_in(word, text) &&
                             !json_array_has_text(words, text);

        if (is_word)
            json_array_append_new(words, json_string(text));
        free(text);
        if (!is_word) {
            json_decref(words);
            return NULL;
        }
    }
    return words;
}

json_t *vocabulary_read(const struct document *page, const char **element)
{
    json_t *words = NULL;

    *element = "";
    for (size_t i = 0; i < page->len; i++)
        for (size_t j = 0; j < page->sections[i].len; j++) {
            const struct block *block = &page->sections[i].blocks[j];

            if (block->kind != BLOCK_TABLE)
                continue;
            if (words || !is_vocabulary_table(&block->table)) {
                json_decref(words);
                return NULL;
            }
            words = table_words(&block->table);
            *element = block->table.element;
            if (!words)
                return NULL;
        }
    return words;
}
