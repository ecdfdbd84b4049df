/*
 * validate - is each JSON file valid against one of our schemas?
 *
 * usage: validate [--data DIR] SCHEMA FILE...
 *
 * SCHEMA is a path below schemas/, for example "assay/results.json". Prints
 * "file: pointer: sentence" for each mistake. Exit status: 0 all are valid,
 * 1 one is not, 2 nothing could be found out. Checking no file is status 2,
 * so that a glob that matches nothing cannot look green.
 */
#include "base/json.h"
#include "suite/library.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int print_problems(const char *path, const struct schema_output *output)
{
    for (size_t i = 0; i < output->len; i++)
        printf("%s: %s: %s\n", path, output->units[i].instance_location,
               output->units[i].message);
    return 1;
}

static int check_file(const struct schema *schema, const char *path)
{
    struct schema_output output = {0};
    struct error err = {0};
    json_t *document = json_load_checked(path, ERROR_USAGE, &err);
    enum schema_verdict verdict;
    int status = 0;

    if (!document) {
        printf("%s: %s\n", path, err.text);
        return 1;
    }
    verdict = schema_validate(schema, document, &output);
    if (verdict == SCHEMA_INVALID)
        status = print_problems(path, &output);
    else if (verdict == SCHEMA_UNDECIDED)
        status = 2;
    if (status == 2)
        printf("%s: could not be decided\n", path);
    schema_output_clear(&output);
    json_decref(document);
    return status;
}

static int check_files(const struct library *library, char **argv)
{
    const struct schema *schema = schema_book_find(library->book, argv[0]);
    int worst = 0;

    if (!schema) {
        fprintf(stderr, "validate: %s is no schema\n", argv[0]);
        return 2;
    }
    for (argv++; *argv; argv++) {
        int status = check_file(schema, *argv);

        worst = status > worst ? status : worst;
    }
    return worst;
}

int main(int argc, char **argv)
{
    struct problems problems = {0};
    struct error err = {0};
    const char *data = ".";
    struct library *library;
    int status = 2;

    (void)argc;
    argv++;
    if (argv[0] && !strcmp(argv[0], "--data") && argv[1]) {
        data = argv[1];
        argv += 2;
    }
    if (!argv[0] || !argv[1]) {
        fputs("usage: validate [--data DIR] SCHEMA FILE...\n", stderr);
        return 2;
    }
    library = library_load(data, NULL, 0, &problems, &err);
    if (library)
        status = check_files(library, argv);
    else
        fprintf(stderr, "validate: %s: %s\n", err.where, err.text);
    library_free(library);
    problems_clear(&problems);
    return status;
}
