/*
 * undo.h - the ledger of what the run changes, and putting it back.
 *
 * A resource is told to the ledger before the first write to it; where there
 * is a file (run/ledger_file.h) that is on the disk by then, so that another
 * process can finish the work (run/restore.h). At the end everything is
 * undone in reverse: a changed snapshot gets its name, description and
 * metadata back (only what differs is written, and a read judges it;
 * updated_at is exempt, since it cannot be written), a created resource is
 * deleted. One whose id nobody told is found by its name, which holds the
 * run's marker. What could not be undone is a leftover.
 */
#ifndef RUN_UNDO_H
#define RUN_UNDO_H

#include "run/ledger_file.h"
#include "run/session.h"

enum undo_resource { UNDO_SNAPSHOT, UNDO_VOLUME };

/* "snapshot", "volume". */
const char *undo_word(enum undo_resource resource);

/* What became of an entry; of several the last one counts. */
enum undo_end {
    UNDO_OPEN,
    UNDO_UNCHANGED, /* it was as before */
    UNDO_ABSENT,    /* it was never made, or is gone already */
    UNDO_PUT_BACK,
    UNDO_DELETED,
    UNDO_LEFT /* that failed */
};

struct undo_entry {
    enum undo_resource resource;
    char *id;         /* NULL: no answer has told it */
    char *name;       /* under which it is made; NULL: under none of ours */
    bool made;        /* delete it; else put the original back */
    json_t *original; /* of a changed snapshot: members as they were */
    bool written;     /* some of them were written back */
    enum undo_end end;
};

/* Start from {0}. */
struct undo {
    struct undo_entry *entries; /* owned, in the order they were told */
    size_t len;
    size_t cap;
    struct ledger_file *file; /* borrowed; NULL: in memory alone */
    bool wrote;               /* a write has been sent */
    bool waited_in_vain;      /* something deleted did not go in time */
    bool thorough; /* names are looked for even where an id is known */
};

/*
 * The run is about to ask for this under that name, with that content (which
 * the file is to show). Returns 0, or -1 with ERROR_OUTPUT: do not ask then.
 */
int undo_create(struct undo *undo, enum undo_resource resource,
                const char *name, const json_t *content, struct error *err);

/* It was made and has this id; or the target has made nothing. */
void undo_created(struct undo *undo, enum undo_resource resource,
                  const char *name, const char *id);
void undo_not_created(struct undo *undo, enum undo_resource resource,
                      const char *name);

/*
 * An update of an id that names nothing is about to be sent: when it is
 * accepted, a snapshot with that id may be there. The same results.
 */
int undo_may_appear(struct undo *undo, const char *id, struct error *err);

/* It was refused. */
void undo_not_appeared(struct undo *undo, const char *id);

/*
 * The run may change this: original is the object that a read showed; its
 * name, description and metadata are kept. Returns 0; -1 with ERROR_TARGET
 * when some of it was masked (http/redact.h): writing the mask back would
 * destroy it; or with ERROR_OUTPUT.
 */
int undo_changed(struct undo *undo, const char *id, const json_t *original,
                 struct error *err);

/*
 * To be called before each write. Returns 0; -1 with ERROR_OUTPUT: do not
 * write, since the ledger is not on the disk.
 */
int undo_before_write(struct undo *undo, struct error *err);

/* Is there anything to undo? */
bool undo_is_open(const struct undo *undo);

/* Undo everything; leftovers and whether anything was done go to summary. */
void undo_all(struct undo *undo, struct session *session,
              struct summary *summary);
void undo_clear(struct undo *undo);

#endif
