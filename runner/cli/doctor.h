/*
 * doctor.h - an examination of a target under way: what was found goes line
 * by line to standard output. Used by command_doctor.c, which looks at the way
 * to the target, and by doctor_service.c, which looks at the service.
 */
#ifndef CLI_DOCTOR_H
#define CLI_DOCTOR_H

#include "cli/connect.h"

/* How a line begins: "ok", "doubt", "BAD" or "-", for what was not asked. */
enum doctor_state { FINE, DOUBT, BAD, LEFT_OUT };

/* One examination under way. */
struct doctor {
    const struct config *config;
    const struct catalog *catalog;
    struct aim *aim;
    struct connection connection;
    size_t bad;
    size_t doubts;
};

/*
 * A line about subject, and below it what to do (advice; NULL: nothing); text
 * is made safe for a terminal. Counts what is bad and what is in doubt.
 */
void doctor_tell(struct doctor *doctor, enum doctor_state state,
                 const char *subject, const char *text, const char *advice);

/* The same for an error, which is bad. */
void doctor_tell_error(struct doctor *doctor, const char *subject,
                       const struct error *err, const char *advice);

/* What usually helps when no answer came in this way; NULL: nobody knows. */
const char *doctor_advice(enum transport transport);

/*
 * The service behind the connection, as the owner: its list of snapshots, the
 * snapshot that the user named, the microversion. What comes after something
 * that is bad is not tried.
 */
void doctor_examine_service(struct doctor *doctor);

#endif
