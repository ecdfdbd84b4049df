/*
 * clock.h - time, taken through a value so that tests can stop it.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stddef.h>
#include <stdint.h>

#define CLOCK_TEXT_SIZE 32

struct clock {
    int64_t (*monotonic_us)(void *state); /* microseconds, for durations */
    int64_t (*wall_us)(void *state);      /* microseconds since 1970, UTC */
    void *state;
};

/* The machine's clock. */
struct clock clock_system(void);

/* A clock that stands still at the given instant (tests, dry runs). */
struct clock clock_fixed(const int64_t *instant_us);

/* RFC 3339, UTC, milliseconds: 2026-11-23T00:06:59.123Z. */
void clock_text(int64_t wall_us, char text[CLOCK_TEXT_SIZE]);

#endif
