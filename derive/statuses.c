/* Status codes, and sentences that promise something. */
#include "derive/deriving.h"

#include "base/alloc.h"
#include "derive/trait_pattern.h"

#include <stdlib.h>
#include <string.h>

static const char *const code_pattern =
    "^(?:(?:normal|status codes?)\\b[: ]*)?([1-5][0-9]{2})\\b[ :-]*(.*)$";

static const char *const status_columns =
    "^(?:status|returned?) (?:codes?|values?)$";

static void status_add(struct contract *contract, int code, const char *reason,
                       const char *element)
{
    for (size_t i = 0; i < contract->statuses_len; i++) {
        if (contract->statuses[i].code == code)
            return;
    }
    contract->statuses =
        xgrow(contract->statuses, contract->statuses_len,
              &contract->statuses_cap, sizeof(*contract->statuses));
    contract->statuses[contract->statuses_len++] = (struct status){
        .code = code,
        .reason = xstrdup(reason),
        .is_success = code < 400,
        .element = xstrdup(element),
    };
}

static void words_read(struct contract *contract, const char *words,
                       const char *reason, const char *element)
{
    struct found found;
    char *rest;

    if (!pattern_find(code_pattern, words, 0, &found))
        return;
    rest = found_text(&found, words, 2);
    status_add(contract, atoi(words + found.start[1]), *rest ? rest : reason,
               element);
    free(rest);
}

static void text_read(struct contract *contract, const struct text *text)
{
    char *lines = xstrdup(text->text);
    char *rest = NULL;

    for (char *line = strtok_r(lines, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest))
        words_read(contract, line, "", text->element);
    free(lines);
}

static void table_read(struct contract *contract, const struct table *table)
{
    char *name =
        table->header.len ? cell_text(&table->header.cells[0]) : xstrdup("");
    bool is_status = pattern_in(status_columns, name);

    free(name);
    for (size_t i = 0; is_status && i < table->len; i++) {
        const struct row *row = &table->rows[i];
        char *words = cell_text(&row->cells[0]);
        char *reason = row->len > 1 ? cell_text(&row->cells[1]) : xstrdup("");

        words_read(contract, words, reason,
                   *row->element ? row->element : cell_element(&row->cells[0]));
        free(words);
        free(reason);
    }
}

/* The answer's table may stand under the code that it comes with. */
static void leads_read(struct deriving *deriving)
{
    for (size_t i = 0; i < deriving->len; i++) {
        const struct sheet *sheet = deriving->sheets[i];

        if (sheet->status > 0 && sheet->page == deriving->page)
            status_add(deriving->contract, sheet->status, "",
                       sheet->table->lead.element);
    }
}

static bool names_success(const struct contract *contract)
{
    for (size_t i = 0; i < contract->statuses_len; i++) {
        if (contract->statuses[i].is_success)
            return true;
    }
    return false;
}

void statuses_read(struct deriving *deriving)
{
    struct contract *contract = deriving->contract;
    const struct section *section = section_of(deriving, SECTION_STATUS);

    for (size_t i = 0; i < deriving->page->len; i++) {
        const struct section *at = &deriving->page->sections[i];

        for (size_t j = 0; deriving->roles[i] == SECTION_STATUS && j < at->len;
             j++) {
            if (at->blocks[j].kind == BLOCK_TABLE)
                table_read(contract, &at->blocks[j].table);
            else if (at->blocks[j].kind == BLOCK_TEXT)
                text_read(contract, &at->blocks[j].text);
        }
    }
    leads_read(deriving);
    if (!names_success(contract))
        deriving_note(deriving, "no-status-codes",
                      section ? spot_of_text(&section->heading)
                              : (struct spot){"", 0},
                      "the page names no status code of success");
}

static bool is_statement(enum section_role role, const struct block *block)
{
    if (block->kind != BLOCK_TEXT)
        return false;
    return role == SECTION_FUNCTION || role == SECTION_CONSTRAINTS ||
           block->text.kind == TEXT_NOTE;
}

void statements_read(struct deriving *deriving)
{
    struct contract *contract = deriving->contract;

    for (size_t i = 0; i < deriving->page->len; i++) {
        const struct section *section = &deriving->page->sections[i];

        for (size_t j = 0; j < section->len; j++) {
            if (!is_statement(deriving->roles[i], &section->blocks[j]))
                continue;
            contract->statements =
                xgrow(contract->statements, contract->statements_len,
                      &contract->statements_cap, sizeof(struct text));
            contract->statements[contract->statements_len++] =
                section->blocks[j].text;
        }
    }
}
