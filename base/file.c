#include "base/file.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *file_read(const char *path, size_t max, size_t *len, enum error_kind kind,
                struct error *err)
{
    FILE *in = strcmp(path, "-") ? fopen(path, "rb") : stdin;
    struct buffer buf;
    char chunk[8192];
    size_t got;

    if (!in) {
        error_set(err, kind, path, "cannot be read: %s", strerror(errno));
        return NULL;
    }
    buffer_init(&buf, max);
    while ((got = fread(chunk, 1, sizeof(chunk), in)) > 0)
        if (buffer_add(&buf, chunk, got) < 0)
            break;
    if (buf.overflow)
        error_set(err, kind, path, "is larger than %zu bytes", max);
    else if (ferror(in))
        error_set(err, kind, path, "cannot be read: %s", strerror(errno));
    if (in != stdin)
        fclose(in);
    if (error_is_set(err)) {
        buffer_clear(&buf);
        return NULL;
    }
    *len = buf.len;
    return buffer_take(&buf);
}

/* Only a regular file, or a name that is free, is replaced by rename. */
static bool is_written_in_place(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

bool output_is_stdout(const char *path)
{
    return !strcmp(path, "-") || !strcmp(path, OUTPUT_STDOUT);
}

/* What a message calls the place. */
static const char *display_name(const char *path)
{
    if (output_is_stdout(path))
        return "standard output";
    return strcmp(path, OUTPUT_STDERR) ? path : "standard error";
}

int output_open(struct output *out, const char *path, struct error *err)
{
    *out = (struct output){.path = xstrdup(path)};
    if (output_is_stdout(path) || !strcmp(path, OUTPUT_STDERR)) {
        out->stream = output_is_stdout(path) ? stdout : stderr;
        return 0;
    }
    if (is_written_in_place(path)) {
        out->stream = fopen(path, "wb");
    } else {
        int fd;

        out->temp = xasprintf("%s.XXXXXX", path);
        fd = mkstemp(out->temp);
        if (fd >= 0) {
            mode_t mask = umask(0);

            umask(mask);
            fchmod(fd, 0666 & ~mask);
            out->stream = fdopen(fd, "wb");
        } else {
            free(out->temp);
            out->temp = NULL;
        }
    }
    if (!out->stream) {
        error_set(err, ERROR_OUTPUT, path, "cannot be written: %s",
                  strerror(errno));
        output_discard(out);
        return -1;
    }
    return 0;
}

/* Not ours to close. */
static bool is_standard(const FILE *stream)
{
    return stream == stdout || stream == stderr;
}

/* Why the last write failed, as far as the system told. */
static int write_failed(const struct output *out, struct error *err)
{
    return error_set(err, ERROR_OUTPUT, display_name(out->path),
                     "cannot be written: %s",
                     errno ? strerror(errno) : "a write failed");
}

int output_check(const struct output *out, struct error *err)
{
    errno = 0;
    return fflush(out->stream) != 0 || ferror(out->stream)
               ? write_failed(out, err)
               : 0;
}

static int flush_and_close(struct output *out)
{
    bool bad = fflush(out->stream) != 0 || ferror(out->stream);

    if (out->temp && !bad)
        bad = fsync(fileno(out->stream)) != 0;
    if (!is_standard(out->stream))
        bad = fclose(out->stream) != 0 || bad;
    out->stream = NULL;
    return bad ? -1 : 0;
}

int output_commit(struct output *out, struct error *err)
{
    int rc = 0;

    errno = 0;
    if (flush_and_close(out) < 0 ||
        (out->temp && rename(out->temp, out->path) < 0))
        rc = write_failed(out, err);
    if (rc == 0) {
        free(out->temp);
        out->temp = NULL;
    }
    output_discard(out);
    return rc;
}

void output_discard(struct output *out)
{
    if (out->stream && !is_standard(out->stream))
        fclose(out->stream);
    if (out->temp)
        unlink(out->temp);
    free(out->temp);
    free(out->path);
    *out = (struct output){0};
}

int directory_make(const char *path, struct error *err)
{
    char *copy = xstrdup(path);
    int rc = 0;

    for (char *at = copy + (*copy != '\0'); rc == 0; at++) {
        char was = *at;

        if (was != '/' && was != '\0')
            continue;
        *at = '\0';
        if (mkdir(copy, 0777) < 0 && errno != EEXIST)
            rc = error_set(err, ERROR_OUTPUT, path, "cannot be made: %s",
                           strerror(errno));
        *at = was;
        if (was == '\0')
            break;
    }
    free(copy);
    return rc;
}

char *path_join(const char *directory, const char *name)
{
    size_t len = strlen(directory);

    return xasprintf("%s%s%s", directory,
                     len && directory[len - 1] == '/' ? "" : "/", name);
}

char *path_directory(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return xstrdup(".");
    return slash == path ? xstrdup("/") : xmemdup(path, (size_t)(slash - path));
}
