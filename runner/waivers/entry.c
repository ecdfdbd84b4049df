/*
 * entry.c - what one waiver is about: targets, testcases, findings.
 */
#include "waivers/entry.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

bool waiver_is_miscounted(const struct waiver *waiver)
{
    return (long long)waiver->matched != waiver->expected;
}

bool waiver_is_valid(const struct waiver *waiver)
{
    return !waiver->is_expired && !waiver_is_miscounted(waiver);
}

bool waiver_is_about(const struct waiver *waiver, const char *testcase)
{
    return !waiver->elsewhere && text_glob(waiver->testcase, testcase);
}

/* One scope: every member that is there must fit. */
static bool scope_covers(const json_t *scope, const struct finding *finding)
{
    const char *at = json_member_text(scope, "at", NULL);
    const char *check = json_member_text(scope, "check", NULL);
    const char *clause = json_member_text(scope, "clause", NULL);
    const char *place =
        finding->instance_location ? finding->instance_location : "";

    return (!at || pointer_is_below(place, at)) &&
           (!check || !strcmp(check, finding->check)) &&
           (!clause || (finding->clause && !strcmp(clause, finding->clause)));
}

bool waiver_covers(const struct waiver *waiver, const struct finding *finding)
{
    const json_t *scope;
    size_t i;

    if (!waiver->findings)
        return true;
    json_array_foreach(waiver->findings, i, scope)
        if (scope_covers(scope, finding))
            return true;
    return false;
}

size_t waiver_count(const struct waiver *waiver, const struct suite *suites,
                    size_t suites_len)
{
    size_t count = 0;

    for (size_t i = 0; i < suites_len; i++)
        for (size_t k = 0; k < suites[i].testcases_len; k++)
            count += waiver_is_about(waiver, suites[i].testcases[k].id);
    return count;
}

/* A URL as it stands, or one that goes on below it. */
static bool url_matches(const char *glob, const char *url)
{
    size_t len = strlen(glob);
    char *base, *below;
    bool matches;

    while (len > 0 && glob[len - 1] == '/')
        len--;
    base = xmemdup(glob, len);
    below = xasprintf("%s/*", base);
    matches = text_glob(base, url) || text_glob(below, url);
    free(below);
    free(base);
    return matches;
}

char *waiver_elsewhere(const json_t *entry, const struct run_info *info)
{
    const struct {
        const char *name;
        const char *value; /* of the run */
        bool (*matches)(const char *glob, const char *value);
    } rows[] = {{"base_url", info->target->base_url, url_matches},
                {"dialect", info->plan->dialect, text_glob},
                {"profile", info->plan->profile, text_glob}};
    const json_t *target = json_object_get(entry, "target");

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *glob = json_member_text(target, rows[i].name, NULL);
        const char *value = rows[i].value;

        if (glob && value && !rows[i].matches(glob, value))
            return xasprintf("it is for %s %s, and this is %s", rows[i].name,
                             glob, value);
    }
    return NULL;
}

char *waiver_words(const struct waiver *waiver)
{
    return xasprintf(
        "%s (%s, %s, until %s)", json_member_text(waiver->entry, "reason", ""),
        json_member_text(waiver->entry, "owner", ""),
        json_member_text(waiver->entry, "issue", ""), waiver->expires);
}
