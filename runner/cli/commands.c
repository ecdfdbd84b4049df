#include "cli/commands.h"

#include <string.h>

static const struct command table[] = {
    {"run", FOR_RUN, command_run, "--base-url URL [OPTION]...",
     "judge an endpoint"},
    {"judge", FOR_JUDGE, command_judge, "[OPTION]... TRANSCRIPT",
     "judge a run again from its transcript, without a network"},
    {"restore", FOR_RESTORE, command_restore, "[OPTION]... LEDGER",
     "put back what a run changed and could not put back itself"},
    {"list", FOR_LIST, command_list, "[OPTION]... [GLOB]...", "list testcases"},
    {"explain", FOR_EXPLAIN, command_explain, "[OPTION]... ID",
     "show what a testcase sends, expects and why"},
    {"doctor", FOR_DOCTOR, command_doctor, "--base-url URL [OPTION]...",
     "find out why a target cannot be judged, and what to do"},
    {"clauses", FOR_CLAUSES, command_clauses, "[OPTION]... [GLOB]...",
     "list what is promised and which testcases test it"},
    {"lint", FOR_LINT, command_lint, "[OPTION]... [FILE]...",
     "check suites, schemas, dialects and profiles"},
    {"certify", FOR_CERTIFY, command_certify, "--subject F [OPTION]... DIR",
     "make the certificate of a run from its folder"},
    {"verify", FOR_VERIFY, command_verify, "[OPTION]... DIR",
     "find out whether a certificate is genuine, whole and true"},
    {"selftest", FOR_SELFTEST, command_selftest, "[OPTION]...",
     "try the suites on every fault and variant of the emulator"},
    {"waive", FOR_WAIVE, command_waive, "[OPTION]... RESULTS",
     "draft waivers for the testcases that failed"},
    {"compare", FOR_COMPARE, command_compare, "[OPTION]... OLD NEW",
     "what is worse, what is better, between two runs"},
    {"schema", FOR_SCHEMA, command_schema,
     "check [OPTION]... FILE...\n"
     "       assay schema validate [OPTION]... SCHEMA INSTANCE...",
     "check JSON Schemas, validate JSON files with one"},
    {"derive", FOR_DERIVE, command_derive,
     "--out DIR [OPTION]... PAGE...\n"
     "       assay derive --check DIR [OPTION]... PAGE...\n"
     "       assay derive --lint [OPTION]... PAGE...",
     "make contracts and schemas from documentation pages"},
};

#define TABLE_LEN (sizeof(table) / sizeof(*table))

const struct command *command_table(size_t *len)
{
    *len = TABLE_LEN;
    return table;
}

const struct command *command_find(const char *name)
{
    for (size_t i = 0; name && i < TABLE_LEN; i++)
        if (!strcmp(table[i].name, name))
            return &table[i];
    return NULL;
}
