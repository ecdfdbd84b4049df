/*
 * judge.h - is the suite as good as it must be? Pure: a matrix in, its judged
 * members and complaints out.
 *
 * A testcase catches a fault when it fails there and not with the plain
 * emulator. Advice counts as well where more cannot be asked for: of a
 * testcase of level should, and against a clause of level should or a fault
 * that is described so.
 */
#ifndef SELFTEST_JUDGE_H
#define SELFTEST_JUDGE_H

#include "model/matrix.h"

#include <stdbool.h>

/* A fault is rare when at most one of so many testcases catches it. */
#define RARE_DIVISOR 10

/* Fill in everything that is judged; call once, with all marks set. */
void selftest_judge(struct matrix *matrix);

/* No complaint, and something was judged. */
bool selftest_is_good(const struct matrix *matrix);

#endif
