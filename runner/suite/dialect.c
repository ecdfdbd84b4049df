#include "suite/build.h"

#include "base/json.h"

void build_pages(struct build *build)
{
    struct catalog *catalog = build->catalog;
    const json_t *pages = json_object_get(catalog->dialect, "pages");
    json_t *page;
    size_t i;

    catalog->pages = pool_array(&catalog->pool, json_array_size(pages),
                                sizeof(*catalog->pages));
    catalog->pages_len = json_array_size(pages);
    json_array_foreach(pages, i, page) catalog->pages[i] = (struct page){
        json_member_text(page, "id", ""), json_member_text(page, "title", ""),
        json_member_text(page, "date", "")};
}
