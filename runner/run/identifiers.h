/*
 * identifiers.h - ids and texts that a run makes up, all from its seed.
 *
 * The same seed, testcase and purpose give the same text, so that a
 * transcript can be judged again and a run repeated.
 */
#ifndef RUN_IDENTIFIERS_H
#define RUN_IDENTIFIERS_H

/* count (1..64) hex digits in new memory. */
char *identifier_hex(unsigned long long seed, const char *testcase,
                     const char *purpose, int count);

/* A version 4 UUID (RFC 9562 section 5.4) in new memory. */
char *identifier_uuid(unsigned long long seed, const char *testcase,
                      const char *purpose);

/* A seed that nobody chose. */
unsigned long long identifier_seed(void);

#endif
