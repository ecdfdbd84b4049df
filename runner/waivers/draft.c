/*
 * draft.c - waivers for what failed, to be completed by a person.
 */
#include "base/alloc.h"
#include "base/json.h"
#include "waivers/entry.h"

#include <string.h>

#define SCOPES_MAX 200 /* of one waiver, as its schema says */

static json_t *text_or(const char *text, const char *placeholder)
{
    return json_string(text ? text : placeholder);
}

/* A copy of one member under another name, unless it is null. */
static void copy_member(json_t *to, const char *name, const json_t *from,
                        const char *member)
{
    json_t *value = json_object_get(from, member);

    if (json_is_string(value))
        json_object_set(to, name, value);
}

static bool has(const json_t *list, const json_t *value)
{
    json_t *item;
    size_t i;

    json_array_foreach(list, i, item)
        if (json_same(item, value))
            return true;
    return false;
}

/* Each place, check and clause that makes the testcase fail, once. */
static json_t *scopes_of(const json_t *testcase, bool strict)
{
    const json_t *findings = json_object_get(testcase, "findings");
    json_t *scopes = json_array();
    json_t *finding;
    size_t i;

    json_array_foreach(findings, i, finding) {
        bool fails =
            strict || !strcmp(json_member_text(finding, "level", ""), "must");
        json_t *scope;

        if (!fails || json_is_true(json_object_get(finding, "waived")))
            continue;
        scope = json_object();
        copy_member(scope, "at", finding, "instanceLocation");
        copy_member(scope, "check", finding, "check");
        copy_member(scope, "clause", finding, "clause");
        if (json_array_size(scopes) < SCOPES_MAX && !has(scopes, scope))
            json_array_append(scopes, scope);
        json_decref(scope);
    }
    return scopes;
}

/* The bundled emulator has another port each time. */
static json_t *target_of(const json_t *results)
{
    const json_t *judged = json_object_get(results, "target");
    json_t *target = json_object();

    if (!json_is_true(json_object_get(judged, "emulator")))
        copy_member(target, "base_url", judged, "base_url");
    copy_member(target, "dialect", results, "dialect");
    copy_member(target, "profile", results, "profile");
    return target;
}

static json_t *draft_of(const json_t *results, const json_t *testcase,
                        const struct waiver_words *words)
{
    bool strict = json_is_true(json_object_get(results, "strict"));
    json_t *draft = json_object();

    copy_member(draft, "testcase", testcase, "id");
    json_object_set_new(draft, "findings", scopes_of(testcase, strict));
    json_object_set_new(
        draft, "reason",
        json_string("TODO: why may this fail for now? (the target breaks it)"));
    json_object_set_new(draft, "owner",
                        text_or(words->owner, "TODO: who sees to it?"));
    json_object_set_new(
        draft, "issue",
        text_or(words->issue, "TODO: https:// where it is discussed"));
    json_object_set_new(draft, "expires",
                        text_or(words->expires, "TODO: last day, YYYY-MM-DD"));
    json_object_set_new(draft, "target", target_of(results));
    return draft;
}

json_t *waivers_draft(const json_t *results, const struct waiver_words *words)
{
    const json_t *testcases = json_object_get(results, "testcases");
    json_t *drafts = json_array();
    json_t *testcase;
    size_t i;

    json_array_foreach(testcases, i, testcase)
        if (!strcmp(json_member_text(testcase, "verdict", ""), "fail"))
            json_array_append_new(drafts, draft_of(results, testcase, words));
    return drafts;
}

json_t *waivers_empty(void)
{
    return json_pack("{ss s[]}", "$schema",
                     SCHEMAS_BASE_URI "assay/waivers.json", "waivers");
}

int waivers_merge(const char *path, json_t *document, const json_t *drafts,
                  struct error *err)
{
    static const char name[] = "/waivers.json";
    const char *schema = json_member_text(document, "$schema", "");
    size_t len = strlen(schema), end = sizeof(name) - 1;
    json_t *list = json_object_get(document, "waivers");
    json_t *draft, *item;
    size_t i, k;
    int added = 0;

    if (!json_is_array(list) || len < end ||
        strcmp(schema + len - end, name) != 0)
        return error_set(err, ERROR_SUITE, path,
                         "is no waivers file, so nothing was added to it");
    json_array_foreach(drafts, i, draft) {
        bool known = false;

        json_array_foreach(list, k, item)
            known = known || waivers_are_alike(item, draft);
        if (known)
            continue;
        json_array_append(list, draft);
        added++;
    }
    return added;
}
