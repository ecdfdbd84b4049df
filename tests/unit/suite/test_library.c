/* test_library.c - files one by one: their kind, syntax and schema. */
#include "tests/unit/suite/scene.h"

static const struct library_file *file_of(const struct scene *scene,
                                          const char *name)
{
    for (size_t i = 0; i < scene->library->len; i++)
        if (!strcmp(scene->library->files[i].name, name))
            return &scene->library->files[i];
    fail_msg("%s was not read", name);
    return NULL;
}

static void every_file_has_its_kind_and_the_digest_of_its_bytes(void **state)
{
    static const struct {
        const char *name;
        enum file_kind kind;
        const char *word;
    } rows[] = {
        {"suites/c.json", FILE_CLAUSES, "clauses"},
        {"suites/dialects/d.json", FILE_DIALECT, "dialect"},
        {"suites/o.json", FILE_OPERATION, "operation"},
        {"suites/profiles/p.json", FILE_PROFILE, "profile"},
        {"suites/s.json", FILE_SUITE, "suite"},
    };
    struct scene *scene = *state;

    scene_load(scene);
    assert_problems(scene, "");
    assert_int_equal(scene->library->len, 5);
    for (size_t i = 0; i < 5; i++) {
        const struct library_file *file = &scene->library->files[i];

        assert_string_equal(file->name, rows[i].name);
        assert_int_equal(file->kind, rows[i].kind);
        assert_string_equal(file_kind_name(file->kind), rows[i].word);
        assert_true(file->valid);
        assert_int_equal(strlen(file->digest), 64);
    }
    assert_string_equal(
        json_string_value(json_object_get(
            library_schema(scene->library, "t/answer.json"), "type")),
        "object");
    assert_null(library_schema(scene->library, "t/other.json"));
}

/* What depends on nothing else keeps nothing else from being checked. */
static void mistakes_in_waivers_hide_none_in_suites(void **state)
{
    struct scene *scene = *state;

    scene_write(scene, "suites/w.json",
                "{'$schema': '../schemas/assay/waivers.json', 'waivers': 1}");
    assert_problems_of(scene, "suites/s.json",
                       ONE_STEP("{'expect': {'outcome': 'unheard-of'}}"),
                       "suites/w.json: /waivers: is an integer, expected an "
                       "array\n"
                       "suites/s.json: /testcases/0: s/one: unknown outcome "
                       "'unheard-of'\n");
}

static void a_file_that_is_not_json_says_where(void **state)
{
    static const struct {
        const char *text;
        const char *problem;
    } rows[] = {
        {"{\n  'a': 1,\n}", "suites/x.json: line 3 column 1: string or '}' "
                            "expected near '}'\n"},
        {"", "suites/x.json: line 1 column 0: '[' or '{' expected near end "
             "of file\n"},
        {"{'a': 1, 'a': 2}",
         "suites/x.json: line 1 column 12: duplicate object key near "
         "'\"a\"'\n"},
        {"[]", "suites/x.json: /$schema: names none of the schemas of "
               "assay's own files\n"},
        {"{}", "suites/x.json: /$schema: names none of the schemas of "
               "assay's own files\n"},
        {"{'$schema': 7}", "suites/x.json: /$schema: names none of the "
                           "schemas of assay's own files\n"},
        {"{'$schema': '../schemas/assay/suites.json'}",
         "suites/x.json: /$schema: names none of the schemas of assay's own "
         "files\n"},
        {"{'$schema': '../schemas/assay/suite.json.'}",
         "suites/x.json: /$schema: names none of the schemas of assay's own "
         "files\n"},
    };
    struct scene *scene = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *lines;

        scene_write(scene, "suites/x.json", rows[i].text);
        scene_load(scene);
        lines = scene_lines(scene);
        assert_string_equal(lines, rows[i].problem);
        free(lines);
        assert_int_equal(scene->library->len, 5);
    }
}

static void every_mistake_against_the_schema_is_listed(void **state)
{
    struct scene *scene = *state;

    assert_problems_of(
        scene, "suites/s.json",
        "{'$schema': '../schemas/assay/suite.json', 'id': 'S P', 'title': '',"
        " 'operation': 'things.update', 'extra': 1, 'testcases': [{'id': 'a',"
        " 'title': 'T', 'clauses': [], 'level': 'may', 'basis': 'example',"
        " 'steps': [{'as': 'me'}]}]}",
        "suites/s.json: /id: is 'S P', which does not match the pattern "
        "^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$\n"
        "suites/s.json: /title: has 0 characters, at least 1 are needed\n"
        "suites/s.json: /testcases/0/clauses: has 0 items, at least 1 are "
        "needed\n"
        "suites/s.json: /testcases/0/level: is 'may', expected one of "
        "['must','should']\n"
        "suites/s.json: /testcases/0/steps/0/as: is 'me', expected one of "
        "['owner','nobody','stranger','second']\n"
        "suites/s.json: /extra: member 'extra' is not allowed\n");
}

static void a_schema_that_does_not_compile_says_where(void **state)
{
    struct scene *scene = *state;

    scene_write(scene, "schemas/t/bad.json", "{'items': {'minimum': 'x'}}");
    scene_write(scene, "schemas/t/worse.json", "{'type': ");
    scene_write(scene, "schemas/t/list.json", "[]");
    scene_write(scene, "schemas/t/lost.json", "{'$ref': 'nowhere.json'}");
    scene_load(scene);
    assert_problems(
        scene,
        "schemas/t/worse.json: line 1 column 9: unexpected token near end of "
        "file\n"
        "schemas/t/bad.json: /items/minimum: must be a number\n"
        "schemas/t/list.json: a schema must be an object, true or false\n"
        "schemas/t/lost.json: /$ref: leads to "
        "'https://assay.invalid/schemas/t/nowhere.json', which is not in the "
        "store\n");
}

static void a_schema_that_is_refused_does_not_spoil_the_others(void **state)
{
    struct scene *scene = *state;

    scene_write(scene, "schemas/t/one.json", "{'$id': 'https://x.invalid/1'}");
    scene_write(scene, "schemas/t/two.json",
                "{'$id': 'https://x.invalid/1', '$defs': {'a': {}}}");
    scene_load(scene);
    assert_problems(scene, "schemas/t/two.json: the URI 'https://x.invalid/1' "
                           "names another schema already\n");
    assert_non_null(library_schema(scene->library, "t/one.json"));
    assert_null(library_schema(scene->library, "t/two.json"));
    assert_true(file_of(scene, "suites/s.json")->valid);
}

static void files_whose_schema_is_missing_are_not_valid(void **state)
{
    struct scene *scene = *state;
    char *path = path_join(scene->root, "schemas/assay/profile.json");

    assert_int_equal(remove(path), 0);
    free(path);
    scene_load(scene);
    assert_problems(scene, "suites/profiles/p.json: /$schema: there is no "
                           "usable schemas/assay/profile.json to check it\n");
    assert_false(file_of(scene, "suites/profiles/p.json")->valid);
    assert_true(file_of(scene, "suites/s.json")->valid);
}

static void a_directory_without_suites_or_schemas_is_an_error(void **state)
{
    static const char *const missing[] = {"schemas", "suites"};
    struct scene *scene = *state;

    for (size_t i = 0; i < 2; i++) {
        char *empty = path_join(scene->root, i ? "half" : "missing");
        struct problems problems = {0};
        struct error err = {0};

        scene_write(scene, "half/schemas/x", "");
        assert_null(library_load(empty, NULL, 0, &problems, &err));
        assert_int_equal(err.kind, ERROR_SUITE);
        assert_non_null(strstr(err.where, missing[i]));
        assert_memory_equal(err.text, "cannot be read: ", 16);
        assert_int_equal(problems.len, 0);
        free(empty);
    }
}

static void extra_files_are_read_once_and_keep_the_name_given(void **state)
{
    struct scene *scene = *state;
    char *outside = path_join(scene->root, "extra.json");
    char *again = path_join(scene->root, "suites/../extra.json");
    char *inside = path_join(scene->root, "suites/../suites/s.json");
    char *schema = path_join(scene->root, "schemas/t/answer.json");
    char *hidden = path_join(scene->root, "suites/.hidden.json");
    char *text = path_join(scene->root, "suites/notes.txt");
    const char *const extra[] = {outside, inside, again, schema, hidden, text};
    size_t found = 0;

    scene_write(scene, "extra.json", PROFILE(""));
    scene_write(scene, "suites/.hidden.json", PROFILE("1"));
    scene_write(scene, "suites/notes.txt", "{");
    scene->library =
        library_load(scene->root, extra, 6, &scene->problems, &scene->err);
    assert_non_null(scene->library);
    for (size_t i = 0; i < scene->library->len; i++)
        found += !strcmp(scene->library->files[i].name, outside);
    assert_int_equal(found, 1);
    assert_int_equal(scene->library->len, 7);
    assert_true(scene->problems.len >= 2);
    assert_string_equal(scene->problems.items[0].file, text);
    for (size_t i = 1; i < scene->problems.len; i++)
        assert_string_equal(scene->problems.items[i].file, hidden);
    assert_string_equal(scene->problems.items[1].pointer, "/changes/0");
    free(text);
    free(hidden);
    free(schema);
    free(inside);
    free(again);
    free(outside);
}

static void an_extra_file_that_is_missing_is_a_problem(void **state)
{
    struct scene *scene = *state;
    const char *const extra[] = {"/nonexistent/x.json"};

    scene->library =
        library_load(scene->root, extra, 1, &scene->problems, &scene->err);
    assert_non_null(scene->library);
    assert_problems(scene, "/nonexistent/x.json: cannot be read: No such file "
                           "or directory\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(every_file_has_its_kind_and_the_digest_of_its_bytes),
        IN_SCENE(mistakes_in_waivers_hide_none_in_suites),
        IN_SCENE(a_file_that_is_not_json_says_where),
        IN_SCENE(every_mistake_against_the_schema_is_listed),
        IN_SCENE(a_schema_that_does_not_compile_says_where),
        IN_SCENE(a_schema_that_is_refused_does_not_spoil_the_others),
        IN_SCENE(files_whose_schema_is_missing_are_not_valid),
        IN_SCENE(a_directory_without_suites_or_schemas_is_an_error),
        IN_SCENE(extra_files_are_read_once_and_keep_the_name_given),
        IN_SCENE(an_extra_file_that_is_missing_is_a_problem),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
