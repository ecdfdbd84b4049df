/*
 * functions.h - one function for each kind of check; kinds.c has the table.
 *
 * Each is called with the exchanges of its places there and whole. It says
 * how the check came out, and adds findings when that is CHECK_FOUND. What
 * holds when: docs/suite-format.md, "Checks".
 */
#ifndef CHECK_FUNCTIONS_H
#define CHECK_FUNCTIONS_H

#include "check/trial.h"

/* status.c */
enum check_state check_status(struct trial *trial);
enum check_state check_no_server_error(struct trial *trial);
enum check_state check_media_type(struct trial *trial);

/* content.c */
enum check_state check_json(struct trial *trial);
enum check_state check_absent(struct trial *trial);

/* schema.c */
enum check_state check_schema(struct trial *trial);

/* echo.c */
enum check_state check_echo(struct trial *trial);

/* alike.c */
enum check_state check_alike(struct trial *trial);

/* members.c */
enum check_state check_same(struct trial *trial);
enum check_state check_unchanged(struct trial *trial);

/* value.c */
enum check_state check_one_of(struct trial *trial);
enum check_state check_not_listed(struct trial *trial);

/* time.c */
enum check_state check_order(struct trial *trial);

#endif
