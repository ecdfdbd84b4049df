/*
 * config_file.h - options from the JSON file that --config names.
 *
 * Its members are named as the options, without their two dashes. It is
 * checked with our own validator against schemas/assay/config.json.
 */
#ifndef CLI_CONFIG_FILE_H
#define CLI_CONFIG_FILE_H

#include "cli/table.h"

/*
 * Set every option of the commands that neither command line nor environment
 * has set (nor a rival of it). Without --config nothing happens. What the file
 * says of options that these commands do not know is checked, not used. A file
 * with secrets that others may read is warned of on standard error. Returns 0,
 * or -1 with ERROR_USAGE (where: the file; text: "pointer: sentence").
 */
int config_file_read(struct config *config, int commands, struct error *err);

#endif
