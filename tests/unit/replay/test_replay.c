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
        char *other =
            tape_replaced(text, rows[i].part, rows[i].nth, rows[i].by);

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

int main(void)
{
    static const struct CMUnitTest tests[] = {
        IN_SCENE(the_reports_are_those_of_the_run),
        IN_SCENE(an_altered_answer_changes_its_testcase_alone),
        IN_SCENE(a_transcript_cut_at_any_byte_is_never_green),
        IN_SCENE(missing_entries_are_noticed),
        IN_SCENE(another_suite_is_never_guessed_at),
    };

    return cmocka_run_group_tests_name("replay/replay", tests, NULL, NULL);
}
