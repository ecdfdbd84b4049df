/* test_sign.c - AK/SK signatures: published values, and a second opinion. */
#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/digest.h"
#include "http/sign.h"
#include "http/sign_canonical.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define LEN(array) (sizeof(array) / sizeof(*(array)))
#define AK         "QTWAOYTTINDUT2QVKYUC"
#define SK         "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc"
#define HOST_URL   "https://service.region.example.com"
#define VPCS                                                                   \
    "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs"                                \
    "?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0"

/* 2019-11-15T03:36:55Z in microseconds; the rest of the second is cut. */
#define WHEN INT64_C(1573789015999999)
#define DATE "20191115T033655Z"

/* SHA-256 of nothing. */
#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static struct request ask(const char *method, const char *url,
                          const char *content)
{
    return (struct request){.method = xstrdup(method),
                            .url = xstrdup(url),
                            .content = xstrdup(content),
                            .content_len = content ? strlen(content) : 0};
}

static const char *field_of(const struct request *request, const char *name)
{
    const char *value = fields_get(&request->fields, name);

    assert_non_null(value);
    return value;
}

/* The example of the API Request Signing Guide, "AK/SK Signing Algorithm". */
static void the_published_example_comes_out(void **state)
{
    struct request request = ask("GET", HOST_URL VPCS, NULL);
    struct error err = {0};
    char *canonical, *names;
    char hex[SIGN_HEX_SIZE];

    (void)state;
    fields_add(&request.fields, "Content-Type", "application/json");
    assert_int_equal(0, sign_request(&request, AK, SK, NULL, WHEN, &err));
    assert_string_equal(
        "SDK-HMAC-SHA256 Access=" AK ", "
        "SignedHeaders=content-type;host;x-sdk-date, "
        "Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d687"
        "0f4f6ebe",
        field_of(&request, "Authorization"));
    assert_string_equal(DATE, field_of(&request, "X-Sdk-Date"));
    assert_string_equal("service.region.example.com",
                        field_of(&request, "Host"));
    canonical = sign_canonical(&request, &names);
    digest_hex(canonical, strlen(canonical), hex);
    assert_string_equal(
        "b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a",
        hex);
    free(canonical);
    free(names);
    request_clear(&request);
}

/* Method, path, query and content of a URL as they are signed. */
static void the_url_is_made_canonical(void **state)
{
    static const struct {
        const char *url, *path, *query;
    } rows[] = {
        {"http://h", "/", ""},
        {"http://h/", "/", ""},
        {"http://h?", "/", ""},
        {"http://h/a", "/a/", ""},
        {"http://h/a/", "/a/", ""},
        {"http://h/a//b", "/a//b/", ""},
        {"http://h/a%2fb", "/a%2Fb/", ""},
        {"http://h/%7eme/%c3%a4", "/~me/%C3%A4/", ""},
        {"http://h/\xc3\xa4", "/%C3%A4/", ""},
        {"http://h/a:b@c(d)", "/a%3Ab%40c%28d%29/", ""},
        {"http://h/100%", "/100%25/", ""},
        {"http://h/%zz%4", "/%25zz%254/", ""},
        {"http://h/%00", "/%00/", ""},
        {"http://h/./a/../b", "/./a/../b/", ""},
        {"http://h/a#f?b=c", "/a/", ""},
        {"http://h/a?b=c#f", "/a/", "b=c"},
        {"http://h?b", "/", "b="},
        {"http://h?parm2=&parm1=value1", "/", "parm1=value1&parm2="},
        {"http://h?&b=1&&a=2&", "/", "a=2&b=1"},
        {"http://h?a=2&a=1&a=10", "/", "a=1&a=10&a=2"},
        {"http://h?ab=1&a=2&B=3", "/", "B=3&a=2&ab=1"},
        {"http://h?a=b=c", "/", "a=b%3Dc"},
        {"http://h?a=1+1%201", "/", "a=1%2B1%201"},
        {"http://h?%61=%7E&%C3%A4=%f0%9f%98%80", "/",
         "a=~&%C3%A4=%F0%9F%98%80"},
        {"http://h?=1", "/", "=1"},
        {"http://h?a=/?:@", "/", "a=%2F%3F%3A%40"},
        /* published with the vendor's SDK for Go */
        {"http://h?test=%E4%B8%80%20(%26%3D?!%23%25.*)&limit=1&path=/tmp/123"
         "&enable=true&multi=3&multi=1&multi=2",
         "/",
         "enable=true&limit=1&multi=1&multi=2&multi=3&path=%2Ftmp%2F123"
         "&test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29"},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct request request = ask("PUT", rows[i].url, NULL);
        char *names, *canonical = sign_canonical(&request, &names);
        char *want =
            xasprintf("PUT\n%s\n%s\n\n\n" EMPTY, rows[i].path, rows[i].query);

        assert_string_equal(want, canonical);
        assert_string_equal("", names);
        free(want);
        free(canonical);
        free(names);
        request_clear(&request);
    }
}

static void fields_are_lowered_trimmed_and_sorted(void **state)
{
    struct request request = ask("GET", "http://h", NULL);
    char *names, *canonical;

    (void)state;
    fields_add(&request.fields, "X-Zed", " \t a  b \t");
    fields_add(&request.fields, "ACCEPT", "");
    fields_add(&request.fields, "TEST_UNDERSCORE", "x");
    fields_add(&request.fields, "Twice", "1");
    fields_add(&request.fields, "tWICE", "2");
    fields_add(&request.fields, "Content-Length", "0");
    fields_add(&request.fields, "authorization", "Basic x");
    fields_add(&request.fields, "Content-Type", "text/plain");
    canonical = sign_canonical(&request, &names);
    assert_string_equal("GET\n/\n\naccept:\ncontent-type:text/plain\n"
                        "x-zed:a  b\n\naccept;content-type;x-zed\n" EMPTY,
                        canonical);
    assert_string_equal("accept;content-type;x-zed", names);
    free(canonical);
    free(names);
    request_clear(&request);
}

static void the_host_is_named_without_its_usual_port(void **state)
{
    static const char *const rows[][2] = {
        {"https://h:443/x", "h"},     {"https://h:80", "h:80"},
        {"http://h:80/x", "h"},       {"http://h:443", "h:443"},
        {"HTTPS://h:443", "h"},       {"http://h:8080?x", "h:8080"},
        {"http://[::1]:80", "[::1]"}, {"http://[::80]", "[::80]"},
        {"https://h#x", "h"},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct request request = ask("GET", rows[i][0], NULL);
        struct error err = {0};

        assert_int_equal(0, sign_request(&request, AK, SK, NULL, WHEN, &err));
        assert_string_equal(rows[i][1], field_of(&request, "Host"));
        request_clear(&request);
    }
}

static void a_request_can_be_signed_again(void **state)
{
    struct request request = ask("GET", HOST_URL VPCS, NULL);
    struct error err = {0};
    char *first;

    (void)state;
    fields_add(&request.fields, "host", "elsewhere");
    fields_add(&request.fields, "Authorization", "Basic x");
    assert_int_equal(0, sign_request(&request, AK, SK, "p1", WHEN, &err));
    first = xstrdup(field_of(&request, "Authorization"));
    assert_int_equal(4, request.fields.len);
    assert_int_equal(
        0, sign_request(&request, AK, SK, "p1", WHEN + 2000000, &err));
    assert_int_equal(4, request.fields.len);
    assert_string_equal("elsewhere", field_of(&request, "Host"));
    assert_string_equal("20191115T033657Z", field_of(&request, "X-Sdk-Date"));
    assert_string_equal("p1", field_of(&request, "X-Project-Id"));
    assert_string_not_equal(first, field_of(&request, "Authorization"));
    assert_int_equal(0, sign_request(&request, AK, SK, "p1", WHEN, &err));
    assert_string_equal(first, field_of(&request, "Authorization"));
    free(first);
    request_clear(&request);
}

static void what_cannot_be_signed_is_a_usage_error(void **state)
{
    static const struct {
        const char *url, *ak, *sk, *text;
    } rows[] = {
        {"http://h", "", SK, "access key: is empty"},
        {"http://h", NULL, SK, "access key: is empty"},
        {"http://h", "A K", SK, "access key: is empty"},
        {"http://h", "A,K", SK, "access key: is empty"},
        {"http://h", "A\nK", SK, "access key: is empty"},
        {"http://h", AK, "", "secret key: is empty"},
        {"http://h", AK, NULL, "secret key: is empty"},
        {"http://h", AK, "s\xc3\xa4", "secret key: is empty"},
        {"h/v3", AK, SK, "h/v3: a URL without scheme"},
        {"http://u:pass@h", AK, SK, "URL: user and password"},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct request request = ask("GET", rows[i].url, NULL);
        struct error err = {0};
        char *message;

        assert_int_equal(
            -1, sign_request(&request, rows[i].ak, rows[i].sk, "p", 0, &err));
        message = error_message(&err);
        assert_int_equal(ERROR_USAGE, err.kind);
        assert_non_null(strstr(message, rows[i].text));
        assert_null(strstr(message, "pass@"));
        assert_int_equal(0, request.fields.len);
        free(message);
        request_clear(&request);
    }
}

/* Bytes of a line that sign_reference.py prints: two times SHA-256 in hex. */
#define LINE_LEN (64 + 1 + 64 + 1)
#define ROWS     7

/* The words of its command line; all borrowed. */
struct words {
    const char *items[200];
    size_t len;
};

static void add_word(struct words *words, const char *word)
{
    assert_true(words->len + 1 < LEN(words->items));
    words->items[words->len++] = word;
}

static void add_request(struct words *words, const struct request *request)
{
    add_word(words, request->method);
    add_word(words, request->url);
    add_word(words, SK);
    add_word(words, field_of(request, "X-Sdk-Date"));
    add_word(words, request->content ? request->content : "");
    for (size_t i = 0; i < request->fields.len; i++)
        if (strcmp(request->fields.items[i].name, "Authorization") != 0) {
            add_word(words, request->fields.items[i].name);
            add_word(words, request->fields.items[i].value);
        }
    add_word(words, "--");
}

/* What the program prints, one line for each request. */
static void ask_reference(struct words *words, char lines[ROWS * LINE_LEN + 1])
{
    size_t len = 0;
    ssize_t got;
    int ends[2], status;
    pid_t pid;

    assert_int_equal(0, pipe(ends));
    pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        execvp(words->items[0], (char *const *)words->items);
        _exit(127);
    }
    close(ends[1]);
    while ((got = read(ends[0], lines + len, ROWS * LINE_LEN - len)) > 0)
        len += (size_t)got;
    close(ends[0]);
    assert_int_equal(pid, waitpid(pid, &status, 0));
    assert_int_equal(0, status);
    assert_int_equal(ROWS * LINE_LEN, len);
}

static void assert_agrees(const struct request *request, const char *line)
{
    char *names, *canonical = sign_canonical(request, &names);
    char *signature = xmemdup(line + 65, 64);
    char hex[SIGN_HEX_SIZE];

    digest_hex(canonical, strlen(canonical), hex);
    assert_memory_equal(line, hex, 64);
    assert_non_null(strstr(field_of(request, "Authorization"), signature));
    free(canonical);
    free(signature);
    free(names);
}

static void a_second_implementation_agrees(void **state)
{
    static const struct {
        const char *method, *url, *content;
    } rows[ROWS] = {
        {"GET", HOST_URL, NULL},
        {"GET", HOST_URL "/v3/p/snapshots?", NULL},
        {"GET", HOST_URL "/v3/p/snapshots?name=%C3%A4%20b&name=&limit", NULL},
        {"GET", HOST_URL "?a=2&a=1&b=+&%62=%00&~=%7e", NULL},
        {"PUT", HOST_URL ":8776/v3/p/a%2Fb/%f0%9f%98%80?x=%FF",
         "{\"snapshot\": {\"name\": \"\xc3\xa4\xf0\x9f\x98\x80\"}}"},
        {"POST", HOST_URL "/v3/(p)/!*'/;,$/", "not JSON \xff"},
        {"DELETE", HOST_URL "/v3//p/", ""},
    };
    struct words words = {{"python3", "tests/unit/http/sign_reference.py"}, 2};
    struct request requests[ROWS];
    char lines[ROWS * LINE_LEN + 1] = "";

    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        struct error err = {0};

        requests[i] = ask(rows[i].method, rows[i].url, rows[i].content);
        fields_add(&requests[i].fields, "Content-Type",
                   " application/json;charset=utf8\t");
        assert_int_equal(0,
                         sign_request(&requests[i], AK, SK, "p", WHEN, &err));
        add_request(&words, &requests[i]);
    }
    ask_reference(&words, lines);
    for (size_t i = 0; i < ROWS; i++) {
        assert_agrees(&requests[i], lines + i * LINE_LEN);
        request_clear(&requests[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_example_comes_out),
        cmocka_unit_test(the_url_is_made_canonical),
        cmocka_unit_test(fields_are_lowered_trimmed_and_sorted),
        cmocka_unit_test(the_host_is_named_without_its_usual_port),
        cmocka_unit_test(a_request_can_be_signed_again),
        cmocka_unit_test(what_cannot_be_signed_is_a_usage_error),
        cmocka_unit_test(a_second_implementation_agrees),
    };

    return cmocka_run_group_tests_name("http/sign", tests, NULL, NULL);
}
