/*
 * undo.h - the ledger of what the run changes, and putting it back.
 *
 * A resource is told to the ledger before the first write to it. At the end
 * everything is undone in reverse: a changed snapshot gets its name and
 * description back (only what differs is written, and a read judges it;
 * updated_at is exempt, since it cannot be written), a created resource is
 * deleted. What could not be undone is a leftover.
 *
 * In memory for now; a file in front of it is the next step.
 */
#ifndef RUN_UNDO_H
#define RUN_UNDO_H

#include "run/session.h"

enum undo_resource { UNDO_SNAPSHOT, UNDO_VOLUME };

struct undo_entry {
    enum undo_resource resource;
    char *id;
    bool created;     /* delete it; else put the original back */
    bool by_accident; /* nobody asked for it, and it may not even be there */
    bool lost;        /* it may be there, but nobody told us its id */
    char *how;        /* in which way it came to be, for messages */
    json_t *original; /* of a changed snapshot: name and description */
};

struct undo {
    struct undo_entry *entries; /* owned, in the order they were told */
    size_t len;
    size_t cap;
    bool wrote;          /* a write has been sent */
    bool waited_in_vain; /* something deleted did not go in time */
};

/* The run made this. Repeats are ignored. */
void undo_created(struct undo *undo, enum undo_resource resource,
                  const char *id, const char *how);

/*
 * The run asked for this and heard nothing: it cannot be deleted without an
 * id, so it will be a leftover. wanted: the request's content, which names it.
 */
void undo_lost(struct undo *undo, enum undo_resource resource,
               const char *wanted);

/*
 * An update of an id that names nothing was accepted, so a snapshot with that
 * id may be there now. The same, but its end is waited for only --settle.
 */
void undo_accident(struct undo *undo, const char *id);

/*
 * The run may change this: original is the object that a read showed; its
 * name and description are kept. Returns 0; -1 with ERROR_TARGET when some
 * of it was masked (http/redact.h): writing the mask back would destroy it.
 */
int undo_changed(struct undo *undo, const char *id, const json_t *original,
                 struct error *err);

/* To be called before each write. Returns 0; -1 with err will mean: do not. */
int undo_before_write(struct undo *undo, struct error *err);

/* Undo everything; leftovers and whether anything was done go to summary. */
void undo_all(struct undo *undo, struct session *session,
              struct summary *summary);
void undo_clear(struct undo *undo);

#endif
