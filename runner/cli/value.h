/*
 * value.h - an option's text becomes a member of struct config.
 */
#ifndef CLI_VALUE_H
#define CLI_VALUE_H

#include "cli/table.h"

/*
 * Set the option's member; a list grows by one. The text is borrowed. Returns
 * 0, or -1 with ERROR_USAGE (where: as given) when it is no such value.
 */
int value_set(struct config *config, const struct option *option,
              const char *text, const char *where, struct error *err);

/* Switch a flag. */
void value_set_flag(struct config *config, const struct option *option,
                    bool on);

/* Add what is no option. Returns 0, or -1 when there are too many. */
int list_add(struct list *list, const char *text, const char *where,
             struct error *err);

/*
 * The member as a person would type it, in new memory: a list's items with
 * ", " between, a flag "yes" or "no"; NULL for a text or list not given.
 */
char *value_text(const struct config *config, const struct option *option);

/* Has the member the value of the row's default? */
bool value_is_default(const struct config *config, const struct option *option);

#endif
