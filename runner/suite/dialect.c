#include "suite/build.h"

#include "base/json.h"

#include <string.h>

bool page_is_known(const struct catalog *catalog, const char *id)
{
    for (size_t i = 0; i < catalog->pages_len; i++)
        if (!strcmp(catalog->pages[i].id, id))
            return true;
    return false;
}

static void check_operation(struct build *build, const char *id,
                            const json_t *row)
{
    const char *page = json_member_text(row, "page", "");

    if (!page_is_known(build->catalog, page))
        problems_add(
            build->problems, build->catalog->dialect_file,
            pool_text(&build->catalog->pool, "/operations/%s/page", id),
            "\"%s\" is no page of this dialect", page);
}

void build_pages(struct build *build)
{
    struct catalog *catalog = build->catalog;
    const json_t *pages = json_object_get(catalog->dialect, "pages");
    const char *id;
    json_t *page, *row;
    size_t i;

    catalog->pages = pool_array(&catalog->pool, json_array_size(pages),
                                sizeof(*catalog->pages));
    catalog->pages_len = json_array_size(pages);
    json_array_foreach(pages, i, page)
        catalog->pages[i] = (struct page){json_member_text(page, "id", ""),
                                          json_member_text(page, "title", ""),
                                          json_member_text(page, "date", "")};
    json_object_foreach(json_object_get(catalog->dialect, "operations"), id,
                        row)
        check_operation(build, id, row);
}
