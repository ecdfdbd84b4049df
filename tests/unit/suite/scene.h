/*
 * scene.h - a small data directory of a test, and what loading it says.
 *
 * Texts are JSON with ' in place of ". The scene starts without mistakes: a
 * dialect d, a profile p, operations things.update and things.get, a ledger
 * and the suite s; a test writes the file that it is about anew.
 */
#ifndef TESTS_UNIT_SUITE_SCENE_H
#define TESTS_UNIT_SUITE_SCENE_H

#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/file.h"
#include "suite/catalog.h"
#include "suite/walk.h"

#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct scene {
    char *root;
    struct problems problems;
    struct error err;
    struct library *library;
    struct catalog *catalog;
};

#define DIGEST                                                                 \
    "'sha256:"                                                                 \
    "0000000000000000000000000000000000000000000000000000000000000000'"

#define DIALECT(operations)                                                    \
    "{'$schema': '../../schemas/assay/dialect.json', 'id': 'd',"               \
    " 'title': 'D', 'pages': [{'id': 'page-1', 'title': 'P',"                  \
    " 'date': '2024-01-01'}], 'operations': {" operations "}}"
#define TWO_OPERATIONS                                                         \
    "'things.update': {'method': 'PUT', 'path': '/v1/{project_id}/t/{id}',"    \
    " 'page': 'page-1'},"                                                      \
    "'things.get': {'method': 'GET', 'path': '/v1/{project_id}/t/{id}',"       \
    " 'page': 'page-1'}"

#define PROFILE(changes)                                                       \
    "{'$schema': '../../schemas/assay/profile.json', 'id': 'p',"               \
    " 'title': 'P', 'changes': [" changes "]}"
#define BECAUSE "'reason': 'so', 'source': 'there'"

#define CLAUSE(id, rest)                                                       \
    "{'id': '" id "', 'element': null, 'text': 'T', 'level': 'must',"          \
    " 'basis': 'documented', 'digest': " DIGEST rest "}"
#define LEDGER(clauses)                                                        \
    "{'$schema': '../schemas/assay/clauses.json', 'id': 'c',"                  \
    " 'operation': 'things.update', 'source': {'file': 'f', 'prefix': 'p'},"   \
    " 'clauses': [" clauses "]}"

#define OPERATION(rest)                                                        \
    "{'$schema': '../schemas/assay/operation.json', 'id': 'things.update',"    \
    " 'title': 'T', 'subject': '/thing', 'path-id': 'id',"                     \
    " 'before': [{'name': 'before', 'operation': 'things.get',"                \
    " 'resource': 'snapshot'}], " rest "}"
#define TWO_OUTCOMES                                                           \
    "'outcomes': {'accepted': {'title': 'A', 'checks': ["                      \
    "{'id': 'status', 'check': 'status', 'in': [200], 'clause': 'c/one'},"     \
    "{'check': 'schema', 'schema': 't/answer.json'}]},"                        \
    "'refused': {'title': 'R', 'checks': ["                                    \
    "{'id': 'status', 'check': 'status', 'in': [400]}]}}"

#define SUITE(rest)                                                            \
    "{'$schema': '../schemas/assay/suite.json', 'id': 's', 'title': 'S',"      \
    " 'operation': 'things.update', " rest "}"
#define GRADES "'clauses': ['c/one'], 'level': 'must', 'basis': 'documented'"
#define TESTCASE(id, rest)                                                     \
    "{'id': '" id "', 'title': 'T', " GRADES ", " rest "}"
#define STEPS(step) "'steps': [" step "]"
#define ACCEPTED    STEPS("{'expect': {'outcome': 'accepted'}}")
/* A suite of testcases, and one of a single step. */
#define TESTCASES(list) SUITE("'testcases': [" list "]")
#define ONE_STEP(step)  TESTCASES(TESTCASE("one", STEPS(step)))

/* Bytes as they are, below the scene's directory. */
static inline void scene_bytes(const struct scene *scene, const char *name,
                               const char *bytes, size_t len)
{
    char *path = path_join(scene->root, name);
    char *directory = path_directory(path);
    struct error err = {0};
    FILE *out;

    assert_int_equal(directory_make(directory, &err), 0);
    out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, len, out), len);
    assert_int_equal(fclose(out), 0);
    free(directory);
    free(path);
}

static inline void scene_write(const struct scene *scene, const char *name,
                               const char *text)
{
    char *copy = xstrdup(text);

    for (char *at = copy; (at = strchr(at, '\''));)
        *at = '"';
    scene_bytes(scene, name, copy, strlen(copy));
    free(copy);
}

static inline const char *source_directory(void)
{
    const char *root = getenv("ASSAY_SOURCE_DIR");

    return root ? root : ".";
}

/* The schemas of our own files, from the source tree. */
static inline void scene_copy_schemas(const struct scene *scene)
{
    struct walk walk = {0};
    struct error err = {0};

    if (walk_files(source_directory(), "schemas/assay", ".json", 100, &walk,
                   &err) < 0)
        fail_msg("%s: %s", err.where, err.text);
    for (size_t i = 0; i < walk.len; i++) {
        char *path = path_join(source_directory(), walk.names[i]);
        size_t len;
        char *bytes = file_read(path, 1 << 20, &len, ERROR_SUITE, &err);

        assert_non_null(bytes);
        scene_bytes(scene, walk.names[i], bytes, len);
        free(bytes);
        free(path);
    }
    walk_clear(&walk);
}

static inline int scene_set_up(void **state)
{
    struct scene *scene = xcalloc(1, sizeof(*scene));

    scene->root = xstrdup("/tmp/assay-test-suite-XXXXXX");
    assert_non_null(mkdtemp(scene->root));
    scene_copy_schemas(scene);
    scene_write(scene, "schemas/t/answer.json", "{'type': 'object'}");
    scene_write(scene, "suites/dialects/d.json", DIALECT(TWO_OPERATIONS));
    scene_write(scene, "suites/profiles/p.json", PROFILE(""));
    scene_write(scene, "suites/c.json",
                LEDGER(CLAUSE("c/one", "") "," CLAUSE("c/two", "")));
    scene_write(scene, "suites/o.json", OPERATION(TWO_OUTCOMES));
    scene_write(scene, "suites/s.json", TESTCASES(TESTCASE("one", ACCEPTED)));
    *state = scene;
    return 0;
}

static inline int scene_remove(const char *path, const struct stat *st,
                               int type, struct FTW *walk)
{
    (void)st;
    (void)type;
    (void)walk;
    return remove(path);
}

/* Forget what was loaded, keep the files. */
static inline void scene_unload(struct scene *scene)
{
    catalog_free(scene->catalog);
    library_free(scene->library);
    problems_clear(&scene->problems);
    scene->catalog = NULL;
    scene->library = NULL;
    scene->err = (struct error){0};
}

static inline int scene_tear_down(void **state)
{
    struct scene *scene = *state;

    scene_unload(scene);
    nftw(scene->root, scene_remove, 16, FTW_DEPTH | FTW_PHYS);
    free(scene->root);
    free(scene);
    return 0;
}

/* Load everything with dialect d and profile p. */
static inline void scene_load(struct scene *scene)
{
    scene_unload(scene);
    scene->library =
        library_load(scene->root, NULL, 0, &scene->problems, &scene->err);
    if (!scene->library)
        fail_msg("%s: %s", scene->err.where, scene->err.text);
    scene->catalog =
        catalog_load(scene->library, "d", "p", &scene->problems, &scene->err);
}

static inline char *scene_lines(const struct scene *scene)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    assert_non_null(out);
    problems_print(&scene->problems, out);
    fclose(out);
    return text;
}

/* All problems, one a line, in the order they were found. */
static inline void assert_problems(const struct scene *scene,
                                   const char *expected)
{
    char *lines = scene_lines(scene), *wanted = xstrdup(expected);

    for (char *at = wanted; (at = strchr(at, '\''));)
        *at = '"';
    assert_string_equal(lines, wanted);
    free(wanted);
    free(lines);
}

/* Write one file, load all, and expect these problems. */
static inline void assert_problems_of(struct scene *scene, const char *name,
                                      const char *text, const char *expected)
{
    scene_write(scene, name, text);
    scene_load(scene);
    assert_problems(scene, expected);
}

static inline size_t scene_count(const struct scene *scene)
{
    size_t count = 0;

    for (size_t i = 0; i < scene->catalog->suites_len; i++)
        count += scene->catalog->suites[i].testcases_len;
    return count;
}

#define IN_SCENE(test)                                                         \
    cmocka_unit_test_setup_teardown(test, scene_set_up, scene_tear_down)

#endif
