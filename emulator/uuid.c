#include "emulator/uuid.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static uint64_t splitmix64(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

void uuid_next(struct uuid_source *source, char text[UUID_TEXT_SIZE])
{
    uint64_t high = splitmix64(&source->state);
    uint64_t low = splitmix64(&source->state);

    high = (high & ~UINT64_C(0xF000)) | UINT64_C(0x4000);
    low = (low & (UINT64_MAX >> 2)) | (UINT64_C(1) << 63);
    snprintf(text, UUID_TEXT_SIZE, "%08" PRIx64 "-%04x-%04x-%04x-%012" PRIx64,
             high >> 32, (unsigned)(high >> 16 & 0xFFFF),
             (unsigned)(high & 0xFFFF), (unsigned)(low >> 48),
             low & UINT64_C(0xFFFFFFFFFFFF));
}

bool uuid_is_valid(const char *text)
{
    if (strlen(text) != UUID_TEXT_SIZE - 1)
        return false;
    for (size_t i = 0; i < UUID_TEXT_SIZE - 1; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;

        if (dash ? text[i] != '-' : !isxdigit((unsigned char)text[i]))
            return false;
    }
    return true;
}
