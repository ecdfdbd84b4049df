#include "tests/unit/selftest/scene.h"

#include "base/file.h"
#include "base/json.h"
#include "base/pointer.h"
#include "reports/matrix.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <unistd.h>

/* What a browser would run or take for markup. */
#define HOSTILE "</th><script>alert(1)</script>&amp;\"'\x1b[31m\xe2\x80\xae"

typedef int report_function(const struct matrix *, const char *,
                            struct error *);

/* What a report writes, in new memory. */
static char *report(report_function *write, const struct matrix *matrix)
{
    char path[] = "/tmp/test-matrix-XXXXXX";
    struct error err = {0};
    int fd = mkstemp(path);
    size_t len = 0;
    char *text;

    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(0, write(matrix, path, &err));
    text = file_read(path, (size_t)1024 * 1024, &len, ERROR_INTERNAL, &err);
    assert_non_null(text);
    unlink(path);
    return text;
}

static char *printed(const struct matrix *matrix, bool quiet)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    matrix_print(matrix, quiet, out);
    fclose(out);
    return text;
}

static void faults_stand_under_their_clause(void **state)
{
    struct scene scene;
    char *text;

    (void)state;
    scene_init(&scene);
    scene_see(&scene, FAULT_B, 3, SIGHT_FAIL);
    scene_see(&scene, FAULT_C, 3, SIGHT_PASS);
    scene.matrix.duration_us = 1500000;
    selftest_judge(&scene.matrix);
    text = printed(&scene.matrix, false);
    assert_string_equal(
        text,
        "update a (must): 1 fault\n"
        "  caught fault-a                          by 1 testcase, 1 about it: "
        "s/one\n"
        "update b (must): 1 fault\n"
        "  caught fault-b                          by 2 testcases, 1 about it: "
        "s/two, s/three\n"
        "update c (must): 1 fault\n"
        "  MISSED fault-c                          by 0 testcases, 0 about it\n"
        "WRONG faults fault-c\n"
        "  nothing catches it: c is broken, and every testcase is content\n"
        "WRONG testcases s/two\n"
        "  catches only what others catch as well; the rarest, fault-b, is "
        "caught by 2 testcases (at most 1)\n"
        "WRONG testcases s/three\n"
        "  catches only what others catch as well; the rarest, fault-b, is "
        "caught by 2 testcases (at most 1)\n"
        "faults caught         2 of 3\n"
        "testcases that catch  1 of 3\n"
        "variants accused      0 of 1\n"
        "clauses tested        2 of 3\n"
        "5 runs in 1.5 s; 3 complaints\n");
    free(text);
    scene_clear(&scene);
}

static void the_json_has_cells_and_numbers(void **state)
{
    static const struct {
        const char *pointer, *json;
    } rows[] = {
        {"/$schema", "\"urn:assay:selftest:1\""},
        {"/part", "false"},
        {"/rare", "1"},
        {"/summary/faults", "{\"caught\":3,\"all\":3}"},
        {"/summary/testcases", "{\"catching\":3,\"all\":3}"},
        {"/summary/variants", "{\"accused\":1,\"all\":1}"},
        {"/summary/clauses", "{\"tested\":2,\"all\":3}"},
        {"/summary/conditions/variants/holds", "false"},
        {"/summary/conditions/faults/holds", "true"},
        {"/complaints/0/subject", "\"variant\""},
        {"/plain/cells", "{}"},
        {"/faults/1/cells", "{\"s/two\":\"fail\"}"},
        {"/faults/0/catchers", "{\"s/one\":[\"y\"]}"},
        {"/faults/1/catchers", "{\"s/two\":[]}"},
        {"/faults/1/about_clause", "1"},
        {"/faults/1/caught_as", "\"finding\""},
        {"/variants/0/cells", "{\"s/three\":\"error\"}"},
        {"/variants/0/variants", "[\"variant\"]"},
        {"/variants/0/ok", "false"},
        {"/testcases/0/rows", "2"},
        {"/testcases/0/rarest", "{\"fault\":\"fault-a\",\"catchers\":1}"},
        {"/clauses/2/tested", "false"},
        {"/clauses/2/faults", "[\"fault-c\"]"},
    };
    struct scene scene;
    json_t *document;
    char *text;

    (void)state;
    scene_init(&scene);
    scene_see(&scene, VARIANT, 3, SIGHT_ERROR);
    selftest_judge(&scene.matrix);
    text = report(matrix_write_json, &scene.matrix);
    document = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(document);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *value = json_text(pointer_get(document, rows[i].pointer));

        assert_string_equal(rows[i].json, value);
        free(value);
    }
    json_decref(document);
    free(text);
    scene_clear(&scene);
}

static void what_was_not_judged_does_not_hold(void **state)
{
    struct scene scene;
    json_t *document;
    char *text;

    (void)state;
    scene_init(&scene);
    scene.matrix.is_part = true;
    selftest_judge(&scene.matrix);
    text = report(matrix_write_json, &scene.matrix);
    document = json_loads(text, 0, NULL);
    assert_true(json_is_null(
        pointer_get(document, "/summary/conditions/testcases/holds")));
    json_decref(document);
    free(text);
    text = report(matrix_write_html, &scene.matrix);
    assert_non_null(strstr(text, "not judged: no variant is accused"));
    free(text);
    scene_clear(&scene);
}

static void count_elements(const xmlNode *node, const char *name, size_t *count)
{
    for (; node; node = node->next) {
        if (node->type == XML_ELEMENT_NODE &&
            !strcmp((const char *)node->name, name))
            ++*count;
        count_elements(node->children, name, count);
    }
}

static size_t elements(const char *html, const char *name)
{
    htmlDocPtr page = htmlReadMemory(html, (int)strlen(html), "", "utf-8",
                                     HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    size_t count = 0;

    assert_non_null(page);
    count_elements(xmlDocGetRootElement(page), name, &count);
    xmlFreeDoc(page);
    return count;
}

static void the_table_has_a_cell_for_each_pair(void **state)
{
    struct scene scene;
    char *text;

    (void)state;
    scene_init(&scene);
    selftest_judge(&scene.matrix);
    text = report(matrix_write_html, &scene.matrix);
    assert_int_equal(0, strncmp(text, "<!DOCTYPE html>\n", 16));
    /* heading; a head and a row for each clause; sums; plain and variant */
    assert_int_equal(elements(text, "tr"), 1 + 2 * 3 + 1 + 2 + 2 + SIGHTS);
    assert_int_equal(elements(text, "tbody"), 3);
    assert_non_null(strstr(text, "fault-b, s/two: fails: caught by"));
    assert_null(strstr(text, "/>\n<t")); /* HTML has no empty-element tags */
    free(text);
    scene_clear(&scene);
}

static void a_hostile_text_stays_text(void **state)
{
    struct scene scene;
    struct trial *trial;
    char *text;

    (void)state;
    scene_init(&scene);
    trial = &scene.matrix.trials[FAULT_B];
    free(trial->name);
    free(trial->description);
    trial->name = xstrdup(HOSTILE);
    trial->description = xstrdup(HOSTILE);
    scene.clauses[1].id = HOSTILE;
    matrix_complain(&scene.matrix, CONDITION_FAULTS, HOSTILE, "%s", HOSTILE);
    selftest_judge(&scene.matrix);
    text = report(matrix_write_html, &scene.matrix);
    assert_int_equal(elements(text, "script"), 0);
    assert_null(strstr(text, "<script"));
    assert_null(strchr(text, '\x1b'));
    assert_null(strstr(text, "src="));
    assert_null(strstr(text, "http"));
    assert_int_equal(elements(text, "tr"), 1 + 2 * 3 + 1 + 2 + 2 + SIGHTS);
    free(text);
    scene_clear(&scene);
}

static void a_report_that_cannot_be_written_is_an_error(void **state)
{
    static report_function *const reports[] = {matrix_write_json,
                                               matrix_write_html};
    static const char *const paths[] = {"/nowhere/at/all", "/dev/full"};
    struct scene scene;

    (void)state;
    scene_init(&scene);
    selftest_judge(&scene.matrix);
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < 2; k++) {
            struct error err = {0};

            assert_int_equal(-1, reports[i](&scene.matrix, paths[k], &err));
            assert_int_equal(ERROR_OUTPUT, err.kind);
        }
    scene_clear(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_stand_under_their_clause),
        cmocka_unit_test(the_json_has_cells_and_numbers),
        cmocka_unit_test(what_was_not_judged_does_not_hold),
        cmocka_unit_test(the_table_has_a_cell_for_each_pair),
        cmocka_unit_test(a_hostile_text_stays_text),
        cmocka_unit_test(a_report_that_cannot_be_written_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
