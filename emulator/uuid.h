/*
 * uuid.h - identifiers for new resources and for requests.
 *
 * They must differ from each other and need not be secret, so a small
 * generator (splitmix64) is enough; a fixed seed gives the same ids again.
 */
#ifndef EMULATOR_UUID_H
#define EMULATOR_UUID_H

#include <stdbool.h>
#include <stdint.h>

#define UUID_TEXT_SIZE 37 /* 36 characters and the final NUL */

struct uuid_source {
    uint64_t state; /* any start value is good */
};

/* A version 4 UUID in lower case (RFC 9562 section 5.4). */
void uuid_next(struct uuid_source *source, char text[UUID_TEXT_SIZE]);

/* 8-4-4-4-12 hexadecimal digits of either case? */
bool uuid_is_valid(const char *text);

#endif
