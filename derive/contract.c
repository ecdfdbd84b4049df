/* The whole way from a page to its contract. */
#include "derive/deriving.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

struct spot spot_of_text(const struct text *text)
{
    return (struct spot){text->element, text->line};
}

struct spot spot_of_table(const struct table *table)
{
    return (struct spot){table->element, table->line};
}

struct spot spot_of_row(const struct sheet *sheet, size_t row)
{
    const struct row *cells = &sheet->table->rows[row];

    if (*cells->element)
        return (struct spot){cells->element, cells->line};
    return (struct spot){sheet->table->element, cells->line};
}

static struct remark *remark(struct deriving *deriving, const char *kind,
                             struct spot spot, const char *format, va_list args)
{
    const struct document *page = deriving->page;
    char *text = xvasprintf(format, args);
    struct remark *added =
        remarks_add(deriving->remarks, kind, page->id, page->file, spot.element,
                    spot.line, NULL, "%s", text);

    free(text);
    return added;
}

void deriving_note(struct deriving *deriving, const char *kind,
                   struct spot spot, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    remark(deriving, kind, spot, format, args);
    va_end(args);
}

void deriving_refuse(struct deriving *deriving, const char *kind,
                     struct spot spot, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    remark(deriving, kind, spot, format, args)->grade = REMARK_REFUSED;
    va_end(args);
    deriving->refused = true;
}

static struct group group_empty(void)
{
    return (struct group){.table = xstrdup(""), .section = xstrdup("")};
}

struct contract *contract_new(const struct document *page)
{
    struct contract *contract = xcalloc(1, sizeof(*contract));

    contract->path = group_empty();
    contract->query = group_empty();
    contract->headers = group_empty();
    contract->request = group_empty();
    contract->response = group_empty();
    contract->error = group_empty();
    contract->page = xstrdup(page->id);
    contract->file = xstrdup(page->file);
    contract->title = xstrdup(page->title);
    contract->digest = xstrdup(page->digest);
    contract->template_name = xstrdup(template_of(page));
    contract->alternatives_el = xstrdup("");
    return contract;
}

static void examples_collect(struct deriving *deriving)
{
    static const struct {
        enum section_role role;
        enum example_role examples;
    } places[] = {
        {SECTION_REQUEST, EXAMPLE_REQUEST},
        {SECTION_EXAMPLE_REQUEST, EXAMPLE_REQUEST},
        {SECTION_RESPONSE, EXAMPLE_RESPONSE},
        {SECTION_EXAMPLE_RESPONSE, EXAMPLE_RESPONSE},
        {SECTION_SAMPLES, EXAMPLE_OTHER},
    };

    for (size_t i = 0; i < deriving->page->len; i++) {
        for (size_t j = 0; j < sizeof(places) / sizeof(*places); j++) {
            if (deriving->roles[i] == places[j].role)
                examples_read(deriving->contract, &deriving->page->sections[i],
                              places[j].examples, deriving->remarks);
        }
    }
}

/*
 * Conservation: a table that two rows lead to counts once, and so do its
 * rows. Tables of other pages count as far as they were used.
 */
static void rows_count(struct deriving *deriving)
{
    struct contract *contract = deriving->contract;

    for (size_t i = 0; i < deriving->len; i++) {
        const struct sheet *sheet = deriving->sheets[i];
        size_t rows = 0;
        size_t used = 0;

        for (size_t row = 0; row < sheet->table->len; row++) {
            rows += !row_is_heading(sheet, row);
            used += sheet->used[row] > 0;
        }
        contract->rows += sheet->page == deriving->page ? rows : used;
        contract->rows_used += used;
        if (used < rows && sheet->page == deriving->page)
            deriving_note(deriving, "row-lost", spot_of_table(sheet->table),
                          "%zu of %zu rows came to no parameter", rows - used,
                          rows);
    }
}

void deriving_run(struct deriving *deriving)
{
    uris_read(deriving);
    if (deriving->refused)
        return;
    sheets_read(deriving, deriving->page, deriving->roles);
    links_read(deriving, 0);
    examples_collect(deriving);
    parameters_read(deriving);
    request_read(deriving);
    response_read(deriving);
    statuses_read(deriving);
    statements_read(deriving);
    if (!deriving->refused)
        rows_count(deriving);
}

void deriving_clear(struct deriving *deriving)
{
    for (size_t i = 0; i < deriving->len; i++)
        sheet_free(deriving->sheets[i]);
    free(deriving->sheets);
    free(deriving->roles);
}

struct contract *contract_derive(const struct document *page,
                                 const struct document *const *pages,
                                 size_t pages_len, struct remarks *remarks)
{
    struct deriving deriving = {
        .page = page,
        .pages = pages,
        .pages_len = pages_len,
        .remarks = remarks,
        .contract = contract_new(page),
        .roles = roles_read(page),
    };

    deriving_run(&deriving);
    deriving_clear(&deriving);
    if (!deriving.refused)
        return deriving.contract;
    contract_free(deriving.contract);
    return NULL;
}

static void uris_clear(struct contract *contract)
{
    for (size_t i = 0; i < contract->uris_len; i++) {
        free(contract->uris[i].method);
        free(contract->uris[i].path);
        free(contract->uris[i].query);
        free(contract->uris[i].element);
    }
    free(contract->uris);
}

static void statuses_clear(struct contract *contract)
{
    for (size_t i = 0; i < contract->statuses_len; i++) {
        free(contract->statuses[i].reason);
        free(contract->statuses[i].element);
    }
    free(contract->statuses);
}

static void examples_clear(struct contract *contract)
{
    for (size_t i = 0; i < contract->examples_len; i++) {
        struct example *example = &contract->examples[i];

        free(example->element);
        free(example->start_line);
        free(example->text);
        json_decref(example->content);
        free(example->problem);
    }
    free(contract->examples);
}

void contract_free(struct contract *contract)
{
    if (!contract)
        return;
    uris_clear(contract);
    statuses_clear(contract);
    examples_clear(contract);
    group_clear(&contract->path);
    group_clear(&contract->query);
    group_clear(&contract->headers);
    group_clear(&contract->request);
    group_clear(&contract->response);
    group_clear(&contract->error);
    free(contract->statements);
    free(contract->alternatives_el);
    free(contract->template_name);
    free(contract->digest);
    free(contract->title);
    free(contract->file);
    free(contract->page);
    free(contract);
}
