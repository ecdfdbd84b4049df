/*
 * lock.h - one run at a time on a snapshot that somebody named.
 *
 * Two runs on one snapshot would find each other's updates and accuse the
 * target of them. The lock is a file of this machine and this user, below
 * /tmp/assay-UID whatever the environment says (cron knows no
 * XDG_RUNTIME_DIR, and two places would be no lock), held by fcntl(2): it goes
 * with the process, however that ends. Runs of other machines or users are not
 * seen.
 */
#ifndef RUN_LOCK_H
#define RUN_LOCK_H

#include "base/error.h"

#include <stddef.h>

/* The snapshot under test and its neighbour. */
#define LOCKS_MAX 2

/* Start from {0}. */
struct locks {
    int fds[LOCKS_MAX];
    size_t len;
};

/*
 * Take the lock of a snapshot at an endpoint (its root as in struct
 * endpoint). Returns 0; -1 with ERROR_USAGE naming the process that holds
 * it, or with ERROR_INTERNAL when no lock can be kept there.
 */
int lock_snapshot(struct locks *locks, const char *root, const char *id,
                  struct error *err);

/* The same with another directory, which is made when it is not there. */
int lock_snapshot_in(struct locks *locks, const char *directory,
                     const char *root, const char *id, struct error *err);

/* Give all of them back. */
void locks_release(struct locks *locks);

#endif
