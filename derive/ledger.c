/*
 * ledger.c - the beginning of a clause ledger, made of a contract.
 */
#include "derive/ledger.h"

#include "base/alloc.h"
#include "base/json.h"
#include "derive/skeleton.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define CLAUSES_SCHEMA "https://assay.invalid/schemas/assay/clauses.json"

/* "schemas/evs/a.json" is known as "evs/a.json" to a ledger. */
static char *schema_name(char *file)
{
    const char *below = file && !strncmp(file, "schemas/", 8) ? file + 8 : file;
    char *name = xstrdup(below);

    free(file);
    return name;
}

static void add_group(struct skeleton *ledger, const struct group *group,
                      const char *part, const struct override *override)
{
    bool is_header = !strcmp(part, "headers");

    ledger->part = part;
    ledger->file = is_header ? NULL
                             : schema_name(override_file(
                                   override, ledger->contract->page, part));
    for (size_t i = 0; i < group->len; i++)
        skeleton_node(ledger, group->nodes[i], part,
                      group->is_array ? "/items" : "");
    free(ledger->file);
    ledger->file = NULL;
}

static void add_operation(struct skeleton *ledger)
{
    const struct contract *contract = ledger->contract;

    for (size_t i = 0; i < contract->uris_len; i++) {
        const struct uri *uri = &contract->uris[i];
        char *line = xasprintf("%s %s%s%s", uri->method, uri->path,
                               *uri->query ? "?" : "", uri->query);
        struct spot place = {uri->element, 0, "", line};

        skeleton_add(
            ledger, xstrdup("uri/format"),
            xasprintf("The operation is %s on %s.", uri->method, uri->path),
            "documented", &place, NULL);
        free(line);
    }
}

static void add_answers(struct skeleton *ledger)
{
    const struct contract *contract = ledger->contract;
    static const char *const roles[] = {"request/example", "response/example",
                                        "error/example", "example"};

    for (size_t i = 0; i < contract->statuses_len; i++) {
        const struct status *status = &contract->statuses[i];
        char *code = xasprintf("%d", status->code);
        struct spot place = {status->element, 0, "", code};

        skeleton_add(ledger, xasprintf("status/%d", status->code),
                     xasprintf("%d is a status of %s.", status->code,
                               status->is_success ? "success" : "failure"),
                     "documented", &place, NULL);
        free(code);
    }
    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];
        struct spot place = {example->element, 0, "", example->text};

        if (!example->in_table)
            skeleton_add(ledger, xstrdup(roles[example->role]),
                         xstrdup("What is sent and answered looks like the "
                                 "example."),
                         "example", &place, NULL);
    }
    if (*contract->alternatives_el) {
        struct spot place = {contract->alternatives_el, 0, "", "or"};

        skeleton_add(ledger, xstrdup("response/alternatives"),
                     xstrdup("An answer is a success or an error, never both."),
                     "documented", &place, NULL);
    }
    for (size_t i = 0; i < contract->statements_len; i++) {
        const struct text *text = &contract->statements[i];
        struct spot place = {text->element, 0, "", text->text};

        skeleton_add(ledger, xstrdup("statement"),
                     xstrdup("What the page says there holds."), "documented",
                     &place, NULL);
    }
}

static char *slug_of(const char *page)
{
    char *slug = xstrdup(page);

    for (char *at = slug; *at; at++)
        *at = isalnum((unsigned char)*at) ? (char)tolower((unsigned char)*at)
              : strchr("._-", *at)        ? *at
                                          : '-';
    return slug;
}

json_t *ledger_skeleton(const struct contract *contract,
                        const struct override *override, const json_t *schemas,
                        struct ledger_page *page)
{
    struct skeleton ledger = {.contract = contract,
                              .page = page,
                              .schemas = schemas,
                              .clauses = json_array()};
    const char *slash = strrchr(contract->file, '/');
    char *slug = slug_of(contract->page);
    const char *operation =
        override ? json_member_text(override->content, "operation", slug)
                 : slug;
    json_t *done;

    add_operation(&ledger);
    add_group(&ledger, &contract->path, "path", override);
    add_group(&ledger, &contract->query, "query", override);
    add_group(&ledger, &contract->headers, "headers", override);
    add_group(&ledger, &contract->request, "request", override);
    add_group(&ledger, &contract->response, "response", override);
    add_group(&ledger, &contract->error, "error", override);
    add_answers(&ledger);
    done = json_pack("{ss, ss, ss, s{ss, so}, so}", "$schema", CLAUSES_SCHEMA,
                     "id", operation, "operation", operation, "source", "file",
                     slash ? slash + 1 : contract->file, "prefix",
                     json_sprintf("%s__", contract->page), "clauses",
                     ledger.clauses);
    free(slug);
    return done;
}
