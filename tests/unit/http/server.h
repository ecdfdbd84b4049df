/*
 * server.h - a server of raw bytes that follows a script.
 *
 * It knows nothing of HTTP but where a request ends, so it can answer what no
 * library would. It is a child process on a free port of 127.0.0.1 and writes
 * down every byte it got. It never sleeps: who shall wait waits for an event.
 * A script that hangs is killed by its own alarm and fails the test.
 */
#ifndef TESTS_UNIT_HTTP_SERVER_H
#define TESTS_UNIT_HTTP_SERVER_H

#include "tests/unit/test.h"

#include "base/alloc.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define SERVER_GOT_MAX ((size_t)2 * 1024 * 1024)
#define SERVER_ALARM_S 20

enum action {
    ACT_END,    /* the script is over */
    ACT_READ,   /* read one request; accept a connection when none is open */
    ACT_ACCEPT, /* accept a connection and read nothing */
    ACT_SEND,   /* send bytes (len 0: a string) */
    ACT_REPEAT, /* send bytes again and again until the client goes away */
    ACT_CLOSE,  /* close the connection */
    ACT_HOLD,   /* wait until the client closes the connection, then close */
    ACT_OTHER,  /* turn to the other connection, at first to a new one */
    ACT_SIGNAL  /* send SIGUSR1 to the parent */
};

struct act {
    enum action action;
    const char *bytes;
    size_t len;
};

struct server {
    pid_t pid;
    int port;
    FILE *record;             /* what the child got */
    char got[SERVER_GOT_MAX]; /* the same after server_stop, with a NUL */
    size_t got_len;
    int connections; /* how many were accepted, after server_stop */
};

/* Bytes of the first whole request in the buffer, or 0 while it is cut. */
static inline size_t request_len(const char *bytes, size_t len)
{
    size_t content = 0, head = 0;

    for (size_t i = 0; i + 4 <= len && !head; i++) {
        if (len - i > 17 && !strncasecmp(bytes + i, "\r\nContent-Length: ", 18))
            content = (size_t)atol(bytes + i + 18);
        if (!memcmp(bytes + i, "\r\n\r\n", 4))
            head = i + 4;
    }
    return head && len >= head + content ? head + content : 0;
}

static inline void serve_read(int fd, FILE *record)
{
    char *bytes = xcalloc(SERVER_GOT_MAX, 1);
    size_t len = 0;
    ssize_t more = 1;

    while (more > 0 && len + 1 < SERVER_GOT_MAX) {
        bytes[len] = '\0';
        if (request_len(bytes, len))
            break;
        more = read(fd, bytes + len, SERVER_GOT_MAX - 1 - len);
        len += more > 0 ? (size_t)more : 0;
    }
    fwrite(bytes, 1, len, record);
    fflush(record);
    free(bytes);
}

static inline void serve_repeat(int fd, const struct act *act)
{
    while (send(fd, act->bytes, strlen(act->bytes), MSG_NOSIGNAL) > 0)
        ;
}

static inline void serve_hold(int fd)
{
    char bytes[256];

    while (read(fd, bytes, sizeof(bytes)) > 0)
        ;
}

/* Child: returns how many connections were accepted. */
static inline int serve(int listener, const struct act *script, FILE *record)
{
    int fd = -1, other = -1, connections = 0;

    for (; script->action != ACT_END; script++) {
        if (fd < 0 &&
            (script->action == ACT_READ || script->action == ACT_ACCEPT)) {
            fd = accept(listener, NULL, NULL);
            connections++;
        }
        if (script->action == ACT_READ)
            serve_read(fd, record);
        if (script->action == ACT_SEND)
            send(fd, script->bytes,
                 script->len ? script->len : strlen(script->bytes),
                 MSG_NOSIGNAL);
        if (script->action == ACT_REPEAT)
            serve_repeat(fd, script);
        if (script->action == ACT_HOLD)
            serve_hold(fd);
        if (script->action == ACT_CLOSE || script->action == ACT_HOLD) {
            close(fd);
            fd = -1;
        }
        if (script->action == ACT_OTHER) {
            int before = fd;

            fd = other;
            other = before;
        }
        if (script->action == ACT_SIGNAL)
            kill(getppid(), SIGUSR1);
    }
    return connections;
}

/* A listening socket on a free port of 127.0.0.1. */
static inline int server_listen(int *port)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof(address);
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(0, bind(listener, (struct sockaddr *)&address, size));
    assert_int_equal(0, listen(listener, 8));
    assert_int_equal(0,
                     getsockname(listener, (struct sockaddr *)&address, &size));
    *port = ntohs(address.sin_port);
    return listener;
}

static inline void server_start(struct server *server, const struct act *script)
{
    int listener = server_listen(&server->port);

    server->record = tmpfile();
    assert_non_null(server->record);
    server->pid = fork();
    if (server->pid == 0) {
        alarm(SERVER_ALARM_S);
        _exit(serve(listener, script, server->record));
    }
    close(listener);
    assert_true(server->pid > 0);
}

/* Wait for the end of the script and fetch what the server got. */
static inline void server_stop(struct server *server)
{
    int status = 0;

    assert_int_equal(server->pid, waitpid(server->pid, &status, 0));
    server->pid = 0;
    assert_true(WIFEXITED(status));
    server->connections = WEXITSTATUS(status);
    rewind(server->record);
    server->got_len =
        fread(server->got, 1, sizeof(server->got) - 1, server->record);
    server->got[server->got_len] = '\0';
}

/* For teardown, also after a failed assert. */
static inline void server_kill(struct server *server)
{
    if (server->pid > 0) {
        kill(server->pid, SIGKILL);
        waitpid(server->pid, NULL, 0);
    }
    if (server->record)
        fclose(server->record);
    *server = (struct server){0};
}

#endif
