#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/text.h"
#include "reports/curl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define URL "http://127.0.0.1:8776/v3/P/snapshots/S"

/* A request without fields but the content type, to be cleared by the test. */
static struct request request_with(const char *content, size_t len)
{
    struct request request = {.method = xstrdup("PUT"), .url = xstrdup(URL)};

    fields_add(&request.fields, "Content-Type", "application/json");
    if (content) {
        request.content = xmemdup(content, len);
        request.content_len = len;
    }
    return request;
}

static void clear(struct request *request)
{
    free(request->method);
    free(request->url);
    free(request->content);
    fields_clear(&request->fields);
}

static void a_content_is_quoted_or_piped(void **state)
{
    static const struct {
        const char *content;
        size_t len;
        const char *line;
    } rows[] = {
        {"{}", 2,
         "curl -sS -X PUT -H 'Content-Type: application/json' "
         "--data-binary '{}' '" URL "'"},
        {"it's", 4,
         "curl -sS -X PUT -H 'Content-Type: application/json' "
         "--data-binary 'it'\\''s' '" URL "'"},
        {"a\0'b", 4,
         "printf '%b' 'a\\0000\\0047b' | curl -sS -X PUT "
         "-H 'Content-Type: application/json' --data-binary @- '" URL "'"},
        {"@/etc/passwd", 12,
         "printf '%b' '@/etc/passwd' | curl -sS -X PUT "
         "-H 'Content-Type: application/json' --data-binary @- '" URL "'"},
        {"\xff", 1,
         "printf '%b' '\\0377' | curl -sS -X PUT "
         "-H 'Content-Type: application/json' --data-binary @- '" URL "'"},
        {"", 0,
         "curl -sS -X PUT -H 'Content-Type: application/json' "
         "--data-binary '' '" URL "'"},
        {NULL, 0,
         "curl -sS -X PUT -H 'Content-Type: application/json' '" URL "'"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct request request = request_with(rows[i].content, rows[i].len);
        char *line = curl_line(&request, "$OS_TOKEN");

        assert_string_equal(line, rows[i].line);
        free(line);
        clear(&request);
    }
}

static void fields_that_curl_would_add_or_drop_are_told(void **state)
{
    struct request request = {.method = xstrdup("HEAD"),
                              .url = xstrdup("http://h/a/../b?x[]=1")};
    char *line;

    (void)state;
    fields_add(&request.fields, "Host", "h");
    fields_add(&request.fields, "x-auth-token", "***");
    fields_add(&request.fields, "X-Empty", "");
    line = curl_line(&request, "$OS_TOKEN");
    assert_string_equal(line, "curl -sS -g --path-as-is -I "
                              "-H \"X-Auth-Token: $OS_TOKEN\" -H 'X-Empty;' "
                              "'http://h/a/../b?x[]=1'");
    free(line);
    clear(&request);
}

static void content_without_a_type_does_not_become_a_form(void **state)
{
    struct request request = request_with("x", 1);
    char *line;

    (void)state;
    fields_clear(&request.fields);
    line = curl_line(&request, "$OS_TOKEN");
    assert_non_null(strstr(line, " -H 'Content-Type:' --data-binary 'x'"));
    free(line);
    clear(&request);
}

static void a_large_content_is_only_pointed_at(void **state)
{
    char content[CURL_CONTENT_MAX + 1];
    struct request request;
    char *line;

    (void)state;
    memset(content, 'a', sizeof(content));
    request = request_with(content, sizeof(content));
    line = curl_line(&request, "$OS_TOKEN");
    assert_non_null(strstr(line, "--data-binary @BODY '" URL "'  # BODY: the "
                                 "2049 bytes of content in results.json"));
    free(line);
    clear(&request);
}

/* What a shell makes of the line: arguments, then the pipe, NUL-separated. */
static char *run_in_shell(const char *line, size_t *len)
{
    static const char fake[] =
        "#!/bin/sh\n"
        "for a in \"$@\"; do printf '%s\\0' \"$a\"; done\n"
        "case \" $* \" in *' @- '*) cat ;; esac\n";
    char folder[] = "/tmp/assay-curl-XXXXXX";
    struct error err = {0};
    char *program, *script, *out, *command, *bytes;
    FILE *file;

    assert_non_null(mkdtemp(folder));
    program = path_join(folder, "curl");
    script = path_join(folder, "line");
    out = path_join(folder, "out");
    file = fopen(program, "w");
    fputs(fake, file);
    fclose(file);
    chmod(program, 0755);
    file = fopen(script, "w");
    fprintf(file, "PATH=%s:$PATH\nOS_TOKEN='a \"b'\n%s\n", folder, line);
    fclose(file);
    command = xasprintf("/bin/sh %s > %s", script, out);
    assert_int_equal(system(command), 0);
    bytes = file_read(out, 1 << 20, len, ERROR_INTERNAL, &err);
    assert_non_null(bytes);
    unlink(program);
    unlink(script);
    unlink(out);
    assert_int_equal(rmdir(folder), 0);
    free(program);
    free(script);
    free(out);
    free(command);
    return bytes;
}

static void a_shell_gives_curl_the_recorded_bytes(void **state)
{
    static const struct {
        const char *value; /* of a field */
        const char *content;
        size_t len;
    } rows[] = {
        {"plain", "{\"a\": 1}", 8},
        {"it's $(id) `id` \"x\" \\n %s", "'; exit 1; '\\''\"$HOME\" `id` %d",
         29},
        {"\x1b[31m \xe2\x80\xae \xff \\0101", "a\0\\b\n\n\xff\x80'\"%b\\c1",
         15},
        {"\xf0\x9f\x98\x80", "\n", 1},
        {"#x", "@x", 2},
        {"--data x", "-n", 2},
        {"*", "\0007\0", 3},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct request request = request_with(rows[i].content, rows[i].len);
        struct buffer want;
        char *line, *got;
        size_t len;
        bool piped;

        fields_add(&request.fields, "X-Auth-Token", "***");
        fields_add(&request.fields, "X-Field", rows[i].value);
        line = curl_line(&request, "$OS_TOKEN");
        got = run_in_shell(line, &len);
        piped = !strncmp(line, "printf", 6);
        buffer_init(&want, 0);
        buffer_printf(&want,
                      "-sS|-X|PUT|-H|Content-Type: application/json|-H|"
                      "X-Auth-Token: a \"b|-H|X-Field: %s|--data-binary|",
                      rows[i].value);
        buffer_add_text(&want, piped ? "@-|" : "");
        if (!piped)
            buffer_add(&want, rows[i].content, rows[i].len);
        buffer_add_text(&want, piped ? URL "|" : "|" URL "|");
        for (size_t at = 0; at < want.len; at++)
            if (want.data[at] == '|')
                want.data[at] = '\0';
        if (piped)
            buffer_add(&want, rows[i].content, rows[i].len);
        assert_int_equal(len, want.len);
        assert_memory_equal(got, want.data, len);
        buffer_clear(&want);
        free(got);
        free(line);
        clear(&request);
    }
}

static void the_line_is_always_printable(void **state)
{
    char content[256];
    struct request request;
    char *line, *visible;

    (void)state;
    for (int i = 0; i < 256; i++)
        content[i] = (char)i;
    request = request_with(content, sizeof(content));
    fields_add(&request.fields, "X", "\x1b]0;x\x07\xe2\x80\xae");
    free(request.url);
    request.url = xstrdup("http://h/\n\x1b\xff");
    line = curl_line(&request, "$OS_TOKEN");
    visible = text_visible(line, strlen(line), 0);
    assert_string_equal(line, visible);
    free(visible);
    free(line);
    clear(&request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_content_is_quoted_or_piped),
        cmocka_unit_test(fields_that_curl_would_add_or_drop_are_told),
        cmocka_unit_test(content_without_a_type_does_not_become_a_form),
        cmocka_unit_test(a_large_content_is_only_pointed_at),
        cmocka_unit_test(a_shell_gives_curl_the_recorded_bytes),
        cmocka_unit_test(the_line_is_always_printable),
    };

    return cmocka_run_group_tests_name("reports/curl", tests, NULL, NULL);
}
