#include "certify/certificate.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"
#include "certify/fingerprint.h"

#include <stdlib.h>
#include <string.h>

#define CERTIFICATE_SCHEMA "urn:assay:certificate:1"
#define NOT_JUDGED                                                             \
    "there is no transcript in which every verdict was found again"

/* A member as it is, a new reference; absent is null. */
static json_t *member(const json_t *object, const char *name)
{
    json_t *value = json_object_get(object, name);

    return value ? json_incref(value) : json_null();
}

/* A new object of the members that are named; the names end with NULL. */
static json_t *members(const json_t *object, const char *const *names)
{
    json_t *copy = json_object();

    for (; *names; names++)
        json_object_set_new(copy, *names, member(object, *names));
    return copy;
}

static json_t *with_digest(const json_t *files)
{
    char hex[DIGEST_TEXT_SIZE];

    sha256_of_list(files, hex);
    return json_string(hex);
}

/* The files of one kind of facts; a new array. */
static json_t *files_of(const json_t *facts, const char *kind)
{
    json_t *list = json_array(), *file;
    size_t i;

    json_array_foreach(json_object_get(facts, "files"), i, file)
        if (!strcmp(json_member_text(file, "kind", ""), kind))
            json_array_append(list, file);
    return list;
}

/* One digest for each kind of file, to be read aloud. */
static json_t *make_digests(const json_t *facts)
{
    static const char *const kinds[] = {"suite",   "operation", "clauses",
                                        "dialect", "profile",   "schema",
                                        "fixture"};
    json_t *digests = json_object();

    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        json_t *files = files_of(facts, kinds[i]);

        json_object_set_new(digests, kinds[i], with_digest(files));
        json_decref(files);
    }
    return digests;
}

static json_t *make_requirements(const struct certificate_input *input)
{
    static const char *const said[] = {"dialect", "profile",      "strict",
                                       "scope",   "scope_reason", NULL};
    json_t *requirements = members(input->results, said);

    json_object_set_new(requirements, "operations",
                        member(input->facts, "operations"));
    json_object_set_new(requirements, "pages", member(input->facts, "pages"));
    json_object_set_new(requirements, "digests", make_digests(input->facts));
    json_object_set_new(requirements, "files", member(input->facts, "files"));
    return requirements;
}

static json_t *make_target(const json_t *results)
{
    json_t *target = json_copy(json_object_get(results, "target"));

    json_object_set_new(target, "fingerprint", fingerprint_take(results));
    return target;
}

static json_t *make_run(const json_t *results)
{
    static const char *const said[] = {
        "started", "duration_us", "seed",      "requests", "planned",
        "counts",  "advisories",  "leftovers", "restored", "aborted",
        "signal",  "exit_status", NULL};

    return members(results, said);
}

/* The sentences of observations; a new array. */
static json_t *texts_of(const json_t *observations)
{
    json_t *texts = json_array(), *item;
    size_t i;

    json_array_foreach(observations, i, item)
        json_array_append_new(texts, member(item, "text"));
    return texts;
}

/* Why it did not pass: the reason, else what the first finding says. */
static json_t *reason_of(const json_t *testcase)
{
    const json_t *findings = json_object_get(testcase, "findings");
    json_t *reason = json_object_get(testcase, "reason"), *finding;
    size_t i;

    if (json_is_string(reason))
        return json_incref(reason);
    json_array_foreach(findings, i, finding)
        if (!strcmp(json_member_text(finding, "level", ""), "must"))
            return member(finding, "error");
    return json_null();
}

static size_t advice_of(const json_t *testcase)
{
    const json_t *finding;
    size_t i, count = 0;

    json_array_foreach(json_object_get(testcase, "findings"), i, finding)
        count += !strcmp(json_member_text(finding, "level", ""), "should");
    return count;
}

/* wanted: from facts, or NULL; testcase: from the results, or NULL. */
static json_t *make_testcase(const json_t *wanted, const json_t *testcase)
{
    const json_t *named = wanted ? wanted : testcase;

    return json_pack(
        "{so so ss so so so sI so}", "id", member(named, "id"), "operation",
        member(wanted, "operation"), "verdict",
        json_member_text(testcase, "verdict", VERDICT_NOT_RUN), "reason",
        reason_of(testcase), "level", member(testcase, "level"), "basis",
        member(testcase, "basis"), "advice", (json_int_t)advice_of(testcase),
        "observations", texts_of(json_object_get(testcase, "observations")));
}

/* All that should have run, in the order of the suites; then what is in the
 * results besides. */
static json_t *make_testcases(const json_t *results, const json_t *facts)
{
    json_t *list = json_array(), *rest = standing_index(results), *item;
    const char *id;
    size_t i;

    json_array_foreach(json_object_get(facts, "testcases"), i, item) {
        id = json_member_text(item, "id", "");
        json_array_append_new(list,
                              make_testcase(item, json_object_get(rest, id)));
        json_object_del(rest, id);
    }
    json_object_foreach(rest, id, item)
        json_array_append_new(list, make_testcase(NULL, item));
    json_decref(rest);
    return list;
}

static json_t *make_clauses(const json_t *results)
{
    static const char *const said[] = {"operation", "id",    "page",   "level",
                                       "basis",     "state", "reason", NULL};
    json_t *list = json_array(), *item;
    size_t i;

    json_array_foreach(json_object_get(results, "clauses"), i, item)
        json_array_append_new(list, members(item, said));
    return list;
}

/* One word for a POSIX shell; what cannot be shown is shown as an escape. */
static void add_word(struct buffer *line, const char *text)
{
    const char *plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                        "0123456789._-/:=";

    if (*text && strspn(text, plain) == strlen(text)) {
        buffer_printf(line, " %s", text);
        return;
    }
    buffer_add_text(line, " '");
    for (; *text; text++)
        if (*text == '\'')
            buffer_add_text(line, "'\\''");
        else
            buffer_add(line, text, 1);
    buffer_add_text(line, "'");
}

static void add_option(struct buffer *line, const char *option,
                       const json_t *object, const char *name)
{
    const char *value = json_member_text(object, name, NULL);

    if (!value)
        return;
    add_word(line, option);
    add_word(line, value);
}

/* The run again, as far as the results tell how it was called. */
static json_t *make_command(const json_t *results)
{
    const json_t *target = json_object_get(results, "target");
    struct buffer line;
    json_t *command;

    buffer_init(&line, 0);
    buffer_add_text(&line, "assay run");
    if (json_is_true(json_object_get(target, "emulator"))) {
        buffer_add_text(&line, " --emulator");
    } else {
        add_option(&line, "--base-url", target, "base_url");
        add_option(&line, "--project-id", target, "project_id");
        add_option(&line, "--snapshot-id", target, "snapshot_id");
        add_option(&line, "--neighbour-id", target, "neighbour_id");
    }
    add_option(&line, "--microversion", target, "microversion");
    add_option(&line, "--dialect", results, "dialect");
    add_option(&line, "--profile", results, "profile");
    add_option(&line, "--seed", results, "seed");
    if (json_is_true(json_object_get(results, "strict")))
        buffer_add_text(&line, " --strict");
    command = json_string(buffer_text(&line));
    buffer_clear(&line);
    return command ? command : json_null();
}

json_t *certificate_make(const struct certificate_input *input)
{
    const json_t *results = input->results;
    json_t *reasons = standing_obstacles(results, input->facts);
    json_t *waivers = json_object_get(results, "waivers");
    bool is_certified;

    if (!input->judged_again)
        json_array_append_new(reasons, json_string(NOT_JUDGED));
    is_certified = json_array_size(reasons) == 0;

    return json_pack(
        "{ss sb so so sO so so so so so so so so so so sb}", "$schema",
        CERTIFICATE_SCHEMA, "certified", is_certified, "reasons", reasons,
        "assay", member(results, "assay"), "subject", input->subject, "levels",
        standing_levels(results, input->facts), "target", make_target(results),
        "requirements", make_requirements(input), "run", make_run(results),
        "testcases", make_testcases(results, input->facts), "clauses",
        make_clauses(results), "observations",
        texts_of(json_object_get(results, "observations")), "waivers",
        waivers ? json_incref(waivers) : json_array(), "files",
        bundle_list(input->bundle), "reproduce", make_command(results),
        "judged_again", input->judged_again);
}

char *certificate_text(const json_t *certificate)
{
    char *dumped = json_dumps(certificate, JSON_INDENT(1));
    char *text = xasprintf("%s\n", dumped ? dumped : "null");

    free(dumped);
    return text;
}
