/* test_load.c - what a waivers file must be, and what is said of it. */
#include "tests/unit/suite/scene.h"

#include "waivers/waivers.h"

#define HEAD "{'$schema': 'x/schemas/assay/waivers.json', 'waivers': ["
#define TAIL "]}"
#define GOOD                                                                   \
    "'reason': 'known', 'owner': 'storage',"                                   \
    " 'issue': 'https://issues.example/7', 'expires': '2026-11-23'"

static void assert_mistakes(struct scene *scene, const char *text,
                            const char *expected)
{
    char *path = path_join(scene->root, "w.json");
    struct waivers *waivers;
    char *lines;

    scene_write(scene, "w.json", text);
    problems_clear(&scene->problems);
    waivers = waivers_load(path, scene->library, &scene->problems);
    lines = scene_lines(scene);
    /* the name of the scratch directory is another one each time */
    for (char *line = lines; (line = strstr(line, path));)
        memmove(line, line + strlen(path), strlen(line + strlen(path)) + 1);
    for (char *at = lines; (at = strchr(at, '"'));)
        *at = '\'';
    assert_string_equal(lines, expected);
    assert_true(!waivers == (*expected != '\0'));
    waivers_free(waivers);
    free(lines);
    free(path);
}

static const struct {
    const char *text;
    const char *mistakes;
} rows[] = {
    {HEAD TAIL, ""},
    {HEAD "{'testcase': 's/one', " GOOD "}" TAIL, ""},
    {HEAD "{'testcase': 's/*', 'matches': 1, " GOOD "}" TAIL, ""},
    {HEAD "{'testcase': 's/one', 'findings': [{'at': '/a~1b', 'check': "
          "'status', 'clause': 'c/one'}], 'target': {'base_url': 'http://*', "
          "'dialect': 'd', 'profile': 'p'}, " GOOD "}" TAIL,
     ""},
    {"[]", ": /$schema: names none of the schemas of assay's own files\n"},
    {"{'$schema': 'schemas/assay/profile.json'}",
     ": /$schema: is a file of the kind profile, not waivers\n"},
    {HEAD, ": line 1 column 56: ']' expected near end of file\n"},
    {HEAD "{'testcase': 's/one'}" TAIL,
     ": /waivers/0: member 'reason' is missing: Needs testcase, reason, owner, "
     "issue and expires; with * or ? in testcase also matches.\n"
     ": /waivers/0: member 'owner' is missing: Needs testcase, reason, owner, "
     "issue and expires; with * or ? in testcase also matches.\n"
     ": /waivers/0: member 'issue' is missing: Needs testcase, reason, owner, "
     "issue and expires; with * or ? in testcase also matches.\n"
     ": /waivers/0: member 'expires' is missing: Needs testcase, reason, "
     "owner, issue and expires; with * or ? in testcase also matches.\n"},
    {HEAD "{'testcase': 's/*', " GOOD "}" TAIL,
     ": /waivers/0: member 'matches' is missing: A glob says in matches how "
     "many testcases it is about.\n"},
    {HEAD "{'testcase': 's/o?e', " GOOD "}" TAIL,
     ": /waivers/0: member 'matches' is missing: A glob says in matches how "
     "many testcases it is about.\n"},
    {HEAD "{'testcase': 's/one', 'matches': 1, " GOOD "}" TAIL,
     ": /waivers/0/matches: matches the schema that is forbidden: Only a glob "
     "has matches.\n"},
    {HEAD "{'testcase': 's/one', " GOOD "}, {'testcase': 's/one', " GOOD
          "}" TAIL,
     ": /waivers/1: says the same as /waivers/0: keep one of them\n"},
    {HEAD "{'testcase': 's/one', 'findings': [{'at': '/a'}], " GOOD
          "}, {'testcase': 's/one', 'findings': [{'at': '/b'}], " GOOD
          "}, {'testcase': 's/one', 'target': {'profile': 'p'}, " GOOD
          "}, {'testcase': 's/one', " GOOD "}" TAIL,
     ""},
    {HEAD "{'testcase': 's/one', 'findings': [{'at': 'a'}], " GOOD "}" TAIL,
     ": /waivers/0/findings/0/at: is 'a', expected a JSON Pointer: "
     "JSON Pointer into the content; findings there and below. '' is "
     "everywhere.\n"},
    {HEAD "{'testcase': 's/one', 'findings': [{}], " GOOD "}" TAIL,
     ": /waivers/0/findings/0: has 0 members, at least 1 are needed: Findings "
     "for which all of these hold.\n"},
};

static void every_mistake_has_its_place_and_says_what_to_write(void **state)
{
    struct scene *scene = *state;

    scene_load(scene);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_mistakes(scene, rows[i].text, rows[i].mistakes);
}

/* One member of a good waiver is replaced: is it refused? */
static void placeholders_and_empty_words_are_refused(void **state)
{
    static const struct {
        const char *member;
        const char *value;
        bool good;
    } values[] = {
        {"reason", "known", true},
        {"reason", "we do it TODO", true},
        {"reason", "", false},
        {"reason", "  ", false},
        {"reason", "TODO: why", false},
        {"reason", "two\\nlines", false},
        {"owner", "storage", true},
        {"owner", "", false},
        {"owner", "TODO: who", false},
        {"issue", "https://issues.example/7", true},
        {"issue", "http://issues.example/", true},
        {"issue", "TODO: where", false},
        {"issue", "issues.example/7", false},
        {"issue", "https://", false},
        {"issue", "https://a b", false},
        {"expires", "2028-02-29", true},
        {"expires", "2026-02-29", false},
        {"expires", "2026-1-1", false},
        {"expires", "TODO: YYYY-MM-DD", false},
        {"expires", "", false},
    };
    struct scene *scene = *state;

    scene_load(scene);
    for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
        char *path = path_join(scene->root, "w.json");
        json_error_t at;
        json_t *document = json_pack_ex(
            &at, 0, "{ss s[{ss ss ss ss ss}]}", "$schema",
            "schemas/assay/waivers.json", "waivers", "testcase", "s/one",
            "reason", "known", "owner", "storage", "issue",
            "https://issues.example/7", "expires", "2026-11-23");
        json_t *entry = json_array_get(json_object_get(document, "waivers"), 0);
        char *quoted = xasprintf("\"%s\"", values[i].value);
        struct waivers *waivers;

        json_object_set_new(entry, values[i].member,
                            json_loads(quoted, JSON_DECODE_ANY, &at));
        assert_int_equal(json_dump_file(document, path, 0), 0);
        problems_clear(&scene->problems);
        waivers = waivers_load(path, scene->library, &scene->problems);
        if (!waivers == values[i].good)
            fail_msg("%s \"%s\"", values[i].member, values[i].value);
        waivers_free(waivers);
        free(quoted);
        json_decref(document);
        free(path);
    }
}

static void a_file_that_is_not_there_is_a_mistake(void **state)
{
    struct scene *scene = *state;

    scene_load(scene);
    assert_null(
        waivers_load("/nonexistent/w.json", scene->library, &scene->problems));
    assert_problems(
        scene,
        "/nonexistent/w.json: cannot be read: No such file or directory\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(every_mistake_has_its_place_and_says_what_to_write),
        IN_SCENE(placeholders_and_empty_words_are_refused),
        IN_SCENE(a_file_that_is_not_there_is_a_mistake),
    };

    return cmocka_run_group_tests_name("waivers/load", tests, NULL, NULL);
}
