/*
 * undo_parts.h - the ways of undoing one entry; for undo*.c alone.
 *
 * Reasons are sentences in new memory for a leftover.
 */
#ifndef RUN_UNDO_PARTS_H
#define RUN_UNDO_PARTS_H

#include "run/undo.h"

/* What an exchange (NULL: none could be made, see err) says as a reason. */
char *undo_reason(const struct exchange *exchange, const struct error *err);

/*
 * The object that a read of the resource shows, as a new reference; NULL with
 * the reason when it shows none. An older reason is freed.
 */
json_t *undo_read(struct session *session, enum undo_resource resource,
                  const char *id, char **reason);

/* A leftover: one member, or (member NULL) all of the entry. */
void undo_leave(struct summary *summary, const struct undo_entry *entry,
                const char *member, const char *reason);

/* undo_change.c: write the members of the original that now differ. */
void undo_write_back(struct session *session, struct undo_entry *entry,
                     struct summary *summary);

/* And after all writes: does a read show them? */
enum undo_end undo_check_back(struct session *session,
                              const struct undo_entry *entry,
                              struct summary *summary);

/*
 * undo_delete.c: delete a resource and wait until it is gone, but no longer
 * than limit_ms. *in_vain: it was accepted, and the resource stayed.
 */
enum undo_end undo_delete(struct session *session, enum undo_resource resource,
                          const char *id, long limit_ms, bool *in_vain,
                          char **reason);

/*
 * undo_find.c: the ids of the project's resources of exactly that name, as a
 * new array; NULL with the reason. For up to wait_ms until there is one; a
 * last look does without the target's own filter.
 */
json_t *undo_find(struct session *session, enum undo_resource resource,
                  const char *name, long wait_ms, char **reason);

#endif
