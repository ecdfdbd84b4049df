#include "transcript/head.h"

#include "base/json.h"
#include "model/transcript.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INSTANT_MAX 40
#define LEN(table)  (sizeof(table) / sizeof(*(table)))

/* The spot of a member inside. */
static struct spot inside(const struct spot *spot, const char *member)
{
    struct spot at = {.path = spot->path};

    snprintf(at.place, sizeof(at.place), "%.100s.%s", spot->place, member);
    return at;
}

/* What the head has in other forms than ours. */
struct raw_head {
    const char *format;
    const char *seed;
    const json_t *target;
    const json_t *options;
};

static int read_seed(const char *text, unsigned long long *seed)
{
    char *end;

    errno = 0;
    *seed = strtoull(text, &end, 10);
    return *end || end == text || errno || text[strspn(text, "0123456789")] ? -1
                                                                            : 0;
}

/* Near enough to RFC 3339 to be shown as it is. */
static bool is_instant(const char *text)
{
    return *text && strlen(text) < INSTANT_MAX &&
           !text[strspn(text, "0123456789-:.+TZ")];
}

static int read_target(struct target *target, const json_t *json,
                       const struct spot *spot, struct error *err)
{
    static const struct member table[] = {
        {"base_url", MEMBER_TEXT, offsetof(struct target, base_url)},
        {"project_id", MEMBER_TEXT, offsetof(struct target, project_id)},
        {"snapshot_id", MEMBER_TEXT_OR_NULL,
         offsetof(struct target, snapshot_id)},
        {"neighbour_id", MEMBER_TEXT_OR_NULL,
         offsetof(struct target, neighbour_id)},
        {"microversion", MEMBER_TEXT_OR_NULL,
         offsetof(struct target, microversion)},
        {"insecure", MEMBER_FLAG, offsetof(struct target, insecure)},
        {"emulator", MEMBER_FLAG, offsetof(struct target, emulator)}};

    return spot_read(json, table, LEN(table), spot, target, err);
}

static int read_options(struct transcript_head *head, const json_t *json,
                        const struct spot *spot, struct error *err)
{
    struct options {
        long long max_errors;
        bool fail_fast;
        bool without_read;
    } options = {0};
    static const struct member table[] = {
        {"max_errors", MEMBER_COUNT, offsetof(struct options, max_errors)},
        {"fail_fast", MEMBER_FLAG, offsetof(struct options, fail_fast)},
        {"without_read", MEMBER_FLAG, offsetof(struct options, without_read)}};

    if (spot_read(json, table, LEN(table), spot, &options, err) < 0)
        return -1;
    head->max_errors = (size_t)options.max_errors;
    head->fail_fast = options.fail_fast;
    head->without_read = options.without_read;
    return 0;
}

static bool is_plan_entry(const json_t *entry)
{
    const json_t *id = json_array_get(entry, 0);
    const json_t *reason = json_array_get(entry, 1);

    return json_array_size(entry) == 2 && json_is_string(id) &&
           (json_is_string(reason) || json_is_null(reason));
}

static int check_plan(const json_t *plan, const struct spot *spot,
                      struct error *err)
{
    for (size_t i = 0; i < json_array_size(plan); i++)
        if (!is_plan_entry(json_array_get(plan, i)))
            return spot_wrong(spot, "plan", "is no list of [id, reason]", err);
    return 0;
}

static int check_resources(const json_t *resources, const struct spot *spot,
                           struct error *err)
{
    for (size_t i = 0; i < json_array_size(resources); i++)
        if (!json_is_string(json_array_get(resources, i)))
            return spot_wrong(spot, "resources", "is no list of names", err);
    return 0;
}

static int read_files(struct transcript_head *head, const struct spot *spot,
                      struct error *err)
{
    const json_t *const lists[] = {head->suites, head->files};

    for (size_t k = 0; k < LEN(lists); k++)
        for (size_t i = 0; i < json_array_size(lists[k]); i++) {
            const json_t *file = json_array_get(lists[k], i);

            if (!json_member_text(file, "file", NULL) ||
                !json_member_text(file, "digest", NULL))
                return spot_wrong(spot, k ? "files" : "suites",
                                  "is no list of files with digests", err);
        }
    return 0;
}

#define HEAD(member) offsetof(struct transcript_head, member)

static int read_rest(struct transcript_head *head, const struct raw_head *raw,
                     const struct spot *spot, struct error *err)
{
    struct spot at_target = inside(spot, "target");
    struct spot at_options = inside(spot, "options");

    if (strcmp(raw->format, TRANSCRIPT_FORMAT))
        return spot_wrong(spot, "format", "is not " TRANSCRIPT_FORMAT, err);
    if (!is_instant(head->started))
        return spot_wrong(spot, "started", "is no time", err);
    if (read_seed(raw->seed, &head->seed) < 0)
        return spot_wrong(spot, "seed", "is no whole number in a text", err);
    if (read_target(&head->target, raw->target, &at_target, err) < 0 ||
        read_options(head, raw->options, &at_options, err) < 0 ||
        check_plan(head->plan, spot, err) < 0 ||
        check_resources(head->resources, spot, err) < 0)
        return -1;
    return read_files(head, spot, err);
}

int head_read(struct transcript_head *head, json_t *json,
              const struct spot *spot, struct error *err)
{
    static const struct member raw_table[] = {
        {"format", MEMBER_TEXT, offsetof(struct raw_head, format)},
        {"seed", MEMBER_TEXT, offsetof(struct raw_head, seed)},
        {"target", MEMBER_OBJECT, offsetof(struct raw_head, target)},
        {"options", MEMBER_OBJECT, offsetof(struct raw_head, options)}};
    static const struct member table[] = {
        {"assay", MEMBER_TEXT, HEAD(version)},
        {"started", MEMBER_TEXT, HEAD(started)},
        {"dialect", MEMBER_TEXT, HEAD(dialect)},
        {"profile", MEMBER_TEXT, HEAD(profile)},
        {"scope", MEMBER_TEXT, HEAD(scope)},
        {"strict", MEMBER_FLAG, HEAD(strict)},
        {"suites", MEMBER_ARRAY, HEAD(suites)},
        {"plan", MEMBER_ARRAY, HEAD(plan)},
        {"selection", MEMBER_OBJECT, HEAD(selection)},
        {"resources", MEMBER_ARRAY, HEAD(resources)},
        {"files", MEMBER_ARRAY, HEAD(files)}};
    struct raw_head raw = {0};

    head->json = json;
    if (spot_read(json, raw_table, LEN(raw_table), spot, &raw, err) < 0 ||
        spot_read(json, table, LEN(table), spot, head, err) < 0)
        return -1;
    head->waivers = json_object_get(json, "waivers");
    return read_rest(head, &raw, spot, err);
}

#define TAIL(member) offsetof(struct transcript_tail, member)

static int check_items(const json_t *list, const char *const names[2],
                       const struct spot *spot, const char *member,
                       struct error *err)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        for (size_t k = 0; k < 2; k++)
            if (!json_member_text(json_array_get(list, i), names[k], NULL))
                return spot_wrong(spot, member, "lacks a text", err);
    return 0;
}

int tail_read(struct transcript_tail *tail, json_t *json,
              const struct spot *spot, struct error *err)
{
    struct numbers {
        long long entries, requests, duration_us, signal;
    } n = {0};
    static const struct member numbers[] = {
        {"entries", MEMBER_COUNT, offsetof(struct numbers, entries)},
        {"requests", MEMBER_COUNT, offsetof(struct numbers, requests)},
        {"duration_us", MEMBER_COUNT, offsetof(struct numbers, duration_us)},
        {"signal", MEMBER_COUNT, offsetof(struct numbers, signal)}};
    static const struct member table[] = {
        {"restored", MEMBER_FLAG, TAIL(restored)},
        {"aborted", MEMBER_TEXT_OR_NULL, TAIL(aborted)},
        {"finish", MEMBER_TEXT_OR_NULL, TAIL(finish)},
        {"observations", MEMBER_ARRAY, TAIL(observations)},
        {"leftovers", MEMBER_ARRAY, TAIL(leftovers)}};
    static const char *const observed[] = {"id", "subject"};
    static const char *const left[] = {"what", "reason"};

    tail->json = json;
    if (spot_read(json, numbers, LEN(numbers), spot, &n, err) < 0 ||
        spot_read(json, table, LEN(table), spot, tail, err) < 0 ||
        check_items(tail->observations, observed, spot, "observations", err) <
            0 ||
        check_items(tail->leftovers, left, spot, "leftovers", err) < 0)
        return -1;
    if (n.signal > 127)
        return spot_wrong(spot, "signal", "is no signal", err);
    tail->entries = (size_t)n.entries;
    tail->requests = (size_t)n.requests;
    tail->duration_us = n.duration_us;
    tail->signal = (int)n.signal;
    return 0;
}

static int read_trouble(struct error *trouble, const json_t *json,
                        const struct spot *spot, struct error *err)
{
    struct texts {
        const char *kind;
        const char *where;
        const char *text;
    } texts = {0};
    static const struct member table[] = {
        {"kind", MEMBER_TEXT, offsetof(struct texts, kind)},
        {"where", MEMBER_TEXT, offsetof(struct texts, where)},
        {"text", MEMBER_TEXT, offsetof(struct texts, text)}};
    int kind;

    if (spot_read(json, table, LEN(table), spot, &texts, err) < 0)
        return -1;
    kind = error_kind_from_name(texts.kind);
    if (kind < 0)
        return spot_wrong(spot, "kind", "is an unknown word", err);
    error_set(trouble, (enum error_kind)kind, texts.where, "%s", texts.text);
    return 0;
}

int run_read(struct record *record, const char **id, const json_t *json,
             const struct spot *spot, struct error *err)
{
    struct parts {
        const char *testcase;
        long long index;
        long long duration_us;
    } parts = {0};
    static const struct member table[] = {
        {"testcase", MEMBER_TEXT, offsetof(struct parts, testcase)},
        {"index", MEMBER_COUNT, offsetof(struct parts, index)},
        {"duration_us", MEMBER_COUNT, offsetof(struct parts, duration_us)}};
    const json_t *trouble = json_object_get(json, "error");
    const json_t *variables = json_object_get(json, "variables");
    struct spot at_error = inside(spot, "error");

    if (spot_read(json, table, LEN(table), spot, &parts, err) < 0)
        return -1;
    if (!trouble || !variables)
        return spot_wrong(spot, trouble ? "variables" : "error", "is missing",
                          err);
    if (!json_is_null(variables) && !json_is_object(variables))
        return spot_wrong(spot, "variables", "is no object", err);
    *id = parts.testcase;
    record->index = (size_t)parts.index;
    record->duration_us = parts.duration_us;
    if (json_is_object(variables))
        record->variables = json_incref((json_t *)variables);
    return json_is_null(trouble)
               ? 0
               : read_trouble(&record->trouble, trouble, &at_error, err);
}
