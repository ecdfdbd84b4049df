#include "tests/unit/replay/tape.h"

#define PASSES "s/one pass; s/two pass; "

static void assert_same(const struct tape *tape, const char *a, const char *b)
{
    char *left = tape_read(tape, a), *right = tape_read(tape, b);

    assert_string_equal(left, right);
    free(left);
    free(right);
}

static int refused(const struct exchange *exchange)
{
    return !strcmp(exchange->step, "second") &&
                   !strcmp(exchange->name, "answer")
               ? 500
               : 200;
}

static void the_reports_are_those_of_the_run(void **state)
{
    static const struct {
        int (*answer)(const struct exchange *);
        int stop_after;
        const char *abort_text;
        int status;
    } rows[] = {{NULL, 0, NULL, 0},
                {refused, 0, NULL, 1},
                {NULL, 1, NULL, 3},
                {refused, 1, NULL, 3},
                {NULL, 0, "the target answered 503", 3}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct tape tape;

        tape_open(&tape, *state);
        tape.answer = rows[i].answer;
        tape.stop_after = rows[i].stop_after;
        tape.abort_text = rows[i].abort_text;
        assert_int_equal(tape_record(&tape), rows[i].status);
        assert_int_equal(tape_reports(&tape), rows[i].status);
        assert_same(&tape, "run.json", "again.json");
        assert_same(&tape, "run.tap", "again.tap");
        tape_close(&tape);
    }
}

/* The text with one part replaced, from its nth place on; new memory. */
static char *replaced(const char *text, const char *part, size_t nth,
                      const char *by)
{
    const char *at = strstr(text, part);

    for (; nth; nth--) {
        assert_non_null(at);
        at = strstr(at + 1, part);
    }
    if (!at)
        fail_msg("'%s' is not in:\n%s", part, text);
    return xasprintf("%.*s%s%s", (int)(at - text), text, by, at + strlen(part));
}

static void assert_told(const struct tape *tape, const char *text, int status,
                        const char *verdicts, const char *aborted)
{
    struct told told;
    struct error err = {0};
    int got;

    tape_write(tape, "other.har", text, strlen(text));
    got = tape_judge(tape, "other.har", &told, &err);
    assert_string_equal(err.text, "");
    assert_string_equal(buffer_text(&told.text), verdicts);
    assert_int_equal(got, status);
    if (aborted)
        assert_non_null(told.aborted);
    if (aborted && !strstr(told.aborted, aborted))
        fail_msg("'%s' is not in '%s'", aborted, told.aborted);
    if (!aborted)
        assert_null(told.aborted);
    told_clear(&told);
}

/* Entries: one.before, one.answer, first.before, first.answer, second … */
static void an_altered_answer_changes_its_testcase_alone(void **state)
{
#define ALTERED(what)                                                          \
    "error (put." what ": is not as it was recorded: its digest tells of "     \
    "another exchange); "
    static const struct {
        const char *part;
        size_t nth;
        const char *by;
        int status;
        const char *verdicts;
    } rows[] = {
        {"\"status\":200", 1, "\"status\":500", 1, "s/one fail; s/two pass; "},
        {"\"status\":200", 3, "\"status\":500", 1, "s/one pass; s/two fail; "},
        {"\"status\":200", 5, "\"status\":400", 1, "s/one pass; s/two fail; "},
        {"\"text\":\"{\\\"thing", 2, "\"text\":\"[{\\\"thing", 1,
         "s/one fail; s/two pass; "},
        {"\\\"id\\\":\\\"S\\\"", 1, "\\\"id\\\":\\\"R\\\"", 3,
         "s/one " ALTERED("answer") "s/two pass; "},
        {"\"value\":\"application/json\"", 4, "\"value\":\"text/plain\"", 3,
         "s/one " ALTERED("answer") "s/two pass; "},
        {"\\\"v\\\":\\\"seen\\\"", 3, "\\\"v\\\":\\\"sawn\\\"", 3,
         "s/one pass; s/two error (cannot be judged: where the transcript has "
         "second.answer, the suite has another content); "},
        {"\"transport\":\"ok\",\"error\":null", 1,
         "\"transport\":\"reset\",\"error\":\"was cut\"", 3,
         "s/one " ALTERED("answer") "s/two pass; "},
        {"\"method\":\"PUT\"", 0, "\"method\":\"POST\"", 3,
         "s/one error (cannot be judged: where the transcript has put.answer, "
         "the suite has another method); s/two pass; "},
        {"/v1/P/t/S", 1, "/v1/P/t/T", 3,
         "s/one error (cannot be judged: where the transcript has put.answer, "
         "the suite has another URL); s/two pass; "},
        {"{\\\"name\\\":\\\"n\\\"", 0, "{\\\"name\\\":\\\"m\\\"", 3,
         "s/one error (cannot be judged: where the transcript has put.answer, "
         "the suite has another content); s/two pass; "},
        {"\"name\":\"X-Auth-Token\"", 1, "\"name\":\"X-Token\"", 3,
         "s/one error (cannot be judged: where the transcript has put.answer, "
         "the suite has another field); s/two pass; "},
        {"\"snapshot.id\":\"S\"", 0, "\"snapshot.id\":\"T\"", 3,
         "s/one error (cannot be judged: where the transcript has put.before, "
         "the suite has another URL); s/two pass; "},
    };
    struct tape tape;
    char *text;

    tape_open(&tape, *state);
    assert_int_equal(tape_record(&tape), 0);
    text = tape_read(&tape, "run.har");
    assert_told(&tape, text, 0, PASSES, NULL);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *other = replaced(text, rows[i].part, rows[i].nth, rows[i].by);

        assert_told(&tape, other, rows[i].status, rows[i].verdicts, NULL);
        free(other);
    }
    free(text);
    tape_close(&tape);
}

/* How many times a part is in the text. */
static size_t count(const char *text, const char *part)
{
    size_t len = 0;

    for (; (text = strstr(text, part)); text++)
        len++;
    return len;
}

/* Where things end in the text of a tape. */
struct ends {
    size_t head; /* up to the bracket of the entries */
    size_t one;  /* of the last entry of s/one */
    size_t two;
};

static struct ends ends_of(const char *text)
{
    size_t head = (size_t)(strstr(text, "\"entries\":[") - text) + 11;
    const char *two = strstr(text, "\"comment\":\"first.before\"");

    while (two[-1] != '\n')
        two--;
    return (struct ends){head, (size_t)(two - text) - 2, /* a comma, a line */
                         (size_t)(strstr(text, "\n],\n\"pages\"") - text)};
}

/* Cut here: never green, and a testcase that is all there keeps its verdict. */
static void assert_cut(const struct tape *tape, const struct ends *ends,
                       size_t at)
{
    struct told told;
    struct error err = {0};
    int status = tape_judge(tape, "cut.har", &told, &err);
    const char *verdicts = buffer_text(&told.text);

    if (at < ends->head) {
        assert_int_equal(status, 2);
        assert_string_not_equal(err.text, "");
    } else {
        assert_int_equal(status, 3);
        assert_string_equal(err.text, "");
        assert_non_null(strstr(told.aborted, "the transcript is cut"));
        assert_int_equal(count(verdicts, "s/one pass"), at >= ends->one);
        assert_int_equal(count(verdicts, "s/two pass"), at >= ends->two);
        assert_int_equal(count(verdicts, " error ("),
                         (at < ends->one) + (at < ends->two));
    }
    told_clear(&told);
}

static void a_transcript_cut_at_any_byte_is_never_green(void **state)
{
    struct tape tape;
    struct ends ends;
    char *text, *path;
    size_t len;

    tape_open(&tape, *state);
    assert_int_equal(tape_record(&tape), 0);
    text = tape_read(&tape, "run.har");
    len = strlen(text) - 1; /* the last line end is not missed */
    ends = ends_of(text);
    tape_write(&tape, "cut.har", text, len);
    path = tape_path(&tape, "cut.har");
    while (len-- > 0) {
        assert_int_equal(truncate(path, (off_t)len), 0);
        assert_cut(&tape, &ends, len);
    }
    free(path);
    free(text);
    tape_close(&tape);
}

static char *without_line(const char *text, size_t nth)
{
    const char *at = strstr(text, "\n{\"startedDateTime\"");
    const char *end;

    for (; nth; nth--)
        at = strstr(at + 1, "\n{\"startedDateTime\"");
    end = strchr(at + 1, '\n');
    return xasprintf("%.*s%s", (int)(at - text), text, end);
}

static void missing_entries_are_noticed(void **state)
{
#define LACKS(n)                                                               \
    "error (cannot be judged: the transcript has " n " of its exchanges, and " \
    "others are missing); "
    static const struct {
        size_t line;
        const char *verdicts;
    } rows[] = {{0, "s/one " LACKS("1") "s/two pass; "},
                {1, "s/one " LACKS("1") "s/two pass; "},
                {2, "s/one pass; s/two " LACKS("3")},
                {4, "s/one pass; s/two " LACKS("3")}};
    struct tape tape;
    char *text;

    tape_open(&tape, *state);
    assert_int_equal(tape_record(&tape), 0);
    text = tape_read(&tape, "run.har");
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *other = without_line(text, rows[i].line);

        assert_told(&tape, other, 3, rows[i].verdicts,
                    "5 of the 6 entries that were written");
        free(other);
    }
    free(text);
    tape_close(&tape);
}

/* A run of one version of the suites, judged with another one. */
static void another_suite_is_never_guessed_at(void **state)
{
#define OTHER(what)                                                            \
    "error (cannot be judged: where the transcript has put.answer, the suite " \
    "has " what "); "
    static const struct {
        const char *suite;
        int status;
        const char *verdicts;
        const char *aborted;
    } rows[] = {
        {TESTCASES(ONE "," TWO), 0, PASSES, NULL},
        {TESTCASES(TWO "," ONE), 0, PASSES, NULL},
        {TESTCASES(
             TESTCASE("one", STEPS("{'id': 'put', 'request': {'body': {'thing':"
                                   "{'name': 'n'}}}, 'expect': {'outcome':"
                                   "'refused'}}")) "," TWO),
         1, "s/one fail; s/two pass; ", NULL},
        {TESTCASES(TESTCASE("one", STEPS(STEP("put", NAMED("m")))) "," TWO), 3,
         "s/one " OTHER("another content") "s/two pass; ", NULL},
        {TESTCASES(TESTCASE("one", STEPS(STEP("pat", NAMED("n")))) "," TWO), 3,
         "s/one error (cannot be judged: where the transcript has put.before, "
         "the suite has no such step); s/two pass; ",
         NULL},
        {TESTCASES(TESTCASE("one", STEPS(STEP("put", NAMED("n")) "," STEP(
                                       "more", NAMED("n")))) "," TWO),
         3,
         "s/one error (cannot be judged: the transcript has no request of the "
         "step more); s/two pass; ",
         NULL},
        {TESTCASES(TESTCASE("one", STEPS("{'id': 'put', 'request': {'headers':"
                                         "{'Content-Type': 'text/x'}, 'body': "
                                         "{'thing': {'name': 'n'}}}, 'expect': "
                                         "{'outcome': 'accepted'}}")) "," TWO),
         3, "s/one " OTHER("another field") "s/two pass; ", NULL},
        {TESTCASES(ONE "," TWO "," TESTCASE("new", ACCEPTED)), 3,
         PASSES "s/new error (cannot be judged: the transcript has nothing of "
                "this testcase); ",
         NULL},
        {TESTCASES(TWO), 3, "s/two pass; ",
         "1 are not in the suites any more, the first is s/one"},
    };
    struct tape tape;
    char *text;

    tape_open(&tape, *state);
    assert_int_equal(tape_record(&tape), 0);
    text = tape_read(&tape, "run.har");
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        scene_write(tape.scene, "suites/s.json", rows[i].suite);
        scene_load(tape.scene);
        assert_problems(tape.scene, "");
        assert_told(&tape, text, rows[i].status, rows[i].verdicts,
                    rows[i].aborted);
    }
    free(text);
    tape_close(&tape);
}

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
        char *other = replaced(text, rows[i].part, 0, rows[i].by);
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
        IN_SCENE(the_reports_are_those_of_the_run),
        IN_SCENE(an_altered_answer_changes_its_testcase_alone),
        IN_SCENE(a_transcript_cut_at_any_byte_is_never_green),
        IN_SCENE(missing_entries_are_noticed),
        IN_SCENE(another_suite_is_never_guessed_at),
        IN_SCENE(a_malformed_file_is_our_trouble),
        IN_SCENE(a_deep_file_is_refused),
        IN_SCENE(a_file_that_is_not_there_is_our_trouble),
    };

    return cmocka_run_group_tests_name("replay/replay", tests, NULL, NULL);
}
