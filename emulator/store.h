/*
 * store.h - the disks and snapshots that exist, and how they come and go.
 *
 * Disks and snapshots share most of their members, so one struct holds
 * either. New ones are "creating" in the first answer and "available"
 * afterwards; deleted ones are shown once as "deleting" and are then gone
 * (status words: documentation pages evs_04_0040 and evs_04_0041).
 *
 * The store belongs to one thread. It knows nothing of HTTP.
 */
#ifndef EMULATOR_STORE_H
#define EMULATOR_STORE_H

#include "base/clock.h"
#include "emulator/uuid.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STORE_RESOURCES_MAX 10000

enum resource_kind { RESOURCE_VOLUME, RESOURCE_SNAPSHOT };

enum resource_status {
    STATUS_CREATING,
    STATUS_AVAILABLE,
    STATUS_DELETING,
    STATUS_ERROR
};

struct resource {
    enum resource_kind kind;
    char id[UUID_TEXT_SIZE];
    char *project;       /* owned */
    char *volume_id;     /* owned; a snapshot's disk, NULL for a disk */
    json_t *name;        /* owned: string or null, any code points */
    json_t *description; /* owned: string or null */
    json_t *metadata;    /* owned: object */
    json_t *zone;        /* owned: disks only, a string */
    json_t *type;        /* owned: disks only, string or null */
    json_int_t size_gb;
    enum resource_status status;
    int64_t created_us; /* since 1970, UTC */
    int64_t updated_us; /* the same; 0 means never updated */
    int64_t ready_us;   /* when "creating" ends */
    bool fails;         /* it ends in "error", not in "available" */
    bool farewell;      /* "deleting" was shown: gone at the next look */
};

/* A pending update. Members are owned; NULL leaves the stored one alone. */
struct change {
    json_t *name;        /* string or null */
    json_t *description; /* string or null */
};

struct store {
    struct resource **items; /* owned, in the order of creation */
    size_t len;
    size_t cap;
    struct clock clock;
    struct uuid_source ids;
    int64_t create_delay_us;
    bool volumes_fail;   /* new disks end in "error" */
    bool snapshots_fail; /* new snapshots do */
};

/*
 * Add a resource of the project with a fresh id, null texts, empty metadata
 * and status creating. Returns it, borrowed; NULL when the store is full.
 */
struct resource *store_add(struct store *store, enum resource_kind kind,
                           const char *project);

/*
 * Find by kind, project and exact id (ids are compared as text). A disk or
 * snapshot past its creating time becomes available here; one whose farewell
 * was given is removed. Returns it, borrowed, or NULL.
 */
struct resource *store_find(struct store *store, enum resource_kind kind,
                            const char *project, const char *id);

/* Bring every resource up to date, before a list is made. */
void store_settle(struct store *store);

/* Does a snapshot that is not being deleted hang on this disk? */
bool store_has_snapshots(const struct store *store, const char *volume_id);

/* Apply a change; updated_us moves on by at least one microsecond. */
void store_update(struct store *store, struct resource *resource,
                  const struct change *change);

/* Set the status to deleting; a disk takes its snapshots with it. */
void store_delete(struct store *store, struct resource *resource);

/* Replace a member by another; takes value. */
void resource_set(json_t **member, json_t *value);

/* A copy of texts and times to go back to; shares no memory. */
struct resource resource_copy(const struct resource *resource);
void resource_restore(struct resource *resource, const struct resource *copy);
void resource_clear(struct resource *resource);

void change_clear(struct change *change);
void store_clear(struct store *store);

#endif
