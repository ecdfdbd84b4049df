/* What a section is about, by its heading. */
#include "derive/deriving.h"

#include "base/alloc.h"
#include "derive/trait_pattern.h"

#include <string.h>

struct heading_role {
    const char *pattern;
    enum section_role role;
};

static const struct heading_role headings[] = {
    {"^functions?( description)?$", SECTION_FUNCTION},
    {"^(constraints|restrictions)( and (limitations|restrictions))?$",
     SECTION_CONSTRAINTS},
    {"^(request )?uri( format)?$", SECTION_URI},
    {"^requests?( parameters?| body| message)?$", SECTION_REQUEST},
    {"^responses?( parameters?| body| message)?$", SECTION_RESPONSE},
    {"^(example|sample) requests?\\b", SECTION_EXAMPLE_REQUEST},
    {"^(example|sample) responses?\\b", SECTION_EXAMPLE_RESPONSE},
    {"^(samples?|examples?)$", SECTION_SAMPLES},
    {"^(status|return(ed)?) (codes?|values?)$", SECTION_STATUS},
    {"^error codes?$", SECTION_ERRORS},
};

/* Shapes of whole pages; the first whose heading occurs. */
static const struct {
    const char *pattern;
    const char *name;
} templates[] = {
    {"^request parameters?$", "T3"},
    {"^(samples|request body)$", "T4"},
    {"^returned values?$", "T1"},
    {"^example requests?\\b", "T2"},
    {"^uri$", "T0"},
};

enum section_role role_of_heading(const char *heading)
{
    for (size_t i = 0; i < sizeof(headings) / sizeof(*headings); i++) {
        if (pattern_in(headings[i].pattern, heading))
            return headings[i].role;
    }
    return SECTION_OTHER;
}

enum section_role *roles_read(const struct document *page)
{
    enum section_role *roles = xcalloc(page->len, sizeof(*roles));

    for (size_t i = 0; i < page->len; i++)
        roles[i] = role_of_heading(page->sections[i].heading.text);
    return roles;
}

static bool page_has_heading(const struct document *page, const char *pattern)
{
    for (size_t i = 0; i < page->len; i++) {
        if (pattern_in(pattern, page->sections[i].heading.text))
            return true;
    }
    return false;
}

const char *template_of(const struct document *page)
{
    for (size_t i = 0; i < sizeof(templates) / sizeof(*templates); i++) {
        if (page_has_heading(page, templates[i].pattern))
            return templates[i].name;
    }
    return "";
}

const struct section *section_of(const struct deriving *deriving,
                                 enum section_role role)
{
    for (size_t i = 0; i < deriving->page->len; i++) {
        if (deriving->roles[i] == role)
            return &deriving->page->sections[i];
    }
    return NULL;
}
