#include "run/lock.h"

#include "base/alloc.h"
#include "base/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_DIGITS 32

/* Others must not be able to put a link where the lock is to be. */
static bool is_ours(const char *directory)
{
    struct stat st;

    return lstat(directory, &st) == 0 && S_ISDIR(st.st_mode) &&
           st.st_uid == geteuid() && (st.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* The directory of all locks, made when it is not there. */
static int open_directory(const char *directory, struct error *err)
{
    if ((mkdir(directory, 0700) == 0 || errno == EEXIST) && is_ours(directory))
        return 0;
    return error_set(err, ERROR_INTERNAL, directory,
                     "is no directory of this user alone, so locks cannot be "
                     "kept there; see who made it");
}

static char *lock_path(const char *directory, const char *root, const char *id,
                       struct error *err)
{
    char *text, *path, hex[DIGEST_TEXT_SIZE];

    if (open_directory(directory, err) < 0)
        return NULL;
    text = xasprintf("%s\n%s", root, id);
    digest_hex(text, strlen(text), hex);
    path = xasprintf("%s/%.*s.lock", directory, NAME_DIGITS, hex);
    free(text);
    return path;
}

static int refuse(int fd, const char *id, struct error *err)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    bool known = fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;

    return error_set(err, ERROR_USAGE, id,
                     "another run (process %ld) is judging this snapshot; "
                     "wait for its end, or name another snapshot",
                     known ? (long)lock.l_pid : 0L);
}

int lock_snapshot_in(struct locks *locks, const char *directory,
                     const char *root, const char *id, struct error *err)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    char *path = lock_path(directory, root, id, err);
    int fd, rc = -1;

    if (!path)
        return -1;
    fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0 && fcntl(fd, F_SETLK, &lock) == 0) {
        locks->fds[locks->len++] = fd;
        fd = -1;
        rc = 0;
    } else if (fd >= 0 && (errno == EACCES || errno == EAGAIN)) {
        refuse(fd, id, err);
    } else {
        error_set(err, ERROR_INTERNAL, path, "cannot be locked: %s",
                  strerror(errno));
    }
    if (fd >= 0)
        close(fd);
    free(path);
    return rc;
}

int lock_snapshot(struct locks *locks, const char *root, const char *id,
                  struct error *err)
{
    char *directory = xasprintf("/tmp/assay-%lu", (unsigned long)geteuid());
    int rc = lock_snapshot_in(locks, directory, root, id, err);

    free(directory);
    return rc;
}

/* The files stay: to remove one would take it from who has just opened it. */
void locks_release(struct locks *locks)
{
    while (locks->len > 0)
        close(locks->fds[--locks->len]);
}
