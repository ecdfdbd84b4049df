/*
 * doubt.h - is a 401 about the request, or about who asks?
 *
 * A token that has ended, or was never right, is answered with 401 whatever
 * is asked. That is trouble on our side, and says nothing about the target.
 */
#ifndef RUN_DOUBT_H
#define RUN_DOUBT_H

#include "run/session.h"

#define DOUBT_STEP "token" /* under which it is recorded */

/*
 * The step's answer is 401, and the request was made with what its identity
 * has. Asks for the snapshots of the identity's own project, into list; when
 * that is answered with 401 as well, the step's answer becomes one that never
 * came (TRANSPORT_OTHER), so that there is no verdict.
 */
void doubt_unauthorized(struct session *session, const struct step *step,
                        struct exchanges *list);

#endif
