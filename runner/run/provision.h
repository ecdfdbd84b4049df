/*
 * provision.h - getting hold of the resources that a run needs.
 */
#ifndef RUN_PROVISION_H
#define RUN_PROVISION_H

#include "run/lane.h"
#include "run/undo.h"

/*
 * Make a volume (unless options name one), a snapshot of it and a neighbour,
 * each under a name of "assay-" and the run's marker, wait until they are
 * available, and tell the undo ledger of each before it is asked for and as
 * soon as its id is known. Size, type and
 * zone come from the options; without them the profile's smallest size, no
 * type, and the first available zone that the target lists. Returns 0, or -1
 * with ERROR_TRANSPORT or ERROR_TARGET and a sentence of what was tried.
 */
int provision_make(struct session *session, struct lane *lane,
                   struct undo *undo, struct error *err);

/*
 * Read the snapshot (and the neighbour) that the user named, and tell the
 * ledger what they hold. This is also the test whether it is the service that
 * answers at all. Same results.
 */
int provision_adopt(struct session *session, const struct lane *lane,
                    struct undo *undo, struct error *err);

#endif
