#include "tests/unit/replay/tape.h"

/* What is no transcript, or not a whole one, with the sentence about it. */
static void a_malformed_file_is_our_trouble(void **state)
{
    static const struct {
        const char *part;
        const char *by;
        const char *sentence;
    } rows[] = {
        {"{\"log\"", "[\"log\"", "byte 0: is not JSON"},
        {"\"log\"", "\"lag\"", "has no \"log\""},
        {"\"_assay\"", "\"_other\"", "no \"_assay\" before the entries"},
        {"\"_assay\":{", "\"_assay\":[], \"x\":{", "log._assay: is no object"},
        {"urn:assay:transcript:1", "urn:x", "format: is not urn:assay"},
        {"\"seed\":\"7\"", "\"seed\":7", "log._assay.seed: is no text"},
        {"\"seed\":\"7\"", "\"seed\":\"-7\"", "seed: is no whole number"},
        {"\"seed\":\"7\"", "\"seed\":\"99999999999999999999\"",
         "seed: is no whole number"},
        {"\"started\":\"2026", "\"started\":\"\\u001b[31m2026",
         "log._assay.started: is no time"},
        {"\"dialect\":\"d\"", "\"dialect\":\"d\\u0000\"",
         "log._assay.dialect: holds U+0000"},
        {"\"strict\":false", "\"strict\":0",
         "log._assay.strict: is neither true nor false"},
        {"\"max_errors\":5", "\"max_errors\":-5",
         "log._assay.options.max_errors: is negative"},
        {"[\"s/two\",null]", "[\"s/one\",null]",
         "plan: names a testcase twice"},
        {"[\"s/two\",null]", "[\"s/two\"]", "plan: is no list of"},
        {"\"lacks\":[]", "\"lacks\":[1]", "is not what a plan was built from"},
        {"\"include\":[]", "\"include\":[\"x\"]", "matches no testcase"},
        {"\"base_url\":\"http", "\"base\":\"http",
         "log._assay.target.base_url: is missing"},
        {"\"startedDateTime\"", "\"started\"",
         "log.entries[0].startedDateTime: is missing"},
        {"\"status\":200", "\"status\":1000",
         "log.entries[0].response.status: is no status code"},
        {"\"status\":200", "\"status\":0", "status: is 0, though"},
        {"\"attempt\":1", "\"attempt\":99999999999", "attempt: is too large"},
        {"\"part\":[1,2]", "\"part\":[0,2]", "_assay.part: is not"},
        {"\"part\":[1,2]", "\"part\":[3,2]", "_assay.part: is not"},
        {"\"transport\":\"ok\"", "\"transport\":\"okay\"",
         "transport: is an unknown word"},
        {"\"testcase\":\"s/one\",\"lane\"", "\"testcase\":\"s/x\",\"lane\"",
         "another one"},
        {"\"index\":0", "\"index\":1", "run.index: is not that of the plan"},
        {"\"method\":\"GET\"", "\"method\":{}",
         "log.entries[0].request.method: is no text"},
        {"\"name\":\"Accept\"", "\"name\":null",
         "request.headers[0].name: is no text"},
        {"{\"startedDateTime\"", "{,\"startedDateTime\"", "log.entries[0]: "},
        {"{\"startedDateTime\"", "{]\"startedDateTime\"", "is not JSON"},
        {"\"cache\":{}", "\"cache\":{},\"cache\":{}", "log.entries[0]: "},
        {"\"text\":\"{", "\"encoding\":\"gzip\",\"text\":\"{",
         "encoding: is not \"base64\""},
        {"\"text\":\"{", "\"encoding\":\"base64\",\"text\":\"{",
         "text: is no base64"},
        {"\"_assay_end\":{", "\"_assay_end\":{\"signal\":\"x\",\"y\":{},",
         "log._assay_end"},
        {"\"signal\":0", "\"signal\":4000", "signal: is no signal"},
        {"\"pages\":[", "\"entries\":[", "log.entries: comes twice"},
        {"}}\n", "}}\n{}", "is not JSON"},
        {"}}\n", "}}\n\x01", "is not JSON"},
    };
    struct tape tape;
    char *text;

    tape_open(&tape, *state);
    assert_int_equal(tape_record(&tape), 0);
    text = tape_read(&tape, "run.har");
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *other = tape_replaced(text, rows[i].part, 0, rows[i].by);
        struct told told;
        struct error err = {0};

        tape_write(&tape, "other.har", other, strlen(other));
        assert_int_equal(tape_judge(&tape, "other.har", &told, &err), 2);
        if (!strstr(err.text, rows[i].sentence))
            fail_msg("%s: '%s' is not in '%s: %s'", rows[i].by,
                     rows[i].sentence, err.where, err.text);
        told_clear(&told);
        free(other);
    }
    free(text);
    tape_close(&tape);
}

/* Nesting costs no memory, and no more than a thousand brackets are open. */
static void a_deep_file_is_refused(void **state)
{
    struct tape tape;
    struct buffer text;
    struct told told;
    struct error err = {0};

    tape_open(&tape, *state);
    buffer_init(&text, 0);
    buffer_add_text(&text, "{\"log\":{\"x\":");
    for (size_t i = 0; i < 200000; i++)
        buffer_add_text(&text, "[");
    tape_write(&tape, "deep.har", text.data, text.len);
    assert_int_equal(tape_judge(&tape, "deep.har", &told, &err), 2);
    assert_non_null(strstr(err.text, "too large or too deep"));
    told_clear(&told);
    buffer_clear(&text);
    tape_close(&tape);
}

static void a_file_that_is_not_there_is_our_trouble(void **state)
{
    struct tape tape;
    struct told told;
    struct error err = {0};

    tape_open(&tape, *state);
    assert_int_equal(tape_judge(&tape, "none.har", &told, &err), 2);
    assert_non_null(strstr(err.where, "none.har"));
    assert_non_null(strstr(err.text, "cannot be read"));
    told_clear(&told);
    tape_close(&tape);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        IN_SCENE(a_malformed_file_is_our_trouble),
        IN_SCENE(a_deep_file_is_refused),
        IN_SCENE(a_file_that_is_not_there_is_our_trouble),
    };

    return cmocka_run_group_tests_name("replay/malformed", tests, NULL, NULL);
}
