/* test_type.c - what Type cells and placeholder names say. */
#include "tests/unit/test.h"

#include "derive/trait.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static void a_type_cell_is_read_by_its_grammar(void **state)
{
    static const struct {
        const char *cell, *expected;
    } cases[] = {
        {"String", "string"},
        {" string\n", "string"},
        {"Integer", "integer"},
        {"Int", "integer"},
        {"Long", "integer"},
        {"Float", "number"},
        {"Double", "number"},
        {"number", "number"},
        {"Boolean", "boolean"},
        {"Bool", "boolean"},
        {"Null", "null"},
        {"datetime", "string"},
        {"Object", "object"},
        {"Dict", "object"},
        {"JSON", "object"},
        {"Map", "map"},
        {"Array", "array"},
        {"list", "array"},
        {"JSON Array", "array"},
        {"Array of objects", "array of object"},
        {"Array of Objects", "array of object"},
        {"array of strings", "array of string"},
        {"Array of integers", "array of integer"},
        {"Array of Disk objects", "array of object"},
        {"List of Booleans", "array of boolean"},
        {"Array of Map<String,String> objects", "unknown"},
        {"Array of arrays", "unknown"},
        {"Disk object", "object"},
        {"disk_info object", "object"},
        {"Array<Object>", "array of object"},
        {"List<Disk>", "array of object"},
        {"List<String>", "array of string"},
        {"List(Dict)", "array of object"},
        {"list<map<String, String>>", "array of map of string"},
        {"list<map<String,String>>", "array of map of string"},
        {"Map<String,String>", "map of string"},
        {"Map<String, Object>", "map of object"},
        {"Map<String,Array<String>>", "map of array of string"},
        {"Map<String,Map<String,Integer>>", "map of map of integer"},
        {"Map<String,Shelf>", "map of object"},
        {"Integer/Boolean", "integer or boolean"},
        {"String or Integer", "string or integer"},
        {"shelves array", "array"},
        {"shelves array corresponding to room_type", "array"},
        {"", "unknown"},
        {"Byte", "unknown"},
        {"No", "unknown"},
        {"See below", "unknown"},
        {"String or nothing at all", "unknown"},
        {"Map<Object,String>", "unknown"},
        {"Map<String>", "unknown"},
        {"List<String", "unknown"},
        {"List(Dict>", "unknown"},
        {"Array of", "unknown"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct type *type = type_read(cases[i].cell);
        char *words = type_describe(type);

        if (strcmp(words, cases[i].expected))
            fail_msg("\"%s\" is read as %s, not %s", cases[i].cell, words,
                     cases[i].expected);
        free(words);
        type_free(type);
    }
}

static void names_and_words_of_a_type_are_kept(void **state)
{
    struct type *array = type_read("Array of  Disk objects");
    struct type *copy = type_copy(array);
    struct type *time = type_read("datetime");
    struct type *map = type_read("Map<String,Shelf>");

    (void)state;
    type_free(array);
    assert_string_equal(copy->text, "Array of Disk objects");
    assert_null(copy->name);
    assert_string_equal(copy->item->name, "Disk");
    assert_string_equal(map->item->name, "Shelf");
    assert_true(time->is_datetime);
    type_free(copy);
    type_free(time);
    type_free(map);
    assert_null(type_copy(NULL));
}

/* The bottom of the nest is beyond the limit, so nothing is claimed. */
static void a_deep_or_long_type_is_unknown(void **state)
{
    char *deep = xstrdup("String");
    char *wide = xcalloc(100001, 1);
    struct type *type;

    (void)state;
    for (int i = 0; i < 20; i++) {
        char *more = xasprintf("List<%s>", deep);

        free(deep);
        deep = more;
    }
    type = type_read(deep);
    assert_int_equal(type->kind, TYPE_UNKNOWN);
    type_free(type);
    memset(wide, '<', 100000);
    type = type_read(wide);
    assert_int_equal(type->kind, TYPE_UNKNOWN);
    type_free(type);
    free(deep);
    free(wide);
}

static void bytes_that_are_no_text_are_no_type(void **state)
{
    struct type *type = type_read("Str\xff\xfeing");

    (void)state;
    assert_int_equal(type->kind, TYPE_UNKNOWN);
    type_free(type);
}

static void names_that_stand_for_any_name_are_told_from_names(void **state)
{
    static const char *const placeholders[] = {
        "key_val",
        "key_value",
        "Key/value pair",
        "{key}",
        "<name>",
        "${key}",
        "xxx",
        "...",
        "*",
        "Name of the volume that is meant",
        "Key of a tag",
        "User customization",
        "user-defined key",
        "custom field",
    };
    static const char *const names[] = {
        "key",      "value",
        "name",     "key_name",
        "sort_key", "name~",
        "keypair",  "@color:shape",
        "id",       "x",
        "a.b",      "key_id",
        "names_of", "os-extended-snapshot-attributes:progress",
        "",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(placeholders) / sizeof(*placeholders); i++)
        if (!name_is_placeholder(placeholders[i]))
            fail_msg("\"%s\" is taken for a name", placeholders[i]);
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (name_is_placeholder(names[i]))
            fail_msg("\"%s\" is taken for a placeholder", names[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_type_cell_is_read_by_its_grammar),
        cmocka_unit_test(names_and_words_of_a_type_are_kept),
        cmocka_unit_test(a_deep_or_long_type_is_unknown),
        cmocka_unit_test(bytes_that_are_no_text_are_no_type),
        cmocka_unit_test(names_that_stand_for_any_name_are_told_from_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
