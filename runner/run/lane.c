#include "run/lane.h"

#include "run/identifiers.h"

#include <stdlib.h>
#include <string.h>

void lane_clear(struct lane *lane)
{
    free(lane->snapshot_id);
    free(lane->neighbour_id);
    *lane = (struct lane){0};
}

const char *lane_resource(const struct lane *lane, const char *resource)
{
    if (!strcmp(resource, "neighbour"))
        return lane->neighbour_id;
    if (!strcmp(resource, "own-snapshot") && !lane->is_own)
        return NULL;
    return lane->snapshot_id;
}

json_t *lane_resource_names(bool has_neighbour, bool is_own)
{
    json_t *names = json_array();

    json_array_append_new(names, json_string("snapshot"));
    if (has_neighbour)
        json_array_append_new(names, json_string("neighbour"));
    if (is_own)
        json_array_append_new(names, json_string("own-snapshot"));
    return names;
}

/* Takes text. */
static void set(json_t *variables, const char *name, char *text)
{
    json_object_set_new(variables, name, json_string(text ? text : ""));
    free(text);
}

/* As it stands in what is recorded and judged; the sender knows the real one.
 */
static json_t *project_of(const struct identity *identity)
{
    if (!identity)
        return json_string("");
    return json_string(identity->shown_project ? identity->shown_project
                                               : identity->project_id);
}

json_t *lane_variables(const struct lane *lane, const struct session *session,
                       const char *testcase)
{
    unsigned long long seed = session->options->seed;
    const struct identity *second = session->sender.second;
    json_t *variables = json_object();

    json_object_set_new(variables, "snapshot.id",
                        json_string(lane->snapshot_id));
    json_object_set_new(
        variables, "neighbour.id",
        json_string(lane->neighbour_id ? lane->neighbour_id : ""));
    json_object_set_new(variables, "project.id",
                        project_of(session->sender.owner));
    json_object_set_new(variables, "second.project", project_of(second));
    set(variables, "unknown.id", identifier_uuid(seed, testcase, "unknown"));
    set(variables, "other.project",
        identifier_hex(seed, testcase, "project", 32));
    set(variables, "nonce", identifier_hex(seed, testcase, "nonce", 8));
    json_object_set_new(variables, "attempt", json_string("1"));
    return variables;
}
