#include "base/json.h"
#include "check/functions.h"

#include <string.h>
#include <strings.h>

/*
 * A 201 for a 200 breaks what the page says of status codes. A 400 for a 200
 * does not: it breaks what the testcase is about.
 */
static bool is_same_class(const json_t *allowed, int status)
{
    for (size_t i = 0; i < json_array_size(allowed); i++)
        if (json_integer_value(json_array_get(allowed, i)) / 100 ==
            status / 100)
            return true;
    return false;
}

enum check_state check_status(struct trial *trial)
{
    const struct place *place = &trial->places[0];
    const json_t *allowed = json_object_get(trial->check->spec, "in");
    int status = place->exchange->response.status;
    struct finding *finding;

    for (size_t i = 0; i < json_array_size(allowed); i++)
        if (json_integer_value(json_array_get(allowed, i)) == status)
            return CHECK_HELD;
    finding =
        trial_found(trial, place, NULL, "the status code is not allowed here");
    finding->expected = value_keep(allowed);
    finding->actual = json_integer(status);
    if (trial->alternative && !is_same_class(allowed, status))
        finding_set_clause(finding, main_clause(trial->judging->testcase));
    return CHECK_FOUND;
}

enum check_state check_no_server_error(struct trial *trial)
{
    const struct place *place = &trial->places[0];
    int status = place->exchange->response.status;

    if (status < 500)
        return CHECK_HELD;
    trial_found(trial, place, NULL, "the server failed instead of answering")
        ->actual = json_integer(status);
    return CHECK_FOUND;
}

/* RFC 9110 section 8.3.1: without case, parameters after a semicolon. */
static bool is_media_type(const char *value, const char *type)
{
    size_t len = strcspn(value, ";");

    while (len > 0 && strchr(" \t", value[len - 1]))
        len--;
    return len == strlen(type) && !strncasecmp(value, type, len);
}

enum check_state check_media_type(struct trial *trial)
{
    const struct place *place = &trial->places[0];
    const struct fields *fields = &place->exchange->response.fields;
    const char *type = json_member_text(trial->check->spec, "is", "");
    const char *wrong = NULL;
    struct finding *finding;

    for (size_t i = 0; i < fields->len; i++)
        if (!strcasecmp(fields->items[i].name, "Content-Type") &&
            strstr(fields->items[i].value, EXCHANGE_MASK))
            return trial_undecided(trial,
                                   "the Content-Type of %s.%s was "
                                   "masked, since it holds a secret",
                                   place->step->id, place->name);
    /* the field may stand only once, so a second one has to agree */
    for (size_t i = 0; i < fields->len && !wrong; i++)
        if (!strcasecmp(fields->items[i].name, "Content-Type") &&
            !is_media_type(fields->items[i].value, type))
            wrong = fields->items[i].value;
    if (!wrong && fields_get(fields, "Content-Type"))
        return CHECK_HELD;
    finding = trial_found(trial, place, NULL,
                          wrong ? "Content-Type is another media type"
                                : "there is no Content-Type");
    finding->expected = json_string(type);
    /* bytes of a field need not be UTF-8, and then jansson gives NULL */
    finding->actual = wrong ? json_string(wrong) : NULL;
    return CHECK_FOUND;
}
