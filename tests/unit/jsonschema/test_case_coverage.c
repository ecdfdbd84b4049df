/*
 * test_case_coverage.c - the cases of tests/schema meet every keyword.
 *
 * A keyword is covered when an instance is valid against a schema that uses
 * it, and when another is not because of it: a unit of the output lies on the
 * keyword or on a subschema of it. Keywords that cannot fail by themselves
 * need a schema with both kinds of instances. The cases of earlier drafts are
 * also run here.
 */
#include "tests/unit/test.h"

#include "tests/unit/jsonschema/support.h"

#include "base/alloc.h"
#include "base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Keywords of a draft; those after "|" never fail by themselves. */
struct draft {
    const char *folder;
    bool is_strict;       /* as the program is; else as the specification is */
    const char *keywords; /* apart by blanks */
};

#define EVERY_DRAFT                                                            \
    " type enum multipleOf maximum minimum maxLength minLength pattern"        \
    " maxItems minItems uniqueItems maxProperties minProperties required"      \
    " properties patternProperties additionalProperties items allOf anyOf"     \
    " oneOf not format $ref "

#define EVERY_DRAFT_MUTE "$schema title description default "

static const struct draft drafts[] = {
    {"tests/schema", true,
     EVERY_DRAFT
     "$dynamicRef $defs then else dependentSchemas prefixItems contains"
     " propertyNames unevaluatedItems unevaluatedProperties const"
     " exclusiveMaximum exclusiveMinimum dependentRequired maxBytes"
     " | " EVERY_DRAFT_MUTE "$vocabulary $id $anchor $dynamicAnchor $comment if"
     " maxContains minContains contentEncoding contentMediaType contentSchema"
     " deprecated readOnly writeOnly examples"},
    {"tests/schema/draft7", false,
     EVERY_DRAFT "definitions then else contains propertyNames const"
                 " exclusiveMaximum exclusiveMinimum dependencies"
                 " additionalItems | " EVERY_DRAFT_MUTE
                 "$id $comment if contentEncoding contentMediaType readOnly"
                 " writeOnly examples"},
    {"tests/schema/draft4", false,
     EVERY_DRAFT "definitions dependencies additionalItems | " EVERY_DRAFT_MUTE
                 "id exclusiveMaximum exclusiveMinimum"},
};

/* What the cases of a draft have shown. */
struct seen {
    json_t *valid;    /* owned, an object: keywords with a valid instance */
    json_t *failed;   /* owned: with an instance that fails because of it */
    json_t *rejected; /* owned: with an instance that fails for any reason */
    size_t right;
    size_t wrong;
    size_t refused; /* groups whose schema does not compile */
};

static void put(json_t *set, const char *name)
{
    json_object_set_new(set, name, json_true());
}

/* Every member name of the schema, at any depth. */
static void put_names(json_t *set, json_t *schema)
{
    const char *name;
    json_t *member;
    size_t i;

    json_object_foreach((json_t *)(size_t)schema, name, member) {
        put(set, name);
        put_names(set, member);
    }
    json_array_foreach(schema, i, member)
        put_names(set, member);
}

/* Every part of the pointer. */
static void put_parts(json_t *set, const char *at)
{
    while (*at) {
        size_t len = strcspn(at + 1, "/");
        char *name = xmemdup(at + 1, len);

        put(set, name);
        free(name);
        at += 1 + len;
    }
}

static void judge(const struct schema *schema, json_t *names,
                  const json_t *test, struct seen *seen)
{
    const bool want = json_is_true(json_object_get(test, "valid"));
    struct schema_output output = {0};
    enum schema_verdict verdict =
        schema_validate(schema, json_object_get(test, "data"), &output);

    if (verdict == (want ? SCHEMA_VALID : SCHEMA_INVALID))
        seen->right++;
    else
        seen->wrong++;
    if (verdict == SCHEMA_VALID)
        json_object_update(seen->valid, names);
    else
        json_object_update(seen->rejected, names);
    for (size_t i = 0; i < output.len; i++) {
        const struct schema_unit *unit = &output.units[i];

        put_parts(seen->failed, unit->keyword_location);
        put_parts(seen->failed,
                  strchr(unit->absolute_keyword_location, '#') + 1);
    }
    schema_output_clear(&output);
}

static void run_group(const json_t *group, bool is_strict, struct seen *seen)
{
    static const struct schema_options lax = {.assert_format = true};
    json_t *source = json_object_get(group, "schema"), *test;
    json_t *names = json_object();
    struct compiled made =
        compile_in(is_strict ? strict_store() : store_with(&lax), source);
    size_t i;

    put_names(names, source);
    if (!made.schema) {
        seen->refused++;
        print_message("  %s: %s\n", json_member_text(group, "description", "?"),
                      made.err.text);
    }
    json_array_foreach(json_object_get(group, "tests"), i, test) {
        if (made.schema)
            judge(made.schema, names, test, seen);
    }
    json_decref(names);
    compiled_clear(&made);
}

static void run_file(const char *path, bool is_strict, struct seen *seen)
{
    struct error err = {0};
    json_t *groups = json_load_checked(path, ERROR_SUITE, &err), *group;
    const size_t wrong = seen->wrong;
    size_t i;

    if (!groups)
        fail_msg("%s: %s", path, err.text);
    json_array_foreach(groups, i, group)
        run_group(group, is_strict, seen);
    if (seen->wrong > wrong)
        print_message("  %s: %zu are wrong\n", path, seen->wrong - wrong);
    json_decref(groups);
}

static struct seen run_draft(const struct draft *draft)
{
    const char *root = getenv("ASSAY_SOURCE_DIR");
    char *directory = path_join(root ? root : ".", draft->folder);
    DIR *dir = opendir(directory);
    struct dirent *entry;
    struct seen seen = {.valid = json_object(),
                        .failed = json_object(),
                        .rejected = json_object()};

    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        const char *dot = strrchr(entry->d_name, '.');
        char *path = path_join(directory, entry->d_name);

        if (dot && !strcmp(dot, ".json"))
            run_file(path, draft->is_strict, &seen);
        free(path);
    }
    closedir(dir);
    free(directory);
    return seen;
}

static void seen_clear(struct seen *seen)
{
    json_decref(seen->valid);
    json_decref(seen->failed);
    json_decref(seen->rejected);
}

/* Say what is missing. Returns how many keywords lack a case. */
static size_t count_gaps(const struct draft *draft, const struct seen *seen)
{
    const json_t *bad = seen->failed;
    const char *at = draft->keywords;
    size_t gaps = 0, len;

    for (; *at; at += len + (at[len] != '\0')) {
        char *name;

        len = strcspn(at, " ");
        name = xmemdup(at, len);
        if (*name == '|')
            bad = seen->rejected;
        else if (*name && (!json_object_get(seen->valid, name) ||
                           !json_object_get(bad, name))) {
            print_message("  %s: %s has no case\n", draft->folder, name);
            gaps++;
        }
        free(name);
    }
    return gaps;
}

static void every_keyword_has_a_valid_and_an_invalid_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(drafts) / sizeof(drafts[0]); i++) {
        struct seen seen = run_draft(&drafts[i]);

        print_message("%s: %zu cases\n", drafts[i].folder, seen.right);
        assert_true(seen.right > 50);
        assert_int_equal(seen.wrong + seen.refused, 0);
        assert_int_equal(count_gaps(&drafts[i], &seen), 0);
        seen_clear(&seen);
    }
}

/* Is the name a word of the text? */
static bool is_listed(const char *words, const char *name)
{
    const size_t len = strlen(name);

    for (const char *at = words; (at = strstr(at, name)); at += len)
        if ((at == words || at[-1] == ' ') && (!at[len] || at[len] == ' '))
            return true;
    return false;
}

/* The names of the rows are read from the source of the table itself. */
static void every_row_of_the_table_is_asked_for(void **state)
{
    static const char mark[] = "\n    {\"";
    const char *root = getenv("ASSAY_SOURCE_DIR");
    char *path = path_join(root ? root : ".", "jsonschema/keywords.c");
    struct error err = {0};
    size_t len, rows = 0;
    char *source = file_read(path, JSON_FILE_MAX, &len, ERROR_SUITE, &err);

    (void)state;
    assert_non_null(source);
    for (char *at = source; (at = strstr(at, mark)); rows++) {
        char *name = at + strlen(mark);

        at = name + strcspn(name, "\"");
        *at++ = '\0';
        if (!is_listed(drafts[0].keywords, name) &&
            !is_listed(drafts[1].keywords, name) &&
            !is_listed(drafts[2].keywords, name))
            fail_msg("%s: no case is asked for", name);
    }
    assert_true(rows >= 58);
    free(source);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_keyword_has_a_valid_and_an_invalid_case),
        cmocka_unit_test(every_row_of_the_table_is_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
