/* test_walk.c - the files below a directory, and no others. */
#include "tests/unit/suite/scene.h"

#include <sys/stat.h>

static void files_are_listed_in_order_with_their_path(void **state)
{
    struct scene *scene = *state;
    struct walk walk = {0};

    scene_write(scene, "w/b.json", "{}");
    scene_write(scene, "w/a/z.json", "{}");
    scene_write(scene, "w/a.json", "{}");
    scene_write(scene, "w/.hidden.json", "{}");
    scene_write(scene, "w/.git/c.json", "{}");
    scene_write(scene, "w/a.txt", "{}");
    scene_write(scene, "w/d.json/e.json", "{}");
    assert_int_equal(
        walk_files(scene->root, "w", ".json", 4, &walk, &scene->err), 0);
    assert_int_equal(walk.len, 4);
    assert_string_equal(walk.names[0], "w/a.json");
    assert_string_equal(walk.names[1], "w/a/z.json");
    assert_string_equal(walk.names[2], "w/b.json");
    assert_string_equal(walk.names[3], "w/d.json/e.json");
    walk_clear(&walk);
    assert_int_equal(walk.len, 0);
}

static void assert_refused(struct scene *scene, const char *start, size_t max,
                           const char *text)
{
    struct walk walk = {0};
    struct error err = {0};

    assert_int_equal(walk_files(scene->root, start, ".json", max, &walk, &err),
                     -1);
    assert_int_equal(err.kind, ERROR_SUITE);
    assert_non_null(strstr(err.text, text));
    walk_clear(&walk);
}

#define FIVE   "d/d/d/d/d"
#define TWENTY FIVE "/" FIVE "/" FIVE "/" FIVE

static void too_much_is_an_error_and_never_cut(void **state)
{
    struct scene *scene = *state;
    struct walk walk = {0};

    scene_write(scene, "f/a.json", "{}");
    scene_write(scene, "f/b.json", "{}");
    assert_refused(scene, "f", 1, "holds more than 1 files");
    assert_refused(scene, "missing", 1, "cannot be read");
    assert_refused(scene, "f/a.json", 1, "cannot be read");
    scene_write(scene, "w/" TWENTY "/a.json", "{}");
    assert_int_equal(
        walk_files(scene->root, "w", ".json", 9, &walk, &scene->err), 0);
    assert_int_equal(walk.len, 1);
    walk_clear(&walk);
    scene_write(scene, "w/" TWENTY "/d/b.json", "{}");
    assert_refused(scene, "w", 9, "20 inside each other");
}

static void links_that_lead_in_circles_end(void **state)
{
    struct scene *scene = *state;
    static const char *const names[] = {"l/one", "l/two", "l/three"};

    scene_write(scene, "l/x", "");
    for (size_t i = 0; i < 3; i++) {
        char *path = path_join(scene->root, names[i]);

        assert_int_equal(symlink(".", path), 0);
        free(path);
    }
    assert_refused(scene, "l", 9, "directories");
}

/* A pipe would make its reader wait for ever. */
static void only_regular_files_and_dead_links_are_listed(void **state)
{
    struct scene *scene = *state;
    char *fifo = path_join(scene->root, "p/pipe.json");
    char *link = path_join(scene->root, "p/link.json");
    struct walk walk = {0};

    scene_write(scene, "p/x.json", "{}");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(symlink("nowhere", link), 0);
    assert_int_equal(
        walk_files(scene->root, "p", ".json", 9, &walk, &scene->err), 0);
    assert_int_equal(walk.len, 2);
    assert_string_equal(walk.names[0], "p/link.json");
    assert_string_equal(walk.names[1], "p/x.json");
    walk_clear(&walk);
    free(link);
    free(fifo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(files_are_listed_in_order_with_their_path),
        IN_SCENE(too_much_is_an_error_and_never_cut),
        IN_SCENE(links_that_lead_in_circles_end),
        IN_SCENE(only_regular_files_and_dead_links_are_listed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
