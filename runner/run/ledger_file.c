#include "run/ledger_file.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HOST_SIZE 256

static int fail(struct ledger_file *file, const char *what, struct error *err)
{
    int why = errno;

    file->broken = true;
    return error_set(err, ERROR_OUTPUT, file->path, "%s: %s", what,
                     strerror(why));
}

/* All bytes or an error; a full disk may take a part of them first. */
static int write_all(int fd, const char *bytes, size_t len)
{
    while (len) {
        ssize_t put = write(fd, bytes, len);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return -1;
        bytes += put;
        len -= (size_t)put;
    }
    return 0;
}

static int sync_descriptor(int fd)
{
    int rc;

    do
        rc = fsync(fd);
    while (rc < 0 && errno == EINTR);
    return rc;
}

int ledger_file_write(struct ledger_file *file, json_t *line, struct error *err)
{
    char *text;
    size_t len;
    int rc = 0;

    if (!line)
        return error_set(err, ERROR_OUTPUT, file->path,
                         "cannot hold a text that is not UTF-8");
    text = json_text(line);
    len = strlen(text);
    json_decref(line);
    text[len++] = '\n'; /* where the NUL was */
    if (file->broken)
        rc = error_set(err, ERROR_OUTPUT, file->path,
                       "an earlier line of it could not be written");
    else if (len > LEDGER_LINE_MAX || file->bytes + len > LEDGER_BYTES_MAX)
        rc = error_set(err, ERROR_OUTPUT, file->path,
                       "would have a line over %zu bytes, or %zu in all",
                       LEDGER_LINE_MAX, LEDGER_BYTES_MAX);
    else if (write_all(file->fd, text, len) < 0)
        rc = fail(file, "cannot be written", err);
    if (rc == 0) {
        file->bytes += len;
        file->dirty = true;
    }
    free(text);
    return rc;
}

int ledger_file_sync(struct ledger_file *file, struct error *err)
{
    if (file->broken)
        return error_set(err, ERROR_OUTPUT, file->path,
                         "an earlier line of it could not be written");
    if (!file->dirty)
        return 0;
    if (sync_descriptor(file->fd) < 0)
        return fail(file, "cannot be written to the disk", err);
    file->syncs++;
    file->dirty = false;
    return 0;
}

int ledger_file_finish(struct ledger_file *file, const struct clock *clock,
                       struct error *err)
{
    char now[CLOCK_TEXT_SIZE];

    if (file->done)
        return 0;
    clock_text(clock->wall_us(clock->state), now);
    if (ledger_file_write(file,
                          json_pack("{s:s, s:s}", "what", "done", "time", now),
                          err) < 0)
        return -1;
    file->done = true;
    return 0;
}

int ledger_file_lock(int fd, long *holder)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    if (fcntl(fd, F_SETLK, &lock) == 0)
        return 0;
    *holder = -1;
    if (errno == EACCES || errno == EAGAIN)
        *holder = fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK
                      ? (long)lock.l_pid
                      : 0;
    return -1;
}

static json_t *head_line(const struct ledger_head *head,
                         const struct clock *clock)
{
    char host[HOST_SIZE] = "", now[CLOCK_TEXT_SIZE];

    gethostname(host, sizeof(host) - 1);
    clock_text(clock->wall_us(clock->state), now);
    return json_pack(
        "{s:s, s:i, s:s, s:s, s:s, s:s, s:s, s:s, s:s*, s:s, s:s, s:I}", "what",
        "run", "ledger", LEDGER_VERSION, "assay", head->version, "marker",
        head->marker, "base_url", head->base_url, "project_id",
        head->project_id, "dialect", head->dialect, "profile", head->profile,
        "microversion", head->microversion, "started", now, "host", host, "pid",
        (json_int_t)getpid());
}

/* The name of a new file is on the disk when its directory is. */
static int sync_directory(const char *path)
{
    char *directory = path_directory(path);
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int rc = fd < 0 ? -1 : sync_descriptor(fd);

    if (fd >= 0)
        close(fd);
    free(directory);
    return rc;
}

/* Somebody who looks through the directory may have it for a moment. */
static int wait_for_lock(int fd)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int rc;

    do
        rc = fcntl(fd, F_SETLKW, &lock);
    while (rc < 0 && errno == EINTR);
    return rc;
}

/* The directory, the file, its lock and its first line. */
static int begin(struct ledger_file *file, const struct ledger_head *head,
                 const struct clock *clock, struct error *err)
{
    char *directory = path_directory(file->path);
    int rc = directory_make(directory, err);

    free(directory);
    if (rc < 0)
        return -1;
    file->fd = open(file->path,
                    O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file->fd < 0)
        return fail(file, "cannot be made", err);
    if (wait_for_lock(file->fd) < 0)
        return fail(file, "cannot be locked", err);
    if (ledger_file_write(file, head_line(head, clock), err) < 0 ||
        ledger_file_sync(file, err) < 0)
        return -1;
    return sync_directory(file->path) < 0
               ? fail(file, "its directory cannot be written to the disk", err)
               : 0;
}

int ledger_file_create(struct ledger_file *file, const char *path,
                       const struct ledger_head *head,
                       const struct clock *clock, struct error *err)
{
    *file = (struct ledger_file){.path = xstrdup(path), .fd = -1};
    if (begin(file, head, clock, err) == 0)
        return 0;
    if (file->fd >= 0)
        unlink(path);
    ledger_file_close(file);
    return -1;
}

void ledger_file_close(struct ledger_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    free(file->path);
    *file = (struct ledger_file){.fd = -1};
}
