/*
 * apply.c - from a verdict and the waivers to the verdict that counts.
 */
#include "base/alloc.h"
#include "base/buffer.h"
#include "waivers/entry.h"

#include <stdlib.h>
#include <string.h>

#define DAY_LEN 10 /* YYYY-MM-DD */

void waivers_begin(struct waivers *waivers, struct run_info *info,
                   const struct suite *suites, size_t suites_len)
{
    if (!waivers)
        return;
    waivers->strict = info->strict;
    info->waivers = &waivers->file;
    for (size_t i = 0; i < waivers->len; i++) {
        struct waiver *waiver = &waivers->items[i];

        free(waiver->elsewhere);
        waiver->elsewhere = waiver_elsewhere(waiver->entry, info);
        /* both are UTC, most significant first: texts compare as days do */
        waiver->is_expired =
            strncmp(info->started, waiver->expires, DAY_LEN) > 0;
        waiver->matched = waiver_count(waiver, suites, suites_len);
    }
}

/* Does the finding make its testcase fail? */
static bool counts(const struct waivers *waivers, const struct finding *finding)
{
    return finding->level == LEVEL_MUST || waivers->strict;
}

/* How many of the findings that count the waiver covers; marks them. */
static size_t mark(const struct waivers *waivers, const struct waiver *waiver,
                   struct findings *findings, bool *reached)
{
    size_t covered = 0;

    for (size_t i = 0; i < findings->len; i++) {
        struct finding *finding = &findings->items[i];

        if (!counts(waivers, finding) || !waiver_covers(waiver, finding))
            continue;
        covered++;
        reached[i] = true;
        if (waiver_is_valid(waiver))
            finding->waived = true;
    }
    return covered;
}

/* A testcase in which the waiver finds nothing to waive. */
static void note_idle(struct waiver *waiver, const struct result *result)
{
    if (waiver->idle++)
        return;
    waiver->idle_id = xstrdup(result->testcase->id);
    waiver->idle_passes = result->verdict == VERDICT_PASS;
}

static void set_verdict(struct result *result, enum verdict verdict,
                        char *reason)
{
    result->verdict = verdict;
    free(result->reason);
    result->reason = reason;
}

static void pass(struct waivers *waivers, struct result *result)
{
    const struct waiver *first = NULL;

    for (size_t i = 0; i < waivers->len; i++) {
        struct waiver *waiver = &waivers->items[i];

        if (!waiver_is_about(waiver, result->testcase->id))
            continue;
        first = first ? first : waiver;
        waiver->tried++;
        note_idle(waiver, result);
        json_array_append(result->waivers, (json_t *)waiver->entry);
    }
    set_verdict(result, VERDICT_STALE,
                xasprintf("passes, and %s of %s still waives it: %s",
                          first->pointer, waivers->path,
                          first->is_glob ? "leave this testcase out of its glob"
                                         : "remove that waiver"));
}

/* Findings that count: all of them, those waived, those that a waiver is
 * about, be it valid or not. */
struct tally {
    size_t all;
    size_t waived;
    size_t reached;
};

static struct tally tally_of(const struct waivers *waivers,
                             const struct findings *findings,
                             const bool *reached)
{
    struct tally tally = {0};

    for (size_t i = 0; i < findings->len; i++) {
        if (!counts(waivers, &findings->items[i]))
            continue;
        tally.all++;
        tally.waived += findings->items[i].waived;
        tally.reached += reached[i];
    }
    return tally;
}

/* "this is why; and that is why" of the valid waivers that cover something. */
static char *join_words(const struct waivers *waivers, const bool *covers)
{
    struct buffer text;

    buffer_init(&text, 0);
    for (size_t i = 0; i < waivers->len; i++) {
        char *words;

        if (!covers[i] || !waiver_is_valid(&waivers->items[i]))
            continue;
        words = waiver_words(&waivers->items[i]);
        buffer_printf(&text, "%s%s", text.len ? "; and " : "", words);
        free(words);
    }
    return buffer_take(&text);
}

/* Why the first void waiver that covers something does not help. */
static char *void_words(const struct waivers *waivers, const bool *covers)
{
    for (size_t i = 0; i < waivers->len; i++) {
        const struct waiver *waiver = &waivers->items[i];

        if (!covers[i] || waiver_is_valid(waiver))
            continue;
        if (waiver->is_expired)
            return xasprintf("fails, and %s of %s expired after %s: mend the "
                             "target, or give the waiver a later day",
                             waiver->pointer, waivers->path, waiver->expires);
        return xasprintf("fails, and %s of %s says that it matches %lld "
                         "testcases, but it matches %zu: correct it",
                         waiver->pointer, waivers->path, waiver->expected,
                         waiver->matched);
    }
    return NULL;
}

static void settle(struct waivers *waivers, struct result *result,
                   const struct tally *tally, const bool *covers)
{
    if (tally->waived == tally->all && result->undecided) {
        set_verdict(result, VERDICT_ERROR,
                    xasprintf("what fails is waived, and the rest could not "
                              "be judged: %s",
                              result->undecided));
    } else if (tally->waived == tally->all) {
        set_verdict(result, VERDICT_WAIVED, join_words(waivers, covers));
        for (size_t i = 0; i < waivers->len; i++)
            waivers->items[i].waived +=
                covers[i] && waiver_is_valid(&waivers->items[i]);
    } else if (tally->reached == tally->all) {
        set_verdict(result, VERDICT_STALE, void_words(waivers, covers));
    }
}

static void fail(struct waivers *waivers, struct result *result)
{
    bool *covers = xcalloc(waivers->len + 1, sizeof(*covers));
    bool *reached = xcalloc(result->findings.len + 1, sizeof(*reached));
    struct tally tally;

    for (size_t i = 0; i < waivers->len; i++) {
        struct waiver *waiver = &waivers->items[i];

        if (!waiver_is_about(waiver, result->testcase->id))
            continue;
        waiver->tried++;
        json_array_append(result->waivers, (json_t *)waiver->entry);
        covers[i] = mark(waivers, waiver, &result->findings, reached) > 0;
        if (!covers[i])
            note_idle(waiver, result);
    }
    tally = tally_of(waivers, &result->findings, reached);
    if (tally.all)
        settle(waivers, result, &tally, covers);
    free(reached);
    free(covers);
}

static bool any_is_about(const struct waivers *waivers, const char *testcase)
{
    for (size_t i = 0; i < waivers->len; i++)
        if (waiver_is_about(&waivers->items[i], testcase))
            return true;
    return false;
}

void waivers_apply(struct waivers *waivers, struct result *result)
{
    bool decided =
        result->verdict == VERDICT_PASS || result->verdict == VERDICT_FAIL;

    if (!waivers || !decided || !any_is_about(waivers, result->testcase->id))
        return;
    json_decref(result->waivers);
    result->waivers = json_array();
    if (result->verdict == VERDICT_PASS)
        pass(waivers, result);
    else
        fail(waivers, result);
}
