/*
 * check.c - mistakes that only the suites show: `assay lint` of waivers.
 */
#include "base/alloc.h"
#include "base/json.h"
#include "waivers/entry.h"

#include <stdlib.h>

struct waivers *waivers_new(const char *path, json_t *document,
                            struct problems *problems)
{
    waivers_find_repeats(path, document, problems);
    return waivers_of(path, json_incref(document));
}

void waivers_meet(struct waivers *waivers, const char *dialect,
                  const char *profile, const struct suite *suites,
                  size_t suites_len)
{
    const struct plan plan = {.dialect = dialect, .profile = profile};
    const struct target target = {0};
    const struct run_info info = {.plan = &plan, .target = &target};

    for (size_t i = 0; i < waivers->len; i++) {
        struct waiver *waiver = &waivers->items[i];

        free(waiver->elsewhere);
        waiver->elsewhere = waiver_elsewhere(waiver->entry, &info);
        if (waiver->elsewhere || waiver->is_met)
            continue;
        waiver->is_seen = true;
        waiver->matched = waiver_count(waiver, suites, suites_len);
        waiver->is_met = !waiver_is_miscounted(waiver);
    }
}

void waivers_part(const struct waivers *waivers, struct problems *problems)
{
    for (size_t i = 0; i < waivers->len; i++) {
        const struct waiver *waiver = &waivers->items[i];
        const char *what = !waiver->is_seen ? "target" : "testcase";
        char *pointer = xasprintf("%s/%s", waiver->pointer, what);

        if (!waiver->is_seen)
            problems_add(problems, waivers->path, pointer,
                         "is for no dialect and profile that there is");
        else if (!waiver->is_met && !waiver->matched)
            problems_add(problems, waivers->path, pointer,
                         "matches no testcase; `assay list` shows all");
        else if (!waiver->is_met)
            problems_add(problems, waivers->path, pointer,
                         "matches %zu testcases, not %lld", waiver->matched,
                         waiver->expected);
        free(pointer);
    }
}
