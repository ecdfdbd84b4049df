#include "reports/junit_properties.h"

#include "base/alloc.h"
#include "reports/xml.h"

#include <stdlib.h>

static void put_property(xmlTextWriterPtr xml, const char *name,
                         const char *value)
{
    if (!value)
        return;
    xmlTextWriterStartElement(xml, BAD_CAST "property");
    xml_attribute(xml, "name", name);
    xml_attribute(xml, "value", value);
    xmlTextWriterEndElement(xml);
    xmlTextWriterWriteString(xml, BAD_CAST "\n");
}

static void put_pages(xmlTextWriterPtr xml, const struct plan *plan)
{
    for (size_t i = 0; i < plan->pages_len; i++) {
        const struct page *page = &plan->pages[i];
        char *name = xasprintf("page.%s", page->id);
        char *value = xasprintf("%s (%s)", page->title ? page->title : "",
                                page->date ? page->date : "no date");

        put_property(xml, name, value);
        free(name);
        free(value);
    }
}

static void put_suite_digests(xmlTextWriterPtr xml, const struct plan *plan)
{
    for (size_t i = 0; i < plan->suites_len; i++) {
        char *name = xasprintf("sha256.%s", plan->suites[i]->id);

        put_property(xml, name, plan->suites[i]->digest);
        free(name);
    }
}

void junit_observations(xmlTextWriterPtr xml, const struct observations *list)
{
    for (size_t i = 0; i < list->len; i++) {
        char *name = xasprintf("observed.%s", list->items[i].subject);

        put_property(xml, name, list->items[i].text);
        free(name);
    }
}

void junit_properties(xmlTextWriterPtr xml, const struct run_info *info)
{
    const struct target *target = info->target;
    char *seed = xasprintf("%llu", info->plan->seed);
    const struct {
        const char *name;
        const char *value; /* NULL: left out */
    } rest[] = {
        {"assay.version", info->version},
        {"dialect", info->plan->dialect},
        {"profile", info->plan->profile},
        {"scope", info->plan->scope},
        {"scope-reason", info->plan->scope_reason},
        {"base-url", target->base_url},
        {"project-id", target->project_id},
        {"snapshot-id", target->snapshot_id},
        {"microversion", target->microversion},
        {"insecure", target->insecure ? "true" : NULL},
        {"emulator", target->emulator ? "true" : NULL},
        {"strict", info->strict ? "true" : NULL},
        {"seed", seed},
        {"waivers", info->waivers ? info->waivers->path : NULL},
        {"waivers.sha256", info->waivers ? info->waivers->digest : NULL},
    };

    for (size_t i = 0; i < sizeof(rest) / sizeof(*rest); i++)
        put_property(xml, rest[i].name, rest[i].value);
    put_pages(xml, info->plan);
    put_suite_digests(xml, info->plan);
    free(seed);
}
