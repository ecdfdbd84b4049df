/*
 * build.h - the steps of catalog_load, one file each.
 *
 * Each takes what it needs from the catalog built so far and adds to it;
 * mistakes go to problems. Only files that are valid against their schema
 * reach these functions.
 */
#ifndef SUITE_BUILD_H
#define SUITE_BUILD_H

#include "suite/catalog.h"

struct build {
    struct catalog *catalog;
    struct problems *problems;
    json_t *ids; /* full ids of the suite being built, as a set */
    const struct testcase *testcase; /* being built; NULL: an operation is */
};

/* dialect.c: pages, and whether the operations name them. */
void build_pages(struct build *build);
bool page_is_known(const struct catalog *catalog, const char *id);

/* ledger.c: clauses, those that the profile switches off marked so. */
void build_ledger(struct build *build, const struct library_file *file);
/* ledger.c: which place in which schema stands for which clause. */
void build_schema_clauses(struct build *build);

/* operation.c: an operation of the dialect, with its outcomes. */
void build_operation(struct build *build, const struct library_file *file);

/* operation.c: those of the dialect that have no file: only a request. */
void build_plain_operations(struct build *build);

/* operation.c: after all operations: the reads around them exist. */
void operations_check(struct build *build, const struct library_file *file);

/* operation.c: does its path have {placeholder}? */
bool path_has(const struct operation *operation, const char *placeholder);

/* checks.c: an array of checks of an operation or step. */
void build_checks(struct build *build, const struct operation *operation,
                  const char *file, const char *pointer, const json_t *array,
                  struct checks *checks);

/* checks.c: has a step of this operation an exchange of this name? */
bool exchange_is_known(const struct operation *operation, const char *name);

/* testcase.c: one expanded testcase; body is taken. */
void build_testcase(struct build *build, struct suite *suite, const char *id,
                    json_t *body, const char *pointer);

/* expand.c: a suite with every row of its tables. */
void build_suite(struct build *build, const struct library_file *file);

/* expand.c: after all suites: the globs of conclusions match something. */
void conclusions_check(struct build *build);
bool any_testcase_matches(const struct catalog *catalog, const char *glob);

/* profile.c: changed outcomes of an expanded testcase, in its body. */
void profile_apply(struct build *build, const char *id, json_t *body);
/* profile.c: the schema to use in place of the named one. */
const char *profile_schema(const struct catalog *catalog, const char *name);
/* profile.c: after all suites: clauses are known, globs match something. */
void profile_check(struct build *build);

#endif
