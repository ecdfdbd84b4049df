#include "check/counting.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/pointer.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static size_t bytes_of(const struct probe *probe)
{
    return probe->bytes;
}

static size_t code_points_of(const struct probe *probe)
{
    return probe->code_points;
}

static size_t utf16_units_of(const struct probe *probe)
{
    return probe->utf16_units;
}

static const struct unit {
    const char *name;
    size_t (*length)(const struct probe *probe);
} units[] = {{"bytes", bytes_of},
             {"code points", code_points_of},
             {"UTF-16 units", utf16_units_of}};

#define UNITS (sizeof(units) / sizeof(units[0]))

/* These tell about the caller, the resource or the hour, not the value. */
static bool is_about_value(int status)
{
    static const int others[] = {401, 403, 404, 407, 408, 409, 429};

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        if (status == others[i])
            return false;
    return status / 100 == 2 || status / 100 == 4;
}

/* Measure the text that a request sent at the pointer. */
static bool measure(const struct request *request, const char *at,
                    struct probe *probe)
{
    json_t *content = NULL, *value;
    bool is_text;

    if (!request->content)
        return false;
    json_parse_text(request->content, request->content_len, &content, NULL);
    value = pointer_get(content, at);
    is_text = json_is_string(value);
    if (is_text) {
        const char *text = json_string_value(value);
        size_t len = json_string_length(value);

        probe->bytes = len;
        probe->code_points = utf8_code_points(text, len);
        probe->utf16_units = utf8_utf16_units(text, len);
    }
    json_decref(content);
    return is_text;
}

/* The value at the pointer in a message's content; new reference or NULL. */
static json_t *value_at(const char *content, size_t len, const char *at)
{
    json_t *document = NULL, *value;

    if (content)
        json_parse_text(content, len, &document, NULL);
    value = json_incref(pointer_get(document, at));
    json_decref(document);
    return value;
}

/* What was masked has another length than what was on the wire. */
static bool is_masked(const struct result *result, const char *step,
                      const struct exchange *answer)
{
    const struct exchange *after =
        exchanges_find(&result->exchanges, step, "after");

    return answer->masked || (after && after->masked);
}

/* Does the read after an accepted request show what was sent? */
static bool is_altered(const struct conclusion *conclusion,
                       const struct result *result, const char *step,
                       const struct request *request)
{
    const struct exchange *after =
        exchanges_find(&result->exchanges, step, "after");
    json_t *sent =
        value_at(request->content, request->content_len, conclusion->at);
    json_t *stored = after
                         ? value_at(after->response.content,
                                    after->response.content_len, conclusion->at)
                         : NULL;
    bool altered = stored && !json_same(sent, stored);

    json_decref(sent);
    json_decref(stored);
    return altered;
}

/* The last answer of the testcase to a request that sent the value. */
static bool find_answer(const struct conclusion *conclusion,
                        const struct result *result, struct probe *probe)
{
    const struct testcase *testcase = result->testcase;

    for (size_t i = testcase->steps_len; i-- > 0;) {
        const struct exchange *answer =
            exchanges_find(&result->exchanges, testcase->steps[i].id, "answer");

        if (!answer || is_masked(result, testcase->steps[i].id, answer) ||
            !measure(&answer->request, conclusion->at, probe))
            continue;
        probe->accepted = answer->response.status / 100 == 2;
        probe->altered = probe->accepted &&
                         is_altered(conclusion, result, testcase->steps[i].id,
                                    &answer->request);
        return answer->transport == TRANSPORT_OK &&
               is_about_value(answer->response.status);
    }
    return false;
}

bool probe_read(const struct conclusion *conclusion,
                const struct result *result, struct probe *probe)
{
    const struct testcase *testcase = result->testcase;

    *probe = (struct probe){0};
    if (result->verdict == VERDICT_SKIP ||
        !text_glob(conclusion->probes, testcase->id) ||
        !find_answer(conclusion, result, probe))
        return false;
    probe->is_control = json_array_has_text(testcase->tags, "control");
    probe->characters = json_string_value(
        json_object_get(json_object_get(testcase->body, "row"), "characters"));
    return true;
}

static bool is_refused_control(const struct probe *probe)
{
    return probe->is_control && !probe->accepted;
}

static bool same_characters(const struct probe *a, const struct probe *b)
{
    return a == b || (a->characters && b->characters &&
                      !strcmp(a->characters, b->characters));
}

/* Says the refusal of a short text that this probe is about something else? */
static bool says_nothing(const struct probe *probes, size_t len,
                         const struct probe *probe)
{
    for (size_t i = 0; i < len; i++)
        if (is_refused_control(&probes[i]) &&
            same_characters(&probes[i], probe))
            return true;
    return false;
}

/* The probes that count, in a new array. */
static struct probe *keep_telling(const struct probe *probes, size_t len,
                                  size_t *kept)
{
    struct probe *telling = xcalloc(len, sizeof(*telling));

    *kept = 0;
    for (size_t i = 0; i < len; i++)
        if (!says_nothing(probes, len, &probes[i]))
            telling[(*kept)++] = probes[i];
    return telling;
}

/* Accepted is what is within the limit, and nothing else. */
static bool explains_all(const struct unit *unit, long long limit,
                         const struct probe *probes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (probes[i].accepted !=
            ((unsigned long long)unit->length(&probes[i]) <=
             (unsigned long long)limit))
            return false;
    return len > 0;
}

/* All accepted, and one of them too long however it is counted. */
static bool is_without_limit(long long limit, const struct probe *probes,
                             size_t len)
{
    bool beyond = false;

    for (size_t i = 0; i < len; i++) {
        size_t k = 0;

        if (!probes[i].accepted)
            return false;
        while (k < UNITS && (unsigned long long)units[k].length(&probes[i]) >
                                (unsigned long long)limit)
            k++;
        beyond |= k == UNITS;
    }
    return beyond;
}

static json_t *candidates_of(long long limit, const struct probe *probes,
                             size_t len)
{
    json_t *candidates = json_array();

    for (size_t i = 0; i < UNITS; i++)
        if (explains_all(&units[i], limit, probes, len))
            json_array_append_new(candidates, json_string(units[i].name));
    return candidates;
}

/* ", …" why the answer is not one unit; new memory. */
static char *explanation(const char *unit, const json_t *candidates,
                         bool altered)
{
    struct buffer text;

    buffer_init(&text, 0);
    if (altered)
        buffer_add_text(&text, ", as some were accepted and stored altered");
    else if (!strcmp(unit, "none"))
        buffer_add_text(&text, ", as every text was accepted");
    else if (!strcmp(unit, "inconclusive") && json_array_size(candidates) == 0)
        buffer_add_text(&text, ", as no unit explains every answer");
    else if (!strcmp(unit, "inconclusive"))
        for (size_t i = 0; i < json_array_size(candidates); i++)
            buffer_printf(&text, "%s%s", i ? " or " : ", as it may be ",
                          json_string_value(json_array_get(candidates, i)));
    return buffer_take(&text);
}

/* ", leaving out …" the characters that are refused anyway; new memory. */
static char *left_out(const struct probe *probes, size_t len)
{
    struct buffer text;

    buffer_init(&text, 0);
    for (size_t i = 0; i < len; i++)
        if (is_refused_control(&probes[i]))
            buffer_printf(
                &text, "%s%s", text.len ? ", " : "; refused even when short: ",
                probes[i].characters ? probes[i].characters : "a text");
    return buffer_take(&text);
}

/* A limit shows between an acceptance and a refusal, not by one alone. */
static bool has_both(const struct probe *probes, size_t len)
{
    size_t accepted = 0;

    for (size_t i = 0; i < len; i++)
        accepted += probes[i].accepted;
    return accepted > 0 && accepted < len;
}

static bool any_altered(const struct probe *probes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (probes[i].altered)
            return true;
    return false;
}

static const char *unit_of(long long limit, const struct probe *probes,
                           size_t len, const json_t *candidates)
{
    if (any_altered(probes, len))
        return "inconclusive";
    if (is_without_limit(limit, probes, len))
        return "none";
    if (json_array_size(candidates) == 1 && has_both(probes, len))
        return json_string_value(json_array_get(candidates, 0));
    return "inconclusive";
}

void conclude(const struct conclusion *conclusion, const struct probe *probes,
              size_t len, struct observations *observations)
{
    size_t kept;
    struct probe *telling;
    json_t *candidates;
    const char *unit;
    char *why, *without;

    if (len == 0)
        return;
    telling = keep_telling(probes, len, &kept);
    candidates = candidates_of(conclusion->limit, telling, kept);
    unit = unit_of(conclusion->limit, telling, kept, candidates);
    why = explanation(unit, candidates, any_altered(telling, kept));
    without = left_out(probes, len);
    observations_add(observations, "counting-unit", conclusion->id,
                     json_pack("{s:s, s:I, s:O, s:I}", "unit", unit, "limit",
                               (json_int_t)conclusion->limit, "candidates",
                               candidates, "probes", (json_int_t)kept),
                     "%s: %s%s (limit %lld, %zu probes)%s", conclusion->title,
                     unit, why, conclusion->limit, kept, without);
    free(why);
    free(without);
    json_decref(candidates);
    free(telling);
}
