/*
 * schema_suite.c - run the official JSON Schema test suite.
 *
 *     schema_suite [OPTION]... DIR...
 *
 *     --draft=D    2020-12, 7 or 4 (default: each in turn)
 *     --optional   also optional/, whose failures are counted and no more
 *     --format     also optional/format/, likewise, with formats asserted
 *     --output     also output-tests/, which must pass too
 *     --tap        a test point for each file
 *     --loud       name every test that fails and every schema refused
 *
 * DIR holds tests/draft2020-12, tests/draft7 or tests/draft4, and remotes/,
 * as the suite's repository and Debian's packages do (or the drafts' folders
 * themselves). Each file gives one line; the required tests always run. Exit
 * status: 0; 1 when a test that must pass fails; 2 when no required test was
 * found or the call is wrong.
 */
#include "jsonschema/jsonschema.h"
#include "tests/tools/suite_files.h"

#include <stdio.h>

#define REMOTES "http://localhost:1234"

static const struct draft_row {
    const char *option;
    const char *folder;
    enum schema_draft draft;
} drafts[] = {
    {"2020-12", "draft2020-12", SCHEMA_2020_12},
    {"7", "draft7", SCHEMA_DRAFT_7},
    {"4", "draft4", SCHEMA_DRAFT_4},
};

#define DRAFTS (sizeof(drafts) / sizeof(*drafts))

struct tally {
    size_t passed;
    size_t failed;
    size_t refused; /* the schema did not compile, or the file not load */
};

struct options {
    const char *draft; /* NULL: all */
    bool optional;
    bool format;
    bool output;
    bool tap;
    bool loud;
};

/* What one call adds up. */
struct session {
    struct options options;
    size_t points;
    struct tally required;
    struct tally optional;
    struct tally output;
};

/* One folder of tests and how it is run. */
struct part {
    const struct draft_row *draft;
    const struct remotes *remotes;
    const char *name; /* "draft7", "draft7/optional" */
    bool assert_format;
    bool is_required;
    bool is_output; /* output-tests: schemas of outputs, not verdicts */
};

/* Folders of drafts that are not ours hold what nothing here refers to. */
static bool is_wanted_folder(const char *name)
{
    bool is_draft = !strncmp(name, "draft", 5) || name[0] == 'v';

    for (size_t i = 0; i < DRAFTS; i++)
        if (!strcmp(name, drafts[i].folder))
            return true;
    return !is_draft;
}

/* A store with the remotes; *count of them were taken. */
static struct schema_store *fill_store(const struct part *part, size_t *count)
{
    const struct schema_options options = {
        .draft = part->draft->draft, .assert_format = part->assert_format};
    struct schema_store *store = schema_store_new();

    schema_store_set_options(store, &options);
    for (*count = 0; *count < part->remotes->len; ++*count) {
        const struct remote *one = &part->remotes->items[*count];
        struct error err = {0};

        if (schema_store_add(store, one->uri, one->uri, one->document, &err) <
            0)
            break;
    }
    return store;
}

/* Two remotes of one name are there for other drafts: drop the later one. */
static void settle_remotes(const struct part *part, struct remotes *remotes)
{
    size_t count;

    for (;;) {
        struct schema_store *store = fill_store(part, &count);

        schema_store_free(store);
        if (count == remotes->len)
            return;
        free(remotes->items[count].uri);
        json_decref(remotes->items[count].document);
        remotes->items[count] = remotes->items[--remotes->len];
    }
}

/* With and without output the verdict must be the same. */
static bool verdict_is_right(const struct schema *schema, const json_t *test)
{
    const json_t *data = json_object_get(test, "data");
    enum schema_verdict want = json_is_true(json_object_get(test, "valid"))
                                   ? SCHEMA_VALID
                                   : SCHEMA_INVALID;
    struct schema_output full = {0}, noted = {.annotate = true};
    const enum schema_verdict verdicts[] = {
        schema_validate(schema, data, NULL),
        schema_validate(schema, data, &full),
        schema_validate(schema, data, &noted),
    };
    bool has_units = full.len > 0 && noted.len == full.len;
    bool is_right = has_units == (want == SCHEMA_INVALID);

    for (size_t i = 0; i < sizeof(verdicts) / sizeof(*verdicts); i++)
        is_right = is_right && verdicts[i] == want;
    schema_output_clear(&full);
    schema_output_clear(&noted);
    return is_right;
}

/* The "basic" output must be valid against the schema the test gives. */
static bool output_is_right(struct schema_store *store,
                            const struct schema *schema, const json_t *test)
{
    json_t *want = json_object_get(json_object_get(test, "output"), "basic");
    struct schema_output output = {.annotate = true};
    enum schema_verdict verdict =
        schema_validate(schema, json_object_get(test, "data"), &output);
    json_t *basic = schema_output_basic(schema, verdict, &output);
    const char *id = json_member_text(want, "$id", "test:output");
    struct schema *judge = NULL;
    struct error err = {0};
    bool is_right;

    if (schema_store_add(store, id, id, want, &err) == 0)
        judge = schema_compile(store, id, &err);
    is_right =
        basic && judge && schema_validate(judge, basic, NULL) == SCHEMA_VALID;
    schema_free(judge);
    json_decref(basic);
    schema_output_clear(&output);
    return is_right;
}

static void say(const struct session *session, const char *verb,
                const char *file, const char *group, const char *test)
{
    if (session->options.loud)
        printf("%s%s: %s: %s: %s\n", session->options.tap ? "# " : "  ", verb,
               file, group, test);
}

/*
 * Copies of 2023 want an annotation of "type", which has none; the suite has
 * withdrawn the test since.
 */
static bool is_withdrawn(const struct part *part, const json_t *test)
{
    return part->is_output && !strcmp(json_member_text(test, "description", ""),
                                      "correct type yields an output unit");
}

static struct tally run_group(const struct session *session,
                              const struct part *part, const json_t *group,
                              const char *path)
{
    size_t unused;
    struct schema_store *store = fill_store(part, &unused);
    const json_t *tests = json_object_get(group, "tests"), *test;
    const char *title = json_member_text(group, "description", "?");
    json_t *document = json_object_get(group, "schema");
    struct schema *schema = NULL;
    struct error err = {0};
    struct tally tally = {0};
    size_t i;

    if (schema_store_add(store, "test:schema", path, document, &err) == 0)
        schema = schema_compile(store, "test:schema", &err);
    if (!schema)
        say(session, "refused", path, title, err.text);
    json_array_foreach(tests, i, test) {
        bool is_right;

        if (is_withdrawn(part, test)) {
            say(session, "withdrawn", path, title,
                json_member_text(test, "description", "?"));
            continue;
        }
        is_right =
            schema && (part->is_output ? output_is_right(store, schema, test)
                                       : verdict_is_right(schema, test));
        tally.refused += !schema;
        tally.passed += is_right;
        tally.failed += schema && !is_right;
        if (schema && !is_right)
            say(session, "failed", path, title,
                json_member_text(test, "description", "?"));
    }
    schema_free(schema);
    schema_store_free(store);
    return tally;
}

static void add(struct tally *sum, const struct tally *one)
{
    sum->passed += one->passed;
    sum->failed += one->failed;
    sum->refused += one->refused;
}

static void report(struct session *session, const struct part *part,
                   const char *name, const struct tally *tally)
{
    const size_t bad = tally->failed + tally->refused;

    session->points++;
    add(part->is_output     ? &session->output
        : part->is_required ? &session->required
                            : &session->optional,
        tally);
    if (!session->options.tap)
        printf("%-24s %-34s %4zu passed %3zu failed %3zu refused\n", part->name,
               name, tally->passed, tally->failed, tally->refused);
    else
        printf("%s %zu - %s/%s: %zu of %zu%s\n", bad ? "not ok" : "ok",
               session->points, part->name, name, tally->passed,
               tally->passed + bad,
               bad && !part->is_required ? " # TODO optional" : "");
}

static void run_file(struct session *session, const struct part *part,
                     const char *path, const char *name)
{
    json_t *groups = load(path), *group;
    struct tally tally = {.refused = !groups};
    size_t i;

    if (!groups)
        say(session, "refused", path, "", "jansson cannot hold it");
    json_array_foreach(groups, i, group) {
        struct tally one = run_group(session, part, group, path);

        add(&tally, &one);
    }
    report(session, part, name, &tally);
    json_decref(groups);
}

static void run_part(struct session *session, const struct part *part,
                     const char *directory)
{
    struct list names = list_names(directory);

    for (size_t i = 0; i < names.len; i++) {
        char *path = path_join(directory, names.items[i]);

        if (is_json(path))
            run_file(session, part, path, names.items[i]);
        free(path);
    }
    list_clear(&names);
}

/* `below` is a folder under the draft's, or "". Takes nothing. */
static void run_below(struct session *session, struct part part,
                      const char *directory, const char *below)
{
    char *name = *below ? path_join(part.draft->folder, below)
                        : xstrdup(part.draft->folder);
    char *path = *below ? path_join(directory, below) : xstrdup(directory);

    part.name = name;
    run_part(session, &part, path);
    free(path);
    free(name);
}

/* output-tests/draftX: content/ and the schema of all outputs. */
static void run_outputs(struct session *session, struct part part,
                        const char *suite)
{
    char *root = path_join(suite, "output-tests");
    char *draft = path_join(root, part.draft->folder);
    char *file = path_join(draft, "output-schema.json");
    json_t *document = load(file);
    struct remote one = {(char *)"test:output-schema", document};
    const struct remotes only = {&one, 1, 1};

    part.is_output = true;
    part.remotes = &only;
    if (document)
        run_below(session, part, draft, "content");
    json_decref(document);
    free(file);
    free(draft);
    free(root);
}

static void run_draft(struct session *session, const struct draft_row *draft,
                      const char *suite)
{
    char *tests = path_join(suite, "tests");
    char *directory =
        path_join(is_directory(tests) ? tests : suite, draft->folder);
    char *documents = path_join(suite, "remotes");
    struct remotes remotes = {0};
    struct part part = {
        .draft = draft, .remotes = &remotes, .is_required = true};

    read_remotes(&remotes, documents, REMOTES, is_wanted_folder);
    settle_remotes(&part, &remotes);
    run_below(session, part, directory, "");
    if (session->options.output)
        run_outputs(session, part, suite);
    part.is_required = false;
    if (session->options.optional)
        run_below(session, part, directory, "optional");
    part.assert_format = true;
    if (session->options.format)
        run_below(session, part, directory, "optional/format");
    remotes_clear(&remotes);
    free(documents);
    free(directory);
    free(tests);
}

static void print_total(const struct options *options, const char *title,
                        const struct tally *sum)
{
    printf("%s%s: %zu of %zu passed, %zu failed, %zu refused\n",
           options->tap ? "# " : "", title, sum->passed,
           sum->passed + sum->failed + sum->refused, sum->failed, sum->refused);
}

/* Returns false when the word is no option. */
static bool take_option(struct options *options, const char *word)
{
    const struct {
        const char *name;
        bool *flag;
    } flags[] = {
        {"--optional", &options->optional}, {"--format", &options->format},
        {"--output", &options->output},     {"--tap", &options->tap},
        {"--loud", &options->loud},
    };

    for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
        if (!strcmp(word, flags[i].name)) {
            *flags[i].flag = true;
            return true;
        }
    for (size_t i = 0; i < DRAFTS; i++)
        if (!strncmp(word, "--draft=", 8) &&
            !strcmp(word + 8, drafts[i].option)) {
            options->draft = drafts[i].option;
            return true;
        }
    return false;
}

static void run_suite(struct session *session, const char *suite)
{
    const char *only = session->options.draft;

    for (size_t i = 0; i < DRAFTS; i++)
        if (!only || !strcmp(only, drafts[i].option))
            run_draft(session, &drafts[i], suite);
}

int main(int argc, char **argv)
{
    struct session session = {0};
    int at = 1;

    while (at < argc && take_option(&session.options, argv[at]))
        at++;
    if (at == argc || argv[at][0] == '-') {
        fputs("usage: schema_suite [--draft=2020-12|7|4] [--optional] "
              "[--format] [--output] [--tap] [--loud] DIR...\n",
              stderr);
        return 2;
    }
    for (; at < argc; at++)
        run_suite(&session, argv[at]);
    if (session.options.tap)
        printf("1..%zu\n", session.points);
    print_total(&session.options, "required", &session.required);
    if (session.options.optional || session.options.format)
        print_total(&session.options, "optional", &session.optional);
    if (session.options.output)
        print_total(&session.options, "output", &session.output);
    if (session.required.passed == 0)
        return 2;
    add(&session.required, &session.output);
    return session.required.failed + session.required.refused ? 1 : 0;
}
