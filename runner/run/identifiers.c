#include "run/identifiers.h"

#include "base/alloc.h"
#include "base/digest.h"

#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

char *identifier_hex(unsigned long long seed, const char *testcase,
                     const char *purpose, int count)
{
    char *text = xasprintf("%llu\n%s\n%s", seed, testcase, purpose);
    char hex[DIGEST_TEXT_SIZE];

    digest_hex(text, strlen(text), hex);
    free(text);
    return xmemdup(hex, (size_t)count);
}

char *identifier_uuid(unsigned long long seed, const char *testcase,
                      const char *purpose)
{
    char *hex = identifier_hex(seed, testcase, purpose, 32);
    char *uuid = xasprintf("%.8s-%.4s-4%.3s-8%.3s-%.12s", hex, hex + 8,
                           hex + 13, hex + 17, hex + 20);

    free(hex);
    return uuid;
}

char *identifier_marker(unsigned long long seed, int64_t wall_us, long pid)
{
    char *purpose = xasprintf("resources\n%lld\n%ld", (long long)wall_us, pid);
    char *marker = identifier_hex(seed, "", purpose, 12);

    free(purpose);
    return marker;
}

unsigned long long identifier_seed(void)
{
    unsigned long long seed = 0;

    if (RAND_bytes((unsigned char *)&seed, sizeof(seed)) != 1)
        seed = (unsigned long long)time(NULL);
    return seed >> 16; /* 48 bits: exact in any JSON reader */
}
