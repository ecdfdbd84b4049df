/* The lines that name the method and the URI. */
#include "derive/deriving.h"

#include "base/alloc.h"
#include "derive/trait_pattern.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define URIS_MAX 16

/* A method and more; and the same with a path that can be understood. */
static const char *const line_pattern =
    "^(?-i:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)\\s+\\S";
static const char *const uri_pattern =
    "^(?-i:(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS))\\s+"
    "(?:https?://[^/\\s?]*)?(/[^\\s?#]*)(?:\\?(\\S*))?\\s*$";
/* Braces in pairs, with a name inside. */
static const char *const path_pattern =
    "^(?:[^{}<>\\[\\]]|\\{[a-z0-9_.$-]+\\})*$";

/* Where a version ends: the rest is what aliases share. */
static const char *after_version(const char *path)
{
    struct found found;

    if (pattern_find("^/v[0-9]+(?:\\.[0-9]+)?(?=/|$)", path, 0, &found))
        return path + found.end[0];
    return path;
}

static void uri_add(struct deriving *deriving, const char *line,
                    const struct found *found, const struct text *text)
{
    struct contract *contract = deriving->contract;
    struct uri uri = {
        .method = found_text(found, line, 1),
        .path = found_text(found, line, 2),
        .query = found_text(found, line, 3),
        .element = xstrdup(text->element),
        .line = text->line,
    };

    contract->uris = xgrow(contract->uris, contract->uris_len,
                           &contract->uris_cap, sizeof(*contract->uris));
    contract->uris[contract->uris_len++] = uri;
    if (!pattern_in(path_pattern, uri.path))
        deriving_refuse(deriving, "malformed-uri", spot_of_text(text),
                        "the placeholders of %s cannot be told from its text",
                        uri.path);
}

/* Returns whether the line names a method at all. */
static bool line_read(struct deriving *deriving, const char *line,
                      const struct text *text)
{
    struct found found;

    if (!pattern_in(line_pattern, line))
        return false;
    if (deriving->contract->uris_len < URIS_MAX &&
        pattern_find(uri_pattern, line, 0, &found))
        uri_add(deriving, line, &found, text);
    return true;
}

/* Returns the first text of a section that has a line with a method. */
static const struct text *section_read(struct deriving *deriving,
                                       const struct section *section)
{
    const struct text *first = NULL;

    for (size_t i = 0; i < section->len; i++) {
        const struct block *block = &section->blocks[i];
        char *lines, *rest, *line;

        if (block->kind == BLOCK_TABLE || block->in_table)
            continue;
        lines = xstrdup(block->text.text);
        for (line = strtok_r(lines, "\n", &rest); line;
             line = strtok_r(NULL, "\n", &rest)) {
            if (line_read(deriving, line, &block->text) && !first)
                first = &block->text;
        }
        free(lines);
    }
    return first;
}

static const struct text *sections_read(struct deriving *deriving,
                                        enum section_role role)
{
    const struct text *first = NULL;

    for (size_t i = 0; i < deriving->page->len; i++) {
        const struct text *text;

        if (deriving->roles[i] != role)
            continue;
        text = section_read(deriving, &deriving->page->sections[i]);
        if (text && deriving->contract->uris_len > 0)
            deriving->roles[i] = SECTION_URI;
        if (!first)
            first = text;
    }
    return first;
}

/*
 * The URI's section; without one, where a page with a request or an answer
 * has the line instead. That section is then the URI's.
 */
static const struct text *lines_find(struct deriving *deriving)
{
    static const enum section_role places[] = {SECTION_URI, SECTION_FUNCTION,
                                               SECTION_OTHER};
    const struct text *line = NULL;

    for (size_t i = 0; i < sizeof(places) / sizeof(*places) && !line; i++) {
        if (places[i] != SECTION_URI &&
            !section_of(deriving, SECTION_REQUEST) &&
            !section_of(deriving, SECTION_RESPONSE))
            return NULL;
        line = sections_read(deriving, places[i]);
    }
    return line;
}

/* Others are the same operation below another version of the API. */
static void aliases_check(struct deriving *deriving)
{
    const struct contract *contract = deriving->contract;
    const struct uri *first = &contract->uris[0];

    for (size_t i = 1; i < contract->uris_len; i++) {
        const struct uri *other = &contract->uris[i];
        struct spot spot = {other->element, other->line};

        if (strcmp(first->method, other->method) != 0 ||
            strcmp(after_version(first->path), after_version(other->path)) != 0)
            deriving_refuse(deriving, "several-operations", spot,
                            "%s %s is another operation than %s %s",
                            other->method, other->path, first->method,
                            first->path);
        else if (strcmp(first->path, other->path) != 0)
            deriving_note(deriving, "several-uris", spot,
                          "%s is taken as another name of %s", other->path,
                          first->path);
    }
}

void uris_read(struct deriving *deriving)
{
    const struct text *line = lines_find(deriving);
    const struct section *section = section_of(deriving, SECTION_URI);

    if (!line)
        deriving_refuse(deriving, "no-endpoint",
                        section ? spot_of_text(&section->heading)
                                : (struct spot){"", 0},
                        "no line of the page is a method and a URI");
    else if (deriving->contract->uris_len == 0)
        deriving_refuse(deriving, "malformed-uri", spot_of_text(line),
                        "no URI can be read from \"%.100s\"", line->text);
    else
        aliases_check(deriving);
}

void uri_each_placeholder(const struct uri *uri,
                          void (*each)(void *with, const char *name),
                          void *with)
{
    const char *at = uri->path;

    while ((at = strchr(at, '{'))) {
        size_t len = strcspn(++at, "}");
        char *name = xmemdup(at, len);

        each(with, name);
        free(name);
        at += len;
    }
}

struct wanted {
    const char *name;
    bool is_there;
};

static void compare_name(void *with, const char *name)
{
    struct wanted *wanted = with;

    wanted->is_there |= strcmp(wanted->name, name) == 0;
}

bool uri_has_placeholder(const struct uri *uri, const char *name)
{
    struct wanted wanted = {name, false};

    uri_each_placeholder(uri, compare_name, &wanted);
    return wanted.is_there;
}

bool uri_query_has(const struct uri *uri, const char *name)
{
    size_t len = strlen(name);
    const char *at = uri->query;

    while (at && *at) {
        if (strncmp(at, name, len) == 0 &&
            (at[len] == '=' || !at[len] || at[len] == '&'))
            return true;
        at = strpbrk(at, "&");
        at = at ? at + 1 : NULL;
    }
    return false;
}

bool method_is_bodiless(const char *method)
{
    static const char *const bodiless[] = {"GET", "DELETE", "HEAD", "OPTIONS"};

    for (size_t i = 0; i < sizeof(bodiless) / sizeof(*bodiless); i++) {
        if (strcmp(bodiless[i], method) == 0)
            return true;
    }
    return false;
}
