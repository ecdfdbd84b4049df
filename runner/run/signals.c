#include "run/signals.h"

#include <stddef.h>
#include <sys/time.h>

/* A handler has no other way to know: these are the run's only globals. */
static volatile sig_atomic_t noted;
static struct http_client *volatile interrupted_client;

static struct sigaction before_int, before_term, before_hup, before_pipe,
    before_alarm;

static void on_signal(int number)
{
    struct http_client *client = interrupted_client;

    if (number != SIGALRM)
        noted = number;
    if (client)
        http_client_interrupt(client);
}

static void set_timer(long ms)
{
    struct itimerval timer = {
        .it_value = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000}};

    setitimer(ITIMER_REAL, &timer, NULL);
}

void signals_catch(struct http_client *client, long deadline_ms)
{
    struct sigaction action = {.sa_handler = on_signal};
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    noted = 0;
    interrupted_client = client;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &before_int);
    sigaction(SIGTERM, &action, &before_term);
    sigaction(SIGHUP, &action, &before_hup);
    if (before_hup.sa_handler == SIG_IGN) /* nohup: it is to go on */
        sigaction(SIGHUP, &ignore, NULL);
    sigaction(SIGALRM, &action, &before_alarm);
    sigaction(SIGPIPE, &ignore, &before_pipe);
    if (deadline_ms)
        set_timer(deadline_ms);
}

void signals_drop_deadline(void)
{
    set_timer(0);
}

void signals_release(void)
{
    signals_drop_deadline();
    sigaction(SIGALRM, &before_alarm, NULL);
    sigaction(SIGINT, &before_int, NULL);
    sigaction(SIGTERM, &before_term, NULL);
    sigaction(SIGHUP, &before_hup, NULL);
    sigaction(SIGPIPE, &before_pipe, NULL);
    interrupted_client = NULL;
}

volatile sig_atomic_t *signals_noted(void)
{
    return &noted;
}
