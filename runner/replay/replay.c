#include "replay/replay.h"

#include "base/alloc.h"
#include "base/json.h"
#include "replay/match.h"
#include "replay/order.h"
#include "run/course.h"
#include "suite/problems.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct replay {
    struct transcript *transcript;
    const struct transcript_head *head;
    const struct catalog *catalog;
    struct order order;
    struct emitter emitter;
    struct judge_context judge;
    struct course course;
    struct summary *summary;
    struct record ahead; /* read, and of a testcase that is still to come */
    bool has_ahead;
    bool at_end; /* of the file */
};

struct catalog *replay_catalog(const struct transcript_head *head,
                               const struct library *library, struct error *err)
{
    struct problems problems = {0};
    struct catalog *catalog =
        catalog_load(library, head->dialect, head->profile, &problems, err);

    if (catalog)
        problems_to_error(&problems, err);
    problems_clear(&problems);
    if (!error_is_set(err))
        return catalog;
    if (err->kind == ERROR_USAGE) { /* nobody has used an option wrongly */
        err->kind = ERROR_SUITE;
        snprintf(err->where, sizeof(err->where), "the transcript");
    }
    catalog_free(catalog);
    return NULL;
}

/* A sentence for the whole run; the first that is found counts. */
static void abort_with(struct replay *replay, char *text)
{
    if (replay->summary->abort_text)
        free(text);
    else
        replay->summary->abort_text = text;
}

/*
 * What the end of the file says; testcases of which nothing was recorded come
 * to the end of their course with it.
 */
static void finish_reading(struct replay *replay)
{
    const struct transcript_tail *tail = transcript_tail(replay->transcript);
    const char *lack = transcript_lack(replay->transcript);
    const char *why = lack ? lack : tail->aborted;

    replay->at_end = true;
    if (!why)
        return;
    abort_with(replay, xstrdup(why));
    course_stop(&replay->course, false, xstrdup(why));
}

/* The record of the testcase at this place: 1, 0 when there is none, -1. */
static int fetch(struct replay *replay, size_t recorded, struct error *err)
{
    struct record *ahead = &replay->ahead;

    while (!replay->at_end && (!replay->has_ahead || ahead->index < recorded)) {
        int rc;

        record_clear(ahead);
        rc = transcript_next(replay->transcript, ahead, err);
        if (rc < 0)
            return -1;
        replay->has_ahead = rc == 1;
        if (rc == 0)
            finish_reading(replay);
    }
    return replay->has_ahead && ahead->index == recorded;
}

static void leave_undecided(struct result *result, char *reason)
{
    result->verdict = VERDICT_ERROR;
    result->reason = reason;
}

/* Takes what the record has into the result. */
static void move_record(struct record *record, struct result *result)
{
    result->exchanges = record->exchanges;
    record->exchanges = (struct exchanges){0};
    result->duration_us = record->duration_us;
}

/* Something in it is not as it was recorded: at best there is no verdict. */
static void judge_altered(struct replay *replay, struct result *result,
                          const struct record *record)
{
    struct error trouble = {0};
    enum error_kind kind =
        record->trouble.kind ? record->trouble.kind : ERROR_INTERNAL;

    error_set(
        &trouble, kind, record->altered,
        "is not as it was recorded: its digest tells of another exchange");
    course_judge(&replay->course, result, &trouble);
    observations_add(&result->observations, "altered", result->testcase->id,
                     json_string(record->altered),
                     "%s is not as it was recorded", record->altered);
}

/* Takes what it needs of the record. */
static void judge_record(struct replay *replay, struct result *result,
                         struct record *record)
{
    char *reason = NULL;

    if (!record->whole)
        reason = xasprintf("cannot be judged: the transcript has %zu of its "
                           "exchanges, and others are missing",
                           record->exchanges.len);
    else
        reason = match_trouble(replay->catalog, replay->head, result->testcase,
                               record, &result->variables);
    move_record(record, result);
    if (reason)
        leave_undecided(result, reason);
    else if (record->altered)
        judge_altered(replay, result, record);
    else
        course_judge(&replay->course, result, &record->trouble);
}

/* What the run said meanwhile; most of it before anything was tried. */
static void tell_notes(struct replay *replay, size_t recorded)
{
    const char *note;

    if (recorded == NOT_RECORDED && !replay->at_end)
        return;
    while ((note = transcript_note(replay->transcript, recorded)))
        emit_note(&replay->emitter, "%s", note);
}

static int replay_entry(struct replay *replay, size_t index, struct error *err)
{
    struct course *course = &replay->course;
    struct result result;
    int rc = fetch(replay, replay->order.recorded[index], err);

    if (rc < 0)
        return -1;
    course_open(course, index, &result);
    tell_notes(replay, replay->order.recorded[index]);
    if (!course_skips(course, &result)) {
        if (rc == 1)
            judge_record(replay, &result, &replay->ahead);
        else if (!course_is_stopped(course, &result))
            leave_undecided(&result, xstrdup("cannot be judged: the transcript "
                                             "has nothing of this testcase"));
    }
    course_close(course, &result);
    return 0;
}

/* What the run found out about itself, and no exchange shows. */
static void take_tail(struct replay *replay)
{
    const struct transcript_tail *tail = transcript_tail(replay->transcript);
    struct summary *summary = replay->summary;

    summary->requests =
        tail->json ? tail->requests : transcript_entries(replay->transcript);
    summary->duration_us = tail->duration_us;
    summary->restored = tail->restored;
    summary->signal = tail->signal;
    if (tail->finish)
        summary->finish = xstrdup(tail->finish);
    for (size_t i = 0; i < json_array_size(tail->leftovers); i++) {
        const json_t *left = json_array_get(tail->leftovers, i);

        summary->leftovers =
            xgrow(summary->leftovers, summary->leftovers_len,
                  &summary->leftovers_cap, sizeof(*summary->leftovers));
        summary->leftovers[summary->leftovers_len++] =
            (struct leftover){xstrdup(json_member_text(left, "what", "")),
                              xstrdup(json_member_text(left, "reason", ""))};
    }
    for (size_t i = 0; i < json_array_size(tail->observations); i++) {
        const json_t *item = json_array_get(tail->observations, i);

        observations_add(&summary->observations,
                         json_member_text(item, "id", ""),
                         json_member_text(item, "subject", ""),
                         json_incref(json_object_get(item, "value")), "%s",
                         json_member_text(item, "text", ""));
    }
}

/* Read what no testcase of today has asked for; then all that is known. */
static int finish(struct replay *replay, struct error *err)
{
    if (fetch(replay, NOT_RECORDED, err) < 0)
        return -1;
    tell_notes(replay, NOT_RECORDED);
    take_tail(replay);
    if (replay->order.gone)
        abort_with(replay,
                   xasprintf("of the transcript's testcases %zu are not in the "
                             "suites any more, the first is %s",
                             replay->order.gone, replay->order.gone_first));
    course_end(&replay->course);
    return 0;
}

/* The digest of a file of the library, or NULL. */
static const char *digest_of(const struct library *library, const char *name)
{
    for (size_t i = 0; i < library->len; i++)
        if (!strcmp(library->files[i].name, name))
            return library->files[i].digest;
    return NULL;
}

/* A person should know when the suites are others than the run's. */
static void note_changes(struct replay *replay)
{
    const json_t *suites = replay->head->suites;

    for (size_t i = 0; i < json_array_size(suites); i++) {
        const json_t *suite = json_array_get(suites, i);
        const char *file = json_member_text(suite, "file", "");
        const char *digest = digest_of(replay->catalog->library, file);

        if (!digest || strcmp(digest, json_member_text(suite, "digest", "")))
            emit_note(&replay->emitter, "%s is not the run's: its digest is %s",
                      file, digest ? digest : "that of no file");
    }
}

static int carry_out(struct replay *replay, const char *version,
                     struct error *err)
{
    struct run_info info = {.plan = &replay->order.plan,
                            .target = &replay->head->target,
                            .version = version,
                            .started = replay->head->started,
                            .strict = replay->head->strict};

    waivers_begin(replay->course.waivers, &info, replay->catalog->suites,
                  replay->catalog->suites_len);
    emit_begin(&replay->emitter, &info);
    note_changes(replay);
    for (size_t i = 0; i < replay->order.plan.len; i++)
        if (replay_entry(replay, i, err) < 0)
            return -1;
    return finish(replay, err);
}

static void prepare(struct replay *replay, struct waivers *waivers,
                    struct writer *writers, size_t writers_len)
{
    const struct catalog *catalog = replay->catalog;
    const struct transcript_head *head = replay->head;

    replay->judge = (struct judge_context){
        .schemas = catalog->book,
        .schema_clauses = catalog->schema_clauses,
        .schema_clauses_len = catalog->schema_clauses_len,
        .resources = head->resources,
        .strict = head->strict,
        .without_read = head->without_read};
    emitter_init(&replay->emitter, writers, writers_len);
    replay->course = (struct course){.catalog = catalog,
                                     .plan = &replay->order.plan,
                                     .judge = &replay->judge,
                                     .emitter = &replay->emitter,
                                     .summary = replay->summary,
                                     .waivers = waivers,
                                     .max_errors = head->max_errors,
                                     .fail_fast = head->fail_fast};
    course_init(&replay->course);
}

int replay_judge(struct transcript *transcript, const struct catalog *catalog,
                 struct waivers *waivers, const char *version,
                 struct writer *writers, size_t writers_len,
                 struct summary *summary, struct error *err)
{
    struct replay replay = {.transcript = transcript,
                            .head = transcript_head(transcript),
                            .catalog = catalog,
                            .summary = summary};

    if (order_make(&replay.order, catalog, replay.head, err) == 0) {
        prepare(&replay, waivers, writers, writers_len);
        if (carry_out(&replay, version, err) == 0 &&
            error_is_set(&replay.emitter.first))
            *err = replay.emitter.first;
        course_clear(&replay.course);
        emitter_clear(&replay.emitter);
    }
    record_clear(&replay.ahead);
    order_clear(&replay.order);
    return error_is_set(err) ? -1 : 0;
}

struct waivers *replay_waivers(const struct transcript_head *head,
                               const struct library *library, struct error *err)
{
    struct problems problems = {0};
    struct waivers *waivers = NULL;

    if (head->waivers)
        waivers = waivers_restore(head->waivers, library, &problems);
    if (head->waivers && !waivers)
        error_set(err, ERROR_SUITE, problems.items[0].file,
                  "the transcript's waivers: %s %s", problems.items[0].pointer,
                  problems.items[0].text);
    problems_clear(&problems);
    return waivers;
}

int replay_transcript(const char *path, const struct library *library,
                      const char *version, struct writer *writers,
                      size_t writers_len, struct summary *summary,
                      struct error *err)
{
    struct transcript *transcript = transcript_open(path, err);
    struct catalog *catalog =
        transcript ? replay_catalog(transcript_head(transcript), library, err)
                   : NULL;

    struct waivers *waivers =
        catalog ? replay_waivers(transcript_head(transcript), library, err)
                : NULL;

    summary->exit_status = 2; /* until something is known */
    if (!error_is_set(err))
        replay_judge(transcript, catalog, waivers, version, writers,
                     writers_len, summary, err);
    waivers_free(waivers);
    catalog_free(catalog);
    transcript_close(transcript);
    return error_is_set(err) ? -1 : 0;
}
