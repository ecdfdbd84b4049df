#include "derive/contract.h"

#include "derive/examples_parts.h"
#include "derive/trait_pattern.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

#define EXAMPLES_MAX   200 /* of one page */
#define LEAD_BYTES_MAX 300 /* longer texts announce no example */

/* What a pre is, by the words before it; the first row that fits. */
static const struct {
    const char *pattern;
    enum example_role role;
} leads[] = {
    {"\\b(?:failed|failure|unsuccessful)\\b.*\\b(?:sample|example|response|"
     "query|request)\\b|\\b(?:response|sample|example)\\b.*\\b(?:failed|"
     "failure|error)\\b|\\bindicates a general error\\b|\\berror response\\b",
     EXAMPLE_ERROR},
    {"\\b(?:sample|example)s?\\b.*\\bresponses?\\b|\\bresponse (?:sample|"
     "example)",
     EXAMPLE_RESPONSE},
    {"\\b(?:sample|example)s?\\b.*\\brequests?\\b|\\brequest (?:sample|"
     "example)",
     EXAMPLE_REQUEST},
};

/* What the texts since the last pre said about the next one. */
struct context {
    struct contract *contract;
    struct remarks *remarks;
    enum example_role role; /* of the section */
    enum example_role said; /* by a lead, stays until another one */
    bool is_said;
    int status; /* 0: none was named */
};

static void take_lead(struct context *context, const struct text *text)
{
    struct found found;

    if (strlen(text->text) > LEAD_BYTES_MAX)
        return;
    if (pattern_find("^(?:status code|HTTP/[\\d.]+):? *(\\d{3})\\b", text->text,
                     0, &found))
        context->status = atoi(text->text + found.start[1]);
    for (size_t i = 0; i < sizeof(leads) / sizeof(*leads); i++)
        if (pattern_in(leads[i].pattern, text->text)) {
            context->said = leads[i].role;
            context->is_said = true;
            return;
        }
}

static struct example *add_example(struct context *context,
                                   const struct block *pre)
{
    struct contract *contract = context->contract;
    struct example *example;

    if (contract->examples_len == EXAMPLES_MAX)
        return NULL;
    contract->examples =
        xgrow(contract->examples, contract->examples_len,
              &contract->examples_cap, sizeof(*contract->examples));
    example = &contract->examples[contract->examples_len++];
    *example = (struct example){
        .role = pre->in_table      ? EXAMPLE_OTHER
                : context->is_said ? context->said
                                   : context->role,
        .element = xstrdup(pre->text.element),
        .line = pre->text.line,
        .status = context->status,
        .in_table = pre->in_table,
    };
    return example;
}

/* Sections that hold both kinds say nothing by themselves. */
static void settle_role(struct example *example)
{
    if (example->in_table)
        return;
    if (example->role == EXAMPLE_OTHER)
        example->role =
            example->start_line ? EXAMPLE_REQUEST : EXAMPLE_RESPONSE;
    if (example->role == EXAMPLE_RESPONSE && example->start_line)
        example->role = EXAMPLE_REQUEST;
    if (example->role == EXAMPLE_RESPONSE &&
        (example->status >= 400 || example_is_error(example->content)))
        example->role = EXAMPLE_ERROR;
}

/* Line of the page, from 1, and column in bytes, from 1, of a byte. */
static int line_of(const struct text *pre, size_t at, size_t *column)
{
    int line = pre->line;
    size_t start = 0;

    for (size_t i = 0; i < at && pre->text[i]; i++)
        if (pre->text[i] == '\n') {
            line++;
            start = i + 1;
        }
    *column = at - start + 1;
    return line;
}

/* Takes cause. */
static void add_problem(struct context *context, struct example *example,
                        const struct text *pre, size_t at, char *cause)
{
    size_t column;
    const int line = line_of(pre, at, &column);

    example->problem = xasprintf("line %d column %zu: %s", line, column, cause);
    if (!example->in_table)
        remarks_add(
            context->remarks, "example-not-json", context->contract->page,
            context->contract->file, example->element, line, NULL,
            "this example is not JSON at column %zu: %s", column, cause);
    free(cause);
}

/* One value of a pre from a byte on. Returns where the next one begins, or 0
   when there is none. */
static size_t read_content(struct context *context, struct example *example,
                           const struct text *pre, size_t at)
{
    const char *text = pre->text + at;
    size_t len = 0, wrong_at = 0, next;
    char *problem;

    example->text = xstrdup(text);
    if (!example_is_json_like(text))
        return 0;
    example->content = example_value(text, &len, &problem, &wrong_at);
    if (!example->content) {
        add_problem(context, example, pre, at + wrong_at, problem);
        return 0;
    }
    next = len + example_gap(text + len);
    if (!text[next])
        return 0;
    if (strchr("{[", text[next])) {
        example->text[len] = '\0';
        return at + next;
    }
    add_problem(context, example, pre, at + next,
                xstrdup("stray characters after the value"));
    json_decref(example->content);
    example->content = NULL;
    return 0;
}

static void read_pre(struct context *context, const struct block *pre)
{
    char *start_line = NULL;
    int status = context->status;
    size_t at = example_start_lines(pre->text.text, &start_line, &status);
    size_t next = at;

    context->status = status;
    at += strspn(pre->text.text + at, " \t\r\n");
    next = at;
    do {
        struct example *example = add_example(context, pre);

        if (!example)
            break;
        example->start_line = start_line;
        start_line = NULL;
        next = read_content(context, example, &pre->text, next);
        settle_role(example);
    } while (next);
    free(start_line);
    context->status = 0;
}

void examples_read(struct contract *contract, const struct section *section,
                   enum example_role role, struct remarks *remarks)
{
    struct context context = {
        .contract = contract, .remarks = remarks, .role = role};

    take_lead(&context, &section->heading);
    for (size_t i = 0; i < section->len; i++) {
        const struct block *block = &section->blocks[i];

        if (block->kind == BLOCK_TEXT)
            take_lead(&context, &block->text);
        else if (block->kind == BLOCK_PRE)
            read_pre(&context, block);
    }
}
