#include "emulator/stop.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/select.h>
#include <unistd.h>

/* Only there to make pselect() return. */
static void note_signal(int number)
{
    (void)number;
}

void stop_prepare(void)
{
    struct sigaction wake = {.sa_handler = note_signal};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigset_t held;

    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigprocmask(SIG_BLOCK, &held, NULL);
    sigaction(SIGINT, &wake, NULL);
    sigaction(SIGTERM, &wake, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
}

static bool input_ended(void)
{
    char bytes[512];
    ssize_t got = read(STDIN_FILENO, bytes, sizeof(bytes));

    return got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN);
}

void stop_wait(bool stop_on_eof)
{
    sigset_t open;

    sigprocmask(SIG_BLOCK, NULL, &open);
    sigdelset(&open, SIGINT);
    sigdelset(&open, SIGTERM);
    for (;;) {
        fd_set input;

        FD_ZERO(&input);
        if (stop_on_eof)
            FD_SET(STDIN_FILENO, &input);
        if (pselect(stop_on_eof ? STDIN_FILENO + 1 : 0, &input, NULL, NULL,
                    NULL, &open) < 0)
            return; /* a signal, or standard input was closed by the caller */
        if (input_ended())
            return;
    }
}
