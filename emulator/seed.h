/*
 * seed.h - what exists when the emulator starts.
 *
 * Ids are fixed, so that examples and tests can name them.
 */
#ifndef EMULATOR_SEED_H
#define EMULATOR_SEED_H

#include "emulator/store.h"

#include <stddef.h>

#define SEED_VOLUME            "11111111-1111-4111-8111-111111111111"
#define SEED_SNAPSHOT_FORMAT   "aaaaaaaa-0000-4000-8000-%012zu"
#define SEED_SNAPSHOT          "aaaaaaaa-0000-4000-8000-000000000001"
#define SEED_NEIGHBOUR         "aaaaaaaa-0000-4000-8000-000000000002"
#define SEED_FOREIGN_VOLUME    "22222222-2222-4222-8222-222222222222"
#define SEED_FOREIGN_SNAPSHOT  "bbbbbbbb-0000-4000-8000-000000000001"
#define SEED_SNAPSHOTS_DEFAULT 2
#define SEED_SNAPSHOTS_MAX     1000

/*
 * One disk with count snapshots (numbered from 1) in the project, one disk
 * with one snapshot in the second project. All are available.
 */
void seed_store(struct store *store, const char *project,
                const char *second_project, size_t count);

#endif
