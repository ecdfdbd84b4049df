#include "cli/emulator.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "cli/data.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <unistd.h>

#define READY_MS        10000
#define LINE_MAX_BYTES  200
#define FIRST_WORDS_MAX 20
#define LISTING_MAX     ((size_t)1024 * 1024)

extern char **environ;

static char *find_program(void)
{
    static const char *const beside[] = {"assay-emulator",
                                         "../libexec/assay/assay-emulator"};
    char *directory = program_directory();
    char *found = NULL;

    for (size_t i = 0; !found && i < sizeof(beside) / sizeof(*beside); i++) {
        found = path_join(directory, beside[i]);
        if (access(found, X_OK) != 0) {
            free(found);
            found = NULL;
        }
    }
    free(directory);
    return found ? found : xstrdup(ASSAY_LIBEXECDIR "/assay-emulator");
}

/* The address in "assay-emulator: listening on http://…\n", or NULL. */
static char *read_address(int fd)
{
    char line[LINE_MAX_BYTES + 1];
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    size_t len = 0;
    char *url;

    while (len < LINE_MAX_BYTES && poll(&ready, 1, READY_MS) > 0 &&
           read(fd, line + len, 1) == 1 && line[len] != '\n')
        len++;
    line[len] = '\0';
    url = strstr(line, "http://");
    return url ? xstrdup(url) : NULL;
}

/* Words of a command line, ended with NULL. Returns an errno, or 0. */
static int spawn(pid_t *pid, const char *const *argv, int in, int out)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int rc;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, 0);
    posix_spawn_file_actions_adddup2(&actions, out, 1);
    /* ^C at a terminal is for us: the run still has to put things back */
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    /* posix_spawn takes char *const[] but leaves the texts alone */
    rc = posix_spawn(pid, argv[0], &actions, &attributes, (char *const *)argv,
                     environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (rc != 0)
        *pid = 0;
    return rc;
}

static int serve(pid_t *pid, const char *path, const char *const *words,
                 size_t words_len, int in, int out)
{
    static const char *const first[] = {"--port",
                                        "0",
                                        "--token",
                                        EMULATOR_TOKEN,
                                        "--project-id",
                                        EMULATOR_PROJECT,
                                        "--second-token",
                                        EMULATOR_SECOND_TOKEN,
                                        "--second-project-id",
                                        EMULATOR_SECOND_PROJECT,
                                        "--stop-on-eof"};
    const char *argv[FIRST_WORDS_MAX + EMULATOR_WORDS_MAX + 1] = {path};
    size_t len = 1;

    if (words_len > EMULATOR_WORDS_MAX)
        return E2BIG;
    for (size_t i = 0; i < sizeof(first) / sizeof(*first); i++)
        argv[len++] = first[i];
    for (size_t i = 0; i < words_len; i++)
        argv[len++] = words[i];
    return spawn(pid, argv, in, out);
}

static void close_on_exec(const int fds[2])
{
    for (int i = 0; i < 2; i++)
        fcntl(fds[i], F_SETFD, FD_CLOEXEC);
}

int emulator_start(struct emulator *emulator, const char *const *words,
                   size_t words_len, struct error *err)
{
    char *path = find_program();
    int to[2], from[2], rc = -1;

    *emulator = (struct emulator){.stdin_fd = -1, .stdout_fd = -1};
    if (pipe(to) == 0 && pipe(from) == 0) {
        close_on_exec(to);
        close_on_exec(from);
        rc = serve(&emulator->pid, path, words, words_len, to[0], from[1]);
        close(to[0]);
        close(from[1]);
        emulator->stdin_fd = to[1];
        emulator->stdout_fd = from[0];
        emulator->base_url = rc == 0 ? read_address(from[0]) : NULL;
    }
    if (rc != 0)
        error_set(err, ERROR_INTERNAL, path, "cannot be started: %s",
                  strerror(rc > 0 ? rc : errno));
    else if (!emulator->base_url)
        error_set(err, ERROR_INTERNAL, path, "did not say where it listens");
    free(path);
    if (!error_is_set(err))
        return 0;
    emulator_stop(emulator);
    return -1;
}

static int wait_for(pid_t pid)
{
    int status = -1;

    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

void emulator_stop(struct emulator *emulator)
{
    if (emulator->stdin_fd >= 0)
        close(emulator->stdin_fd);
    if (emulator->stdout_fd >= 0)
        close(emulator->stdout_fd);
    if (emulator->pid) {
        kill(emulator->pid, SIGTERM);
        wait_for(emulator->pid);
    }
    free(emulator->base_url);
    *emulator = (struct emulator){.stdin_fd = -1, .stdout_fd = -1};
}

static void read_all(int fd, struct buffer *buf)
{
    char chunk[4096];
    ssize_t n;

    while ((n = read(fd, chunk, sizeof(chunk))) > 0 ||
           (n < 0 && errno == EINTR))
        if (n > 0)
            buffer_add(buf, chunk, (size_t)n);
}

char *emulator_ask(const char *option, struct error *err)
{
    char *path = find_program();
    const char *const argv[] = {path, option, NULL};
    struct buffer said;
    pid_t pid = 0;
    int from[2], rc, status = -1;

    buffer_init(&said, LISTING_MAX);
    if (pipe(from) == 0) {
        close_on_exec(from);
        rc = spawn(&pid, argv, STDIN_FILENO, from[1]);
        close(from[1]);
        if (rc == 0) {
            read_all(from[0], &said);
            status = wait_for(pid);
        }
        close(from[0]);
    }
    if (status != 0 || said.overflow)
        error_set(err, ERROR_INTERNAL, path, "%s failed", option);
    free(path);
    if (!error_is_set(err))
        return buffer_take(&said);
    buffer_clear(&said);
    return NULL;
}
