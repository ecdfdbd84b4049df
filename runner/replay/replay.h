/*
 * replay.h - a run judged again from its transcript, without a network.
 *
 * The suites come from disk, the exchanges from the transcript, the verdicts
 * from the code that judges a run. An exchange counts only when its request
 * is what the suites would send today; for everything else there is no
 * verdict, and never a guess.
 */
#ifndef REPLAY_REPLAY_H
#define REPLAY_REPLAY_H

#include "model/event.h"
#include "suite/catalog.h"
#include "transcript/transcript.h"
#include "waivers/waivers.h"

/*
 * Judge the whole file ("-": standard input) with the suites, dialects and
 * profiles of a library; version: of assay, for the reports. Every writer
 * (borrowed; may be none) gets the events that a run would send, with the
 * run's times, and a summary follows, whose exit_status is what the run's was
 * as far as it depends on the target. A transcript that is cut, lacks entries,
 * or holds testcases that the suites no longer have is never green: it has an
 * abort_text. Returns 0; -1 with err when the file cannot be judged at all
 * (ERROR_SUITE or ERROR_USAGE; the writers have had no end), or when a writer
 * failed (the summary is complete then, and says trouble). Release the summary
 * with summary_clear in any case.
 */
int replay_transcript(const char *path, const struct library *library,
                      const char *version, struct writer *writers,
                      size_t writers_len, struct summary *summary,
                      struct error *err);

/*
 * The waivers that the run had, NULL without an error when it had none.
 * Release with waivers_free.
 */
struct waivers *replay_waivers(const struct transcript_head *head,
                               const struct library *library,
                               struct error *err);

/*
 * The same in two parts, for who wants to see the head (transcript_open), or
 * the catalog, before. The catalog is that of the head's dialect and profile;
 * NULL with err when there is none, or when the suites have a mistake.
 * waivers (borrowed, or NULL) are the run's, or others.
 */
struct catalog *replay_catalog(const struct transcript_head *head,
                               const struct library *library,
                               struct error *err);
int replay_judge(struct transcript *transcript, const struct catalog *catalog,
                 struct waivers *waivers, const char *version,
                 struct writer *writers, size_t writers_len,
                 struct summary *summary, struct error *err);

#endif
