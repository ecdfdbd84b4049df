#include "tests/unit/certify/keys.h"
#include "tests/unit/certify/scene.h"

#include "certify/envelope.h"
#include "certify/statement.h"
#include "certify/verify.h"
#include "reports/certificate_html.h"
#include "suite/library.h"

static const char *const good[] = {"pass", "pass", "pass", "skip"};

/* A bundle, and what it is verified with. */
struct bench {
    struct problems problems;
    struct library *library; /* for the schemas */
    struct key *own, *public, *other;
    json_t *facts;
    struct bundle bundle;
    struct verify_setup setup;
    struct verification verification;
};

static int judged_the_same(void *state, const struct bundle *bundle,
                           const json_t *results, struct error *err)
{
    (void)state;
    (void)bundle;
    (void)results;
    (void)err;
    return 0;
}

static int judged_otherwise(void *state, const struct bundle *bundle,
                            const json_t *results, struct error *err)
{
    (void)state;
    (void)bundle;
    (void)results;
    return error_set(err, ERROR_TARGET, "", "s/a has another verdict");
}

static int not_judged(void *state, const struct bundle *bundle,
                      const json_t *results, struct error *err)
{
    (void)state;
    (void)bundle;
    (void)results;
    return error_set(err, ERROR_SUITE, "", "it cannot be read");
}

static const struct schema *schema(struct bench *bench, const char *name)
{
    struct error err = {0};
    char *uri = xasprintf(SCHEMAS_BASE_URI "%s", name);

    if (schema_book_add(bench->library->book, name, uri, &err) < 0)
        fail_msg("%s: %s", err.where, err.text);
    free(uri);
    return schema_book_find(bench->library->book, name);
}

static int set_up(void **state)
{
    const char *root = getenv("ASSAY_SOURCE_DIR");
    struct bench *bench = xcalloc(1, sizeof(*bench));
    struct error err = {0};

    bench->library =
        library_load(root ? root : ".", NULL, 0, &bench->problems, &err);
    assert_non_null(bench->library);
    bench->own = private_key(key_vectors[0].seed);
    bench->public = public_key(key_vectors[0].public);
    bench->other = public_key(key_vectors[1].public);
    bench->setup.certificate_schema = schema(bench, "assay/certificate.json");
    bench->setup.results_schema = schema(bench, "assay/results.json");
    bench->setup.page = certificate_html;
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;

    if (!bench) /* set_up has failed */
        return 0;
    library_free(bench->library);
    problems_clear(&bench->problems);
    key_free(bench->own);
    key_free(bench->public);
    key_free(bench->other);
    free(bench);
    return 0;
}

/* Sign the certificate as it is in the bundle. */
static void sign(struct bench *bench, const json_t *certificate)
{
    char *text = certificate_text(certificate);
    char *page = certificate_html(certificate);
    struct envelope envelope = {.payload_type =
                                    xstrdup(STATEMENT_PAYLOAD_TYPE)};
    struct error err = {0};

    bundle_put(&bench->bundle, BUNDLE_CERTIFICATE, text, strlen(text));
    bundle_put(&bench->bundle, BUNDLE_PAGE, page, strlen(page));
    envelope.payload = statement_text(
        certificate, bundle_find(&bench->bundle, BUNDLE_CERTIFICATE)->sha256,
        bundle_find(&bench->bundle, BUNDLE_PAGE)->sha256);
    envelope.payload_len = strlen(envelope.payload);
    assert_int_equal(envelope_sign(&envelope, bench->own, &err), 0);
    text = envelope_write(&envelope);
    bundle_put(&bench->bundle, BUNDLE_STATEMENT, text, strlen(text));
    envelope_clear(&envelope);
}

/* A new bundle of a good run; change (may be NULL) lies in the certificate. */
static void make(struct bench *bench, const char *change)
{
    json_t *results = scene_results(good), *subject = scene_subject();
    json_t *certificate, *lie = change ? quoted(change) : NULL;
    char *text;

    bundle_clear(&bench->bundle);
    json_decref(bench->facts);
    bench->facts = scene_facts();
    json_object_set_new(results, "assay", json_string(ASSAY_VERSION));
    text = json_dumps(results, 0);
    bundle_put(&bench->bundle, BUNDLE_RESULTS, text, strlen(text));
    bundle_put(&bench->bundle, BUNDLE_TRANSCRIPT, xstrdup("{}"), 2);
    certificate = certificate_make(&(struct certificate_input){
        results, subject, bench->facts, &bench->bundle, true});
    json_object_update(certificate, lie);
    sign(bench, certificate);
    bench->setup.key = bench->public;
    bench->setup.facts = bench->facts;
    bench->setup.judge_again = judged_the_same;
    json_decref(lie);
    json_decref(certificate);
    json_decref(results);
    json_decref(subject);
}

static void drop(struct bench *bench)
{
    bundle_clear(&bench->bundle);
    verification_clear(&bench->verification);
    json_decref(bench->facts);
    bench->facts = NULL;
}

/* Verify; what is found must have a point of this state with these words. */
static void finds(struct bench *bench, enum point_state state,
                  const char *words)
{
    struct verification *found = &bench->verification;

    verification_clear(found);
    verify_bundle(&bench->bundle, &bench->setup, found);
    for (size_t i = 0; i < found->len; i++)
        if (found->points[i].state == state &&
            strstr(found->points[i].text, words))
            return;
    for (size_t i = 0; i < found->len; i++)
        print_message("%d %s\n", found->points[i].state, found->points[i].text);
    fail_msg("nothing says \"%s\"", words);
}

static void a_good_bundle_has_nothing_wrong_and_nothing_open(void **state)
{
    struct bench *bench = *state;

    make(bench, NULL);
    finds(bench, POINT_GOOD, "all 4 testcases of the suites are in it");
    assert_true(bench->verification.is_certified);
    assert_int_equal(verification_count(&bench->verification, POINT_WRONG), 0);
    assert_int_equal(verification_count(&bench->verification, POINT_OPEN), 0);
    assert_int_equal(verification_count(&bench->verification, POINT_NOTE), 0);
    drop(bench);
}

static void what_cannot_be_checked_is_open(void **state)
{
    struct bench *bench = *state;

    make(bench, NULL);
    bench->setup.key = NULL;
    finds(bench, POINT_OPEN, "no key was given");
    bench->setup.key = bench->public;
    bench->setup.judge_again = NULL;
    finds(bench, POINT_OPEN, "does not judge transcripts");
    bench->setup.judge_again = not_judged;
    finds(bench, POINT_OPEN, "it cannot be read");
    bench->setup.facts = NULL;
    bench->setup.facts_error = "no such dialect";
    finds(bench, POINT_OPEN, "no such dialect");
    json_object_set_new(
        json_array_get(json_object_get(bench->facts, "files"), 0), "sha256",
        json_string("bb"));
    bench->setup.facts = bench->facts;
    finds(bench, POINT_OPEN, "suites/s.json is another edition here");
    assert_int_equal(verification_count(&bench->verification, POINT_WRONG), 0);
    drop(bench);
}

static void another_key_is_wrong(void **state)
{
    struct bench *bench = *state;

    make(bench, NULL);
    bench->setup.key = bench->other;
    finds(bench, POINT_WRONG, "was not made by the key");
    drop(bench);
}

static void verdicts_that_the_transcript_does_not_give_are_wrong(void **state)
{
    struct bench *bench = *state;

    make(bench, NULL);
    bench->setup.judge_again = judged_otherwise;
    finds(bench, POINT_WRONG, "s/a has another verdict");
    drop(bench);
}

/* Signed by the right key, and not true. */
static void a_signed_lie_is_wrong(void **state)
{
    static const struct {
        const char *change, *words;
    } rows[] = {
        {"{'testcases': []}", "does not say what results and suites say: "
                              "/testcases"},
        {"{'clauses': []}", "say: /clauses"},
        {"{'assay': '" ASSAY_VERSION "', 'reproduce': 'rm -r /'}",
         "say: /reproduce"},
        {"{'levels': [{'operation': 'o', 'level': 'full', 'testcases': 4, "
         "'passed': 4, 'with_advice': 0, 'waived': 0, 'not_passed': 0, "
         "'optional_skipped': 0, 'lacking_skipped': 0}]}",
         "say: /levels/0/passed"},
        {"{'files': []}", "results.json was not there when this was certified"},
        {"{'certified': false}", "is not valid"},
        {"{'more': 1}", "is not valid"},
    };
    struct bench *bench = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        make(bench, rows[i].change);
        finds(bench, POINT_WRONG, rows[i].words);
    }
    drop(bench);
}

static void files_that_are_missing_changed_or_added_are_told_of(void **state)
{
    struct bench *bench = *state;

    make(bench, NULL);
    bundle_put(&bench->bundle, "more.txt", xstrdup("x"), 1);
    finds(bench, POINT_NOTE, "more.txt is no part of the bundle");
    assert_int_equal(verification_count(&bench->verification, POINT_WRONG), 0);
    bundle_put(&bench->bundle, BUNDLE_TRANSCRIPT, xstrdup("[]"), 2);
    finds(bench, POINT_WRONG, "transcript.har is not the file that was signed");
    bundle_clear(&bench->bundle);
    finds(bench, POINT_WRONG, "there is none: statement.dsse.json is missing");
    drop(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_bundle_has_nothing_wrong_and_nothing_open),
        cmocka_unit_test(what_cannot_be_checked_is_open),
        cmocka_unit_test(another_key_is_wrong),
        cmocka_unit_test(verdicts_that_the_transcript_does_not_give_are_wrong),
        cmocka_unit_test(a_signed_lie_is_wrong),
        cmocka_unit_test(files_that_are_missing_changed_or_added_are_told_of),
    };

    return cmocka_run_group_tests_name("certify/verify", tests, set_up,
                                       tear_down);
}
