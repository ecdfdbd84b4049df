#include "derive/derive.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/json.h"
#include "derive/compare.h"
#include "derive/derive_set.h"
#include "derive/ledger.h"
#include "derive/lint.h"
#include "derive/write.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One call of derive_write or derive_compare. */
struct work {
    const struct derive_options *options;
    struct derive_set set;
    struct overrides overrides;
    struct buffer problems; /* of overrides, a line each */
    json_t *ledgers;        /* owned */
    struct buffer lines;    /* differences */
};

static int work_begin(struct work *work, const struct derive_options *options,
                      struct error *err)
{
    *work = (struct work){.options = options, .ledgers = json_array()};
    buffer_init(&work->problems, 0);
    buffer_init(&work->lines, 0);
    if (overrides_load(&work->overrides, options->overrides, err) < 0)
        return -1;
    for (size_t i = 0; i < options->ledgers_len; i++) {
        json_t *ledger =
            json_load_checked(options->ledgers[i], ERROR_SUITE, err);

        if (!ledger)
            return -1;
        json_array_append_new(work->ledgers, ledger);
    }
    if (derive_set_load(&work->set, options, err) < 0)
        return -1;
    return derive_set_check_ids(&work->set, err);
}

static void work_clear(struct work *work)
{
    derive_set_clear(&work->set);
    overrides_clear(&work->overrides);
    buffer_clear(&work->problems);
    buffer_clear(&work->lines);
    json_decref(work->ledgers);
}

/* What one page gives; false when it is refused. */
static bool make(struct work *work, size_t index, struct made *made,
                 struct remarks *remarks, struct derive_services *services)
{
    struct contract *contract;

    if (work->options->progress)
        work->options->progress(work->options->with, index, work->set.len);
    contract = derive_set_contract(&work->set, index, remarks, services);
    if (!contract)
        return false;
    made_fill(made, contract, overrides_find(&work->overrides, contract->page),
              derive_set_markup(&work->set, index), &work->problems);
    derive_set_summary(&work->set, index, services)->files += made->len;
    contract_free(contract);
    return true;
}

/* The first thing that does not apply, and how many more. */
static int report_problems(const struct work *work, struct error *err)
{
    const char *text = buffer_text(&work->problems);
    size_t len = strcspn(text, "\n"), more = 0;

    if (!*text)
        return 0;
    for (const char *at = text + len; *at && at[1]; at++)
        more += *at == '\n';
    if (more)
        return error_set(err, ERROR_SUITE, "", "%.*s (and %zu more)", (int)len,
                         text, more);
    return error_set(err, ERROR_SUITE, "", "%.*s", (int)len, text);
}

/* No two files of a call may have one name. */
static int claim(json_t *names, const struct made *made, struct error *err)
{
    for (size_t i = 0; i < made->len; i++) {
        if (json_object_get(names, made->items[i].name))
            return error_set(err, ERROR_USAGE, made->items[i].name,
                             "two pages or overrides would write it");
        json_object_set_new(names, made->items[i].name, json_true());
    }
    return 0;
}

int derive_write(const struct derive_options *options, struct remarks *remarks,
                 struct derive_services *services, struct error *err)
{
    json_t *names = json_object();
    struct work work;
    int rc = work_begin(&work, options, err);

    for (size_t i = 0; rc == 0 && i < work.set.len; i++) {
        struct made made = {0};

        if (make(&work, i, &made, remarks, services)) {
            rc = report_problems(&work, err);
            if (rc == 0)
                rc = claim(names, &made, err);
            if (rc == 0)
                rc = made_write(&made, options->out, err);
        }
        derive_set_forget_markup(&work.set, i);
        made_clear(&made);
    }
    json_decref(names);
    work_clear(&work);
    return rc;
}

static struct ledger_page *find_markup(void *with, const char *id)
{
    struct work *work = with;
    size_t index = derive_set_find(&work->set, id);

    return index < work->set.len ? derive_set_markup(&work->set, index) : NULL;
}

static void check_ledgers(struct work *work, size_t *unseen)
{
    const struct ledger_pages pages = {find_markup, work};
    struct ledger_tally tally = {0};
    const json_t *ledger;
    size_t i;

    json_array_foreach(work->ledgers, i, ledger)
        ledger_check(ledger, work->options->ledgers[i], &pages, &tally,
                     &work->lines);
    *unseen = tally.unseen;
}

/* A page that gave a contract once and gives none now. */
static void compare_refused(struct work *work, const char *page)
{
    char *name =
        override_file(overrides_find(&work->overrides, page), page, "contract");
    char *path = name ? path_join(work->options->out, name) : NULL;

    if (path && access(path, F_OK) == 0)
        buffer_printf(&work->lines,
                      "%s: \"\": page %s gives no contract any more\n", name,
                      page);
    free(path);
    free(name);
}

int derive_compare(const struct derive_options *options,
                   struct remarks *remarks, struct derive_services *services,
                   char **differences, size_t *unseen, struct error *err)
{
    struct work work;
    int rc = work_begin(&work, options, err);

    for (size_t i = 0; rc == 0 && i < work.set.len; i++) {
        struct made made = {0};

        if (make(&work, i, &made, remarks, services))
            compare_made(&made, options->out, work.ledgers, &work.lines);
        else
            compare_refused(&work, work.set.pages[i]->id);
        derive_set_forget_markup(&work.set, i);
        made_clear(&made);
    }
    if (rc == 0) {
        check_ledgers(&work, unseen);
        buffer_add(&work.lines, buffer_text(&work.problems), work.problems.len);
        *differences = buffer_take(&work.lines);
    }
    work_clear(&work);
    return rc;
}

int derive_lint(const struct derive_options *options, struct remarks *remarks,
                struct derive_services *services, struct error *err)
{
    struct derive_set set = {0};
    int rc = derive_set_load(&set, options, err);
    struct contract **contracts = xcalloc(set.len + 1, sizeof(*contracts));
    struct lint_page *pages = xcalloc(set.len + 1, sizeof(*pages));

    for (size_t i = 0; rc == 0 && i < set.len; i++) {
        if (options->progress)
            options->progress(options->with, i, set.len);
        contracts[i] = derive_set_contract(&set, i, remarks, services);
        pages[i] = (struct lint_page){set.pages[i], contracts[i]};
        lint_page(&pages[i], remarks);
    }
    if (rc == 0)
        lint_pages(pages, set.len, remarks);
    remarks_sort(remarks);
    for (size_t i = 0; i < set.len; i++)
        contract_free(contracts[i]);
    free(pages);
    free(contracts);
    derive_set_clear(&set);
    return rc;
}
