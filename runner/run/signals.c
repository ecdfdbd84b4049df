#include "run/signals.h"

#include <stddef.h>

/* A handler has no other way to know: these are the run's only globals. */
static volatile sig_atomic_t noted;
static struct http_client *volatile interrupted_client;

static struct sigaction before_int, before_term, before_pipe;

static void on_signal(int number)
{
    struct http_client *client = interrupted_client;

    noted = number;
    if (client)
        http_client_interrupt(client);
}

void signals_catch(struct http_client *client)
{
    struct sigaction action = {.sa_handler = on_signal};
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    noted = 0;
    interrupted_client = client;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &before_int);
    sigaction(SIGTERM, &action, &before_term);
    sigaction(SIGPIPE, &ignore, &before_pipe);
}

void signals_release(void)
{
    sigaction(SIGINT, &before_int, NULL);
    sigaction(SIGTERM, &before_term, NULL);
    sigaction(SIGPIPE, &before_pipe, NULL);
    interrupted_client = NULL;
}

volatile sig_atomic_t *signals_noted(void)
{
    return &noted;
}
