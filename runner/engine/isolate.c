#include "engine/isolate.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define ANSWER_MAX 2000 /* bytes that are read of a child */
#define FILES_MAX  4096 /* descriptors that are closed in it */

/* Leave one descriptor open and allow no new one. */
static void close_files(int keep)
{
    const struct rlimit none = {0, 0};

    for (int fd = 0; fd < FILES_MAX; fd++)
        if (fd != keep)
            close(fd);
    setrlimit(RLIMIT_CORE, &none);
    setrlimit(RLIMIT_NOFILE, &none);
}

/* Write everything; a parent that has gone away needs no answer. */
static void write_all(int fd, const char *bytes, size_t len)
{
    while (len) {
        ssize_t n = write(fd, bytes, len);

        if (n <= 0 && errno != EINTR)
            return;
        if (n > 0) {
            bytes += n;
            len -= (size_t)n;
        }
    }
}

/* The child: one digit for the opinion, then the text. Never returns. */
static void answer(const struct schema_engine *engine, const json_t *schema,
                   const json_t *instance, int to)
{
    char *text = NULL;
    char digit;

    close_files(to);
    digit = (char)('0' + engine->judge(schema, instance, &text));
    write_all(to, &digit, 1);
    if (text)
        write_all(to, text, strlen(text));
    _exit(0);
}

/* Read until the child closes its end. Returns 0, or -1 at the deadline. */
static int read_answer(int from, int limit_ms, struct buffer *buf)
{
    const struct clock clock = clock_system();
    const int64_t end = clock.monotonic_us(clock.state) + limit_ms * 1000LL;
    char chunk[512];

    for (;;) {
        int64_t left = (end - clock.monotonic_us(clock.state)) / 1000;
        struct pollfd ready = {.fd = from, .events = POLLIN};
        ssize_t n;

        if (left <= 0)
            return -1;
        if (poll(&ready, 1, (int)left) <= 0)
            continue;
        n = read(from, chunk, sizeof(chunk));
        if (n == 0 || (n < 0 && errno != EINTR))
            return 0;
        if (n > 0)
            buffer_add(buf, chunk, (size_t)n);
    }
}

static int wait_for(pid_t child)
{
    int status = 0;

    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

static enum opinion understand(const struct buffer *buf, int status,
                               const char *name, char **text)
{
    const char *said = buffer_text(buf);

    if (WIFSIGNALED(status)) {
        *text = xasprintf("%s was ended by signal %d", name, WTERMSIG(status));
        return OPINION_NONE;
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || *said < '0' ||
        *said > '0' + OPINION_NONE) {
        *text = xasprintf("%s ended without an answer", name);
        return OPINION_NONE;
    }
    *text = said[1] ? xstrdup(said + 1) : NULL;
    return (enum opinion)(*said - '0');
}

enum opinion isolate_judge(const struct schema_engine *engine,
                           const json_t *schema, const json_t *instance,
                           int limit_ms, char **text)
{
    enum opinion opinion = OPINION_NONE;
    struct buffer buf;
    int ends[2];
    pid_t child;

    *text = NULL;
    if (pipe(ends) < 0) {
        *text = xasprintf("no pipe: %s", strerror(errno));
        return OPINION_NONE;
    }
    child = fork();
    if (child == 0)
        answer(engine, schema, instance, ends[1]);
    close(ends[1]);
    buffer_init(&buf, ANSWER_MAX);
    if (child < 0) {
        *text = xasprintf("no process: %s", strerror(errno));
    } else if (read_answer(ends[0], limit_ms, &buf) < 0) {
        kill(child, SIGKILL);
        wait_for(child);
        *text = xasprintf("%s took longer than %d ms", engine->name, limit_ms);
    } else {
        opinion = understand(&buf, wait_for(child), engine->name, text);
    }
    close(ends[0]);
    buffer_clear(&buf);
    return opinion;
}
