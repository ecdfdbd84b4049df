/* test_traits.c - what the words of a cell say, and what they do not. */
#include "tests/unit/test.h"

#include "tests/unit/derive/cells.h"
#include "tests/unit/derive/pages.h"

#include "derive/trait.h"

#include "base/buffer.h"
#include "base/json.h"

/* "keyword=value keyword=value" in the order found; new memory. */
static char *traits_words(const struct traits *traits)
{
    struct buffer buf;

    buffer_init(&buf, 0);
    for (size_t i = 0; i < traits->len; i++) {
        char *value = json_text(traits->items[i].value);

        buffer_printf(&buf, "%s%s=%s", i ? " " : "", traits->items[i].keyword,
                      value);
        free(value);
    }
    return buffer_take(&buf);
}

struct phrasing {
    const char *type, *words, *expected;
};

static void assert_phrasings(const struct phrasing *cases, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        struct type *type = type_read(cases[i].type);
        struct cell cell = cell_new(cases[i].words);
        struct traits traits = {0};
        char *words;

        traits_read(&traits, &cell, type);
        words = traits_words(&traits);
        if (strcmp(words, cases[i].expected))
            fail_msg("%s: \"%s\"\n  says %s\n  not  %s", cases[i].type,
                     cases[i].words, words, cases[i].expected);
        free(words);
        traits_clear(&traits);
        cell_free(&cell);
        type_free(type);
    }
}

#define ASSERT_PHRASINGS(cases)                                                \
    assert_phrasings(cases, sizeof(cases) / sizeof(*(cases)))

static void bytes_are_bytes(void **state)
{
    static const struct phrasing cases[] = {
        {"String", "The label, which can contain a maximum of 255 bytes.",
         "maxBytes=255"},
        {"String", "The label can have up to 1,024 bytes.", "maxBytes=1024"},
        {"String", "The length of the mark is fixed at 36 bytes.",
         "maxBytes=36"},
        {"String", "It is 1 to 64 bytes long.", "minLength=1 maxBytes=64"},
        {"String", "The label must not exceed 80 bytes.", "maxBytes=80"},
        {"", "The label has at most 80 bytes.", "maxBytes=80"},
        {"Integer", "Space of a maximum of 255 bytes.", ""},
        {"Object", "Words in there have a maximum of 255 bytes.", ""},
        {"String", "When it is a code, it has a maximum of 8 bytes.", ""},
        {"String", "A maximum of 10 megabytes.", ""},
        {"String",
         "A label with a length greater than 0 bytes and less than "
         "243 bytes.",
         "maxBytes=242"},
    };

    (void)state;
    ASSERT_PHRASINGS(cases);
}

static void characters_are_counted_at_both_ends(void **state)
{
    static const struct phrasing cases[] = {
        {"String", "The value contains a maximum of 64 characters.",
         "maxLength=64"},
        {"String", "A maximum of 36 Unicode characters.", "maxLength=36"},
        {"String", "The label cannot exceed 20 characters.", "maxLength=20"},
        {"String", "It has 1 to 64 characters.", "minLength=1 maxLength=64"},
        {"String", "It has 8-26 characters.", "minLength=8 maxLength=26"},
        {"String", "The length ranges from 3 to 24.",
         "minLength=3 maxLength=24"},
        {"String", "It is fixed at 12 characters.",
         "minLength=12 maxLength=12"},
        {"String", "A 12-character string.", "minLength=12 maxLength=12"},
        {"String", "Minimum: **1**\nMaximum: **1,024**",
         "minLength=1 maxLength=1024"},
        {"Integer", "Minimum: **1**\nMaximum: **65,535**",
         "minimum=1 maximum=65535"},
        {"Array of strings", "Maximum: **36**", ""},
        {"Integer", "The port has 1 to 65535 characters.", ""},
        {"String", "* Has a maximum of 43 characters.", "maxLength=43"},
        {"String", "* Short form: a maximum of 3 characters.", ""},
        {"String", "If it is a word, it has 1 to 64 characters.", ""},
        {"String", "! A maximum of 5 characters.", ""},
        {"String", "A maximum of 30 words.", ""},
    };

    (void)state;
    ASSERT_PHRASINGS(cases);
}

static void ranges_are_of_numbers(void **state)
{
    static const struct phrasing cases[] = {
        {"Integer", "The value ranges from 1 to 1000.",
         "minimum=1 maximum=1000"},
        {"Integer", "The value ranges from **1** to **65,535**.",
         "minimum=1 maximum=65535"},
        {"Integer", "The value range is 1 to 10.", "minimum=1 maximum=10"},
        {"Integer", "Temperature, ranging from -20 to 100.",
         "minimum=-20 maximum=100"},
        {"Integer", "The size ranges from 10 GB to 32768 GB.",
         "minimum=10 maximum=32768"},
        {"Integer", "The time ranges from 1 second to 2 hours.", ""},
        {"Float", "The value range is **[0,1]**.", "minimum=0 maximum=1"},
        {"Float", "The value range is (0, 1].", "exclusiveMinimum=0 maximum=1"},
        {"Float", "The value ranges from 0.5 to 1.0.",
         "minimum=0.5 maximum=1.0"},
        {"Integer", "The value must be greater than or equal to 10.",
         "minimum=10"},
        {"Integer", "The value is an integer greater than zero.",
         "exclusiveMinimum=0"},
        {"Integer", "The value must be less than 100.", "exclusiveMaximum=100"},
        {"Integer", "The value cannot exceed 50.", "maximum=50"},
        {"Integer", "The maximum value is 200.", "maximum=200"},
        {"Integer", "The minimum value is 2.", "minimum=2"},
        {"Integer", "It must not be greater than 7 days old.", ""},
        {"Integer", "The value must be no more than 5 bytes.", ""},
        {"String", "The value ranges from 1 to 1000.", ""},
        {"Integer", "When it is cold, the value ranges from 1 to 5.", ""},
        {"Integer",
         "When it is hot, it is a code. The value ranges from 0 to "
         "255.",
         ""},
        {"Integer",
         "The value ranges from 1 to 9.\nIf it is hot, the value "
         "ranges from 1 to 12.",
         "minimum=1"},
        {"Integer",
         "The value ranges from 1 to 9.\n! The value cannot exceed "
         "12.",
         "minimum=1"},
        {"Integer",
         "The value ranges from 1 to 9. The recommended value ranges "
         "from 2 to 3.",
         "minimum=1 maximum=9"},
        {"Integer", "The answer cannot exceed this limit.", ""},
        {"Integer", "The recommended value ranges from 1 to 5.", ""},
        {"Integer", "The value ranges from 10 to 1.",
         "ambiguous={\"keyword\":\"minimum\",\"value\":10} "
         "ambiguous={\"keyword\":\"maximum\",\"value\":1}"},
        {"Integer",
         "The value ranges from 1 to 9. It cannot be.\n"
         "The maximum value is 10.",
         "minimum=1 ambiguous={\"keyword\":\"maximum\",\"value\":9} "
         "ambiguous={\"keyword\":\"maximum\",\"value\":10}"},
        {"Integer", "The value ranges from 1 to 99999999999999999999.",
         "minimum=1"},
        {"Array", "The list can contain a maximum of 20 elements.",
         "maxItems=20"},
    };

    (void)state;
    ASSERT_PHRASINGS(cases);
}

static void a_default_has_the_type_of_its_row(void **state)
{
    static const struct phrasing cases[] = {
        {"Boolean", "Is it on? The default value is **false**.",
         "default=false"},
        {"String", "Is it on? The default value is **false**.",
         "default=\"false\""},
        {"Integer", "The default value is **1,000**.", "default=1000"},
        {"Integer", "The value ranges from 1 to 9, and the default value is 3.",
         "minimum=1 maximum=9 default=3"},
        {"String", "Default: **north**", "default=\"north\""},
        {"Float", "Default value: 0.25", "default=0.25"},
        {"String", "The kind, which is **warm** by default.",
         "default=\"warm\""},
        {"String", "The default value is an empty string.", "default=\"\""},
        {"String", "The default value is **null**.",
         "default=null nullable=true"},
        {"Integer", "The default value is **low**.", "default=\"low\""},
        {"Integer", "The default value is **none**.", ""},
        {"String", "Default: **Made by the house**", ""},
        {"Integer", "The default value is 15 minutes.", ""},
        {"Boolean", "The default value is not **true**.", ""},
        {"Integer", "The default value is the number of rooms.", ""},
        {"Object", "The default value is **x**.", ""},
        {"String",
         "The options are as follows: - **up**: to the top (default "
         "value) - **down**: to the bottom",
         "enum=[\"up\",\"down\"] default=\"up\""},
    };

    (void)state;
    ASSERT_PHRASINGS(cases);
}

static void enumerations_need_marked_tokens(void **state)
{
    static const struct phrasing cases[] = {
        {"String", "The value can be **warm** or **cold**.",
         "enum=[\"warm\",\"cold\"]"},
        {"String", "The value can be **A**, **B**, or **C** (old one).",
         "enum=[\"A\",\"B\",\"C\"]"},
        {"String", "The value can be **A**,**B**, and **C(old)**.",
         "enum=[\"A\",\"B\",\"C\"]"},
        {"String",
         "The value can be **up** or **down**, and the default value is "
         "**up**.",
         "enum=[\"up\",\"down\"] default=\"up\""},
        {"String", "The value can only be **ON**.", "enum=[\"ON\"]"},
        {"String", "The value is fixed at **ON**.", "enum=[\"ON\"]"},
        {"Integer", "The value can be **4** or **6**.", "enum=[4,6]"},
        {"Integer", "The value can be **four** or **six**.", ""},
        {"Boolean", "The value can be **true** or **false**.", ""},
        {"String", "The value can be **ON**.", ""},
        {"String", "The value can be warm or cold.", ""},
        {"String", "The value can be **warm** or something else.", ""},
        {"String",
         "The value can be **warm**, **cold**, and so on, such as "
         "**hot**.",
         ""},
        {"String", "The value cannot be **warm** or **cold**.", ""},
        {"String", "The value can be **null** or **cold**.", "nullable=true"},
        {"String", "If it rains, the value can be **warm** or **cold**.", ""},
        {"String",
         "The value can be **a** or **b**.\n"
         "For rooms, the value can be **a** or **c**.",
         "ambiguous={\"keyword\":\"enum\",\"value\":[\"a\",\"b\"]}"},
        {"String",
         "The value can be **a** or **b**.\n"
         "For rooms, the value can only be **b**.",
         "enum=[\"a\",\"b\"]"},
    };

    (void)state;
    ASSERT_PHRASINGS(cases);
}

static void enumerations_stand_in_lists_as_well(void **state)
{
    static const struct phrasing cases[] = {
        {"String",
         "The order. The value can be one of the following:\n"
         "* **up**: to the top\n* **down**: to the bottom",
         "enum=[\"up\",\"down\"]"},
        {"String", "Options:\n* up: to the top\n* down",
         "enum=[\"up\",\"down\"]"},
        {"Integer",
         "Kind of room. The options are as follows: - **0**: hall - **1**: "
         "cellar - **100**: loft",
         "enum=[0,1,100]"},
        {"String",
         "The value options are as follows:\n**PATH**: a path is compared.\n"
         "**HOST**: a host is compared.",
         "enum=[\"PATH\",\"HOST\"]"},
        {"String",
         "Whether the door is open.\n* **true**: it is\n"
         "* **false**: it is not",
         "enum=[\"true\",\"false\"]"},
        {"String",
         "Whether the door is open.\n* **wide**: it is\n"
         "* **shut**: it is not",
         ""},
        {"String",
         "The value can be as follows:\n* **up**: to the top\n"
         "* If it is missing, nothing moves.",
         ""},
        {"Integer",
         "The size, in GB. The value can be as follows:\n"
         "* Small room: 1 GB to 1024 GB\n* Hall: 10 GB to 32768 GB",
         "unit=\"GB\""},
        {"String",
         "Kinds of room. The options are as follows: - **0**: hall - "
         "cellar: below",
         ""},
        {"String",
         "When **kind** is **door**, the value can be one of the "
         "following:\n* **open**: it is\n* **shut**: it is not",
         ""},
        {"String", "Options:\n* **1/true**: heavy\n* **0/false**: light", ""},
        {"String", "Options:\n* **only**: one", ""},
        {"String", "Options:\n* Note: none\n* a: one", ""},
        {"String",
         "Options:\n* **Default**: none\n* **custom**: for example, "
         "one",
         "enum=[\"Default\",\"custom\"]"},
        {"Array of integers",
         "The options are as follows: - **0**: hall - "
         "**1**: loft, such as mine",
         "enum=[0,1]"},
        {"Array", "The value can be **a** or **b**.", ""},
        {"String", "Options:\n* **a**: one. (Default value)\n* **b**: two",
         "enum=[\"a\",\"b\"] default=\"a\""},
        {"String",
         "The value can be **asc** or **desc**, indicating the order.",
         "enum=[\"asc\",\"desc\"]"},
        {"String", "Options:\n* **day**: today\n* **yyyyMMdd**: a day", ""},
        {"String",
         "Use commas to separate them. Options:\n* **a**: one\n"
         "* **b**: two",
         ""},
    };

    (void)state;
    ASSERT_PHRASINGS(cases);
}

static void formats_are_those_that_are_written(void **state)
{
    static const struct phrasing cases[] = {
        {"String", "Time format: UTC YYYY-MM-DDTHH:MM:SS.XXXXXX",
         "format=\"evs-date-time\" pattern=\"^[0-9]{4}-[0-9]{2}-[0-9]{2}T"
         "[0-9]{2}:[0-9]{2}:[0-9]{2}\\\\.[0-9]{6}$\""},
        {"String", "The time is in the yyyy-MM-ddTHH:mm:ssZ format.",
         "format=\"date-time\" pattern=\"^[0-9]{4}-[0-9]{2}-[0-9]{2}T"
         "[0-9]{2}:[0-9]{2}:[0-9]{2}Z$\""},
        {"String", "The day as YYYYMMDD.",
         "pattern=\"^[0-9]{4}[0-9]{2}[0-9]{2}$\""},
        {"String", "The day when it was let, as YYYY-MM-DD.",
         "pattern=\"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\""},
        {"String", "If it is a day, it is YYYY-MM-DD.", ""},
        {"String", "The room's ID in UUID format.", "format=\"uuid\""},
        {"String", "The room's UUID.", ""},
        {"Integer", "Time as YYYYMMDD.", ""},
        {"String", "The year YYYY.", ""},
        {"String", "From and to, as yyyyMMdd-yyyyMMdd.", ""},
        {"String", "* yyyyMMdd: a day", ""},
    };

    (void)state;
    ASSERT_PHRASINGS(cases);
}

static void notes_are_kept_that_no_validator_checks(void **state)
{
    static const struct phrasing cases[] = {
        {"String", "The note. The value can be **null**.", "nullable=true"},
        {"String", "The note cannot be **null**.", ""},
        {"Integer", "The size, in GB.", "unit=\"GB\""},
        {"Integer", "Memory size (MB) of the flavor.", "unit=\"MB\""},
        {"Integer", "Time to wait, in seconds.", "unit=\"seconds\""},
        {"String", "The reserved field.", "reserved=true"},
        {"String", "Reserved", "reserved=true"},
        {"String", "This field is currently not supported.", "reserved=true"},
        {"String", "This field is no longer used. Use **x**.",
         "deprecated=true"},
        {"String", "**DEPRECATED**: an old version.", ""},
        {"String",
         "This parameter is supported in microversion 2.13 and later.",
         "microversion={\"since\":\"2.13\"}"},
        {"String",
         "This parameter is not supported in microversion 2.36 and later.",
         "microversion={\"until\":\"2.36\"}"},
        {"String", "The state. For details, see [States](box_04_0041.html).",
         "see=\"box_04_0041\""},
        {"Object", "The box. For details, see [Table 2](#t2).", ""},
        {"String", "For details, see [x](https://example.test/a.html).", ""},
        {"String", "This parameter is mandatory when you open a door.",
         "conditional=\"This parameter is mandatory when you open a door.\""},
        {"String", "It is returned only when **limit** is given.",
         "conditional=\"It is returned only when limit is given.\""},
    };

    (void)state;
    ASSERT_PHRASINGS(cases);
}

static void a_trait_says_where_it_was_read(void **state)
{
    struct cell cell = cell_new("The label.\nIt has a maximum of 5 bytes. So.");
    struct type *type = type_read("String");
    struct traits traits = {0};
    const struct trait *trait;

    (void)state;
    traits_read(&traits, &cell, type);
    trait = traits_find(&traits, "maxBytes");
    assert_non_null(trait);
    assert_string_equal(trait->phrase, "It has a maximum of 5 bytes.");
    assert_string_equal(trait->element, "p2");
    assert_null(traits_find(&traits, "maxLength"));
    traits_clear(&traits);
    type_free(type);
    cell_free(&cell);
}

#define ROW(word, more) "<tr><td>" word "</td><td>" more "</td></tr>"
#define TABLE(head, rows)                                                      \
    "<table id=\"t1\"><thead><tr><th>" head "</th><th>Description</th></tr>"   \
    "</thead>" rows "</table>"

static void a_page_of_status_words_is_a_vocabulary(void **state)
{
    static const struct {
        const char *html, *expected;
    } cases[] = {
        {"<h1>Door Status</h1>" TABLE(
             "Door Status",
             ROW("open", "It is open. See <strong>shut</strong>.")
                 ROW("half-open", "Nearly.") ROW("shut", "No.")),
         "[\"open\",\"half-open\",\"shut\"]"},
        {"<h1>Door Status</h1><table id=\"t1\"><thead><tr><th>Status (API)</th>"
         "<th>Status (Console)</th><th>Description</th></tr></thead><tr><td>"
         "open</td><td>Open</td><td>Yes.</td></tr><tr><td>ajar</td><td>Ajar"
         "</td><td>Nearly.</td></tr></table>",
         "[\"open\",\"ajar\"]"},
        {"<h1>Codes</h1>" TABLE("Status Code",
                                ROW("200", "OK") ROW("201", "Created")),
         NULL},
        {"<h1>Names</h1>" TABLE("Parameter", ROW("a", "A.") ROW("b", "B.")),
         NULL},
        {"<h1>Door Status</h1>" TABLE("Status", ROW("open", "Yes.")
                                                    ROW("not open", "No.")),
         NULL},
        {"<h1>Door Status</h1>" TABLE("Status",
                                      ROW("open", "Yes.") ROW("open", "No.")),
         NULL},
        {"<h1>Door Status</h1>" TABLE("Status", ROW("open", "Yes.")), NULL},
        {"<h1>Two</h1>" TABLE("Status", ROW("a", "A.") ROW("b", "B."))
             TABLE("Status", ROW("c", "C.") ROW("d", "D.")),
         NULL},
        {"<h1>None</h1><p>Nothing.</p>", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct document *page = page_read(cases[i].html);
        const char *element;
        json_t *words = vocabulary_read(page, &element);
        char *text = words ? json_text(words) : NULL;

        if (cases[i].expected) {
            assert_string_equal(text, cases[i].expected);
            assert_string_equal(element, "t1");
        } else if (text) {
            fail_msg("%s: %s", cases[i].html, text);
        }
        free(text);
        json_decref(words);
        document_free(page);
    }
}

/* Whatever stands in a cell, reading it ends and claims nothing. */
static void hostile_words_are_survived(void **state)
{
    static const char *const units[] = {
        "1,",           "from 1 to ",
        "**",           "the value can be **a**, ",
        "((((",         "- ",
        "YYYY-",        "maximum of ",
        "\xff\xfe",     "value ",
        "see [x](",     "a: ",
        "range is [0,", "99999999999999999999 bytes ",
    };
    struct type *type = type_read("String");

    (void)state;
    for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
        const size_t len = strlen(units[i]), count = 60000 / len;
        char *words = xcalloc(count * len + 1, 1);
        struct traits traits = {0};
        struct cell cell;

        for (size_t j = 0; j < count; j++)
            memcpy(words + j * len, units[i], len);
        cell = cell_new(words);
        traits_read(&traits, &cell, type);
        assert_int_equal(traits.len, 0);
        traits_clear(&traits);
        cell_free(&cell);
        words[200] = '\0';
        cell = cell_new(words);
        traits_read(&traits, &cell, type);
        traits_clear(&traits);
        cell_free(&cell);
        free(words);
    }
    type_free(type);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_bytes),
        cmocka_unit_test(characters_are_counted_at_both_ends),
        cmocka_unit_test(ranges_are_of_numbers),
        cmocka_unit_test(a_default_has_the_type_of_its_row),
        cmocka_unit_test(enumerations_need_marked_tokens),
        cmocka_unit_test(enumerations_stand_in_lists_as_well),
        cmocka_unit_test(formats_are_those_that_are_written),
        cmocka_unit_test(notes_are_kept_that_no_validator_checks),
        cmocka_unit_test(a_trait_says_where_it_was_read),
        cmocka_unit_test(a_page_of_status_words_is_a_vocabulary),
        cmocka_unit_test(hostile_words_are_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
