#include "emulator/versions.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static const struct version {
    const char *path;
    const char *id;
    const char *status;
    const char *max; /* microversions; "" where there are none */
    const char *min;
    const char *media_type;
} versions[] = {
    {"v2", "v2.0", "SUPPORTED", "", "",
     "application/vnd.openstack.volume+json;version=2"},
    {"v3", "v3.0", "CURRENT", "3.50", "3.0",
     "application/vnd.openstack.volume+json;version=3"},
};

#define VERSIONS (sizeof(versions) / sizeof(versions[0]))

static json_t *view_version(const struct exchange *x,
                            const struct version *version)
{
    char *base = request_base(&x->request);
    char *href = xasprintf("%s/%s/", base, version->path);
    json_t *link = json_pack("{s:s, s:s}", "rel", "self", "href", href);
    json_t *view;

    free(base);
    free(href);
    /* A Host that is no UTF-8 gives no link rather than no document. */
    view = json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:[{s:s, s:s}], s:[o*]}", "id", version->id,
        "status", version->status, "version", version->max, "min_version",
        version->min, "updated", "2017-02-25T12:00:00Z", "media-types", "base",
        "application/json", "type", version->media_type, "links", link);
    return view;
}

void list_versions(struct exchange *x)
{
    json_t *list = json_array();

    for (size_t i = 0; i < VERSIONS; i++)
        json_array_append_new(list, view_version(x, &versions[i]));
    answer_set(&x->answer, 300, json_pack("{s:o}", "versions", list));
}

void show_version(struct exchange *x)
{
    for (size_t i = 0; i < VERSIONS; i++)
        if (!strcmp(versions[i].path, x->request.target.segments[0]))
            answer_set(&x->answer, 200,
                       json_pack("{s:[o]}", "versions",
                                 view_version(x, &versions[i])));
}
