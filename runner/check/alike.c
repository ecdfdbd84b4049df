/*
 * alike.c - two answers that must not tell two questions apart.
 *
 * Ids and request ids differ in any two answers, so every run of 32 and more
 * hexadecimal digits and dashes counts as the same word.
 */
#include "base/buffer.h"
#include "base/json.h"
#include "base/text.h"
#include "check/functions.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define ID_MIN 32

static size_t id_length(const char *bytes, size_t len)
{
    size_t i = 0;

    while (i < len && (isxdigit((unsigned char)bytes[i]) || bytes[i] == '-'))
        i++;
    return i >= ID_MIN ? i : 0;
}

/* The content with every id written as {id}; new memory. */
static char *without_ids(const struct response *response, size_t *len)
{
    const char *bytes = response->content ? response->content : "";
    struct buffer buf;

    buffer_init(&buf, 0);
    for (size_t i = 0; i < response->content_len;) {
        size_t id = id_length(bytes + i, response->content_len - i);

        if (id)
            buffer_add_text(&buf, "{id}");
        else
            buffer_add(&buf, bytes + i, 1);
        i += id ? id : 1;
    }
    *len = buf.len;
    return buffer_take(&buf);
}

/* As JSON when it is JSON, else as text; new reference. */
static json_t *comparable(const struct response *response)
{
    json_t *value = NULL;
    size_t len;
    char *text = without_ids(response, &len), *visible;

    if (json_parse_text(text, len, &value, NULL) != JSON_TEXT_OK) {
        json_decref(value);
        visible = text_visible(text, len, 0);
        value = json_string(visible);
        free(visible);
    }
    free(text);
    return value;
}

static bool contents_differ(struct trial *trial)
{
    const struct place *one = &trial->places[0], *two = &trial->places[1];
    json_t *actual = comparable(&one->exchange->response);
    json_t *expected = comparable(&two->exchange->response);
    bool differ = !json_same(actual, expected);

    if (differ) {
        struct finding *finding = trial_found(
            trial, one, "", "the content tells this answer from that of %s.%s",
            two->step->id, two->name);

        finding->expected = json_incref(expected);
        finding->actual = json_incref(actual);
    }
    json_decref(actual);
    json_decref(expected);
    return differ;
}

enum check_state check_alike(struct trial *trial)
{
    const struct place *one = &trial->places[0], *two = &trial->places[1];
    int status = one->exchange->response.status;
    int other = two->exchange->response.status;
    struct finding *finding;

    if (status == other)
        return contents_differ(trial) ? CHECK_FOUND : CHECK_HELD;
    finding = trial_found(trial, one, NULL,
                          "the status code tells this answer from that of "
                          "%s.%s",
                          two->step->id, two->name);
    finding->expected = json_integer(other);
    finding->actual = json_integer(status);
    return CHECK_FOUND;
}
