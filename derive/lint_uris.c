#include "derive/lint_parts.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

/* The URI of the page that a request line fits, or NULL. */
static const struct uri *uri_of_line(const struct contract *contract,
                                     const struct request_line *line)
{
    for (size_t i = 0; i < contract->uris_len; i++)
        if (!strcmp(contract->uris[i].method, line->method) &&
            path_fits(contract->uris[i].path, line->path, NULL, NULL))
            return &contract->uris[i];
    return NULL;
}

static bool group_has(const struct group *group, const char *name)
{
    for (size_t i = 0; i < group->len; i++)
        if (!strcmp(group->nodes[i]->name, name))
            return true;
    return false;
}

/* "limit" of "limit=10": is it described, or written into the URI? */
static bool is_query_known(const struct contract *contract,
                           const struct uri *uri, const char *name)
{
    struct found found;

    if (group_has(&contract->query, name))
        return true;
    for (size_t at = 0; pattern_find("([^&=?{}]+)=", uri->query, at, &found);
         at = found.end[0]) {
        char *written = found_text(&found, uri->query, 1);
        const bool is_same = !strcmp(written, name);

        free(written);
        if (is_same)
            return true;
    }
    return false;
}

static void check_query(const struct contract *contract,
                        const struct example *example, const struct uri *uri,
                        const char *query, struct remarks *remarks)
{
    while (*query) {
        const size_t len = strcspn(query, "&");
        char *name = xmemdup(query, strcspn(query, "=&"));

        if (pattern_in("^[\\w~:.-]+$", name) &&
            !is_query_known(contract, uri, name))
            lint_note(
                remarks, contract, "example-query",
                (struct lint_place){example->element, example->line, NULL},
                "this request uses \"%s\" in its query, which no table "
                "describes",
                name);
        free(name);
        query += len + (query[len] == '&');
    }
}

static void check_line(const struct contract *contract,
                       const struct example *example, struct remarks *remarks)
{
    const struct lint_place place = {example->element, example->line, NULL};
    struct request_line line;
    const struct uri *uri;

    if (!request_line_read(&line, example->start_line))
        return;
    uri = uri_of_line(contract, &line);
    if (uri)
        check_query(contract, example, uri, line.query, remarks);
    else
        lint_note(remarks, contract, "example-uri", place,
                  "%s %s does not fit the page's %s %s", line.method, line.path,
                  contract->uris[0].method, contract->uris[0].path);
    request_line_clear(&line);
}

static bool has_status(const struct contract *contract, int code)
{
    for (size_t i = 0; i < contract->statuses_len; i++)
        if (contract->statuses[i].code == code)
            return true;
    return false;
}

/* Pages that name no code at all contradict nothing. */
static void check_status(const struct contract *contract,
                         const struct example *example, struct remarks *remarks)
{
    if (example->status && contract->statuses_len &&
        !has_status(contract, example->status))
        lint_note(remarks, contract, "example-status",
                  (struct lint_place){example->element, example->line, NULL},
                  "this example has the status code %d, which the page does "
                  "not list",
                  example->status);
}

/* The link to the next page of a list is a call of the page's own URI. */
static void check_link(const struct contract *contract,
                       const struct example *example, const json_t *object,
                       struct remarks *remarks)
{
    const char *rel = json_string_value(json_object_get(object, "rel"));
    const char *href = json_string_value(json_object_get(object, "href"));
    char *words;
    struct request_line line;

    if (!rel || !href || !pattern_in("^(?:next|prev(?:ious)?)$", rel))
        return;
    words = xasprintf("%s %s", contract->uris[0].method, href);
    if (request_line_read(&line, words)) {
        if (!uri_of_line(contract, &line))
            lint_note(
                remarks, contract, "example-link",
                (struct lint_place){example->element, example->line, NULL},
                "the link \"%s\" leads to %s and not to the page's %s", rel,
                line.path, contract->uris[0].path);
        request_line_clear(&line);
    }
    free(words);
}

static void check_links(const struct contract *contract,
                        const struct example *example, const json_t *value,
                        int depth, struct remarks *remarks)
{
    const char *name;
    json_t *member;
    size_t i;

    if (depth > CONTRACT_DEPTH_MAX)
        return;
    if (json_is_object(value))
        check_link(contract, example, value, remarks);
    json_object_foreach((json_t *)value, name, member)
        check_links(contract, example, member, depth + 1, remarks);
    json_array_foreach(value, i, member)
        check_links(contract, example, member, depth + 1, remarks);
}

/* What a title's first word is about, and methods that cannot do it. */
static const struct {
    const char *word;
    const char *not_method; /* words with blanks around */
} deeds[] = {
    {"^(?:creat|add|register)ing\\b", " GET DELETE "},
    {"^(?:delet|remov)ing\\b", " GET PUT PATCH "},
    {"^(?:query|list|view|show|display|obtain)ing\\b", " PUT PATCH DELETE "},
    {"^(?:updat|modify|chang|renam)ing\\b", " GET DELETE "},
};

static void check_title(const struct contract *contract,
                        struct remarks *remarks)
{
    char *method = xasprintf(" %s ", contract->uris[0].method);

    for (size_t i = 0; i < sizeof(deeds) / sizeof(*deeds); i++)
        if (strstr(deeds[i].not_method, method) &&
            pattern_in(deeds[i].word, contract->title))
            lint_note(remarks, contract, "title-differs",
                      (struct lint_place){contract->uris[0].element,
                                          contract->uris[0].line, NULL},
                      "the page is called \"%s\", and its method is %s",
                      contract->title, contract->uris[0].method);
    free(method);
}

void lint_uris(const struct lint_page *page, struct remarks *remarks)
{
    const struct contract *contract = page->contract;

    if (!contract->uris_len)
        return;
    check_title(contract, remarks);
    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];

        if (example->role == EXAMPLE_OTHER)
            continue;
        if (example->start_line)
            check_line(contract, example, remarks);
        check_status(contract, example, remarks);
        check_links(contract, example, example->content, 0, remarks);
    }
}
