#include "emulator/body.h"

#include "base/json.h"
#include "emulator/faults.h"
#include "emulator/view.h"

#include <stdio.h>

/*
 * Duplicate members are refused: RFC 8259 section 4 calls their meaning
 * unpredictable, and guessing would store what nobody meant.
 */
static void parse_document(struct exchange *x)
{
    const struct request *request = &x->request;
    json_t *value = NULL;
    enum json_text_problem problem;

    if (request->body_len == 0) {
        refusal_set(&x->refusal, REFUSE_BODY,
                    "Malformed request body: it is empty.");
        return;
    }
    problem = json_parse_text(request->body, request->body_len, &value, NULL);
    if (problem == JSON_TEXT_OK)
        x->document = value;
    else
        json_decref(value);
    if (problem == JSON_TEXT_DUPLICATE)
        refusal_set(&x->refusal, REFUSE_BODY,
                    "Malformed request body: a member is given twice.");
    else if (problem != JSON_TEXT_OK)
        refusal_set(&x->refusal, REFUSE_BODY,
                    "Malformed request body: it is not JSON in UTF-8.");
}

static void find_members(struct exchange *x)
{
    const char *key = view_key(x->kind);

    if (!json_is_object(x->document)) {
        refusal_set(&x->refusal, REFUSE_BODY,
                    "Malformed request body: it is not an object.");
        return;
    }
    x->members = json_object_get(x->document, key);
    if (json_is_object(x->members))
        return;
    x->members = NULL;
    refusal_set(&x->refusal, REFUSE_BODY,
                "Malformed request body: member %s must be an object.", key);
}

void body_replace(struct exchange *x, json_t *document)
{
    x->refusal = (struct refusal){0};
    json_decref(x->document);
    x->document = document;
    find_members(x);
}

/*
 * Of a disk, OpenStack's own client writes "display_name" and takes "name"
 * from the answer. Cinder reads both, and the short one wins; so do we, for
 * disks, and leave snapshots to what is documented.
 */
static json_t *find_text(const struct exchange *x, const char *name)
{
    json_t *value = json_object_get(x->members, name);
    char alias[32];

    if (value || x->kind != RESOURCE_VOLUME)
        return value;
    snprintf(alias, sizeof(alias), "display_%s", name);
    return json_object_get(x->members, alias);
}

/* *text receives a new reference where the member is there and readable. */
static void read_text(struct exchange *x, const char *name,
                      const struct text_rule *rule, json_t **text)
{
    json_t *value = find_text(x, name);

    if (!value)
        return;
    if (!json_is_string(value) && !json_is_null(value)) {
        refusal_set(&x->refusal, REFUSE_BODY,
                    "Malformed request body: %s must be a string.", name);
        return;
    }
    resource_set(text, json_incref(value));
    if (!text_rule_allows(rule, value))
        refusal_set(&x->refusal, REFUSE_BODY,
                    "Malformed request body: %s is longer than %d bytes.", name,
                    TEXT_BYTES_MAX);
}

void body_read(struct exchange *x)
{
    faults_apply(x, POINT_ON_RULES);
    parse_document(x);
    if (x->refusal.reason == REFUSE_NOTHING)
        find_members(x);
    faults_apply(x, POINT_ON_PARSE);
    read_text(x, "name", &x->rules.name, &x->change.name);
    read_text(x, "description", &x->rules.description, &x->change.description);
    faults_apply(x, POINT_ON_CHANGE);
}
