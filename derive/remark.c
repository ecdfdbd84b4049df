#include "derive/remark.h"

#include "base/alloc.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const struct remark_kind remark_kinds[] = {
    /* of the page as a whole */
    {"no-endpoint", REMARK_REFUSED, "the page names no method with a URI"},
    {"malformed-uri", REMARK_REFUSED, "the URI line cannot be understood"},
    {"beyond-limit", REMARK_REFUSED, "the page is larger than we read"},
    {"several-uris", REMARK_DOUBT, "more than one URI, taken as aliases"},
    {"several-operations", REMARK_REFUSED,
     "URI lines of more than one operation"},
    {"several-roots", REMARK_REFUSED,
     "several tables could be the root of one body"},
    {"response-elsewhere", REMARK_DOUBT,
     "the answer is described on another page"},
    {"response-undocumented", REMARK_WRONG,
     "an example shows an answer that no table describes"},
    {"request-undocumented", REMARK_WRONG,
     "an example shows a request that no table describes"},
    {"no-status-codes", REMARK_DOUBT, "no status code of success is named"},
    {"link-dangling", REMARK_WRONG, "a link leads to nothing"},
    {"link-contradicts", REMARK_WRONG,
     "a link leads to another table than the one whose caption names it"},
    {"link-other-version", REMARK_WRONG,
     "a link leads to another version of the API than the page's own"},
    {"title-differs", REMARK_WRONG,
     "the title names another action than the method of the URI"},

    /* of parameter tables */
    {"placeholder-undocumented", REMARK_WRONG,
     "a placeholder of the URI has no row"},
    {"placeholder-unused", REMARK_WRONG,
     "a path parameter does not occur in the URI"},
    {"type-unknown", REMARK_DOUBT, "a Type cell follows no known grammar"},
    {"row-ragged", REMARK_WRONG,
     "a row has another number of cells than the header"},
    {"row-lost", REMARK_DOUBT, "a row of a table that could not be placed"},
    {"duplicate-row", REMARK_WRONG,
     "two rows of one table describe the same parameter"},
    {"columns-swapped", REMARK_WRONG,
     "the cells for type and presence stand in each other's place"},
    {"presence-unknown", REMARK_DOUBT,
     "the cell for presence says neither Yes nor No"},
    {"body-in-uri-table", REMARK_DOUBT,
     "members of the body stand in the table of the URI"},
    {"query-in-request", REMARK_DOUBT,
     "the query stands where other pages describe the content"},
    {"wrapper-undocumented", REMARK_WRONG,
     "examples put the content into a member that has no row"},
    {"unresolved-object", REMARK_DOUBT,
     "an object whose members are described nowhere"},
    {"placeholder-name", REMARK_DOUBT,
     "a row stands for any name and looks like a member"},
    {"object-is-array", REMARK_WRONG,
     "said to be an object, but it is an array in an example"},
    {"exclusive-members", REMARK_DOUBT,
     "members that never come together stand in one table without a word"},
    {"constraint-contradiction", REMARK_WRONG,
     "two constraints of one parameter cannot both hold"},
    {"default-invalid", REMARK_WRONG,
     "the default does not follow the parameter's own rules"},
    {"sides-differ", REMARK_WRONG,
     "request and answer of one page give a member different types"},
    {"text-type", REMARK_DOUBT,
     "the words describe another type than the Type cell"},

    /* of examples */
    {"example-not-json", REMARK_WRONG, "an example is not JSON"},
    {"example-type", REMARK_WRONG, "a value has another type than stated"},
    {"example-null", REMARK_WRONG,
     "null where the page does not say it may be"},
    {"example-missing", REMARK_WRONG, "a mandatory member is missing"},
    {"example-undocumented", REMARK_WRONG, "a member that no table describes"},
    {"example-constraint", REMARK_WRONG, "a value breaks a stated constraint"},
    {"example-array", REMARK_WRONG,
     "an array where one object is described, or the reverse"},
    {"example-unseen", REMARK_DOUBT,
     "a documented member that no example of the page shows"},
    {"example-uri", REMARK_WRONG,
     "the request line of an example does not fit the URI"},
    {"example-query", REMARK_WRONG,
     "the request line of an example has a query that no table describes"},
    {"example-key", REMARK_WRONG,
     "a placeholder of the URI holds the value of the body's member"},
    {"example-link", REMARK_WRONG,
     "a link within an example leads to another resource"},
    {"example-status", REMARK_WRONG,
     "an example has a status code that the page does not list"},
    {"example-elsewhere", REMARK_DOUBT,
     "an example that nothing of the page can be held against"},
    {"example-absent", REMARK_DOUBT, "the page has no usable example"},

    /* of words against tables, and of pages against each other */
    {"name-differs", REMARK_WRONG,
     "a heading or link calls a member by another name than its row"},
    {"prose-differs", REMARK_DOUBT,
     "the words name a member or parameter that no table has"},
    {"pages-differ", REMARK_WRONG,
     "pages of one resource describe the same member differently"},
    {"member-absent", REMARK_DOUBT,
     "a member that the resource has on other pages is not described"},
    {"parameter-absent", REMARK_DOUBT,
     "a parameter that sibling pages have is not described"},
    {"section-absent", REMARK_WRONG,
     "a section that all sibling pages have is missing"},
    {NULL, REMARK_DOUBT, NULL},
};

static const struct remark_kind *find_kind(const char *name)
{
    for (const struct remark_kind *kind = remark_kinds; kind->name; kind++)
        if (!strcmp(kind->name, name))
            return kind;
    return NULL;
}

struct remark *remarks_add(struct remarks *remarks, const char *kind,
                           const char *page, const char *file,
                           const char *element, int line, const char *pointer,
                           const char *format, ...)
{
    const struct remark_kind *row = find_kind(kind);
    struct remark *remark;
    va_list args;

    assert(row);
    remarks->items = xgrow(remarks->items, remarks->len, &remarks->cap,
                           sizeof(*remarks->items));
    remark = &remarks->items[remarks->len++];
    *remark = (struct remark){.kind = row->name,
                              .grade = row->grade,
                              .page = xstrdup(page ? page : ""),
                              .file = xstrdup(file ? file : ""),
                              .element = xstrdup(element ? element : ""),
                              .line = line,
                              .pointer = xstrdup(pointer)};
    va_start(args, format);
    remark->text = xvasprintf(format, args);
    va_end(args);
    return remark;
}

const struct remark *remarks_refusal(const struct remarks *remarks)
{
    for (size_t i = 0; i < remarks->len; i++)
        if (remarks->items[i].grade == REMARK_REFUSED)
            return &remarks->items[i];
    return NULL;
}

static int by_place(const void *a, const void *b)
{
    const struct remark *left = a, *right = b;
    int order = strcmp(left->file, right->file);

    if (!order)
        order = (left->line > right->line) - (left->line < right->line);
    if (!order)
        order = strcmp(left->kind, right->kind);
    if (!order)
        order = strcmp(left->pointer ? left->pointer : "",
                       right->pointer ? right->pointer : "");
    return order ? order : strcmp(left->text, right->text);
}

void remarks_sort(struct remarks *remarks)
{
    if (remarks->len)
        qsort(remarks->items, remarks->len, sizeof(*remarks->items), by_place);
}

void remarks_clear(struct remarks *remarks)
{
    for (size_t i = 0; i < remarks->len; i++) {
        struct remark *remark = &remarks->items[i];

        free(remark->page);
        free(remark->file);
        free(remark->element);
        free(remark->pointer);
        free(remark->text);
    }
    free(remarks->items);
    *remarks = (struct remarks){0};
}
