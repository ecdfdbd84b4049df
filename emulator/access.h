/*
 * access.h - may who asks do what he asks for?
 *
 * By token or signature to an identity, by the identity to its project, which
 * must be that of the path, and by its role to the method.
 */
#ifndef EMULATOR_ACCESS_H
#define EMULATOR_ACCESS_H

#include "emulator/exchange.h"

/*
 * Set x->identity and x->project, or leave a refusal. x->path_project must
 * be there.
 */
void access_check(struct exchange *x);

#endif
