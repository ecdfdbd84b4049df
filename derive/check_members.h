/*
 * check_members.h - members of an example that no table describes.
 */
#ifndef DERIVE_CHECK_MEMBERS_H
#define DERIVE_CHECK_MEMBERS_H

#include "derive/contract.h"

/*
 * Call for each member of the value that the group does not have; pointer is
 * its place. Objects whose members are described nowhere may hold anything.
 */
void members_undocumented(const struct group *group, const json_t *value,
                          void (*found)(void *with, const char *pointer,
                                        const char *name),
                          void *with);

#endif
