#include "reports/curl.h"

#include "base/text.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Would the text stand on a terminal just as it is? */
static bool is_printable(const char *text, size_t len)
{
    char *visible = text_visible(text, len, 0);
    bool same = strlen(visible) == len && !memcmp(visible, text, len);

    free(visible);
    return same;
}

static void single_quoted(struct buffer *line, const char *text, size_t len)
{
    buffer_add_text(line, "'");
    for (size_t i = 0; i < len; i++)
        if (text[i] == '\'')
            buffer_add_text(line, "'\\''");
        else
            buffer_add(line, &text[i], 1);
    buffer_add_text(line, "'");
}

/* printf '%b' '...': octal escapes of three digits for all but plain ASCII. */
static void printf_call(struct buffer *line, const char *text, size_t len)
{
    buffer_add_text(line, "printf '%b' '");
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)text[i];

        if (byte < 0x20 || byte > 0x7E || byte == '\'' || byte == '\\')
            buffer_printf(line, "\\0%03o", byte);
        else
            buffer_add(line, &text[i], 1);
    }
    buffer_add_text(line, "'");
}

void shell_word(struct buffer *line, const char *text, size_t len)
{
    if (is_printable(text, len)) {
        single_quoted(line, text, len);
        return;
    }
    buffer_add_text(line, "\"$(");
    printf_call(line, text, len);
    buffer_add_text(line, ")\"");
}

/* What curl writes itself and would only repeat. */
static bool is_implied(const struct request *request, const struct field *field)
{
    char length[32];

    snprintf(length, sizeof(length), "%zu", request->content_len);
    if (!strcasecmp(field->name, "Content-Length"))
        return !strcmp(field->value, length);
    return !strcasecmp(field->name, "Host") &&
           strstr(request->url, field->value);
}

static void add_field(struct buffer *line, const struct field *field,
                      const char *token)
{
    struct buffer text;

    if (!strcasecmp(field->name, "X-Auth-Token")) {
        buffer_printf(line, " -H \"X-Auth-Token: %s\"", token);
        return;
    }
    buffer_init(&text, 0);
    /* to curl "Name:" means: do not send; an empty value is "Name;" */
    buffer_printf(&text, *field->value ? "%s: %s" : "%s;", field->name,
                  field->value);
    buffer_add_text(line, " -H ");
    shell_word(line, buffer_text(&text), text.len);
    buffer_clear(&text);
}

static void add_fields(struct buffer *line, const struct request *request,
                       const char *token)
{
    for (size_t i = 0; i < request->fields.len; i++)
        if (!is_implied(request, &request->fields.items[i]))
            add_field(line, &request->fields.items[i], token);
    /* curl would call any content a form */
    if (request->content && !fields_get(&request->fields, "Content-Type"))
        buffer_add_text(line, " -H 'Content-Type:'");
}

static void add_method(struct buffer *line, const struct request *request)
{
    const char *plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const char *method = request->method;

    if (!strcmp(method, "HEAD")) { /* -X HEAD would wait for content */
        buffer_add_text(line, " -I");
        return;
    }
    buffer_add_text(line, " -X ");
    if (*method && strspn(method, plain) == strlen(method))
        buffer_add_text(line, method);
    else
        shell_word(line, method, strlen(method));
}

/* How the content reaches curl. */
enum content_form { CONTENT_NONE, CONTENT_WORD, CONTENT_PIPE, CONTENT_FILE };

static enum content_form content_form(const struct request *request)
{
    if (!request->content)
        return CONTENT_NONE;
    if (request->content_len > CURL_CONTENT_MAX)
        return CONTENT_FILE;
    /* --data-binary takes a leading @ for a file name */
    return request->content[0] == '@' ||
                   !is_printable(request->content, request->content_len)
               ? CONTENT_PIPE
               : CONTENT_WORD;
}

char *curl_line(const struct request *request, const char *token)
{
    enum content_form form = content_form(request);
    struct buffer line;

    buffer_init(&line, 0);
    if (form == CONTENT_PIPE) {
        printf_call(&line, request->content, request->content_len);
        buffer_add_text(&line, " | ");
    }
    buffer_add_text(&line, "curl -sS");
    if (strpbrk(request->url, "[]{}"))
        buffer_add_text(&line, " -g"); /* no patterns */
    if (strstr(request->url, "/."))
        buffer_add_text(&line, " --path-as-is");
    add_method(&line, request);
    add_fields(&line, request, token);
    if (form == CONTENT_WORD) {
        buffer_add_text(&line, " --data-binary ");
        single_quoted(&line, request->content, request->content_len);
    } else if (form == CONTENT_PIPE) {
        buffer_add_text(&line, " --data-binary @-");
    } else if (form == CONTENT_FILE) {
        buffer_add_text(&line, " --data-binary @BODY");
    }
    buffer_add_text(&line, " ");
    shell_word(&line, request->url, strlen(request->url));
    if (form == CONTENT_FILE)
        buffer_printf(&line,
                      "  # BODY: the %zu bytes of content in results.json",
                      request->content_len);
    return buffer_take(&line);
}
