/*
 * comparison_markdown.c - a comparison as a comment for a merge request:
 * tables of GitHub Flavored Markdown, which GitLab reads as well.
 *
 * Nothing of a target or file may become markup, a link, a mention of a user
 * or of an issue, or break a table (GFM section 4.10). The whole has a limit;
 * rows that do not fit are counted.
 */
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "reports/comparison.h"

#include <stdlib.h>
#include <string.h>

#define CELL_MAX  200 /* bytes of a text in a table */
#define ROWS_MAX  200 /* of one table */
#define TAIL_SIZE 200 /* kept free for the end of a table and of the page */

/*
 * What Markdown gives a meaning within a line, as something harmless; the
 * longest first. "www." would become a link, and so would a colon and what
 * stands before it.
 */
static const struct {
    const char *text;
    const char *instead;
} escapes[] = {
    {"www.", "www&#46;"}, {"\\", "\\\\"}, {"|", "\\|"},   {"`", "\\`"},
    {"*", "\\*"},         {"_", "\\_"},   {"[", "\\["},   {"]", "\\]"},
    {"~", "&#126;"},      {"<", "&lt;"},  {">", "&gt;"},  {"&", "&amp;"},
    {"@", "&#64;"},       {"#", "&#35;"}, {"!", "&#33;"}, {":", "&#58;"},
    {"$", "&#36;"},       {"%", "&#37;"}, {"^", "\\^"},   {"{", "&#123;"},
    {"}", "&#125;"},
};

/* The row for what stands at the text, or NULL. */
static const char *escape_at(const char *at, size_t *len)
{
    for (size_t i = 0; i < sizeof(escapes) / sizeof(*escapes); i++) {
        *len = strlen(escapes[i].text);
        if (!strncmp(escapes[i].text, at, *len))
            return escapes[i].instead;
    }
    *len = 1;
    return NULL;
}

/* Append as plain text of one line. NULL is a dash. */
static void add_text(struct buffer *page, const char *text)
{
    char *safe = text ? text_visible(text, strlen(text), CELL_MAX)
                      : xstrdup("\xe2\x80\x93");
    size_t len;

    for (const char *at = safe; *at; at += len) {
        const char *instead = escape_at(at, &len);

        if (instead)
            buffer_add_text(page, instead);
        else
            buffer_add(page, at, len);
    }
    free(safe);
}

/* A table in the making. */
struct table {
    struct buffer *page;
    size_t rows;
    size_t left_out;
};

static bool has_room(const struct table *table, const struct buffer *row)
{
    return table->rows < ROWS_MAX &&
           table->page->len + row->len + TAIL_SIZE < MARKDOWN_MAX;
}

/* One row of so many cells; a NULL is a dash. */
static void add_row(struct table *table, const char *const *cells, size_t len)
{
    struct buffer row;

    buffer_init(&row, 0);
    buffer_add_text(&row, "|");
    for (size_t i = 0; i < len; i++) {
        buffer_add_text(&row, " ");
        add_text(&row, cells[i]);
        buffer_add_text(&row, " |");
    }
    buffer_add_text(&row, "\n");
    if (has_room(table, &row)) {
        buffer_add(table->page, row.data, row.len);
        table->rows++;
    } else {
        table->left_out++;
    }
    buffer_clear(&row);
}

/* Heading and head of a table; false when there is no room for another. */
static bool begin_table(struct table *table, struct buffer *page,
                        const char *title, size_t count,
                        const char *const *heads, size_t len)
{
    *table = (struct table){.page = page};
    if (page->len + 2 * TAIL_SIZE > MARKDOWN_MAX)
        return false;
    buffer_printf(page, "\n### %s (%zu)\n\n|", title, count);
    for (size_t i = 0; i < len; i++)
        buffer_printf(page, " %s |", heads[i]);
    buffer_add_text(page, "\n|");
    for (size_t i = 0; i < len; i++)
        buffer_add_text(page, "---|");
    buffer_add_text(page, "\n");
    return true;
}

static void end_table(const struct table *table)
{
    if (table->left_out)
        buffer_printf(table->page, "\nand %zu more: see --json\n",
                      table->left_out);
}

static void add_change(const struct comparison *comparison, enum change change,
                       const char *const sides[2], struct buffer *page)
{
    const char *const heads[] = {"testcase", sides[0], sides[1], "why"};
    struct table table;

    if (!comparison->counts[change] || change == CHANGE_SAME ||
        !begin_table(&table, page, change_title(change),
                     comparison->counts[change], heads, 4))
        return;
    for (size_t i = 0; i < comparison->testcases_len; i++) {
        const struct testcase_change *item = &comparison->testcases[i];
        const char *const cells[] = {item->id, item->old_verdict,
                                     item->new_verdict, item->why};

        if (item->change == change)
            add_row(&table, cells, 4);
    }
    end_table(&table);
}

static bool is_same_state(const struct clause_change *item)
{
    return item->old_state && item->new_state &&
           !strcmp(item->old_state, item->new_state);
}

/* Between targets all of them, else those that changed. */
static void add_clauses(const struct comparison *comparison,
                        const char *const sides[2], struct buffer *page)
{
    const char *const heads[] = {"clause", sides[0], sides[1], ""};
    struct table table;
    size_t count = 0;

    for (size_t i = 0; i < comparison->clauses_len; i++)
        count +=
            comparison->is_parity || !is_same_state(&comparison->clauses[i]);
    if (!count || !begin_table(&table, page, "clauses", count, heads, 4))
        return;
    for (size_t i = 0; i < comparison->clauses_len; i++) {
        const struct clause_change *item = &comparison->clauses[i];
        const char *const cells[] = {item->id, item->old_state, item->new_state,
                                     change_title(item->change)};

        if (comparison->is_parity || !is_same_state(item))
            add_row(&table, cells, 4);
    }
    end_table(&table);
}

static void add_observations(const struct comparison *comparison,
                             const char *const sides[2], struct buffer *page)
{
    const char *const heads[] = {"observed", sides[0], sides[1]};
    struct table table;

    if (!comparison->observations_len ||
        !begin_table(&table, page, "observations", comparison->observations_len,
                     heads, 3))
        return;
    for (size_t i = 0; i < comparison->observations_len; i++) {
        const struct observation_change *item = &comparison->observations[i];
        const char *const cells[] = {item->subject, item->old_text,
                                     item->new_text};

        add_row(&table, cells, 3);
    }
    end_table(&table);
}

static void add_advice(const struct comparison *comparison,
                       const char *const sides[2], struct buffer *page)
{
    const char *const heads[] = {"advice", sides[0], sides[1]};
    struct table table;

    if (!comparison->advice_len ||
        !begin_table(&table, page, "advice, in so many testcases",
                     comparison->advice_len, heads, 3))
        return;
    for (size_t i = 0; i < comparison->advice_len; i++) {
        const struct advice_change *item = &comparison->advice[i];
        char *old = xasprintf("%zu", item->old_count);
        char *new = xasprintf("%zu", item->new_count);
        const char *const cells[] = {item->text, old, new};

        add_row(&table, cells, 3);
        free(new);
        free(old);
    }
    end_table(&table);
}

static void add_runs(const struct comparison *comparison,
                     const char *const sides[2], struct buffer *page)
{
    const struct compared_run *old = &comparison->old, *new = &comparison->new;
    const char *const heads[] = {"", sides[0], sides[1]};
    const struct {
        const char *what;
        const char *old, *new;
    } rows[] = {{"results", old->file, new->file},
                {"started", old->started, new->started},
                {"target", old->base_url, new->base_url},
                {"dialect", old->dialect, new->dialect},
                {"profile", old->profile, new->profile},
                {"scope", old->scope, new->scope},
                {"assay", old->version, new->version},
                {"ended early", old->aborted, new->aborted}};
    struct table table;

    if (!begin_table(&table, page, "runs", 2, heads, 3))
        return;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *const cells[] = {rows[i].what, rows[i].old, rows[i].new};

        if (rows[i].old || rows[i].new)
            add_row(&table, cells, 3);
    }
    for (size_t i = 0; i < comparison->suites_len; i++) {
        const struct suite_change *suite = &comparison->suites[i];
        const char *const cells[] = {suite->id, suite->old_digest,
                                     suite->new_digest};

        add_row(&table, cells, 3);
    }
    end_table(&table);
}

static void add_summary(const struct comparison *comparison,
                        struct buffer *page)
{
    const char *before = ": ";

    buffer_printf(page, "## assay: %s\n\n%zu testcases",
                  comparison_words(comparison), comparison->testcases_len);
    for (int i = 0; i < CHANGE_COUNT; i++) {
        if (!comparison->counts[i])
            continue;
        buffer_printf(page, "%s%zu %s", before, comparison->counts[i],
                      change_title((enum change)i));
        before = ", ";
    }
    buffer_add_text(page, "\n");
}

int comparison_write_markdown(const struct comparison *comparison,
                              const char *path, struct error *err)
{
    static const char *const times[2] = {"old", "new"};
    static const char *const targets[2] = {"A", "B"};
    const char *const *sides = comparison->is_parity ? targets : times;
    struct buffer page;
    struct output out;
    int rc;

    if (output_open(&out, path, err) < 0)
        return -1;
    buffer_init(&page, MARKDOWN_MAX);
    add_summary(comparison, &page);
    for (int change = 0; change <= CHANGE_ONE_SIDED; change++)
        add_change(comparison, (enum change)change, sides, &page);
    add_clauses(comparison, sides, &page);
    add_observations(comparison, sides, &page);
    for (int change = CHANGE_ONE_SIDED + 1; change < CHANGE_COUNT; change++)
        add_change(comparison, (enum change)change, sides, &page);
    add_advice(comparison, sides, &page);
    add_runs(comparison, sides, &page);
    fwrite(buffer_text(&page), 1, page.len, out.stream);
    rc = output_commit(&out, err);
    output_discard(&out);
    buffer_clear(&page);
    return rc;
}
