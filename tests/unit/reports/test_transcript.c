#include "tests/unit/reports/sample.h"

#include "transcript/transcript.h"

#include <glob.h>

/* What plan_build and a run would have told. */
static void complete(struct sample *sample, json_t **conditions)
{
    sample->plan.selection = json_pack(
        "{s[] s[] s[] s[] s[] s[] sb sb}", "include", "exclude", "tags",
        "opt_in", "resources", "lacks", "has_token", 1, "signs", 0);
    *conditions = json_pack("{s{sI sb sb} s[s] s[]}", "options", "max_errors",
                            (json_int_t)5, "fail_fast", 0, "without_read", 0,
                            "resources", "snapshot", "files");
    sample->info.conditions = *conditions;
}

/* Bytes of every kind in each place of an exchange. */
static void make_hostile(struct exchange *exchange)
{
    static const char bytes[] = "\xff\0\x01 \"\\ \xe2\x80\xae";
    struct request *request = &exchange->request;

    free(request->content);
    request->content = xmemdup(bytes, sizeof(bytes) - 1);
    request->content_len = sizeof(bytes) - 1;
    fields_add(&request->fields, "X-\xff", "\xfe value");
    fields_add(&exchange->response.fields, "x-empty", "");
    fields_add(&exchange->response.fields, "X-Empty", "again");
}

static void assert_text(const char *got, const char *want)
{
    if (!want)
        assert_null(got);
    else
        assert_string_equal(got, want);
}

static void assert_fields(const struct fields *got, const struct fields *want)
{
    assert_int_equal(got->len, want->len);
    for (size_t i = 0; i < got->len; i++) {
        assert_string_equal(got->items[i].name, want->items[i].name);
        assert_string_equal(got->items[i].value, want->items[i].value);
    }
}

static void assert_content(const char *got, size_t got_len, const char *want,
                           size_t len)
{
    assert_int_equal(!got, !want);
    assert_int_equal(got_len, len);
    if (want)
        assert_memory_equal(got, want, len);
}

static void assert_exchange(const struct exchange *got,
                            const struct exchange *want)
{
    assert_string_equal(got->step, want->step);
    assert_string_equal(got->name, want->name);
    assert_int_equal(got->attempt, want->attempt);
    assert_int_equal(got->tries, want->tries);
    assert_string_equal(got->started, want->started);
    assert_text(got->tls, want->tls);
    assert_int_equal(got->transport, want->transport);
    assert_int_equal(got->masked, want->masked);
    assert_string_equal(got->request.method, want->request.method);
    assert_fields(&got->request.fields, &want->request.fields);
    assert_content(got->request.content, got->request.content_len,
                   want->request.content, want->request.content_len);
    assert_int_equal(got->response.status, want->response.status);
    assert_text(got->response.http_version, want->response.http_version);
    assert_fields(&got->response.fields, &want->response.fields);
    assert_content(got->response.content, got->response.content_len,
                   want->response.content, want->response.content_len);
    assert_memory_equal(&got->timings, &want->timings, sizeof(want->timings));
}

static void assert_record(const struct sample *sample,
                          const struct record *record)
{
    const struct result *result = &sample->results[record->index];

    assert_true(record->whole);
    assert_null(record->altered);
    assert_int_equal(record->duration_us, result->duration_us);
    assert_int_equal(record->exchanges.len, result->exchanges.len);
    for (size_t i = 0; i < result->exchanges.len; i++)
        assert_exchange(&record->exchanges.items[i],
                        &result->exchanges.items[i]);
}

/* Write the sample to a new file, and return its path. */
static char *write_sample(struct sample *sample)
{
    char *path = sample_path();
    struct error err = {0};

    if (sample_write(sample, "har", path, &err) < 0)
        fail_msg("%s: %s", err.where, err.text);
    return path;
}

static void what_was_recorded_is_read_back(void **state)
{
    static const char *const texts[] = {"", HOSTILE};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct sample sample;
        struct record record;
        struct error err = {0};
        struct transcript *transcript;
        json_t *conditions;
        size_t count = 0;
        char *path;

        sample_init(&sample, texts[i]);
        complete(&sample, &conditions);
        if (i)
            make_hostile(&sample.results[1].exchanges.items[0]);
        path = write_sample(&sample);
        transcript = transcript_open(path, &err);
        assert_string_equal(err.text, "");
        assert_non_null(transcript);
        assert_true(transcript_head(transcript)->seed == 18446744073709551615u);
        while (transcript_next(transcript, &record, &err) == 1) {
            assert_record(&sample, &record);
            record_clear(&record);
            count++;
        }
        assert_string_equal(err.text, "");
        assert_null(transcript_lack(transcript));
        assert_int_equal(count, SAMPLE_LEN - 1); /* one is skipped */
        assert_int_equal(transcript_tail(transcript)->requests, 712);
        transcript_close(transcript);
        sample_remove(path);
        json_decref(conditions);
        sample_clear(&sample);
    }
}

/* Those of no testcase, and testcases of no exchange. */
static void what_has_no_entry_comes_with_the_next_one(void **state)
{
    struct sample sample;
    struct writer writer = {0};
    struct error err = {0};
    struct transcript *transcript;
    struct record record;
    json_t *conditions;
    char *path = sample_path();

    (void)state;
    sample_init(&sample, "");
    complete(&sample, &conditions);
    exchanges_clear(&sample.results[0].exchanges);
    error_set(&sample.results[0].trouble, ERROR_INTERRUPTED, "", "too late");
    exchanges_clear(&sample.results[SAMPLE_LEN - 1].exchanges);
    report_format_find("har")->open(path, &sample.options, &writer, &err);
    assert_int_equal(writer.begin(writer.state, &sample.info, &err), 0);
    writer.note(writer.state, "first note", &err);
    writer.exchange(writer.state, &sample.results[1].exchanges.items[0], &err);
    for (size_t i = 0; i < SAMPLE_LEN; i++)
        assert_int_equal(writer.result(writer.state, &sample.results[i], &err),
                         0);
    writer.note(writer.state, "last note", &err);
    assert_int_equal(writer.end(writer.state, &sample.summary, &err), 0);
    writer.free(writer.state);

    transcript = transcript_open(path, &err);
    assert_int_equal(transcript_next(transcript, &record, &err), 1);
    assert_string_equal(record.id, "evs.a/pass");
    assert_int_equal(record.exchanges.len, 0);
    assert_int_equal(record.trouble.kind, ERROR_INTERRUPTED);
    assert_string_equal(record.trouble.text, "too late");
    record_clear(&record);
    assert_string_equal(transcript_note(transcript, 0), "first note");
    assert_null(transcript_note(transcript, 0));
    for (size_t i = 1; i < SAMPLE_LEN - 1; i++) { /* one is skipped */
        assert_int_equal(transcript_next(transcript, &record, &err), 1);
        record_clear(&record);
    }
    assert_int_equal(transcript_next(transcript, &record, &err), 0);
    assert_null(transcript_note(transcript, SAMPLE_LEN - 1));
    assert_string_equal(transcript_note(transcript, SAMPLE_LEN), "last note");
    assert_string_equal(err.text, "");
    transcript_close(transcript);
    sample_remove(path);
    json_decref(conditions);
    sample_clear(&sample);
}

/* The file under the name that it has until the end; new memory. */
static char *read_unfinished(const char *path, size_t *len)
{
    char *pattern = xasprintf("%s.*", path), *text;
    struct error err = {0};
    glob_t found;

    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    assert_int_equal(found.gl_pathc, 1);
    text = file_read(found.gl_pathv[0], (size_t)1 << 20, len, ERROR_INTERNAL,
                     &err);
    assert_non_null(text);
    globfree(&found);
    free(pattern);
    return text;
}

/* After each testcase everything so far is in the file. */
static void it_is_on_the_disk_before_the_run_goes_on(void **state)
{
    struct sample sample;
    struct writer writer = {0};
    struct error err = {0};
    json_t *conditions;
    char *path = sample_path(), *text;
    size_t len;

    (void)state;
    sample_init(&sample, "");
    complete(&sample, &conditions);
    report_format_find("har")->open(path, &sample.options, &writer, &err);
    assert_int_equal(writer.begin(writer.state, &sample.info, &err), 0);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(writer.result(writer.state, &sample.results[i], &err),
                         0);
        text = read_unfinished(path, &len);
        assert_has(text, i ? "\"pageref\":\"evs.a/fail/256\""
                           : "\"pageref\":\"evs.a/pass\"");
        assert_string_equal(text + len - 1, "}");
        free(text);
    }
    writer.free(writer.state);
    sample_remove(path);
    json_decref(conditions);
    sample_clear(&sample);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_recorded_is_read_back),
        cmocka_unit_test(what_has_no_entry_comes_with_the_next_one),
        cmocka_unit_test(it_is_on_the_disk_before_the_run_goes_on),
    };

    return cmocka_run_group_tests_name("reports/transcript", tests, NULL, NULL);
}
