#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "check/functions.h"

#include <stdlib.h>
#include <string.h>

/* Under which our schemas are registered (schemas/ and below). */
#define SCHEMA_BASE "https://assay.invalid/schemas/"

/* "evs/snapshots/error.json#/properties/error"; borrowed from the unit. */
static const char *unit_place(const struct schema_unit *unit)
{
    const char *uri = unit->absolute_keyword_location;
    const size_t len = strlen(SCHEMA_BASE);

    return !strncmp(uri, SCHEMA_BASE, len) ? uri + len : uri;
}

/* The clause whose place in a schema holds this one most closely. */
static const struct clause *clause_at(const struct judge_context *context,
                                      const char *place)
{
    const struct clause *clause = NULL;
    size_t longest = 0;

    for (size_t i = 0; i < context->schema_clauses_len; i++) {
        const struct schema_clause *entry = &context->schema_clauses[i];
        size_t len = strlen(entry->schema);

        if (len > longest && pointer_is_below(place, entry->schema)) {
            longest = len;
            clause = entry->clause;
        }
    }
    return clause;
}

/* A keyword that did not hold; false when its clause is switched off. */
static bool unit_found(struct trial *trial, const char *at,
                       const struct schema_unit *unit)
{
    const char *keyword = unit_place(unit);
    const struct clause *clause = clause_at(trial->judging->context, keyword);
    struct finding *finding;
    char *location;

    if (clause && clause->is_off)
        return false;
    location = xasprintf("%s%s", at, unit->instance_location);
    finding =
        trial_found(trial, &trial->places[0], location, "%s", unit->message);
    free(location);
    free(finding->keyword_location);
    finding->keyword_location = xstrdup(keyword);
    if (clause) {
        finding_set_clause(finding, clause);
        if (clause->level == LEVEL_SHOULD)
            finding->level = LEVEL_SHOULD;
    }
    /* the schema is shared, so its values are not */
    finding->expected = json_deep_copy(unit->expected);
    finding->actual = value_keep(unit->actual);
    return true;
}

static enum check_state validate(struct trial *trial,
                                 const struct schema *schema, const char *at,
                                 const json_t *instance)
{
    const struct place *place = &trial->places[0];
    struct schema_output output = {0};
    enum check_state state = CHECK_HELD;

    switch (schema_validate(schema, instance, &output)) {
    case SCHEMA_VALID:
        break;
    case SCHEMA_INVALID:
        for (size_t i = 0; i < output.len; i++)
            if (unit_found(trial, at, &output.units[i]))
                state = CHECK_FOUND;
        /* never valid for want of a list of what is wrong */
        if (state == CHECK_HELD && (output.len == 0 || output.truncated))
            state = trial_undecided(
                trial, "the content of %s.%s is invalid for unknown reasons",
                place->step->id, place->name);
        break;
    case SCHEMA_UNDECIDED:
        state = trial_undecided(
            trial, "validating the content of %s.%s reached a limit of ours",
            place->step->id, place->name);
    }
    schema_output_clear(&output);
    return state;
}

enum check_state check_schema(struct trial *trial)
{
    const struct place *place = &trial->places[0];
    const char *name = json_member_text(trial->check->spec, "schema", "");
    const char *at = json_member_text(trial->check->spec, "at", "");
    const struct schema_book *book = trial->judging->context->schemas;
    const struct schema *schema = book ? schema_book_find(book, name) : NULL;
    const json_t *content = NULL, *instance;
    enum check_state state;

    if (!schema)
        return trial_undecided(trial, "schema %s was not loaded", name);
    state = trial_content(trial, place, BLAME_TARGET, &content);
    if (state != CHECK_HELD)
        return state;
    instance = pointer_get(content, at);
    if (instance)
        return validate(trial, schema, at, instance);
    trial_found(trial, place, at, "nothing stands here");
    return CHECK_FOUND;
}
