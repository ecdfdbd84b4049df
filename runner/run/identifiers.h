/*
 * identifiers.h - ids and texts that a run makes up, from its seed.
 *
 * The same seed, testcase and purpose give the same text, so that a
 * transcript can be judged again and a run repeated. No verdict rests on the
 * marker, which is never the same.
 */
#ifndef RUN_IDENTIFIERS_H
#define RUN_IDENTIFIERS_H

#include <stdint.h>

/* count (1..64) hex digits in new memory. */
char *identifier_hex(unsigned long long seed, const char *testcase,
                     const char *purpose, int count);

/* A version 4 UUID (RFC 9562 section 5.4) in new memory. */
char *identifier_uuid(unsigned long long seed, const char *testcase,
                      const char *purpose);

/*
 * What stands in the name of everything that a run makes: 12 hex digits of its
 * seed, the time and the process, so that two runs with one seed cannot take
 * each other's resources for their own. New memory.
 */
char *identifier_marker(unsigned long long seed, int64_t wall_us, long pid);

/* A seed that nobody chose. */
unsigned long long identifier_seed(void);

#endif
