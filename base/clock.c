#include "base/clock.h"

#include <stdio.h>
#include <time.h>

static int64_t read_clock(clockid_t id)
{
    struct timespec now;

    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int64_t system_monotonic(void *state)
{
    (void)state;
    return read_clock(CLOCK_MONOTONIC);
}

static int64_t system_wall(void *state)
{
    (void)state;
    return read_clock(CLOCK_REALTIME);
}

static int64_t fixed_instant(void *state)
{
    return *(const int64_t *)state;
}

struct clock clock_system(void)
{
    return (struct clock){system_monotonic, system_wall, NULL};
}

struct clock clock_fixed(const int64_t *instant_us)
{
    return (struct clock){fixed_instant, fixed_instant, (void *)instant_us};
}

void clock_text(int64_t wall_us, char text[CLOCK_TEXT_SIZE])
{
    time_t seconds = (time_t)(wall_us / 1000000);
    struct tm utc;
    char date[24];

    gmtime_r(&seconds, &utc);
    strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(text, CLOCK_TEXT_SIZE, "%s.%03dZ", date,
             (int)(wall_us / 1000 % 1000));
}
