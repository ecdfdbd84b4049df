/* Links from a page of one version of the API to a page of another one. */
#include "derive/lint_parts.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

struct view {
    const struct lint_page *pages;
    size_t len;
    const struct contract *contract;
    struct remarks *remarks;
};

static char *version_of(const struct contract *contract, char **path)
{
    char *version;

    *path = path_without_version(contract->uris[0].path, &version);
    return version;
}

static const struct contract *contract_of_link(const struct view *view,
                                               const char *href)
{
    struct found found;
    char *id;
    const struct contract *contract = NULL;

    if (!href ||
        !pattern_find("^(?!\\w+:)(?:[^#?]*/)?([\\w.-]+)\\.html?(?:#|$)", href,
                      0, &found))
        return NULL;
    id = found_text(&found, href, 1);
    for (size_t i = 0; i < view->len && !contract; i++)
        if (view->pages[i].contract &&
            !strcmp(view->pages[i].contract->page, id))
            contract = view->pages[i].contract;
    free(id);
    return contract && contract->uris_len ? contract : NULL;
}

/* The page for the same call in the version, or NULL. */
static const struct contract *same_call(const struct view *view,
                                        const struct contract *like,
                                        const char *like_path, const char *want)
{
    const struct contract *found = NULL;

    for (size_t i = 0; i < view->len && !found; i++) {
        const struct contract *contract = view->pages[i].contract;
        char *path, *version;

        if (!contract || !contract->uris_len || contract == like ||
            strcmp(contract->uris[0].method, like->uris[0].method))
            continue;
        version = version_of(contract, &path);
        if (!strcmp(version, want) && !strcmp(path, like_path))
            found = contract;
        free(version);
        free(path);
    }
    return found;
}

static void check_link(const struct view *view, const struct text *text,
                       const struct contract *target)
{
    const struct contract *better;
    char *own_path, *path;
    char *own = version_of(view->contract, &own_path);
    char *version = version_of(target, &path);

    if (*own && *version && strcmp(own, version)) {
        better = same_call(view, target, path, own);
        if (better)
            lint_note(view->remarks, view->contract, "link-other-version",
                      (struct lint_place){text->element, text->line, NULL},
                      "this page of %s sends its reader to %s of %s, and %s is "
                      "the same call in %s",
                      own, target->page, version, better->page, own);
    }
    free(own);
    free(own_path);
    free(version);
    free(path);
}

static void check_text(void *with, const struct text *text)
{
    const struct view *view = with;

    for (size_t i = 0; i < text->spans_len; i++) {
        const struct contract *target =
            contract_of_link(view, text->spans[i].href);

        if (target)
            check_link(view, text, target);
    }
}

void lint_links(const struct lint_page *pages, size_t len,
                struct remarks *remarks)
{
    for (size_t i = 0; i < len; i++) {
        struct view view = {pages, len, pages[i].contract, remarks};

        if (view.contract && view.contract->uris_len)
            page_each_text(pages[i].page, check_text, &view);
    }
}
