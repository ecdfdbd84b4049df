#include "selftest/workers.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHUNK 65536

/* A process at work. */
struct worker {
    pid_t pid;
    int from; /* -1: none is at work here */
    size_t index;
    int64_t started_us;
    bool killed;
    struct buffer output;
};

struct crew {
    const struct workers *plan;
    struct worker workers[WORKERS_MAX];
    struct pollfd ready[WORKERS_MAX];
    size_t next; /* piece of work */
    size_t busy;
};

static int64_t now_us(const struct workers *plan)
{
    return plan->clock.monotonic_us(plan->clock.state);
}

/* Never returns: nothing of the parent is run or flushed twice. */
static void work(const struct workers *plan, size_t index, const int ends[2])
{
    close(ends[0]);
    _exit(plan->work(plan->state, index, ends[1]));
}

static int hire(struct crew *crew, struct worker *worker, struct error *err)
{
    int ends[2];

    fflush(NULL);
    if (pipe(ends) < 0)
        return error_set(err, ERROR_INTERNAL, "", "no pipe: %s",
                         strerror(errno));
    for (int i = 0; i < 2; i++)
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    *worker = (struct worker){.from = ends[0],
                              .index = crew->next++,
                              .started_us = now_us(crew->plan)};
    buffer_init(&worker->output, WORK_OUTPUT_MAX);
    worker->pid = fork();
    if (worker->pid == 0)
        work(crew->plan, worker->index, ends);
    close(ends[1]);
    if (worker->pid > 0) {
        crew->busy++;
        return 0;
    }
    close(ends[0]);
    worker->from = -1;
    return error_set(err, ERROR_INTERNAL, "", "no process: %s",
                     strerror(errno));
}

static void dismiss(struct crew *crew, struct worker *worker)
{
    struct work_end end = {.output = &worker->output, .exit_status = -1};
    int status = 0;

    close(worker->from);
    worker->from = -1;
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (WIFEXITED(status))
        end.exit_status = WEXITSTATUS(status);
    else if (WIFSIGNALED(status))
        end.signal = WTERMSIG(status);
    end.timed_out = worker->killed;
    end.duration_us = now_us(crew->plan) - worker->started_us;
    crew->busy--;
    crew->plan->done(crew->plan->state, worker->index, &end);
    buffer_clear(&worker->output);
}

/* The child has written something, or ended. */
static void listen_to(struct crew *crew, struct worker *worker)
{
    char chunk[CHUNK];
    ssize_t n = read(worker->from, chunk, sizeof(chunk));

    if (n > 0)
        buffer_add(&worker->output, chunk, (size_t)n);
    else if (n == 0 || errno != EINTR)
        dismiss(crew, worker);
}

/* One that is killed closes its end, which is noticed as usual. */
static void hurry(struct crew *crew, struct worker *worker)
{
    int64_t end = worker->started_us + crew->plan->deadline_ms * INT64_C(1000);

    if (worker->from < 0 || worker->killed || now_us(crew->plan) < end)
        return;
    worker->killed = true;
    kill(worker->pid, SIGKILL);
}

static void attend(struct crew *crew)
{
    const struct workers *plan = crew->plan;

    for (size_t i = 0; i < plan->parallel; i++)
        crew->ready[i] =
            (struct pollfd){.fd = crew->workers[i].from, .events = POLLIN};
    if (poll(crew->ready, (nfds_t)plan->parallel, 100) > 0)
        for (size_t i = 0; i < plan->parallel; i++)
            if (crew->ready[i].fd >= 0 && crew->ready[i].revents)
                listen_to(crew, &crew->workers[i]);
    for (size_t i = 0; i < plan->parallel; i++)
        hurry(crew, &crew->workers[i]);
}

int workers_run(const struct workers *plan, struct error *err)
{
    struct crew crew = {.plan = plan};

    for (size_t i = 0; i < WORKERS_MAX; i++)
        crew.workers[i].from = -1;
    do {
        for (size_t i = 0;
             i < plan->parallel && crew.next < plan->len && !error_is_set(err);
             i++)
            if (crew.workers[i].from < 0)
                hire(&crew, &crew.workers[i], err);
        attend(&crew);
    } while (crew.busy || (crew.next < plan->len && !error_is_set(err)));
    return error_is_set(err) ? -1 : 0;
}
